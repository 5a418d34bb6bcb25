"""What turns up again in the concerns that the reader reads, and in no other.

Counted in the database, over the rows of the reader's own desk: whoever reads less counts less,
and nothing says that there is more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db import connection

from bield.concerns import mentions
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import Mention
from bield.concerns.narrowing import DeskFilter, Narrow, narrows
from bield.concerns.pages import DeskRow
from bield.concerns.patterns import (
    PEOPLE,
    THINGS,
    Again,
    MonthsRow,
    Pair,
    PatternsPage,
    Sought,
    chosen_for_picture,
    drawn,
    groups_of,
    month_name,
    months_between,
    sentences,
)
from bield.concerns.platforms import LABELS
from bield.concerns.queries.desk import COLUMNS, ROWS, desk_row, last_row
from bield.concerns.queries.narrowing import narrowed, wanted
from bield.concerns.queries.sight import bases, may_read, visible_to
from bield.concerns.states import Thing
from bield.kit import rows, times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault

COUNTED = 20_000  # the newest concerns: whoever reads more in a time looks at a shorter one
OF_EACH = 12  # rows in one table
TOTAL = "total"
EVERYTHING = DeskFilter()

MINE = (
    "WITH mine AS MATERIALIZED (SELECT m.concern_id, m.day FROM concerns_mention m"
    " JOIN concerns_reader r ON r.concern_id = m.concern_id AND r.person_id = %s"
    " WHERE m.organisation_id = %s AND r.organisation_id = %s AND m.what = 'concern'"
    " AND m.day >= %s AND m.day <= %s AND r.basis IN ({bases}){more}"
    " ORDER BY m.day DESC, m.concern_id DESC LIMIT {limit})"
)
OF_SITE = " AND m.site_id = %s"
OF_KIND = (
    " AND EXISTS (SELECT 1 FROM concerns_mention k WHERE k.concern_id = m.concern_id"
    " AND k.what = 'kind' AND k.thing = %s)"
)
TWICE = (
    ", counted AS (SELECT x.what, x.thing, COUNT(*) FILTER (WHERE mine.day >= %s) AS now,"
    " COUNT(*) AS ever, MAX(x.concern_id) AS newest"
    " FROM mine JOIN concerns_mention x ON x.concern_id = mine.concern_id"
    " GROUP BY x.what, x.thing)"
    " SELECT what, thing, now, ever, newest FROM (SELECT counted.*, ROW_NUMBER() OVER"
    " (PARTITION BY what ORDER BY now DESC, newest DESC, thing) AS place FROM counted"
    " WHERE what = 'concern' OR (now > 0 AND (ever > 1 OR what = 'kind'))) ranked"
    " WHERE place <= {each} ORDER BY what, place"
)
TOGETHER = (
    " SELECT a.thing, b.thing, COUNT(*) FROM mine"
    " JOIN concerns_mention a ON a.concern_id = mine.concern_id AND a.thing IN ({things})"
    " JOIN concerns_mention b ON b.concern_id = a.concern_id AND b.thing IN ({things})"
    " AND b.thing > a.thing GROUP BY a.thing, b.thing ORDER BY 3 DESC, 1, 2"
)
BY_MONTH = (
    " SELECT {month}, x.what, x.thing, COUNT(*) FROM mine"
    " JOIN concerns_mention x ON x.concern_id = mine.concern_id"
    " AND x.what IN ('concern', 'kind') GROUP BY 1, 2, 3"
)
MONTH = {"sqlite": "substr(mine.day, 1, 7)", "postgresql": "to_char(mine.day, 'YYYY-MM')"}


def patterns(actor: Actor, sought: Sought) -> PatternsPage:
    """In the same few statements however many concerns there are."""
    _require(actor)
    names = _Names(actor)
    places = {site.reference: (site.pk, site.name) for site in people.sites(actor)}
    site = places.get(sought.site, (None, ""))[0]
    mine = _Mine(actor, site, names.kind(sought.kind))
    found = mine.ask(
        TWICE.format(each=OF_EACH), [sought.since.isoformat()], sought.before, sought.until
    )
    totals = next((row for row in found if row[0] == Thing.CONCERN), ("", "", 0, 0, 0))
    _, _, count, ever, _ = totals
    whole = ever < COUNTED
    again = names.read([row for row in found if row[0] not in APART], sought, whole=whole)
    pairs = _together(mine, again, sought)
    return PatternsPage(
        since=times.exact_day(sought.since),
        until=times.exact_day(sought.until),
        count=times.count(count, "concern"),
        all_counted=whole or count < COUNTED,
        said=sentences(again, sought.since),
        groups=groups_of(again),
        pairs=pairs,
        picture=drawn(pairs),
        months=tuple(map(month_name, months_between(sought.since, sought.until))),
        by_month=_by_month(mine, names, sought),
        site_choices=tuple((reference, name) for reference, (_, name) in places.items()),
        here=urlencode(sought.chosen.asked),
    )


APART = (Thing.CONCERN, Thing.KIND)


def _require(actor: Actor) -> None:
    if not actor.is_designated or not may_read(actor):
        raise NotFound("patterns")


@dataclass(frozen=True)
class _Mine:
    """The concerns on the actor's own desk, as the first part of a statement."""

    actor: Actor
    site: int | None
    kind: str

    def ask(
        self, then: str, params: Sequence[Any], since: date, until: date
    ) -> list[tuple[Any, ...]]:
        rests = bases(self.actor)
        house, me = self.actor.organisation_id, self.actor.person_id
        more, narrowed = "", list[Any]()
        if self.site is not None:
            more, narrowed = more + OF_SITE, [*narrowed, self.site]
        if self.kind:
            more, narrowed = more + OF_KIND, [*narrowed, self.kind]
        mine = MINE.format(bases=rows.places(rests), more=more, limit=COUNTED)
        days = [since.isoformat(), until.isoformat()]
        return rows.fetch(mine + then, [me, house, house, *days, *rests, *narrowed, *params])


def _together(mine: _Mine, again: Sequence[Again], sought: Sought) -> tuple[Pair, ...]:
    shown = {one.thing: one for one in chosen_for_picture(again)}
    things = sorted(shown) or [""]  # asked all the same: an empty list is no statement less
    sql = TOGETHER.format(things=rows.places(things))
    found = mine.ask(sql, [*things, *things], sought.since, sought.until)
    return tuple(Pair(*_people_first(shown[one], shown[other]), n) for one, other, n in found)


def _people_first(one: Again, other: Again) -> tuple[Again, Again]:
    order = [*PEOPLE, *THINGS]
    first, second = sorted(
        (one, other), key=lambda again: (order.index(Thing(again.what)), again.label, again.thing)
    )
    return first, second


def _by_month(mine: _Mine, names: "_Names", sought: Sought) -> tuple[MonthsRow, ...]:
    sql = BY_MONTH.format(month=MONTH[connection.vendor])
    counts: dict[str, dict[str, int]] = {}
    for month, what, thing, number in mine.ask(sql, [], sought.since, sought.until):
        label = TOTAL if what == Thing.CONCERN else names.known.get(thing, "")
        counts.setdefault(label, {})[month] = number
    months = months_between(sought.since, sought.until)
    codes = {str(kind.label): code for code, kind in KINDS.items()}
    made = [
        MonthsRow(
            label=label,
            counts=tuple(of.get(month, 0) for month in months),
            total=sum(of.values()),
            whole=urlencode(replace(sought.chosen, kind=codes.get(label, sought.kind)).asked),
        )
        for label, of in counts.items()
        if label
    ]
    return tuple(sorted(made, key=lambda row: (row.label != TOTAL, -row.total, row.label)))


class _Names:
    """What things are called: by our own lists, by the people, or as it lies sealed in a concern
    that the reader reads."""

    def __init__(self, actor: Actor) -> None:
        self.house = actor.organisation_id
        self.secret = vault.organisation_secret(self.house, mentions.PURPOSE)
        own = [(Thing.KIND, code, str(kind.label)) for code, kind in KINDS.items()]
        own += [(Thing.PLATFORM, code, label) for code, label in LABELS.items()]
        self.known = {self.thing(what, code): label for what, code, label in own}

    def thing(self, what: Thing, folded: str) -> str:
        return mentions.thing_of(self.secret, what, folded)

    def kind(self, code: str) -> str:
        return self.thing(Thing.KIND, code) if code in KINDS else ""

    def read(self, found: Iterable[Sequence[Any]], sought: Sought, *, whole: bool) -> list[Again]:
        """`found`: kind, thing, how often now and ever, and the newest concern that has it."""
        kept = list(found)
        called = self.called([(newest, thing) for _, thing, _, _, newest in kept])
        return [
            Again(
                what=what,
                thing=thing,
                label=called[thing].label,
                now=now,
                before=ever - now if whole else None,
                typed=what in {Thing.PERSON, Thing.ALLEGED} and not called[thing].person,
                whole=_whole(sought, called[thing].person),
            )
            for what, thing, now, ever, _ in kept
            if thing in called
        ]

    def called(self, asked: Sequence[tuple[int, str]]) -> Mapping[str, "_Called"]:
        """Two statements: the rows, and the keys of what is sealed."""
        where = set(asked)
        columns = ("concern_id", "thing", "label", "person__name", "concern__reference")
        person = "person__reference"
        found = [
            row
            for row in Mention.objects.filter(
                organisation_id=self.house,
                concern__in=[concern for concern, _ in asked],
                thing__in=[thing for _, thing in asked],
            ).values_list(*columns, "concern__key_id", person)
            if (row[0], row[1]) in where
        ]
        keys = vault.secrets(self.house, sorted({row[5] for row in found}) or [0])
        made = {}
        for _, thing, label, name, reference, key, picked in found:
            said = self.known.get(thing) or name
            if not said and label is not None and key in keys:
                said = mentions.open_label(keys[key], reference, thing, bytes(label))
            if said:
                made[thing] = _Called(said, picked or "")
        return made


@dataclass(frozen=True)
class _Called:
    label: str
    person: str  # the reference of somebody picked


def _whole(sought: Sought, person: str) -> str:
    return urlencode(replace(sought.chosen, person=person).asked) if person else ""


# ------ the concerns of one row


@dataclass(frozen=True)
class ThingPage:
    title: str
    beside: str  # what stands in them as well
    narrows: tuple[Narrow, ...]  # to which time, site and kind
    whole: str  # of somebody picked: how the search is asked for all that name them
    rows: tuple[DeskRow, ...]
    older: str


def thing_page(
    actor: Actor,
    thing: str,
    beside: str = "",
    *,
    chosen: DeskFilter = EVERYTHING,
    after: str = "",
    at: datetime,
) -> ThingPage:
    """The concerns that name it, the newest first. Of what the reader reads nowhere, there is
    nothing; whether it stands elsewhere nobody is told."""
    _require(actor)
    places = {site.reference: (site.pk, site.name) for site in people.sites(actor)}
    asked = wanted(actor, chosen, places)
    found = narrowed(visible_to(actor), asked)
    if asked.site_id is not None:
        found = found.filter(site_id=asked.site_id)
    for one in filter(None, (thing, beside)):
        named = Mention.objects.filter(organisation_id=actor.organisation_id, thing=one)
        found = found.filter(concern__in=named.exclude(what__in=APART).values("concern"))
    last = last_row(actor, after)
    if last is not None:
        found = found.filter(concern__lt=last.concern_id)
    listed = list(found.order_by("-concern_id").values_list(*COLUMNS)[: ROWS + 1])
    if not listed:
        raise NotFound(thing)
    called = _Names(actor).called([(listed[0][0], one) for one in (thing, beside) if one])
    if thing not in called:
        raise NotFound(thing)
    site = places.get(chosen.site, (None, ""))[1]
    person = "" if beside else called[thing].person
    return ThingPage(
        title=called[thing].label,
        beside=called[beside].label if beside in called else "",
        narrows=narrows(chosen, site=site, person="", stands={"with": beside} if beside else {}),
        whole=urlencode(replace(chosen, person=person).asked) if person else "",
        rows=tuple(desk_row(actor, row, at) for row in listed[:ROWS]),
        older=listed[ROWS - 1][2] if len(listed) > ROWS else "",
    )
