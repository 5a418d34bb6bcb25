"""A capsule for reading: its days and times as people say them, everything in one order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from bield.concerns.capsule.shapes import Content, Line, Told
from bield.concerns.states import PartyRole
from bield.kit import times

OTHERS = {
    "names": "Other children stand in it by their names.",
    "initials": "Other children stand in it by their initials.",
    "another": "Other children stand in it without their names.",
}


@dataclass(frozen=True)
class ShownLine:
    number: int
    kind: str
    happened: str
    written: str
    by: str
    text: str
    late: bool
    corrects: int


@dataclass(frozen=True)
class ShownConcern:
    reference: str
    reported: str
    day: str
    state: str
    people: tuple[tuple[str, str], ...]  # role, name
    told: tuple[tuple[str, str], ...]  # heading, words
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class ShownCapsule:
    name: str
    known_as: str
    born: str
    made: str
    others: str
    concerns: tuple[ShownConcern, ...]  # the oldest first


def page_of(content: Content) -> ShownCapsule:
    person = content.person
    return ShownCapsule(
        name=person.name,
        known_as=person.known_as if person.known_as not in person.name else "",
        born=times.exact_day(date.fromisoformat(person.born_on)) if person.born_on else "",
        made=exactly(content.made_at),
        others=OTHERS[content.others],
        concerns=tuple(concern(one) for one in by_age(content.concerns)),
    )


def by_age(concerns: Iterable[Told]) -> list[Told]:
    return sorted(concerns, key=lambda one: (_at(one.reported_at), one.reference))


def concern(one: Told) -> ShownConcern:
    return ShownConcern(
        reference=one.reference,
        reported=exactly(one.reported_at),
        day=day_of(one),
        state="Closed" if one.state == "closed" else "Still open when the file was made",
        people=tuple((str(PartyRole(who.role).label), who.name) for who in one.people),
        told=tuple((heading, words) for heading, words in _told(one) if words),
        lines=tuple(_line(line) for line in one.lines),
    )


def day_of(one: Told) -> str:
    """When it happened, as well as it is known."""
    if not one.happened_on:
        return ""
    day = date.fromisoformat(one.happened_on)
    known = {"month": f"{day:%B %Y}", "year": f"{day:%Y}"}
    return known.get(one.happened_precision) or times.exact_day(day)


def _told(one: Told) -> Iterable[tuple[str, str]]:
    yield "What was told", one.account
    yield "The child’s own words", one.child_words
    yield "Where", one.where
    yield "When, in the words of whoever told", one.happened
    yield "What was done already", one.done


def _line(line: Line) -> ShownLine:
    return ShownLine(
        number=line.number,
        kind=line.kind,
        happened=exactly(line.happened_at) if line.happened_at else "",
        written=exactly(line.written_at),
        by=line.by,
        text=line.text,
        late=line.late,
        corrects=line.corrects,
    )


def _at(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def exactly(moment: str) -> str:
    return times.exact(timezone.localtime(_at(moment)))
