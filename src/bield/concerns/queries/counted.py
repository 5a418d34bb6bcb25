"""How many concerns there were, of which area and kind, and before and since each change.

For those who answer for the house: of what they may know, and to whoever reads no concern never
the number itself.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bield.concerns.counted import (
    ChangeSince,
    FiguresPage,
    KindSince,
    Row,
    Time,
    around,
    counted_until,
    figure,
    kind_since,
    late_said,
    standing_of,
    time_of,
    whole_months,
)
from bield.concerns.doings import ChangeItem
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import PlannedChange
from bield.concerns.queries.counting import ByDay, Counts, Those
from bield.concerns.queries.planned import kinds_by_tag, opened_changes
from bield.concerns.queries.sight import may_read
from bield.concerns.states import Area
from bield.duties import queries as duties
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ANSWER_FOR_THE_HOUSE

CHANGES = 50  # the newest
WORK = (
    ("in-time", "Acknowledged in time"),
    ("closed", "Closed"),
    ("open-long", "Open for longer than a month"),
    ("changed", "Closed, and a change was planned"),
    ("unchanged", "Closed, and no change was needed"),
)
AREAS = (*Area.choices, ("", "Not known yet"))
NONE = (0, 0)


def figures(actor: Actor, stretch: str, *, at: datetime) -> FiguresPage:
    """In the same few statements however many concerns there are, and whatever is hidden."""
    if not actor.holds(*ANSWER_FOR_THE_HOUSE) or not may_read(actor):
        raise NotFound("figures")
    those = Those(actor)
    organisation = people.organisation(actor)
    began, hours = day_of(organisation.began_at), organisation.acknowledge_within_hours
    until = counted_until(day_of(at), exact=those.exact)
    terms = duties.calendar(actor.organisation_id, None, at).terms
    when = time_of(stretch, until=until, terms=[term.begins_on for term in terms])
    told = _Told(exact=those.exact, compared=began <= when.before)
    kinds, areas, known = those.by_kind(when)
    total, work = those.by_work(when, hours)
    areas[""] = (total[0] - known[0], total[1] - known[1])
    changes = _changes(those, until=until, began=began, at=at)
    return FiguresPage(
        exact=told.exact,
        time=when,
        compared=told.compared,
        began=began,
        total=told.row("all", "All concerns", total),
        areas=tuple(told.row(code, label, areas.get(code, NONE)) for code, label in AREAS),
        kinds=tuple(told.row(code, KINDS[code].label, kinds[code]) for code in _met(kinds, told)),
        work=tuple(told.row(*one, counts) for one, counts in zip(WORK, work, strict=True)),
        hours=hours,
        changes=changes[:CHANGES],
        all_changes=len(changes) <= CHANGES,
    )


@dataclass(frozen=True)
class _Told:
    exact: bool
    compared: bool

    def row(self, code: str, label: str, counts: Counts) -> Row:
        now, before = (figure(count, exact=self.exact) for count in counts)
        return Row(code, label, now, before if self.compared else None)


def _met(kinds: Mapping[str, Counts], told: _Told) -> list[str]:
    """In the order of the table of kinds: one by number would tell more than the figures do."""
    return [
        code
        for code, (now, before) in ((code, kinds.get(code, NONE)) for code in KINDS)
        if now or (told.compared and before)
    ]


# ------ before and since each change


def _changes(those: Those, *, until: date, began: date, at: datetime) -> tuple[ChangeSince, ...]:
    house = those.actor.organisation_id
    listed = list(those.changes().select_related("owner", "concern").order_by("-pk")[: CHANGES + 1])
    items = opened_changes(house, listed, at)
    tags = kinds_by_tag(house, KINDS)
    kinds = [[tags[tag] for tag in row.kinds if tag in tags] for row in listed]
    times = [_around(row, until, began) for row in listed]
    by_day = those.by_day(
        {code for codes in kinds for code in codes}, [one for one in times if one is not None]
    )
    return tuple(
        _since(row, item, _compared(codes, when, by_day, exact=those.exact), began, at)
        for row, item, codes, when in zip(listed, items, kinds, times, strict=True)
    )


def _around(row: PlannedChange, until: date, began: date) -> Time | None:
    return around(day_of(row.done_at), until=until, began=began) if row.done_at else None


def _compared(
    codes: Iterable[str], when: Time | None, by_day: ByDay, *, exact: bool
) -> tuple[KindSince, ...]:
    if when is None:
        return ()
    return tuple(
        kind_since(code, KINDS[code].label, _counts(by_day.get(code, ()), when), when, exact=exact)
        for code in sorted(codes, key=list(KINDS).index)
    )


def _counts(days: Iterable[tuple[date, int]], when: Time) -> Counts:
    """Before, and since."""
    listed = list(days)
    before = sum(count for day, count in listed if when.before <= day < when.since)
    return before, sum(count for day, count in listed if when.since <= day < when.until)


def _since(
    row: PlannedChange, item: ChangeItem, kinds: Sequence[KindSince], began: date, at: datetime
) -> ChangeSince:
    """Of its own words none: whoever planned it wrote them for whoever puts it into practice."""
    today, done = day_of(at), row.done_at and day_of(row.done_at)
    known = bool(row.kinds) and not (done and not whole_months(began, done))
    return ChangeSince(
        reference=row.reference,
        sort=item.sort,
        words=item.board,
        planned=f"{day_of(row.planned_at):%B %Y}",
        due=row.due_on,
        done=done,
        late=late_said(done, row.due_on, today),
        standing=standing_of(done, row.due_on, kinds, today=today, known=known),
        kinds=tuple(kinds),
    )
