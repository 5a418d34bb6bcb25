"""Places and people of a list, beside those here."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from bield.people.importing import keys
from bield.people.importing.comparing import Known, laid, perhaps, same_name
from bield.people.importing.models import Missing, OutsideKey
from bield.people.importing.plans import ADD, ASK, END, SAME, TIE, Batch, Entry
from bield.people.importing.rows import PersonRow, Unread
from bield.people.importing.states import Kind, Part, Settled, Told, WhyNot
from bield.people.queries import known as here
from bield.people.queries.laying.state import AT_ONCE, Laying, some


def learn_places(laying: Laying) -> Iterator[Batch]:
    """Which places here are meant, and which the list may add. A place of the same name is meant:
    here each has a name of its own. Nobody gets a post at one that is closed."""
    by_key = here.places_by_key(laying.source)
    by_name, closed = here.places_by_name(laying.source.organisation_id)
    known, to_come = dict[str, int](), set[str]()
    laying.place_names = {"": here.place_name(laying.beside.default)}
    for row in laying.package.places():
        if isinstance(row, Unread) or row.key in known or row.key in to_come:
            continue
        laying.place_names[row.key] = row.name
        tied = by_key.get(laying.beside.key_of(Kind.PLACE, row.key))
        named = tied or by_name.get(row.name.casefold())
        if named is None:
            to_come.add(row.key)
        elif named not in closed:
            known[row.key] = named
    laying.learn_places(known, to_come)
    yield from ()


def places(laying: Laying) -> Iterator[Batch]:
    """The places of rows that stand: after the people, when it is known which these are."""
    by_key, beside = here.places_by_key(laying.source), laying.beside
    entries: list[Entry] = []
    new: dict[str, Entry] = {}
    once, people = set[str](), Counter[str]()
    for row in laying.standing(laying.fit(laying.package.places())):
        people[row.key] += bool(row.person)
        if row.key in once:
            continue
        once.add(row.key)
        key = beside.key_of(Kind.PLACE, row.key)
        entry = {"line": row.line, "key": key, "name": row.name}
        if row.key in beside.to_come:
            new[row.key] = {**entry, "do": ADD}
            entries.append(new[row.key])
        elif row.key not in beside.places:
            laying.refuse(Unread(row.line, WhyNot.CLOSED, row.name))
        elif key not in by_key:
            told = [Told.TIED.value]
            entries.append({**entry, "do": TIE, "id": beside.places[row.key], "told": told})
    for key, entry in new.items():
        entry["people"] = people[key]
    yield Batch(Part.PLACES, entries)


def people(laying: Laying) -> Iterator[Batch]:
    for rows in some(laying.fit(laying.package.people())):
        once = [row for row in rows if _first(laying, row)]
        hashed = {row.key: laying.beside.key_of(Kind.PERSON, row.key) for row in once}
        ids = here.people_by_key(laying.source, list(hashed.values()))
        found = here.known(ids.values(), laying.beside.today)
        known = {key: found[pk] for key, pk in ids.items()}
        entries = _old(laying, once, known, hashed)
        added, asked = _new(laying, [row for row in once if hashed[row.key] not in known])
        changed = [entry for entry in entries if entry["do"] != SAME]
        yield Batch(Part.PEOPLE, [*changed, *added], len(entries) - len(changed))
        yield Batch(Part.ASKED, asked)


def _first(laying: Laying, row: PersonRow) -> bool:
    mark = keys.short(laying.beside.key_of(Kind.PERSON, row.key))
    if mark in laying.seen or mark in laying.gone:
        laying.refuse(Unread(row.line, WhyNot.TWICE, row.name, key=row.key))
        return False
    (laying.gone if row.gone else laying.seen).add(mark)
    return not row.gone


def _old(
    laying: Laying, rows: list[PersonRow], known: dict[str, Known], hashed: dict[str, str]
) -> list[Entry]:
    entries = []
    for row in rows:
        was = known.get(hashed[row.key])
        entry = None if was is None else _laid_once(laying, row, was)
        if isinstance(entry, WhyNot):
            laying.refuse(Unread(row.line, entry, row.name, key=row.key))
        elif entry is not None:
            entries.append(entry)
    return entries


def _laid_once(laying: Laying, row: PersonRow, was: Known) -> Entry | WhyNot:
    """Two rows may be one person, as somebody said: the first counts."""
    if was.id in laying.met:
        return WhyNot.SAME_TWICE
    laying.met.add(was.id)
    return laid(row, was, laying.beside)


def _new(laying: Laying, rows: list[PersonRow]) -> tuple[list[Entry], list[Entry]]:
    """Whoever comes new, and whoever may be somebody known by another road."""
    if not rows:
        return [], []
    numbers = {row.number: laying.beside.number_of(row.number) for row in rows if row.number}
    near, by_number = here.alike(
        laying.source,
        names=[row.name for row in rows],
        emails=[row.email for row in rows if row.email],
        numbers=list(numbers.values()),
    )
    known = here.known({*by_number.values(), *(pk for pk, *_ in near)}, laying.beside.today)
    added, asked = list[Entry](), list[Entry]()
    for row in rows:
        entry = laid(row, None, laying.beside)
        if isinstance(entry, WhyNot):
            laying.refuse(Unread(row.line, entry, row.name, key=row.key))
            continue
        _tell_twins(laying, row, entry)
        laying.names[keys.short(entry["key"])] = row.name
        pk, by = _meant(row, near, by_number.get(numbers.get(row.number, "")))
        if pk is not None:
            laying.meant[keys.short(entry["key"])] = pk
            entry = perhaps(entry, known[pk], by, laying.beside, row)
        (asked if entry["do"] == ASK else added).append(entry)
    return added, asked


def _tell_twins(laying: Laying, row: PersonRow, entry: Entry) -> None:
    if row.born_on is None:
        return
    mark = hash((row.name.casefold(), row.born_on))
    if mark in laying.twins:
        entry["told"] = [*entry.get("told", ()), Told.TWIN.value]
    laying.twins.add(mark)


def _meant(
    row: PersonRow, near: list[tuple[int, str, str, date | None]], by_number: int | None
) -> tuple[int | None, str]:
    """Whom a new row may mean. A name with nothing against it is asked too, and never decided."""
    if by_number is not None:
        return by_number, "number"
    for pk, _, email, born in near:
        if row.email and email.casefold() == row.email.casefold() and born == row.born_on and born:
            return pk, "email"
    named = same_name(near, row.name, row.born_on)
    return named, "name" if named is not None else ""


def missing(laying: Laying) -> Iterator[Batch]:
    """Whoever was in this list and is so no longer, or is marked in it. Nobody, when the list
    names but some."""
    whole = laying.package.whole and laying.source.whole and bool(laying.seen)
    asked = Missing.objects.filter(
        source=laying.source, settled__in=[Settled.OPEN, Settled.STAYS]
    ).order_by("pk")
    standing = dict(asked.values_list("person_id", "pk"))
    last = 0
    while found := _keys_after(laying.source.pk, last):
        last = found[-1][0]
        entries = []
        for _, hashed, person, name in found:
            mark = keys.short(hashed)
            absent = mark in laying.gone or (whole and mark not in laying.seen)
            absent = absent and person not in laying.met
            if absent and person not in standing:
                entries.append({"do": ADD, "id": person, "name": name, "who": [person]})
            elif mark in laying.seen and person in standing:
                entries.append({"do": END, "id": standing[person], "name": name, "who": [person]})
        yield Batch(Part.MISSING, entries)


def _keys_after(source_id: int, last: int) -> list[tuple[int, str, int, str]]:
    found = OutsideKey.objects.filter(
        source=source_id, kind=Kind.PERSON, pk__gt=last, person__left_on__isnull=True
    ).order_by("pk")
    rows = found.values_list("pk", "hashed", "person_id", "person__name")[:AT_ONCE]
    return [(pk, hashed, person, name) for pk, hashed, person, name in rows if person]
