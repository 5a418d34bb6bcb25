"""What no honest file holds though its shape is right: more than a house takes in at once, or a day
that nobody has seen yet."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bield.concerns.capsule import edge
from bield.concerns.capsule.shapes import MOST_CONCERNS, MOST_LINES, Content

MOST_OPEN = 50  # of the concerns: each that is still open asks for its tasks at once
MOST_SIGNS = 2_000_000  # characters in all: some seven hundred pages


def too_much(content: Content) -> list[str]:
    """More than one file may hold: what is accepted is written in one piece, and others wait."""
    wrong = []
    if len(content.concerns) > MOST_CONCERNS:
        wrong.append(f"It has more than {MOST_CONCERNS} concerns.")
    if sum(one.state == "open" for one in content.concerns) > MOST_OPEN:
        wrong.append(f"It has more than {MOST_OPEN} concerns that are still open.")
    if content.lines > MOST_LINES:
        wrong.append(f"Its chronologies have more than {MOST_LINES:,} lines in all.")
    if _signs(content.held) > MOST_SIGNS:
        wrong.append(f"It has more than {MOST_SIGNS:,} letters and signs.")
    return wrong


def _signs(held: object) -> int:
    if isinstance(held, str):
        return len(held)
    parts = held.values() if isinstance(held, dict) else held
    return sum(map(_signs, parts)) if isinstance(parts, Iterable) else 0


def to_come(content: Content, at: datetime) -> Iterator[str]:
    for place, said in _times(content):
        if said and edge.is_to_come(said, at=at):
            yield f"capsule.json: {place} is a day that is still to come."


def _times(content: Content) -> Iterator[tuple[str, str]]:
    yield from (("made_at", content.made_at), ("person: born_on", content.person.born_on))
    for number, told in enumerate(content.concerns, start=1):
        place = f"concerns {number}"
        yield f"{place}: reported_at", told.reported_at
        yield f"{place}: happened_on", told.happened_on
        for at, line in enumerate(told.lines, start=1):
            yield f"{place}: lines {at}: happened_at", line.happened_at
            yield f"{place}: lines {at}: written_at", line.written_at
