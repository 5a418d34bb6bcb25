"""Body maps: of one concern, and of one person over time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.figure import PARTS, RADIUS, Colour, MarkKind, Part, Size, View
from bield.concerns.marks import (
    APART,
    BodyMap,
    DayOfMarks,
    MarkItem,
    PartItem,
    Says,
    open_mark,
    where,
)
from bield.concerns.models import BodyMark, Concern, Party
from bield.concerns.moments import Moment, happened, moment
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.sealed import open_name
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class MarksPage:
    """What is marked already, and on whom something can be marked."""

    reference: str
    version: int
    people: tuple[tuple[str, str], ...]  # (number in the concern, name)
    maps: tuple[BodyMap, ...]
    figure: BodyMap  # with nothing on it, to point at
    parts: tuple[PartItem, ...]  # where each lies, for whoever points at the figure
    writer: str
    may: None = None  # whoever reads a concern may add to it


@dataclass(frozen=True)
class MarkPage:
    """One mark, before it is said to be a mistake."""

    reference: str
    version: int
    mark: MarkItem
    may: None = None


def marks_page(actor: Actor, reference: str, *, at: datetime) -> MarksPage:
    concern = concern_of(actor, reference)
    key = vault.secret(concern.organisation_id, concern.key_id)
    names = party_names(concern, key)
    return MarksPage(
        reference=reference,
        version=concern.version,
        people=tuple((str(number), name) for number, name in names.items()),
        maps=body_maps(concern, key, names, at),
        figure=BodyMap("", ()),
        parts=tuple(_where(part, view) for part in PARTS.values() for view in sorted(part.boxes)),
        writer=actor.name,
    )


def _where(part: Part, view: View) -> PartItem:
    left, top, right, bottom = part.boxes[view]
    beside = APART if view == View.BACK else 0
    return PartItem(
        part.code, view.value, part.label, left + beside, top, right - left, bottom - top
    )


def mark_page(actor: Actor, reference: str, number: int, *, at: datetime) -> MarkPage:
    concern = concern_of(actor, reference)
    key = vault.secret(concern.organisation_id, concern.key_id)
    marks = [
        mark
        for one in body_maps(concern, key, party_names(concern, key), at)
        for mark in one.marks
        if mark.number == number
    ]
    if not marks:
        raise NotFound(f"{reference}:{number}")
    return MarkPage(reference, concern.version, marks[0])


def body_maps(
    concern: Concern, key: bytes, names: Mapping[int, str], at: datetime
) -> tuple[BodyMap, ...]:
    """One for each person on whom something was marked. One statement, and one for the writers."""
    rows = list(_rows(concern=concern))
    writers = _writers(concern.organisation_id, rows)
    found = [(row, open_mark(key, concern.reference, row)) for row in rows]
    mistakes = _mistakes(found)
    of: dict[int, list[MarkItem]] = defaultdict(list)
    for row, says in found:
        if row.takes_back is None:
            mistake = mistakes.get((concern.pk, row.number), "")
            of[row.party.number].append(_item(concern, row, says, mistake, writers, at))
    return tuple(BodyMap(names[number], _days(marks)) for number, marks in of.items())


def body_map_over_time(
    actor: Actor, concerns: Mapping[int, Concern], person_id: int, name: str, at: datetime
) -> BodyMap | None:
    """All that was marked on somebody in these concerns, each day with a letter of its own."""
    rows = list(_rows(concern__in=concerns, party__person=person_id))
    if not rows:
        return None
    keys = vault.secrets(actor.organisation_id, {concerns[row.concern_id].key_id for row in rows})
    writers = _writers(actor.organisation_id, rows)
    found = []
    for row in rows:
        concern = concerns[row.concern_id]
        found.append((row, open_mark(keys[concern.key_id], concern.reference, row)))
    mistakes = _mistakes(found)
    marks = [
        _item(
            concerns[row.concern_id],
            row,
            says,
            mistakes.get((row.concern_id, row.number), ""),
            writers,
            at,
        )
        for row, says in found
        if row.takes_back is None
    ]
    return BodyMap(name, _days(marks, lettered=True))


def party_name(concern: Concern, key: bytes, party: Party) -> str:
    return party_names(concern, key)[party.number]


def party_names(concern: Concern, key: bytes) -> dict[int, str]:
    parties = list(Party.objects.filter(concern=concern).order_by("number"))
    picked = [one.person_id for one in parties if one.person_id is not None]
    known = people.contacts(concern.organisation_id, picked)
    return {
        one.number: known[one.person_id].name
        if one.person_id is not None
        else open_name(key, concern.reference, one.number, bytes(one.name or b""))
        for one in parties
    }


def _rows(**which: object) -> Iterable[BodyMark]:
    return BodyMark.objects.filter(**which).select_related("party").order_by("concern_id", "number")


def _writers(organisation_id: int, rows: Iterable[BodyMark]) -> dict[int, str]:
    found = people.contacts(organisation_id, {row.by_id for row in rows if row.by_id is not None})
    return {pk: person.name for pk, person in found.items()}


def _mistakes(found: Iterable[tuple[BodyMark, Says]]) -> dict[tuple[int, int], str]:
    return {
        (row.concern_id, row.takes_back): says["reason"]
        for row, says in found
        if row.takes_back is not None
    }


def _item(
    concern: Concern,
    row: BodyMark,
    says: Says,
    mistake: str,
    writers: Mapping[int, str],
    at: datetime,
) -> MarkItem:
    return MarkItem(
        concern=concern.reference,
        number=row.number,
        letter="",
        view=says["view"],
        x=says["x"],
        y=says["y"],
        radius=RADIUS[Size(says["size"])],
        colour=says["colour"],
        title=f"{MarkKind(says['kind']).label}, {where(says)}",
        size_word=Size(says["size"]).label,
        colour_word=Colour(says["colour"]).label,
        seen_by=says["seen_by"],
        seen=_seen(says, at),
        note=says["note"],
        by=writers.get(row.by_id or 0, ""),
        mistake=mistake,
    )


def _seen(says: Says, at: datetime) -> Moment:
    seen_at = datetime.fromisoformat(says["seen_at"])
    return happened(seen_at, at, day_alone=says.get("day_alone")) or moment(seen_at, at)


def _days(marks: Iterable[MarkItem], *, lettered: bool = False) -> tuple[DayOfMarks, ...]:
    """By the day on which they were seen, the earliest first."""
    by_day = defaultdict(list)
    for mark in sorted(marks, key=lambda one: (one.seen.at, one.number)):
        by_day[day_of(mark.seen.at)].append(mark)
    return tuple(
        DayOfMarks(
            _letter(place) if lettered else "",
            times.exact_day(day),
            tuple(
                one.on(_letter(place), nth) if lettered else one
                for nth, one in enumerate(of_it, start=1)
            ),
        )
        for place, (day, of_it) in enumerate(by_day.items())
    )


def _letter(place: int) -> str:
    """A to Z, then AA."""
    before, last = divmod(place, len(LETTERS))
    return (_letter(before - 1) if before else "") + LETTERS[last]
