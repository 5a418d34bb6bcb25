"""A table of another product: whose each row is, and what of it would be taken in."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.models import Concern
from bield.concerns.models.received import FROM_TABLE
from bield.concerns.queries.sight import visible_to
from bield.concerns.queries.transferring import require_may_move_files
from bield.concerns.tables import RowRefused, Table, TableRow, WhyNot
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of, is_child_on
from bield.people.states import ADULTS_OF_THE_ORGANISATION, BornPrecision


@dataclass(frozen=True)
class Placed:
    """A row, whose it is, and who may never read it."""

    row: TableRow
    person_id: int | None  # None: kept by the name
    named: frozenset[int]


@dataclass(frozen=True)
class Judged:
    rows: tuple[Placed, ...]
    refused: tuple[RowRefused, ...]
    here: int  # of the rows: in the house already, as far as the actor reads them


def judged_table(actor: Actor, table: Table, *, keep: bool, at: datetime) -> Judged:
    """`keep`: whoever is not known by exactly this name and birthday is kept by the name."""
    require_may_move_files(actor)
    whose = _whose(actor, table.rows, at)
    rows: list[Placed] = []
    refused = list(table.refused)
    for row in table.rows:
        placed = _placed(actor, row, whose, keep)
        if isinstance(placed, WhyNot):
            refused.append(RowRefused(row.line, placed))
        else:
            rows.append(placed)
    refused.sort(key=lambda one: one.line)
    return Judged(tuple(rows), tuple(refused), _here(actor, rows))


@dataclass(frozen=True)
class _Whose:
    meant: Mapping[str, frozenset[int]]  # name -> everybody who may be meant by it
    exactly: Mapping[tuple[str, str], list[int]]  # name and birthday -> who has both
    works_here: frozenset[int]
    colleagues: frozenset[str]  # their names


def _whose(actor: Actor, rows: Iterable[TableRow], at: datetime) -> _Whose:
    meant = {
        name: people.bearing(actor.organisation_id, [name]) for name in {row.name for row in rows}
    }
    known = people.people_by_id(actor.organisation_id, frozenset().union(*meant.values()))
    exactly = defaultdict[tuple[str, str], list[int]](list)
    for person in known.values():
        if person.born_on is not None:
            name = " ".join(person.name.split()).casefold()
            exactly[name, people.said_birth(person.born_on, person.born_precision)].append(
                person.pk
            )
    held = people.held_by(actor.organisation_id, known, day_of(at))
    adults = {
        pk
        for pk, posts in held.items()
        if any(role in ADULTS_OF_THE_ORGANISATION for role, _ in posts)
    }
    names = {" ".join(known[pk].name.split()).casefold() for pk in adults}
    return _Whose(meant, exactly, frozenset(adults), frozenset(names))


def _placed(actor: Actor, row: TableRow, whose: _Whose, keep: bool) -> Placed | WhyNot:
    meant = whose.meant[row.name]
    if actor.person_id in meant:
        return WhyNot.NOT_FOR_YOU
    born = people.said_birth(row.born, BornPrecision.DAY) if row.born else ""
    found = whose.exactly.get((row.name.casefold(), born), []) if born else []
    if len(found) > 1:
        return WhyNot.SEVERAL
    if found and found[0] in whose.works_here:
        return WhyNot.WORKS_HERE
    if not found and not keep:
        return WhyNot.NOT_KNOWN
    if not found and row.name.casefold() in whose.colleagues and not _surely_a_child(row):
        return WhyNot.WORKS_HERE
    return Placed(row, found[0] if found else None, meant | {*found})


def _surely_a_child(row: TableRow) -> bool:
    return row.born is not None and is_child_on(row.born, BornPrecision.DAY, row.day)


def _here(actor: Actor, rows: Iterable[Placed]) -> int:
    """What the actor may not read counts as new: nothing here says that it is there."""
    keys = [f"{FROM_TABLE}{one.row.key}" for one in rows]
    own = Concern.objects.filter(organisation_id=actor.organisation_id, send_key__in=keys)
    return visible_to(actor).filter(concern__in=own.values("pk")).count()


def taken_from_table(organisation_id: int, keys: Iterable[str]) -> frozenset[str]:
    """For the command alone: what is here, whoever reads it."""
    found = Concern.objects.filter(
        organisation_id=organisation_id, reporter=None, send_key__in=list(keys)
    )
    return frozenset(found.values_list("send_key", flat=True))
