"""What is taken out of a document, and what then stands in it. Pure.

The words go before anything is set or typed: no document ever holds them under its bars.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import TextChoices

from bield.concerns import veil
from bield.concerns.veil import Name, Span
from bield.kit.paper import Paper, Part, bar

Says = Mapping[str, Any]  # of a mark, as it lies sealed


class Reason(TextChoices):
    """Why something is taken out. A short list: whoever receives it reads it."""

    ANOTHER = "another", "It is about another person"
    STAFF = "staff", "It names a member of staff"
    PRIVILEGE = "privilege", "It is legal advice"
    HARM = "harm", "It could harm somebody"
    OTHER = "other", "Another reason"


NOBODY = Name("")


class Kind(TextChoices):
    LINES = "lines", "Lines"
    WORDS = "words", "Words"
    NAME = "name", "A name"


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that is taken out, wherever it stands."""

    number: int
    kind: Kind
    reason: str
    why: str = ""  # the words of another reason
    places: tuple[str, ...] = ()
    words: str = ""
    name: Name = NOBODY
    who: str = ""  # "person-12", "party-3"
    says: str = ""  # what stands in its place, where that is no bar

    def as_data(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "kind": self.kind.value,
            "reason": self.reason,
            "why": self.why,
            "places": list(self.places),
            "words": self.words,
            "name": [self.name.name, self.name.known_as],
            "who": self.who,
            "says": self.says,
        }


def mark_of(data: Says) -> Mark:
    places, name = tuple(data["places"]), Name(*data["name"])
    return Mark(**{**data, "kind": Kind(data["kind"]), "places": places, "name": name})


def numbered(mark: Mark, number: int) -> Mark:
    return replace(mark, number=number)


def because(mark: Mark) -> str:
    return mark.why if mark.reason == Reason.OTHER else Reason(mark.reason).label


@dataclass(frozen=True)
class Veil:
    """All that is taken out of one document."""

    marks: Sequence[Mark]
    shared: frozenset[str] = frozenset()  # parts of names that are somebody else's as well

    @property
    def reasons(self) -> dict[str, int]:
        """Each reason with its number, in the order in which they came."""
        barred = dict.fromkeys(because(mark) for mark in self.marks if not mark.says)
        return {reason: number for number, reason in enumerate(barred, 1)}

    def spans(self, place: str, text: str) -> list[Span]:
        numbers = self.reasons
        found: list[Span] = []
        for mark in self.marks:
            says = mark.says or bar(numbers[because(mark)])
            found += _found(mark, place, text, says, self.shared)
        return found

    def text(self, place: str, text: str) -> str:
        plain = veil.without_bars(text)
        return veil.taken_out(plain, self.spans(place, plain))

    def words(self, text: str) -> str:
        """Of what stands in no line that could be ticked."""
        return self.text("", text)

    def paper(self, made: Paper) -> Paper:
        return changed(made, self.text)


def _found(mark: Mark, place: str, text: str, says: str, shared: frozenset[str]) -> Iterator[Span]:
    if mark.kind == Kind.NAME:
        yield from veil.named(text, mark.name, says, shared=shared)
    elif mark.kind == Kind.WORDS:
        yield from veil.exact(text, mark.words, says)
    else:
        for number, (start, end) in enumerate(veil.sentences(text)):
            if f"{place}.{number}" in mark.places:
                yield Span(start, end, says)


# ------ where the words of a document stand


Change = Callable[[str, str], str]  # (place, text) -> text


def changed(made: Paper, change: Change) -> Paper:
    return replace(
        made,
        title=change("title", made.title),
        foot=change("foot", made.foot),
        facts=_rows("top", made.facts, change),
        parts=tuple(
            _part(f"part-{number}", part, change) for number, part in enumerate(made.parts)
        ),
    )


def _part(place: str, part: Part, change: Change) -> Part:
    return Part(
        change(f"{place}-heading", part.heading),
        _rows(place, part.facts, change),
        tuple(change(f"{place}-words-{number}", text) for number, text in enumerate(part.words)),
    )


def _rows(
    place: str, rows: Iterable[tuple[str, str]], change: Change
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (change(f"{place}-name-{number}", name), change(f"{place}-value-{number}", value))
        for number, (name, value) in enumerate(rows)
    )


@dataclass(frozen=True)
class Line:
    """A sentence that can be ticked, as it will read."""

    place: str
    text: str
    heading: str = ""  # of the first of a part


def texts(made: Paper) -> dict[str, str]:
    """Every text of a document by its place."""
    found: dict[str, str] = {}

    def keep(place: str, text: str) -> str:
        found[place] = veil.without_bars(text)
        return text

    changed(made, keep)
    return found


def lines(made: Paper, over: Veil) -> Iterator[Line]:
    """What can be ticked: the sentences of its parts, and why it is shared. What is taken out whole
    stands there as its bar."""
    whys = {f"top-value-{number}" for number, (name, _) in enumerate(made.facts) if name == WHY}
    headings = {f"part-{number}": part.heading for number, part in enumerate(made.parts)}
    for place, text in texts(made).items():
        if place not in whys and not (place.startswith("part-") and "heading" not in place):
            continue
        part = "-".join(place.split("-")[:2])
        for number, (start, end) in enumerate(veil.sentences(text)):
            heading = headings.pop(part, "") if part in headings else ""
            yield Line(f"{place}.{number}", _read(over, place, text, start, end), heading)


WHY = "Why it is shared"


def _read(over: Veil, place: str, text: str, start: int, end: int) -> str:
    """One sentence, with the bars that lie in it."""
    inside = [
        Span(max(one.start, start) - start, min(one.end, end) - start, one.says, one.surely)
        for one in over.spans(place, text)
        if one.start < end and one.end > start
    ]
    return veil.taken_out(text[start:end], inside)


# ------ what a mark finds


def times(
    made: Paper, mark: Mark, *, shared: frozenset[str] = frozenset()
) -> list[tuple[str, bool]]:
    """Each time it takes something out: the words, and whether surely what was meant."""
    return [
        (text[one.start : one.end], one.surely)
        for place, text in texts(made).items()
        for one in veil.merged(text, _found(mark, place, text, "", shared))
    ]


def reasons_part(over: Veil) -> Part:
    """The table at the end: what each number stands for."""
    rows = tuple((str(number), over.words(reason)) for reason, number in over.reasons.items())
    return Part("Why passages were taken out", rows)
