"""How a disclosure is set out for its occasion, and what of it lies sealed. Pure."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from bield.concerns.deeds import Says
from bield.concerns.moments import exactly
from bield.concerns.redacting import Veil, mark_of, reasons_part
from bield.kit import times
from bield.kit.paper import Paper, Part

REASONS = "reasons"  # the code of the table of reasons, among the items


@dataclass(frozen=True, slots=True)
class LineOf:
    """One line of a chronology."""

    number: int
    kind: str
    by: str
    happened_at: datetime | None
    written_at: datetime
    late: bool
    corrects: int | None
    text: str
    day_alone: bool | None = None  # nobody knows the hour
    record: tuple[int, ...] = ()  # lines of the ledger that were written with it


def conference(lines: Sequence[LineOf]) -> Part:
    """What happened, in the order in which it happened; when it was written stands beside."""
    ordered = sorted(lines, key=lambda one: (one.happened_at or one.written_at, one.number))
    return Part(
        "What happened, the oldest first",
        words=tuple(
            "\n".join(
                (
                    f"{_when(one)}: {one.kind}{_late(one)}",
                    *((one.text,) if one.text else ()),
                    f"(Line {one.number}, by {one.by}, written {times.exact(one.written_at)})",
                )
            )
            for one in ordered
        ),
    )


def evidence(lines: Sequence[LineOf]) -> Part:
    """Every line as it was written, with both times and where the record has it."""
    return Part(
        "The whole chronology, as it was written",
        words=tuple(
            "\n".join(
                (
                    f"Line {one.number}: {one.kind}, by {one.by}{_late(one)}{_corrects(one)}",
                    f"Happened: {_when(one) if one.happened_at else 'not said'}",
                    f"Written: {times.exact(one.written_at)}",
                    f"In the record: {', '.join(f'line {number}' for number in one.record)}",
                    one.text,
                )
            )
            for one in lines
        ),
    )


def _when(one: LineOf) -> str:
    if one.happened_at is None:
        return times.exact(one.written_at)
    return exactly(one.happened_at, day_alone=one.day_alone)


def _late(one: LineOf) -> str:
    return ", written late" if one.late else ""


def _corrects(one: LineOf) -> str:
    return f", puts line {one.corrects} right" if one.corrects else ""


def digest_of(made: Paper) -> str:
    return hashlib.sha256(contents_of(made)).hexdigest()


def contents_of(made: Paper) -> bytes:
    """The words of a document as one file, written in one way only."""
    held = {"title": made.title, "facts": made.facts, "parts": [asdict(one) for one in made.parts]}
    return json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def veil_of(says: Says) -> Veil:
    """What is taken out of everything that this edition says, its marks on the pages included."""
    return Veil([mark_of(one) for one in says.get("marks", ())], frozenset(says.get("shared", ())))


def veiled(says: Says, made: Paper, over: Veil) -> dict[str, Any]:
    """What of an edition changes when something is taken out of it. The words are gone from it: a
    document made of it cannot hold them."""
    without = over.paper(made)
    parts = [asdict(one) for one in without.parts]
    return {
        "paper": {"title": without.title, "foot": without.foot, "facts": without.facts},
        "parts": parts,
        "why": over.words(says["why"]),
        "items": [over.words(one) for one in says["items"]],
        "marks": [one.as_data() for one in over.marks],
        "shared": sorted(over.shared),
    }


def redacted(says: Says, number: int, made: Paper, over: Veil) -> Says:
    """A new edition: what it was made of stays as it is."""
    table = reasons_part(over)
    changed = veiled(says, made, over)
    return {
        **says,
        **changed,
        "of": number,
        "parts": [*changed["parts"], asdict(table)],
        "items": [*changed["items"], table.heading],
        "codes": [*says["codes"], REASONS],
    }


def stored(says: Says, made: Paper) -> Paper:
    """As it was kept, where something was taken out of it."""
    kept = says.get("paper")
    if kept is None:
        return made
    facts = tuple((name, value) for name, value in kept["facts"])
    return replace(made, title=kept["title"], foot=kept["foot"], facts=facts)
