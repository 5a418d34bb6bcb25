"""Groups of a list, who belongs to them, and who cares for whom."""

from collections.abc import Iterator, Sequence
from typing import Any

from bield.people.importing import keys
from bield.people.importing.plans import ADD, CHANGE, END, SAME, Batch, Entry
from bield.people.importing.rows import CareRow, GroupRow, MemberRow, Unread
from bield.people.importing.states import RELATIONS, Kind, Part, Told, WhyNot
from bield.people.queries import known as here
from bield.people.queries.laying.state import Laying, some

Links = dict[tuple[int, int], tuple[int, bool | None, bool]]
NOTHING: Entry = {"do": SAME}


def groups(laying: Laying) -> Iterator[Batch]:
    laying.groups = dict(here.groups_by_key(laying.source))
    for rows in some(laying.fit(laying.package.groups())):
        yield _batch(Part.GROUPS, [_group(laying, row) for row in rows])


def _group(laying: Laying, row: GroupRow) -> Entry:
    key = laying.beside.key_of(Kind.GROUP, row.key)
    entry = {"line": row.line, "key": key, "name": row.name}
    if key not in laying.groups:
        laying.groups[key] = None
        return {**entry, "do": ADD, **_place(laying, row.place)}
    known = laying.groups[key]
    if known is None or known[1] == row.name:
        return NOTHING
    return {**entry, "do": CHANGE, "id": known[0], "was": known[1]}


def _place(laying: Laying, place: str) -> dict[str, Any]:
    beside = laying.beside
    if place in beside.to_come:
        return {"place": beside.key_of(Kind.PLACE, place)}
    return {"site": beside.places.get(place) if place else beside.default}


def care(laying: Laying) -> Iterator[Batch]:
    for rows in some(laying.fit(laying.package.care())):
        named = {key for row in rows for key in (row.child, row.guardian)}
        hashed = {key: laying.beside.key_of(Kind.PERSON, key) for key in named}
        ids = here.people_by_key(laying.source, list(hashed.values()))
        links = here.care_of(ids.values())
        found = [
            _care(laying, row, (hashed[row.child], hashed[row.guardian]), ids, links)
            for row in rows
        ]
        yield _batch(Part.FAMILIES, found)


def _care(
    laying: Laying, row: CareRow, pair: tuple[str, str], ids: dict[str, int], links: Links
) -> Entry | None:
    """What is known here of responsibility stays, where the list does not say it."""
    child, guardian = pair
    if child == guardian:
        laying.refuse(Unread(row.line, WhyNot.ITSELF, row.child))
        return None
    if not all(keys.short(one) in laying.seen for one in pair):
        laying.refuse(Unread(row.line, WhyNot.NO_PERSON, row.guardian))
        return None
    entry: Entry = {"line": row.line, "child": child, "guardian": guardian, "name": row.relation}
    link = links.get((ids.get(child, 0), ids.get(guardian, 0)))
    if link is None:
        told = {"told": [Told.CARE.value]} if row.responsibility is None else {}
        relation = RELATIONS.get(row.relation.casefold(), "")
        return {**entry, "do": ADD, "now": row.responsibility, "relation": relation, **told}
    pk, responsible, ended = link
    if ended or row.responsibility in {None, responsible}:
        return NOTHING
    return {**entry, "do": CHANGE, "id": pk, "was": responsible, "now": row.responsibility}


def members(laying: Laying) -> Iterator[Batch]:
    for rows in some(laying.fit(laying.package.members())):
        hashed = {row.person: laying.beside.key_of(Kind.PERSON, row.person) for row in rows}
        ids = here.people_by_key(laying.source, list(hashed.values()))
        known = here.members_among(ids.values())
        found = [
            _member(laying, row, hashed[row.person], ids.get(hashed[row.person], 0), known)
            for row in rows
        ]
        yield _batch(Part.MEMBERS, found)


def _member(
    laying: Laying, row: MemberRow, person: str, person_id: int, known: dict[tuple[int, int], int]
) -> Entry | None:
    """Somebody leaves a group only where the list says so, not where it is silent."""
    key = laying.beside.key_of(Kind.GROUP, row.group)
    if key not in laying.groups:
        laying.refuse(Unread(row.line, WhyNot.NO_GROUP, row.group))
        return None
    group = laying.groups[key]
    stands = known.get((group[0] if group else 0, person_id))
    if row.ended is not None and stands:
        return {"do": END, "line": row.line, "id": stands, "on": row.ended.isoformat()}
    if row.ended is not None or stands or keys.short(person) in laying.gone:
        return NOTHING
    if keys.short(person) not in laying.seen:
        laying.refuse(Unread(row.line, WhyNot.NO_PERSON, row.person))
        return None
    return {"do": ADD, "line": row.line, "group": key, "person": person, "leads": row.leads}


def _batch(part: Part, found: Sequence[Entry | None]) -> Batch:
    entries = [one for one in found if one is not None]
    kept = [one for one in entries if one["do"] != SAME]
    return Batch(part, kept, len(entries) - len(kept))
