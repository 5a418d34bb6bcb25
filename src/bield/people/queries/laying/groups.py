"""Groups of a list, who belongs to them, and who cares for whom."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bield.people.importing import keys
from bield.people.importing.plans import ADD, CHANGE, END, SAME, Batch, Entry
from bield.people.importing.rows import CareRow, GroupRow, MemberRow, Unread
from bield.people.importing.states import RELATIONS, Kind, Part, Told, WhyNot
from bield.people.queries import known as here
from bield.people.queries.laying.state import Laying, some

NOTHING: Entry = {"do": SAME}


def groups(laying: Laying) -> Iterator[Batch]:
    laying.groups = dict(here.groups_by_key(laying.source))
    once = set[str]()
    for rows in some(laying.standing(laying.fit(laying.package.groups()))):
        found = []
        for row in rows:
            if row.key not in once:
                once.add(row.key)
                found.append(_group(laying, row))
        yield _batch(Part.GROUPS, found)


def _group(laying: Laying, row: GroupRow) -> Entry:
    key = laying.beside.key_of(Kind.GROUP, row.key)
    entry = {"line": row.line, "key": key, "name": row.name}
    if key not in laying.groups:
        laying.groups[key] = (0, row.name)
        at = laying.place_names.get(row.place, "")
        return {**entry, "do": ADD, "at": at, **_place(laying, row.place)}
    pk, name = laying.groups[key]
    if name == row.name:
        return NOTHING
    return {**entry, "do": CHANGE, "id": pk, "was": name}


def _place(laying: Laying, place: str) -> dict[str, Any]:
    beside = laying.beside
    if place in beside.to_come:
        return {"place": beside.key_of(Kind.PLACE, place)}
    return {"site": beside.places.get(place) if place else beside.default}


@dataclass(frozen=True, slots=True)
class Known:
    """Who the people of some rows are: of each key its hash, the person here, and a name."""

    hashed: Mapping[str, str]
    ids: Mapping[str, int]
    names: Mapping[int, str]
    to_come: Mapping[int, str]
    meant: Mapping[int, int]

    def id_of(self, key: str) -> int:
        return self.ids.get(self.hashed[key], 0)

    def whom(self, key: str) -> int:
        """Whom it is about, or may be: a page hides from a reader what is about their family."""
        return self.id_of(key) or self.meant.get(keys.short(self.hashed[key]), 0)

    def name_of(self, key: str) -> str:
        pk = self.id_of(key)
        return self.names[pk] if pk else self.to_come.get(keys.short(self.hashed[key]), "")


def _known(laying: Laying, people: Iterable[str]) -> Known:
    hashed = {key: laying.beside.key_of(Kind.PERSON, key) for key in people}
    ids = here.people_by_key(laying.source, list(hashed.values()))
    return Known(hashed, ids, here.named(ids.values()), laying.names, laying.meant)


def care(laying: Laying) -> Iterator[Batch]:
    for rows in some(laying.fit(laying.package.care())):
        known = _known(laying, {key for row in rows for key in (row.child, row.guardian)})
        links = here.care_of(known.ids.values())
        stand = [row for row in rows if not laying.is_out(row.line, row.child, row.guardian)]
        yield _batch(Part.FAMILIES, [_care(laying, row, known, links) for row in stand])


def _care(
    laying: Laying, row: CareRow, known: Known, links: Mapping[tuple[int, int], here.Care]
) -> Entry | None:
    """What is known here of responsibility stays, where the list does not say it, and where the
    lead is to be asked first."""
    pair = (row.child, row.guardian)
    why = _why_no_care(laying, row, known)
    if why is not None:
        laying.refuse(Unread(row.line, why, known.name_of(row.guardian) or row.guardian))
        return None
    child, guardian = (known.hashed[key] for key in pair)
    entry: Entry = {
        "line": row.line, "child": child, "guardian": guardian, "word": row.relation,
        "name": known.name_of(row.guardian), "of": known.name_of(row.child),
        "who": [known.whom(key) for key in pair], "now": row.responsibility,
        "inside": row.inside,
    }  # fmt: skip
    link = links.get((known.id_of(row.child), known.id_of(row.guardian)))
    if link is None:
        told = {"told": [Told.CARE.value]} if row.responsibility is None else {}
        return {**entry, "do": ADD, "relation": RELATIONS.get(row.relation.casefold(), ""), **told}
    if link.ended or row.responsibility in {None, link.responsible}:
        return NOTHING
    if link.ask_lead:
        laying.refuse(Unread(row.line, WhyNot.ASK_LEAD, entry["name"], who=tuple(entry["who"])))
        return None
    return {**entry, "do": CHANGE, "id": link.pk, "was": link.responsible}


def _why_no_care(laying: Laying, row: CareRow, known: Known) -> WhyNot | None:
    if row.child == row.guardian:
        return WhyNot.ITSELF
    for key in (row.child, row.guardian):
        if keys.short(known.hashed[key]) not in laying.seen or not known.name_of(key):
            return laying.why_nobody(key)
    return None


def members(laying: Laying) -> Iterator[Batch]:
    for rows in some(laying.fit(laying.package.members())):
        known = _known(laying, {row.person for row in rows})
        links = here.members_among(known.ids.values())
        left = here.who_left(known.ids.values(), laying.beside.today)
        stand = [row for row in rows if not (row.inside and laying.is_out(row.line, row.person))]
        found = [_member(laying, row, known, links, left) for row in stand]
        yield _batch(Part.MEMBERS, found)


def _member(
    laying: Laying,
    row: MemberRow,
    known: Known,
    links: Mapping[tuple[int, int], int],
    left: set[int],
) -> Entry | None:
    """Somebody leaves a group only where the list says so, not where it is silent; whoever left
    here joins none."""
    key, person = laying.beside.key_of(Kind.GROUP, row.group), known.hashed[row.person]
    if key not in laying.groups:
        laying.refuse(Unread(row.line, WhyNot.NO_GROUP, known.name_of(row.person) or row.group))
        return None
    (group, title), person_id = laying.groups[key], known.id_of(row.person)
    stands = links.get((group, person_id))
    entry: Entry = {
        "line": row.line, "name": known.name_of(row.person), "of": title,
        "who": [known.whom(row.person)], "inside": row.inside,
    }  # fmt: skip
    if row.ended is not None and stands:
        return {**entry, "do": END, "id": stands, "on": row.ended.isoformat()}
    if row.ended is not None or stands or person_id in left or keys.short(person) in laying.gone:
        return NOTHING
    if keys.short(person) not in laying.seen or not entry["name"]:
        laying.refuse(Unread(row.line, laying.why_nobody(row.person), row.person))
        return None
    return {**entry, "do": ADD, "group": key, "person": person, "leads": row.leads}


def _batch(part: Part, found: Sequence[Entry | None]) -> Batch:
    entries = [one for one in found if one is not None]
    kept = [one for one in entries if one["do"] != SAME]
    return Batch(part, kept, len(entries) - len(kept))
