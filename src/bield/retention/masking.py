"""Names of other people are taken out of what somebody is given about themself. Pure."""

import re
from collections.abc import Iterable, Mapping

SOMEBODY, SOMEWHERE = "[somebody else]", "[a place]"
SHORT = 3  # shorter parts of a name are ordinary words


def mask(text: str, others: Mapping[int, str], own: str) -> str:
    """The text without these names, whole or in parts. What is part of the own name stays."""
    mine = {part.casefold() for part in own.split()}
    for name in sorted(others.values(), key=len, reverse=True):
        text = _without(text, [name])
        text = _without(text, [part for part in name.split() if _is_theirs(part, mine)])
    return text


def found_in(texts: Iterable[str], others: Mapping[int, str]) -> frozenset[int]:
    """Whom of these the texts name in full or by a part of the name, written as a name."""
    said = "\n".join(texts)
    return frozenset(
        one
        for one, name in others.items()
        if any(_pattern(part).search(said) for part in name.split() if len(part) >= SHORT)
    )


def mask_places(text: str, names: Iterable[str]) -> str:
    """The text without these names of places; of an address also without each of its lines, and
    the street without its number."""
    lines = {part.strip() for name in names for part in (name, *name.split(","))}
    lines |= {re.sub(r"^\d+\w? +", "", line) for line in lines}
    for said in sorted(lines, key=len, reverse=True):
        if len(said) >= SHORT:
            text = re.sub(_pattern(said).pattern, SOMEWHERE, text, flags=re.IGNORECASE)
    return text


def _is_theirs(part: str, mine: set[str]) -> bool:
    return len(part) >= SHORT and part.casefold() not in mine


def _without(text: str, names: Iterable[str]) -> str:
    for name in names:
        text = _pattern(name).sub(SOMEBODY, text)
    return re.sub(rf"({re.escape(SOMEBODY)})(?: {re.escape(SOMEBODY)})+", SOMEBODY, text)


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
