"""Names of other people are taken out of what somebody is given about themself. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial

SOMEBODY, SOMEWHERE = "[somebody else]", "[a place]"
SHORT = 3  # shorter parts of a name are ordinary words
Names = Mapping[int, tuple[str, ...]]  # person -> the name, then what they are called


def mask(text: str, others: Names, own: str, *, never: Collection[int] = ()) -> str:
    """The text without these names, whole or in parts. What is part of the own name stays; so does
    a part in small letters, since "rose" and "will" are words, but for those who `never` stay."""
    mine = {part.casefold() for part in own.split()}
    names = [(name, one in never) for one, some in others.items() for name in some if name]
    for name, small_too in sorted(names, key=lambda pair: len(pair[0]), reverse=True):
        if len(name.split()) > 1:
            text = _pattern(name).sub(SOMEBODY, text)
        for part in name.split():
            if len(part) >= SHORT and part.casefold() not in mine:
                text = _pattern(part).sub(partial(_instead, small_too), text)
    return re.sub(rf"({re.escape(SOMEBODY)})(?: {re.escape(SOMEBODY)})+", SOMEBODY, text)


def found_in(texts: Iterable[str], others: Names) -> frozenset[int]:
    """Whom of these the texts name in full or by a part of the name, written as a name."""
    said = "\n".join(texts)
    return frozenset(
        one
        for one, names in others.items()
        if any(_is_said(part, said) for name in names for part in name.split())
    )


def mask_places(text: str, names: Iterable[str]) -> str:
    """The text without these names of places; of an address also without each of its lines, and
    the street without its number."""
    lines = {part.strip() for name in names for part in (name, *name.split(","))}
    lines |= {re.sub(r"^\d+\w? +", "", line) for line in lines}
    for said in sorted(lines, key=len, reverse=True):
        if len(said) >= SHORT:
            text = _pattern(said).sub(SOMEWHERE, text)
    return text


def _is_said(part: str, text: str) -> bool:
    if len(part) < SHORT:
        return False
    return any(said.group()[0].isupper() for said in _pattern(part).finditer(text))


def _instead(small_too: bool, said: re.Match[str]) -> str:
    return SOMEBODY if small_too or said.group()[0].isupper() else said.group()


def _pattern(name: str) -> re.Pattern[str]:
    """Whatever stands between its words, and in whatever case."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
