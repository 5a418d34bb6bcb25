"""Which concerns a filter leaves, of those that the actor reads: without a walk through them all.

What is open is little, and looked through in its order. Of all the rest the newest come first: the
rarest of what is asked for is walked, and each concern of it is held against everything else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet

from bield.concerns import mentions, naming
from bield.concerns.lenses.kinds import KINDS
from bield.concerns.models import Concern, Mention, Party, Reader
from bield.concerns.narrowing import DeskFilter
from bield.concerns.queries.sight import bases, visible_to
from bield.concerns.states import Risk, Thing, own_scope
from bield.kit import rows
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Person
from bield.people.states import Role
from bield.vault import queries as vault
from bield.vault import search

FEW = 2_000  # rows are counted no further to find out which are the rarest
READ_ALL = {Role.LEAD, Role.DEPUTY}  # found under the whole organisation's scope
NEWEST = 2**62


@dataclass(frozen=True)
class Needed:
    """A row that a concern must have somewhere."""

    model: type[Model]
    where: Mapping[str, search.Values]
    column: str = "concern_id"

    def through(self, organisation_id: int) -> search.Through:
        own = {"organisation_id": organisation_id, **self.where}
        return search.Through(self.model._meta.db_table, self.column, own)

    def beside(self) -> Exists:
        """The same of a row of the desk."""
        lookups: dict[str, Any] = {}
        for name, value in self.where.items():
            if isinstance(value, search.Between):
                ends = {f"{name}__gte": value.first, f"{name}__lte": value.last}
                lookups |= {end: day for end, day in ends.items() if day is not None}
            else:
                lookups[name] = value
        return Exists(
            self.model._default_manager.filter(**{self.column: OuterRef("concern_id")}, **lookups)
        )


@dataclass(frozen=True)
class Wanted:
    """What a filter asks for, as far as the actor may ask for it."""

    chosen: DeskFilter
    site_id: int | None
    risk: int | None
    needs: tuple[Needed, ...]
    days: search.Between | None
    person: str  # a name; "" where none is asked for
    absent: bool  # it asks for what there is not: somebody unknown, a kind that is gone

    @property
    def every(self) -> tuple[Needed, ...]:
        if self.risk is None:
            return self.needs
        return (*self.needs, Needed(Concern, {"risk": self.risk}, "id"))


def wanted(actor: Actor, chosen: DeskFilter, places: Mapping[str, tuple[int, str]]) -> Wanted:
    """`places`: the actor's sites by reference. One that is none of them narrows nothing."""
    person = somebody(actor, chosen.person) if chosen.person else None
    needs = []
    if person is not None:
        needs.append(Needed(Party, {"person_id": person.pk}))
    if chosen.kind:
        secret = vault.organisation_secret(actor.organisation_id, mentions.PURPOSE)
        needs.append(Needed(Mention, {"thing": mentions.thing_of(secret, Thing.KIND, chosen.kind)}))
    days = search.Between(chosen.since or None, chosen.until or None)
    if days != search.Between():
        needs.append(_of_days(days))
    risk = int(chosen.risk) if chosen.risk.isdecimal() else 0
    return Wanted(
        chosen=chosen if person is None else replace(chosen, person=person.reference),
        site_id=places.get(chosen.site, (None, ""))[0],
        risk=risk if risk in Risk.values else None,
        needs=tuple(needs),
        days=None if days == search.Between() else days,
        person="" if person is None else person.name,
        absent=bool(
            (chosen.person and person is None) or (chosen.kind and chosen.kind not in KINDS)
        ),
    )


def _of_days(days: search.Between) -> Needed:
    return Needed(Mention, {"what": Thing.CONCERN.value, "day": days})


def somebody(actor: Actor, line: str) -> Person | None:
    """Whom a filter means: chosen from the list, by the reference alone as a link says it, or by
    exactly their name. Whom the actor neither knows nor reads about, is nobody."""
    text = line.strip()
    reference = text.rpartition(naming.MARK)[2]
    try:
        return people.person_by_reference(actor, reference)
    except NotFound:
        named = Party.objects.filter(
            organisation_id=actor.organisation_id,
            person__reference=reference,
            concern__in=visible_to(actor).values("concern_id"),
        )
        found = list(named.select_related("person").order_by("-concern_id")[:1])
    if found:
        return found[0].person
    return None if naming.MARK in text else naming.chosen(actor, text)


def narrowed(found: QuerySet[Reader], asked: Wanted) -> QuerySet[Reader]:
    """Of a part of the desk, in its order. Risk is not asked here: that order knows it."""
    return found.filter(*(one.beside() for one in asked.needs))


def newest(
    actor: Actor,
    asked: Wanted,
    *,
    part: Mapping[str, search.Values],
    before: int | None,
    limit: int,
    at: datetime,
) -> list[int]:
    """The newest that fit, by their numbers: with the words, or whatever they say. `part` is
    of which part of the desk."""
    own: dict[str, search.Values] = dict(part)
    if asked.site_id is not None:
        own["site_id"] = asked.site_id
    through, bounds = _through(actor, asked, own)
    upper = min(NEWEST if before is None else before, bounds[1] + 1)
    if asked.chosen.words.strip():
        return search.find(
            actor.organisation_id,
            asked.chosen.words,
            scopes=_scopes(actor, at),
            through=through,
            limit=limit,
            before=upper,
            down_to=bounds[0],
        )
    found, params = through.rows()
    sql = (
        f"SELECT DISTINCT {through.document} FROM {found} AND {through.document} < %s"  # noqa: S608
        f" AND {through.document} >= %s ORDER BY {through.document} DESC LIMIT %s"
    )
    return [number for (number,) in rows.fetch(sql, [*params, upper, bounds[0], limit])]


def _through(
    actor: Actor, asked: Wanted, own: Mapping[str, search.Values]
) -> tuple[search.Through, tuple[int, int]]:
    """The rarest first, the others beside it; and between which numbers all that fit must lie."""
    mine = {"organisation_id": actor.organisation_id, "person_id": actor.person_id}
    desk = search.Through(
        Reader._meta.db_table,  # the search joins by name
        "concern_id",
        {**mine, "basis": bases(actor), **own},
    )
    if not asked.every:
        return desk, (0, NEWEST)
    named = [one.through(actor.organisation_id) for one in asked.every if "day" not in one.where]
    counts, bounds = _counted(
        actor, named, replace(desk, where={"person_id": actor.person_id, **own}), asked.days
    )
    tables = [*named, desk]
    first = counts.index(min(counts))
    others = [table for number, table in enumerate(tables) if number != first]
    if asked.days is not None:
        others.append(_of_days(asked.days).through(actor.organisation_id))
    return replace(tables[first], besides=others), bounds


def _counted(
    actor: Actor,
    named: Sequence[search.Through],
    desk: search.Through,
    days: search.Between | None,
) -> tuple[list[int], tuple[int, int]]:
    """How many rows each has, as far as that matters, those of the desk last; and the highest
    first and the lowest last number among them: in one statement, whatever it finds."""
    parts, params = [], list[Any]()
    for number, table in enumerate([*named, desk]):
        found, more = table.rows()
        parts.append(
            f"(SELECT count(*) FROM (SELECT 1 FROM {found} LIMIT {FEW + 1}) AS c{number})"  # noqa: S608
        )
        params += more
    for table in named:
        found, more = table.rows()
        parts += [
            f"(SELECT {end}({table.document}) FROM {found})"  # noqa: S608
            for end in ("min", "max")
        ]
        params += [*more, *more]
    before = ""
    if days is not None:
        first, last = days.first or FIRST, days.last or LAST
        house = actor.organisation_id
        before = OF_DAYS
        parts += ["(SELECT min(min_id) FROM ends)", "(SELECT max(max_id) FROM ends)"]
        params = [house, first, last, house, last, house, house, *params]
    [found_all] = rows.fetch(f"{before}SELECT {', '.join(parts)}", params)
    counts, ends = found_all[: len(named) + 1], found_all[len(named) + 1 :]
    if None in ends:
        return list(counts), (0, -1)
    return list(counts), (max(ends[::2], default=0), min(ends[1::2], default=NEWEST))


FIRST, LAST = "0001-01-01", "9999-12-31"
# From one day on which something was told to the next, and of each its first and last number: as
# many steps as there are days, however much was told on them.
MARK = "concerns_mention m WHERE m.organisation_id = %s AND m.what = 'concern' AND m.day"
OF_DAYS = (
    f"WITH RECURSIVE days(day) AS (SELECT min(m.day) FROM {MARK} >= %s AND m.day <= %s"  # noqa: S608
    f" UNION ALL SELECT (SELECT min(m.day) FROM {MARK} > days.day AND m.day <= %s) FROM days"
    " WHERE days.day IS NOT NULL),"
    f" ends AS (SELECT (SELECT min(m.concern_id) FROM {MARK} = days.day) AS min_id,"
    f" (SELECT max(m.concern_id) FROM {MARK} = days.day) AS max_id"
    " FROM days WHERE days.day IS NOT NULL) "
)


def _scopes(actor: Actor, at: datetime) -> list[str]:
    """Under which scopes whatever this actor may read was filed. They only shorten the walk, so
    none is named when it could leave something out."""
    if actor.holds(*READ_ALL) or _stands_in(actor, at):
        return []
    held = actor.sites_of(Role.OFFICER)
    places = (people.sites_in_reach(actor) or ()) if held else ()
    return [*(f"s{site}" for site in places), own_scope(actor.person_id or 0)]


def _stands_in(actor: Actor, at: datetime) -> bool:
    me = actor.person_id or 0
    return bool(people.stands_in_for(actor.organisation_id, me, day_of(at)))
