"""What must stay true about posts: none of the mandatory ones stands empty, and each holder can
be reached."""

from collections.abc import Callable, Iterable
from datetime import datetime

from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch
from bield.people import queries
from bield.people.ages import day_of
from bield.people.models import Person
from bield.people.queries.needs import is_needed
from bield.people.roster import Roster
from bield.people.rules.appointments import NEEDED
from bield.people.states import (
    BRANCHES_WITH_OFFICERS,
    CONTACT_STANDS_FOR,
    MANDATORY,
    PUBLISHED,
    Channel,
    Role,
)

POSTS_PAGE = "/people/posts/"
COVER_PAGE = "/people/cover/"
OWN_CONTACT_PAGE = "/me/contact/"
LEAD = "the safeguarding lead"
LEAD_OR_CHAMPION = "the safeguarding lead or the board’s champion"

BY_ROLE = {post.role: post for post in MANDATORY}


def _vacancy(role: Role) -> Callable[[int, datetime], list[Finding]]:
    """Looks whether somebody holds the post; what they must be besides is asked for it alone."""

    def look(organisation_id: int, now: datetime) -> list[Finding]:
        organisation = queries.organisation_by_id(organisation_id)
        if not is_needed(BY_ROLE[role], organisation):
            return []
        today = queries.roster(organisation_id, day_of(now))
        name = queries.label(organisation, role)
        if not today.titular(role):
            return [_broken(f"Nobody holds the post “{name}”.", role)]
        ask = BESIDES.get(role)
        return [_broken(message, role) for message in (ask(today, name) if ask else ())]

    return look


def _broken(message: str, role: Role) -> Finding:
    return Finding(State.BROKEN, message, LEAD_OR_CHAMPION, POSTS_PAGE, f"post:{role}")


def _deputy(today: Roster, name: str) -> Iterable[str]:
    if set(today.titular(Role.DEPUTY)) <= set(today.titular(Role.LEAD)):
        yield f"The post “{name}” is held by the lead. It takes another person."


def _champion(today: Roster, name: str) -> Iterable[str]:
    board = today.titular(Role.BOARD)
    champions = [held for held in today.held if held.role == Role.BOARD_CHAMPION]
    if not any(held.person_id in board for held in champions):
        yield f"Who holds the post “{name}” is not a member of the board."
    if not any(held.online_safety for held in champions):
        yield f"The post “{name}” does not take in online safety yet."


def _outside(today: Roster, name: str) -> Iterable[str]:
    inside = {*today.titular(Role.LEAD), *today.titular(Role.HEAD)}
    if set(today.titular(Role.OUTSIDE_CONTACT)) <= inside:
        yield f"The post “{name}” is held by somebody inside. It takes another person."


BESIDES: dict[Role, Callable[[Roster, str], Iterable[str]]] = {
    Role.DEPUTY: _deputy,
    Role.BOARD_CHAMPION: _champion,
    Role.OUTSIDE_CONTACT: _outside,
}


def branches_without_officer(organisation_id: int, now: datetime) -> list[Finding]:
    """Each region, contract, subcontract and partnership has an officer of its own."""
    today = queries.roster(organisation_id, day_of(now))
    return [
        Finding(
            State.BROKEN,
            f"{branch.name} has no officer of its own. Reports from there go to the deputy.",
            LEAD,
            POSTS_PAGE,
            f"site:{site_id}",
        )
        for site_id, branch in sorted(today.branches.items())
        if branch.kind in BRANCHES_WITH_OFFICERS
        and not branch.closed
        and not today.titular(Role.OFFICER, site_id=site_id)
    ]


def absences_without_cover(organisation_id: int, now: datetime) -> list[Finding]:
    """The lead is there, or somebody stands in."""
    today = queries.roster(organisation_id, day_of(now))
    if not today.titular(Role.LEAD) or today.holders(Role.LEAD):
        return []
    return [
        Finding(
            State.BROKEN,
            "The safeguarding lead is away and nobody stands in. Say who does.",
            LEAD_OR_CHAMPION,
            COVER_PAGE,
            "cover:lead",
        )
    ]


def unconfirmed_contacts(organisation_id: int, now: datetime) -> list[Finding]:
    """Everyone of the published team can be reached, and said so themselves not long ago."""
    today = queries.roster(organisation_id, day_of(now))
    team = {held.person_id for held in today.held if held.role in PUBLISHED}
    people = queries.people_by_id(organisation_id, sorted(team)).values()
    return [finding for person in people for finding in _contact(person, now)]


def _contact(person: Person, now: datetime) -> Iterable[Finding]:
    subject = f"person:{person.pk}"
    if not person.email and not person.phone:
        message = f"There is no way to reach {person.name}."
        yield Finding(State.BROKEN, message, person.name, OWN_CONTACT_PAGE, subject)
    for channel, address, confirmed_at in (
        (Channel.EMAIL, person.email, person.email_confirmed_at),
        (Channel.PHONE, person.phone, person.phone_confirmed_at),
    ):
        if address and (confirmed_at is None or now - confirmed_at > CONTACT_STANDS_FOR):
            yield Finding(
                State.UNPROVED,
                f"{person.name} has not confirmed the {channel.label.lower()} address lately."
                if channel == Channel.EMAIL
                else f"{person.name} has not confirmed the phone number lately.",
                person.name,
                OWN_CONTACT_PAGE,
                f"{subject}:{channel}",
            )


def few_second_holders(organisation_id: int, now: datetime) -> list[Finding]:
    """With one holder left nobody could ever be appointed again."""
    if len(queries.second_holders(organisation_id, day_of(now))) >= NEEDED:
        return []
    return [
        Finding(
            State.BROKEN,
            "Only one person is left who may propose or confirm a safeguarding post, and it takes"
            " two. Whoever runs the server names an outside contact with `bield contact`.",
            LEAD_OR_CHAMPION,
            POSTS_PAGE,
            "post:second-holder",
        )
    ]


def _post_watch(code: str, role: Role) -> Watch:
    return Watch(code, BY_ROLE[role].clauses, _vacancy(role))


LEAD_IS_NAMED = _post_watch("people.lead-is-named", Role.LEAD)
DEPUTY_IS_NAMED = _post_watch("people.deputy-is-named", Role.DEPUTY)
OUTSIDE_CONTACT_IS_NAMED = _post_watch("people.outside-contact-is-named", Role.OUTSIDE_CONTACT)
CHAMPION_IS_NAMED = _post_watch("people.champion-is-named", Role.BOARD_CHAMPION)
POLICY_OFFICER_IS_NAMED = _post_watch("people.policy-officer-is-named", Role.POLICY_OFFICER)
STAFF_OFFICER_IS_NAMED = _post_watch("people.staff-officer-is-named", Role.STAFF_OFFICER)
ONLINE_PRESENCE_IS_NAMED = _post_watch("people.online-presence-is-named", Role.ONLINE_PRESENCE)
RECORDING_MAKER_IS_NAMED = _post_watch("people.recording-maker-is-named", Role.RECORDING_MAKER)
RECORDING_KEEPER_IS_NAMED = _post_watch("people.recording-keeper-is-named", Role.RECORDING_KEEPER)
RECORDING_DISPOSER_IS_NAMED = _post_watch(
    "people.recording-disposer-is-named", Role.RECORDING_DISPOSER
)
BRANCHES_HAVE_OFFICERS = Watch(
    "people.branches-have-officers", ("TP-11.2",), branches_without_officer
)
LEAD_IS_COVERED = Watch("people.lead-is-covered", ("EY-9a", "TP-6.2.1a"), absences_without_cover)
CONTACTS_ARE_CONFIRMED = Watch("people.contacts-are-confirmed", ("TP-11.1",), unconfirmed_contacts)
TWO_CAN_APPOINT = Watch("people.two-can-appoint", (), few_second_holders)

WAITS = {
    "ONLINE_PRESENCE_IS_NAMED": ("social",),
    "RECORDING_MAKER_IS_NAMED": ("media", "policies"),
    "RECORDING_KEEPER_IS_NAMED": ("media", "policies"),
    "RECORDING_DISPOSER_IS_NAMED": ("media", "policies"),
}
_NAMED = {name: watch for name, watch in list(globals().items()) if isinstance(watch, Watch)}
ALL = tuple(_NAMED.values())
for _name, _watch in _NAMED.items():
    if _watch.clauses:
        keep(f"bield.people.watches.{_name}", *_watch.clauses, waits=WAITS.get(_name, ()))
