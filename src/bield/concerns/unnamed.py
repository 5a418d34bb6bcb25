"""Whether words leave out the names of a concern. What goes to others must. Pure."""

import re
import unicodedata
from collections.abc import Iterable

from bield.kit.refusals import Refusal

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3  # letters: an initial, or "Al" in "Al will call", is found with the whole name alone


def names_said(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names of which a part stands in the text, whatever its case and accents.

    Of a name as somebody typed it only what begins with a capital counts: "the boy next door" is
    no name.
    """
    said = _words(text)
    return tuple(dict.fromkeys(name for name in names if _parts(name) & set(said)))


def no_names(text: str, names: tuple[str, ...], *, field: str) -> Refusal | None:
    """What others read says nothing of who it was about."""
    said = names_said(text, names)
    if not said:
        return None
    return Refusal(
        "names-somebody",
        f"Leave the names out: {', '.join(said)}. Others read this who do not read the concern.",
        ("TP-7.2b",),
        field=field,
    )


def _parts(name: str) -> set[str]:
    return {
        _plain(part) for part in WORD.findall(name) if len(part) >= SHORTEST and part[0].isupper()
    }


def _words(text: str) -> list[str]:
    return [_plain(word) for word in WORD.findall(text)]


def _plain(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))
