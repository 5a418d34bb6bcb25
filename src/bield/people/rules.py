"""Who may change what about people, places and posts. Pure functions: no tables, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.ages import is_child_on
from bield.people.states import (
    ADULTS_OF_THE_ORGANISATION,
    GUARDED,
    KEEPERS_OF_PEOPLE,
    SECOND_HOLDERS,
    STAND_INS,
    WHOLE_ORGANISATION,
    BornPrecision,
    Protection,
    Role,
)

POSTS_PAGE = "/people/posts/"


@dataclass(frozen=True)
class Age:
    """All that decides protection. Nothing about work, study or living is asked."""

    born_on: date | None
    born_precision: str = BornPrecision.DAY
    at_risk: bool = False


@keeps("TP-1.3a", waits=("online_sessions", "filtering"))
def protection(age: Age, day: date) -> Protection | None:
    """The protected group somebody belongs to on a day, if any."""
    if age.born_on is None:
        return Protection.UNKNOWN_AGE
    if is_child_on(age.born_on, age.born_precision, day):
        return Protection.CHILD
    return Protection.ADULT_AT_RISK if age.at_risk else None


def keep_people(actor: Actor) -> Refusal | None:
    """Add and change people, places and plain posts."""
    if actor.is_house or actor.holds(*KEEPERS_OF_PEOPLE):
        return None
    return Refusal(
        "not-yours-to-change",
        "Ask an administrator or the safeguarding lead to change this.",
        mender="an administrator or the safeguarding lead",
    )


def days(begins_on: date, ends_on: date | None) -> Refusal | None:
    if ends_on is None or ends_on >= begins_on:
        return None
    return Refusal("ends-before-it-begins", "The last day lies before the first.", field="ends_on")


def change_size(set_up_at: datetime | None, one_person: bool | None) -> Refusal | None:
    """Whether one person works alone decides who is reached about the owner."""
    if set_up_at is None or one_person is None:
        return None
    return Refusal(
        "size-is-settled",
        "Whether one person works alone was settled in the set-up. It ends when a deputy is named.",
    )


def finish_set_up(actor: Actor, set_up_at: datetime | None) -> Refusal | None:
    if set_up_at is not None:
        return Refusal("set-up-already", "The set-up is finished.")
    return keep_people(actor)


def link_guardian(guardian_id: int, child_id: int) -> Refusal | None:
    if guardian_id != child_id:
        return None
    return Refusal("not-themselves", "Nobody is their own parent or carer.", field="guardian")


def change_contact(actor: Actor, *, person_id: int, guarded: bool) -> Refusal | None:
    """The way to reach a designated person is not an administrator's to redirect."""
    if actor.is_house or actor.person_id == person_id:
        return None
    if guarded and not actor.holds(*SECOND_HOLDERS):
        return Refusal(
            "contact-of-a-designated-person",
            "Only the person, or somebody else who holds a safeguarding post, may change how a"
            " designated person is reached.",
            mender="the person",
            field="email",
        )
    return keep_people(actor)


@dataclass(frozen=True)
class Standing:
    """What is known of somebody who is to hold a post, on the day it would begin."""

    person_id: int
    left: bool = False
    roles: frozenset[str] = frozenset()  # held on that day or later
    lead_id: int | None = None  # who is lead on that day or later
    setting_up: bool = False  # first-run set-up is not finished
    one_person: bool = False
    held: frozenset[tuple[str, int | None]] = field(default=frozenset())


@keeps("EY-2", "TP-6.2.1a", "TP-6.1.1c")
def may_hold(
    standing: Standing,
    role: str,
    *,
    site_id: int | None,
    online_safety: bool = False,
    takes_over: bool = False,
) -> list[Refusal]:
    """Whether this person may hold this post beside everything else that is held."""
    refusals = [
        _left(standing),
        _fits_the_site(role, site_id),
        _held_already(standing, role, site_id),
        _one_lead(standing, role, takes_over=takes_over),
        _lead_and_deputy(standing, role),
        _champion(standing, role, online_safety=online_safety),
        _outside(standing, role),
    ]
    return [refusal for refusal in refusals if refusal]


def _left(standing: Standing) -> Refusal | None:
    if not standing.left:
        return None
    return Refusal("has-left", "This person has left. Choose somebody who is here.", field="person")


def _fits_the_site(role: str, site_id: int | None) -> Refusal | None:
    if site_id is None or role not in WHOLE_ORGANISATION:
        return None
    return Refusal(
        "whole-organisation", "This post is for the whole organisation. Leave the site empty.",
        field="site_id",
    )  # fmt: skip


def _held_already(standing: Standing, role: str, site_id: int | None) -> Refusal | None:
    if (role, site_id) not in standing.held:
        return None
    return Refusal("held-already", "This person holds this post already.", field="person")


def _one_lead(standing: Standing, role: str, *, takes_over: bool) -> Refusal | None:
    if role != Role.LEAD or standing.lead_id is None or takes_over:
        return None
    return Refusal(
        "one-lead",
        "There is one safeguarding lead for the whole organisation. Say that this person takes"
        " over, or end the present lead’s post first.",
        ("TP-6.2.1a",),
        field="takes_over",
    )


def _lead_and_deputy(standing: Standing, role: str) -> Refusal | None:
    other = {Role.LEAD: Role.DEPUTY, Role.DEPUTY: Role.LEAD}.get(Role(role))
    if other is None or other not in standing.roles:
        return None
    return Refusal(
        "lead-and-deputy",
        "The lead and the deputy are two different people. End the one post before the other"
        " begins, or choose somebody else. Who works alone names an outside contact instead.",
        ("EY-2",),
        field="person",
    )


def _champion(standing: Standing, role: str, *, online_safety: bool) -> Refusal | None:
    if role != Role.BOARD_CHAMPION:
        return None
    if Role.BOARD not in standing.roles:
        return Refusal(
            "champion-sits-on-the-board",
            "The safeguarding champion is a member of the board. Add the board post first, or"
            " choose somebody who holds one.",
            ("TP-6.1.1c",),
            field="person",
        )
    if not online_safety:
        return Refusal(
            "champion-takes-in-online-safety",
            "The champion’s post takes in online safety. Tick it to say so.",
            ("TP-6.1.1c",),
            field="online_safety",
        )
    return None


def _outside(standing: Standing, role: str) -> Refusal | None:
    inside = (ADULTS_OF_THE_ORGANISATION - {Role.OUTSIDE_CONTACT, Role.BOARD}) & standing.roles
    becomes_inside = role not in {Role.OUTSIDE_CONTACT, Role.BOARD, Role.PARENT, Role.LEARNER}
    if role == Role.OUTSIDE_CONTACT and inside:
        found = True
    else:
        found = becomes_inside and Role.OUTSIDE_CONTACT in standing.roles
    if not found:
        return None
    return Refusal(
        "outside-contact-is-outside",
        "The outside contact holds no other post here. Choose somebody from another setting, a"
        " committee or an umbrella body.",
        ("EY-2",),
        field="person",
    )


def appoint(actor: Actor, standing: Standing, role: str) -> Refusal | None:
    """Give somebody a plain post. A guarded one is put forward and confirmed instead."""
    if role in GUARDED:
        if actor.is_house and standing.setting_up:
            return None
        return Refusal(
            "needs-a-second-holder",
            "Nobody comes to this post by one person’s word. Put somebody forward, and a second"
            " holder confirms it.",
            mender="two people who hold a safeguarding post",
            link=POSTS_PAGE,
            field="role",
        )
    if actor.person_id == standing.person_id:
        return Refusal("not-to-yourself", "Nobody gives a post to themselves.", field="person")
    return keep_people(actor)


def propose(actor: Actor, standing: Standing, role: str) -> list[Refusal]:
    """Put somebody forward for a guarded post."""
    if role not in GUARDED:
        return [Refusal("no-second-needed", "This post is given directly.", field="role")]
    if actor.person_id == standing.person_id:
        return [
            Refusal("not-yourself", "Nobody puts themselves forward. Ask another holder.",
                    field="person")
        ]  # fmt: skip
    return _second_holder(actor)


@dataclass(frozen=True)
class Proposal:
    person_id: int
    proposed_by_id: int
    settled: bool


def confirm(actor: Actor, proposal: Proposal) -> list[Refusal]:
    """Nobody promotes himself: who is appointed, who proposes and who confirms are three people."""
    if proposal.settled:
        return [_settled()]
    if actor.person_id == proposal.person_id:
        return [
            Refusal("not-yourself", "Nobody confirms their own appointment. A second holder does.")
        ]
    if actor.person_id == proposal.proposed_by_id:
        return [
            Refusal("not-your-own-proposal", "You put this forward, so somebody else confirms it.")
        ]
    return _second_holder(actor)


def cancel(actor: Actor, proposal: Proposal) -> list[Refusal]:
    """Any holder may stop it, and so may the person it is about."""
    if proposal.settled:
        return [_settled()]
    if actor.person_id == proposal.person_id:
        return []
    return _second_holder(actor)


def _settled() -> Refusal:
    return Refusal("settled-already", "This was confirmed or cancelled meanwhile.")


def _second_holder(actor: Actor) -> list[Refusal]:
    if not actor.holds(*SECOND_HOLDERS):
        return [
            Refusal(
                "not-a-second-holder",
                "This takes the lead, a deputy, the board’s champion, the head or the outside"
                " contact.",
                mender="the safeguarding lead",
            )
        ]
    if actor.strength < Strength.TWO_FACTORS:
        return [Refusal("second-factor", "Sign in with your second factor to do this.")]
    return []


@dataclass(frozen=True)
class Ending:
    """A post, or all the posts of somebody who leaves, about to end."""

    person_id: int
    roles: frozenset[str]
    ends_on: date
    today: date
    one_person: bool = False


def end(actor: Actor, ending: Ending) -> Refusal | None:
    """End posts. A guarded one is not an administrator's to end, nor today's to lose at once."""
    guarded = ending.roles & GUARDED
    if not guarded:
        return keep_people(actor)
    if guarded and ending.ends_on < ending.today:
        return Refusal(
            "guarded-post-ends-today-at-the-earliest",
            "This post can end today at the earliest, so that nobody is shut out behind their"
            " back.",
            field="ends_on",
        )
    if actor.person_id == ending.person_id:
        return None
    if ending.one_person and Role.OUTSIDE_CONTACT in guarded:
        return _outside_contact_stands()
    refusals = _second_holder(actor)
    return refusals[0] if refusals else None


def _outside_contact_stands() -> Refusal:
    return Refusal(
        "outside-contact-stands",
        "Only the outside contact can give this post up. It is there for concerns about the owner.",
        ("EY-2",),
        mender="the outside contact",
    )


@dataclass(frozen=True)
class Absence:
    away_id: int
    away_roles: frozenset[str]
    stand_in_id: int | None
    stand_in_roles: frozenset[str]
    stand_in_left: bool = False
    overlaps: bool = False
    one_person: bool = False


@keeps("EY-9a", "TP-6.2.1a")
def set_cover(actor: Actor, absence: Absence) -> list[Refusal]:
    """Somebody is away and another stands in; standing in must not be a road to a guarded post."""
    refusals = [_away_is_theirs(actor, absence), _stand_in_fits(absence)]
    if absence.overlaps:
        refusals.append(
            Refusal("absence-overlaps", "These days are covered already. End that entry first.",
                    field="begins_on")
        )  # fmt: skip
    return [refusal for refusal in refusals if refusal]


def end_cover(actor: Actor, absence: Absence) -> Refusal | None:
    return _away_is_theirs(actor, absence)


def _away_is_theirs(actor: Actor, absence: Absence) -> Refusal | None:
    if actor.is_house or actor.person_id == absence.away_id:
        return None
    if absence.one_person and Role.OUTSIDE_CONTACT in absence.away_roles:
        return _outside_contact_stands()
    if absence.away_roles & GUARDED:
        return next(iter(_second_holder(actor)), None)
    return keep_people(actor)


def _stand_in_fits(absence: Absence) -> Refusal | None:
    if absence.stand_in_id is None:
        return None
    if absence.stand_in_id == absence.away_id:
        return Refusal("not-themselves", "Nobody stands in for themselves.", field="stand_in")
    if absence.stand_in_left:
        return Refusal("has-left", "The stand-in has left. Choose another.", field="stand_in")
    for role in sorted(absence.away_roles):
        fitting = STAND_INS.get(role)
        if fitting is not None and not fitting & absence.stand_in_roles:
            return Refusal(
                "stand-in-holds-no-such-post",
                f"Only {_said(fitting)} may stand in here, because standing in opens what the"
                " post may read.",
                ("TP-6.2.1a",) if role == Role.LEAD else (),
                field="stand_in",
            )
    return None


def _said(roles: Iterable[str]) -> str:
    labels = sorted(Role(role).label[0].lower() + Role(role).label[1:] for role in roles)
    return "a " + " or a ".join(labels)


def is_a_person(actor: Actor) -> Refusal | None:
    if actor.person_id is not None:
        return None
    return Refusal("nobody-signed-in", "Sign in to do this.")


def hear_code(actor: Actor, *, person_id: int, by_phone: bool) -> Refusal | None:
    """A code sent by mail is handed back by the person; a code read out on the phone is typed by
    whoever rang the number."""
    if not by_phone:
        if actor.person_id == person_id:
            return None
        return Refusal("not-yours", "Only the person who got the message can confirm it.")
    if actor.person_id == person_id:
        return Refusal("somebody-else-rings", "Somebody else rings you and types the code in.")
    if actor.holds(*SECOND_HOLDERS):
        return None
    return keep_people(actor)
