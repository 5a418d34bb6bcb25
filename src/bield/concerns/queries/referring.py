"""What the pages show that lead to a body outside. They ask as little as possible of the house."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.advice import queries as advice
from bield.advice.queries import BodyShown, OwnDuty
from bield.advice.states import Body
from bield.concerns import rules
from bield.concerns.models import Concern, Deed
from bield.concerns.moments import Moment, moment
from bield.concerns.outside import whom
from bield.concerns.queries.facts import deeds
from bield.concerns.queries.first_told import first_told
from bield.concerns.queries.own_duties import own_duties_owed
from bield.concerns.queries.reports import own_report
from bield.concerns.queries.sight import concern
from bield.concerns.rules import TO_CALL_FIRST, Alone
from bield.concerns.rules.practising import STORY
from bield.concerns.states import UNTAKEN, DeedKind, Track, Why
from bield.kit import times
from bield.kit.components import Somebody
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import Role
from bield.vault import queries as vault

STAFF_MAY_FILE = "EY-31"  # the clause by which staff report to CEOP themselves


@dataclass(frozen=True)
class CallNow:
    """Numbers first; then the shortest record."""

    first: tuple[BodyShown, ...]  # those that most calls go to
    others: tuple[BodyShown, ...]
    choices: tuple[tuple[str, str], ...]  # (code, name) of every body that can be told


@dataclass(frozen=True)
class ReferNowPage:
    call: CallNow
    reference: str
    reported: Moment
    since: str  # how long ago it was reported


@dataclass(frozen=True)
class PracticePage:
    """A referral that is practised, with the real numbers beside it."""

    story: str
    call: CallNow


@dataclass(frozen=True)
class AlonePage:
    call: CallNow
    why: Alone | None  # why nobody here is waited for; None: somebody is there
    inside: tuple[Somebody, ...]  # whom to tell here
    site_id: int | None
    known: bool  # it belongs to a report of their own
    staff_may_file: bool  # to CEOP, told to the lead at the same moment
    own_duties: tuple[OwnDuty, ...]  # what the law asks of them by name


@dataclass(frozen=True)
class ToldOutside:
    """What the reporter wrote down themselves: whom they called, and when."""

    whom: str
    when: Moment


@dataclass(frozen=True)
class Direct:
    """For the receipt: call them yourself, and why."""

    why: Alone
    call: CallNow


@keeps("TP-A1-6c")
def refer_now_page(actor: Actor, reference: str, *, at: datetime) -> ReferNowPage:
    """For whoever reads it. No narrative is opened for it, and nothing is worked out."""
    found = concern(actor, reference)
    return ReferNowPage(
        call=numbers_to_call(actor, found.site_id, at),
        reference=reference,
        reported=moment(found.reported_at, at),
        since=times.span(at - found.reported_at),
    )


def alone_page(actor: Actor, *, own: str = "", at: datetime) -> AlonePage:
    """For every adult of the organisation: whom to call outside, without seeing any concern."""
    if not actor.is_adult_of_the_organisation:
        raise NotFound("refer-now")
    report = own_report(actor, own)
    site_id = report.site_id if report else next(iter(sorted(actor.sites_of(*Role.values))), None)
    house = people.organisation(actor)
    return AlonePage(
        call=numbers_to_call(actor, site_id, at),
        why=_why(report, at) if report else _nobody_there(actor, site_id, at),
        inside=people.whom_to_tell(actor, at),
        site_id=site_id,
        known=report is not None,
        staff_may_file=STAFF_MAY_FILE in house.adopted,
        own_duties=own_duties_owed(actor, own, at=at) if report else (),
    )


@keeps("TP-A2-B1.2e")
def practice_page(actor: Actor, *, at: datetime) -> PracticePage:
    """A made-up case, and the numbers of the reader’s own site, those for the night included."""
    if not actor.is_adult_of_the_organisation:
        raise NotFound("practice")
    site_id = next(iter(sorted(actor.sites_of(*Role.values))), None)
    return PracticePage(story=STORY, call=numbers_to_call(actor, site_id, at))


def direct(actor: Actor, reference: str, *, at: datetime) -> Direct | None:
    """Whether the reporter is shown the authorities on the receipt."""
    report = own_report(actor, reference)
    why = _why(report, at) if report else None
    if report is None or why is None:
        return None
    return Direct(why, numbers_to_call(actor, report.site_id, at))


def told_outside(actor: Actor, reference: str, *, at: datetime) -> tuple[ToldOutside, ...]:
    """For the receipt of the reporter: their own calls alone, whatever others did since."""
    report = own_report(actor, reference)
    mine = {"by_id": actor.person_id, "kind": DeedKind.REFERRED}
    if report is None or not Deed.objects.filter(concern=report, **mine).exists():
        return ()
    key = vault.secret(report.organisation_id, report.key_id)
    return tuple(
        ToldOutside(whom(one.says), moment(datetime.fromisoformat(one.says["told_at"]), at))
        for one in deeds(report, key)
        if one.kind == DeedKind.REFERRED and one.by == actor.person_id
    )


def numbers_to_call(actor: Actor, site_id: int | None, at: datetime) -> CallNow:
    """The telephones to be called from this place, by name and number."""
    takes = [one for one in advice.bodies(actor, site_id, at) if not one.help_only]
    first = [one for code in TO_CALL_FIRST for one in takes if one.code == code]
    return CallNow(
        first=tuple(first),
        others=tuple(one for one in takes if one not in first),
        choices=tuple((one.code, one.name) for one in _likely(takes)),
    )


def _likely(takes: Iterable[BodyShown]) -> list[BodyShown]:
    order = {code: place for place, code in enumerate(TO_CALL_FIRST)}
    return sorted(takes, key=lambda one: order.get(Body(one.code), len(order)))


def _why(report: Concern, at: datetime) -> Alone | None:
    first = first_told(report, at)
    if first is not None:
        return rules.alone(
            there=[one for one, _, post in first.readers if _is_there(one, post, first.roster)],
            untaken=report.acknowledged_at is None,
            late=first.late,
            danger=rules.is_danger(report.danger_now),
            about_owner=first.road == Track.STAFF and first.roster.one_person,
        )
    roster = people.roster(report.organisation_id, day_of(at))
    seated = report.readers.exclude(why=Why.GRANTED).values_list("person_id", "basis")
    return rules.alone(
        there=[one for one, basis in seated if _is_there(one, basis, roster)],
        untaken=report.stage in UNTAKEN,
        late=report.due_at is not None and report.due_at < at,
        danger=rules.is_danger(report.danger_now),
        about_owner=report.track == Track.STAFF and roster.one_person,
    )


def _is_there(person_id: int, basis: str, roster: Roster) -> bool:
    """Somebody called in from the board is no reason to wait."""
    return person_id not in roster.away and basis.split(":")[0] in TAKES_IT


TAKES_IT = (Role.LEAD, Role.DEPUTY, Role.OFFICER, Role.STAFF_OFFICER, Role.OUTSIDE_CONTACT)


def _nobody_there(actor: Actor, site_id: int | None, at: datetime) -> Alone | None:
    roster = people.roster(actor.organisation_id, day_of(at))
    there = (
        *roster.holders(Role.LEAD),
        *roster.holders(Role.DEPUTY),
        *roster.own_officers(site_id),
    )
    return rules.alone(there=there, untaken=False, late=False, danger=False, about_owner=False)
