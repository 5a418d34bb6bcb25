"""How what was chosen is set out for its occasion."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bield.concerns import veil
from bield.concerns.editions import LineOf, conference, evidence
from bield.concerns.models import Concern, Entry
from bield.concerns.queries.calling_back import deciding
from bield.concerns.queries.offered import Item, by_whom, lines_of
from bield.concerns.queries.redacting import who_is_named
from bield.concerns.redacting import Kind, Mark, Reason, Veil
from bield.concerns.rules.sharing import ENTRY, WHOLE
from bield.concerns.states import EntryKind, Occasion
from bield.concerns.veil import Name
from bield.kit.paper import Paper
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION


def set_out(concern: Concern, key: bytes, chosen: Sequence[Item], occasion: Occasion) -> list[Item]:
    """The items as they read on this occasion. Lines of the chronology become one part."""
    if occasion not in {Occasion.CONFERENCE, Occasion.EVIDENCE}:
        return list(chosen)
    codes = {item.code for item in chosen}
    lines = _lines(concern, key, codes, with_record=occasion == Occasion.EVIDENCE)
    part = conference(lines) if occasion == Occasion.CONFERENCE else evidence(lines)
    others = [item for item in chosen if item.code != WHOLE and not item.code.startswith(ENTRY)]
    return [*others, Item(WHOLE, part.heading, "", part)]


def _lines(
    concern: Concern, key: bytes, codes: Collection[str], *, with_record: bool
) -> list[LineOf]:
    record = _record(concern) if with_record else {}
    return [
        LineOf(
            number=entry.number,
            kind=EntryKind(entry.kind).label,
            by=by_whom(entry, reporter=with_record),
            happened_at=entry.happened_at,
            written_at=entry.written_at,
            late=entry.late,
            corrects=entry.corrects,
            text=text,
            day_alone=entry.day_alone,
            record=tuple(record.get(entry.written_at, ())),
        )
        for entry, text in lines_of(concern, key, every=with_record or WHOLE in codes)
        if WHOLE in codes or f"{ENTRY}{entry.number}" in codes
    ]


def _record(concern: Concern) -> Mapping[datetime, list[int]]:
    """Lines of the record by their moment: what was written with an entry has its time."""
    found = defaultdict(list)
    for line in ledger.lines_about(concern.organisation_id, concern.reference):
        found[line.at].append(line.number)
    return found


def without_staff(concern: Concern, key: bytes, made: Paper, *, at: datetime) -> Veil:
    """Every name of somebody who works here becomes the post, with a letter: the same one always
    the same."""
    who = {
        int(code.removeprefix("person-")): name
        for code, name in who_is_named(concern, key, made).items()
        if code.startswith("person-")
    }
    known = people.people_by_id(concern.organisation_id, deciding(concern, at=at) - who.keys())
    who |= {pk: Name(one.name, one.known_as) for pk, one in known.items()}  # it bears their name
    held = people.held_by(concern.organisation_id, who, day_of(at))
    wrote = set(Entry.objects.filter(concern=concern).values_list("by_id", flat=True))
    house = people.organisation_by_id(concern.organisation_id)
    marks: list[Mark] = []
    letters = defaultdict[str, int](int)
    for pk in sorted(who):
        roles = [role for role, _ in held.get(pk, ()) if role in ADULTS_OF_THE_ORGANISATION]
        if not roles and pk not in wrote:
            continue
        post = people.label(house, roles[0]) if roles else "Former member of staff"
        says = f"{post} {_letter(letters[post])}"
        letters[post] += 1
        mark = Mark(len(marks) + 1, Kind.NAME, Reason.STAFF, name=who[pk], says=says)
        marks.append(replace(mark, who=f"person-{pk}"))
    hidden = {mark.who for mark in marks}
    rest = [name for pk, name in who.items() if f"person-{pk}" not in hidden]
    return Veil(marks, frozenset(part for name in rest for part in veil.parts(name)))


def _letter(number: int) -> str:
    """A, B, … Z, AA."""
    before, letter = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + letter)
