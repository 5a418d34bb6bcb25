"""Every read of duties. Who holds a duty sees it, unless its subject is closed to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter

from django.db.models import prefetch_related_objects

from bield.duties import clocks, registry
from bield.duties.calendars import calendar
from bield.duties.clocks import add_months
from bield.duties.models import Duty, Found, Holding
from bield.duties.queries.branches import (
    BranchPage,
    bound,
    branch_page,
    own_periods,
    period_above,
    subject_at,
)
from bield.duties.queries.handed import (
    HandOnPage,
    hand_on_page,
    handed,
    handed_to,
)
from bield.duties.queries.overview import Overview, require_overview
from bield.duties.queries.overview import overview as _overview
from bield.duties.queries.own import done_or_standing, last_done
from bield.duties.queries.terms import term_page
from bield.duties.states import STANDING, Period
from bield.kit import rows, times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

__all__ = [
    "BranchPage",
    "HandOnPage",
    "add_months",
    "bound",
    "branch_page",
    "calendar",
    "done_or_standing",
    "due_at",
    "hand_on_page",
    "handed",
    "handed_to",
    "last_done",
    "own_periods",
    "period_above",
    "subject_at",
    "term_page",
]
SOON = timedelta(days=7)
SIGN_OFF = "duties.sign-off"
READ_FINDINGS = (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION)


@dataclass(frozen=True)
class DutyRow:
    """A duty as its holder sees it."""

    reference: str
    code: str
    title: str
    subject: str
    named: str  # the reference of what it is about, as people know it; empty when it has none
    link: str
    opened_at: datetime
    due_at: datetime
    due_words: str  # as people say it: "tomorrow at 14:10", "the end of Friday 6 March"
    overdue: bool
    by_hand: tuple[tuple[str, str], ...]
    instead_of: str = ""  # the holder who is away
    source: str = ""
    words: str = ""  # what is to be done, for whoever may see the subject; see `in_words`

    @property
    def said(self) -> str:
        """What is to be done, and with what: several of one kind must be told apart."""
        if self.words and self.named:
            return f"{self.words} ({self.named})"
        return self.words or f"{self.title} {self.named}".strip()


@dataclass(frozen=True)
class DutyGroup:
    """What is asked about one thing and done in one place, the soonest first."""

    rows: tuple[DutyRow, ...]

    @property
    def first(self) -> DutyRow:
        return self.rows[0]


@dataclass(frozen=True)
class DutyPage:
    """My duties: late or due today, due within a week, and the rest."""

    now: list[DutyGroup]
    soon: list[DutyGroup]
    later: list[DutyGroup]

    @property
    def is_empty(self) -> bool:
        return not (self.now or self.soon or self.later)


@dataclass(frozen=True)
class DonePage:
    """One that is marked as done by hand, and what its holder may look at before."""

    row: DutyRow
    opens: Mapping[str, str]


@dataclass(frozen=True)
class SubjectDuty:
    """What stands about a subject, on the page of that subject."""

    code: str
    subject: str
    title: str
    holders: tuple[str, ...]
    holder_ids: tuple[int, ...]
    opened_at: datetime
    due_at: datetime
    overdue: bool
    escalations: int
    link: str


@dataclass(frozen=True)
class Breach:
    """What a watch found and has not found mended."""

    watch: str
    state: str
    message: str
    mender: str
    link: str
    since: datetime


@dataclass(frozen=True)
class CoverLine:
    """Somebody who holds a post is away."""

    away: str
    stand_in: str  # empty: nobody
    mine: bool  # the reader stands in


@dataclass(frozen=True)
class Today:
    """What whoever carries daily responsibility has before them."""

    breaches: list[Breach]
    due: list[DutyRow]
    cover: list[CoverLine]


def for_person(actor: Actor, at: datetime) -> list[DutyRow]:
    """What waits for the actor, and for those the actor stands in for; the soonest first, but what
    is due today and cannot wait before all else."""
    if actor.person_id is None:
        return []
    away = people.stands_in_for(actor.organisation_id, actor.person_id, day_of(at))
    held = Holding.objects.filter(
        organisation_id=actor.organisation_id,
        person_id__in=[actor.person_id, *away],
        duty__state__in=STANDING,
    ).select_related("duty", "person")
    instead: dict[Duty, str] = {}
    for holding in held.order_by("duty__due_at", "duty_id", "pk"):
        own = holding.person_id == actor.person_id
        instead[holding.duty] = "" if own else instead.get(holding.duty, holding.person.name)
    today = end_of(day_of(at))
    seen = _seen(actor, list(instead))
    urgent = _urgent(actor, seen)
    rows = [_row(duty, instead[duty], at, urgent.get(duty, "")) for duty in seen]
    return sorted(
        rows,
        key=lambda row: (
            not row.words,  # so far only what is urgent has words
            not (registry.shown(row.code).first and row.due_at <= today),
        ),
    )


def _urgent(actor: Actor, seen: Iterable[Duty]) -> dict[Duty, str]:
    """Where somebody may be in danger, in words."""
    found: dict[Duty, str] = {}
    asked: dict[str, list[Duty]] = {}
    for duty in seen:
        asked.setdefault(duty.kind, []).append(duty)
    for code, duties in asked.items():
        if (says := registry.shown(code).urgent) is not None:
            said = says(actor, frozenset(duty.subject for duty in duties))
            found |= {duty: said[duty.subject] for duty in duties if duty.subject in said}
    return found


def in_words(actor: Actor, rows: Iterable[DutyRow]) -> list[DutyRow]:
    """The same for a page: a step that its row keeps to itself is said to who may see it."""
    listed = list(rows)
    said: dict[tuple[str, str], str] = {}
    for code in {row.code for row in listed}:
        if (says := registry.shown(code).says) is not None:
            subjects = frozenset(row.subject for row in listed if row.code == code)
            said |= {(code, subject): words for subject, words in says(actor, subjects).items()}
    return [replace(row, words=said.get((row.code, row.subject), row.words)) for row in listed]


def duty_page(actor: Actor, at: datetime) -> DutyPage:
    rows = in_words(actor, for_person(actor, at))
    week = at + SOON
    now = [row for row in rows if day_of(row.due_at) <= day_of(at)]
    return DutyPage(
        now=_grouped(now),
        soon=_grouped(row for row in rows if row not in now and row.due_at <= week),
        later=_grouped(row for row in rows if row not in now and row.due_at > week),
    )


def _grouped(rows: Iterable[DutyRow]) -> list[DutyGroup]:
    """A group stands where its soonest would; what is about nothing with a name stands alone."""
    groups: dict[tuple[str, str], list[DutyRow]] = {}
    for row in rows:
        about = (row.named, row.link) if row.named and row.link else ("", row.reference)
        groups.setdefault(about, []).append(row)
    return [DutyGroup(tuple(group)) for group in groups.values()]


def duty(actor: Actor, reference: str, at: datetime) -> DutyRow:
    """One that waits for the actor."""
    for row in for_person(actor, at):
        if row.reference == reference:
            return row
    raise NotFound(reference)


def done_page(actor: Actor, reference: str, at: datetime) -> DonePage:
    (row,) = in_words(actor, [duty(actor, reference, at)])
    opens = registry.shown(row.code).opens
    return DonePage(row, opens(actor, row.subject) if opens else {})


def open_duties(organisation_id: int, subject: str, at: datetime) -> list[SubjectDuty]:
    """What stands about a subject. The caller has made sure that the subject may be seen."""
    return open_duties_about(organisation_id, [subject], at)


def open_duties_about(
    organisation_id: int, subjects: Iterable[str], at: datetime
) -> list[SubjectDuty]:
    """What stands about any of these subjects, the soonest first."""
    asked = list(subjects)
    if not asked:
        return []
    found = rows.read(
        f"FROM duties_duty d WHERE d.organisation_id = %s AND d.subject IN ({rows.places(asked)})"
        f" AND d.state IN ({rows.places(STANDING)}) ORDER BY d.due_at, d.id",
        [organisation_id, *asked, *STANDING],
        d=Duty,
    )
    held = _holders([duty.pk for (duty,) in found])
    return [
        SubjectDuty(
            code=duty.kind,
            subject=duty.subject,
            title=registry.shown(duty.kind).title,
            holders=tuple(name for _, name in held.get(duty.pk, ())),
            holder_ids=tuple(person_id for person_id, _ in held.get(duty.pk, ())),
            opened_at=duty.opened_at,
            due_at=duty.due_at,
            overdue=duty.due_at <= at,
            escalations=duty.escalations,
            link=duty.link,
        )
        for (duty,) in found
    ]


def _holders(duty_ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    """Who holds each of these, and their names."""
    held: dict[int, list[tuple[int, str]]] = {}
    if not duty_ids:
        return held
    found = rows.fetch(
        "SELECT h.duty_id, h.person_id, p.name FROM duties_holding h"  # noqa: S608
        " JOIN people_person p ON p.id = h.person_id"
        f" WHERE h.duty_id IN ({rows.places(duty_ids)}) ORDER BY h.id",
        duty_ids,
    )
    for duty_id, person_id, name in found:
        held.setdefault(duty_id, []).append((person_id, name))
    return held


def due_at(organisation_id: int, site_id: int | None, period: Period, start: datetime) -> datetime:
    """When a period that begins at `start` is over, by the calendar of the site."""
    return clocks.due(start, period, calendar(organisation_id, site_id, start))


def due_each(
    organisation_id: int, period: Period, begun: Iterable[tuple[int, datetime]]
) -> dict[tuple[int, datetime], datetime]:
    """When the same period is over, from each site and moment: a calendar is read once a year and
    site, however many there are."""
    by_year: dict[tuple[int, int], list[datetime]] = {}
    for site_id, start in begun:
        by_year.setdefault((site_id, start.year), []).append(start)
    over: dict[tuple[int, datetime], datetime] = {}
    for (site_id, _), starts in by_year.items():
        days = calendar(organisation_id, site_id, starts[0])
        over |= {(site_id, start): clocks.due(start, period, days) for start in starts}
    return over


def last_due(organisation_id: int, subjects: Iterable[str]) -> dict[str, datetime]:
    """By when what was asked last about each of these was to be done, whether it stands or not."""
    asked = list(subjects)
    if not asked:
        return {}
    found = rows.read(
        f"FROM duties_duty d WHERE d.organisation_id = %s AND d.subject IN ({rows.places(asked)})"
        " ORDER BY d.id",
        [organisation_id, *asked],
        d=Duty,
    )
    return {duty.subject: duty.due_at for (duty,) in found}


def is_open_day(organisation_id: int, site_id: int | None, day: date) -> bool:
    """Whether somebody is at work there by the calendar: no week-end, holiday or break."""
    days = calendar(organisation_id, site_id, end_of(day))
    return day in days.opened or (days.is_working_day(day) and day not in days.closed)


def end_of(day: date) -> datetime:
    """The last minute of a day: until then something due on it is in time."""
    return clocks.end_of(day)


def last_closed(organisation_id: int, kind_code: str, subject: str) -> Duty | None:
    """The last time it was done, or not needed."""
    closed = Duty.objects.filter(organisation_id=organisation_id, kind=kind_code, subject=subject)
    return closed.exclude(state__in=STANDING).order_by("-closed_at", "-pk").first()


def standing(organisation_id: int, kind_codes: Sequence[str]) -> list[Duty]:
    """Those of these kinds, as they were opened. SQLite takes the index of what stands only where
    the states are written out and no order is asked; else it reads every duty that ever was."""
    if not kind_codes:
        return []
    found = rows.read(
        f"FROM duties_duty d WHERE d.organisation_id = %s AND d.kind IN ({rows.places(kind_codes)})"
        " AND d.state IN ('open', 'overdue')",
        [organisation_id, *kind_codes],
        d=Duty,
    )
    listed: list[Duty] = sorted((duty for (duty,) in found), key=attrgetter("pk"))
    prefetch_related_objects(listed, "holdings")
    return listed


def overdue(
    organisation_id: int, kind_code: str, holder_ids: Sequence[int]
) -> list[tuple[int, str]]:
    """Holder and subject of what the worker has found overdue of this kind. The states are written
    out for the index, as above."""
    if not holder_ids:
        return []
    return rows.fetch(
        "SELECT h.person_id, d.subject FROM duties_duty d"  # noqa: S608
        " JOIN duties_holding h ON h.duty_id = d.id"
        " WHERE d.organisation_id = %s AND d.kind = %s AND d.state IN ('open', 'overdue')"
        f" AND d.state = 'overdue' AND h.person_id IN ({rows.places(holder_ids)}) ORDER BY d.id",
        [organisation_id, kind_code, *holder_ids],
    )


def turning(organisation_id: int, at: datetime, limit: int = 200) -> list[int]:
    """Duties for which the worker has something to do by now."""
    found = Duty.objects.filter(organisation_id=organisation_id, turns_at__lte=at)
    return list(found.order_by("turns_at", "pk").values_list("pk", flat=True)[:limit])


@keeps("EY-9a")
def today(actor: Actor, at: datetime) -> Today:
    """Breaches for whoever answers for them today, stand-ins included; duties; who is away."""
    roster = people.roster(actor.organisation_id, day_of(at))
    answers = actor.holds(*READ_FINDINGS) or actor.person_id in roster.holders(*READ_FINDINGS)
    return Today(
        breaches=breaches(actor.organisation_id) if answers else [],
        due=in_words(actor, (row for row in for_person(actor, at) if row.due_at <= at + SOON)),
        cover=_cover(actor, at) if answers else [],
    )


HALF_A_YEAR = timedelta(days=183)


def overview_page(actor: Actor, at: datetime) -> tuple[Overview, list[Breach]]:
    """For the lead and the deputies, the head, and the board's champion. What watches found reads
    whoever reads it elsewhere."""
    require_overview(actor, at)
    codes = [kind.code for kind in registry.KINDS.values() if kind.may_be_handed_on]
    listed = standing(actor.organisation_id, [*codes, SIGN_OFF])
    signed = last_done(actor.organisation_id, SIGN_OFF, at - HALF_A_YEAR)
    page = _overview(actor, listed, signed, at)
    return page, breaches(actor.organisation_id) if page.reads_findings else []


def breaches(organisation_id: int) -> list[Breach]:
    """What stands found: the broken before the unproved, the oldest first."""
    found = Found.objects.filter(organisation_id=organisation_id, until__isnull=True)
    return [
        Breach(row.watch, row.state, row.message, row.mender, row.link, row.since)
        for row in found.order_by("state", "since", "pk")
    ]


def found_now(organisation_id: int) -> list[Found]:
    found = Found.objects.filter(organisation_id=organisation_id, until__isnull=True)
    return list(found.order_by("pk"))


def _cover(actor: Actor, at: datetime) -> list[CoverLine]:
    roster = people.roster(actor.organisation_id, day_of(at))
    in_office = {held.person_id for held in roster.held}
    away = {who: stand_in for who, stand_in in roster.away.items() if who in in_office}
    ids = {*away, *(stand_in for stand_in in away.values() if stand_in)}
    names = people.people_by_id(actor.organisation_id, ids)
    return [
        CoverLine(
            away=names[who].name,
            stand_in=names[stand_in].name if stand_in else "",
            mine=stand_in is not None and stand_in == actor.person_id,
        )
        for who, stand_in in away.items()
    ]


def _seen(actor: Actor, duties: Iterable[Duty]) -> list[Duty]:
    """Without those whose subject the room it belongs to hides from this actor."""
    listed = list(duties)
    hidden: set[tuple[str, str]] = set()
    for code in {duty.kind for duty in listed}:
        sees = registry.shown(code).sees
        subjects = frozenset(duty.subject for duty in listed if duty.kind == code)
        if sees is not None:
            hidden.update((code, subject) for subject in subjects - sees(actor, subjects))
    return [duty for duty in listed if (duty.kind, duty.subject) not in hidden]


def _row(duty: Duty, instead_of: str, at: datetime, words: str) -> DutyRow:
    kind = registry.shown(duty.kind)
    return DutyRow(
        reference=duty.reference,
        code=duty.kind,
        title=kind.title,
        subject=duty.subject,
        # Only who may see the subject comes this far (`_seen`).
        named=kind.about(duty.subject) if kind.sees else "",
        link=duty.link,
        opened_at=duty.opened_at,
        due_at=duty.due_at,
        due_words=_said(duty.due_at, at),
        overdue=duty.due_at <= at,
        by_hand=kind.by_hand,
        instead_of=instead_of,
        source=kind.source,
        words=words,
    )


def _said(due_at: datetime, at: datetime) -> str:
    if due_at == end_of(day_of(due_at)):
        return f"the end of {times.said_day(day_of(due_at), day_of(at))}"
    return times.said(due_at, at)
