"""A pretended language: every sentence of the catalog in brackets and longer by a third.

Whatever is seen outside the brackets was not marked, unless somebody typed it.
"""

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from math import ceil
from pathlib import Path

from babel.messages.catalog import Catalog

from bield.front import catalogs

OPEN, SHUT, LONGER = "⟦", "⟧", "·"
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "cy", "ur"
UNREAD = {"script", "style", "title"}  # the title is looked at by itself
READ_OUT = ("aria-label", "placeholder", "alt", "title", "data-label", "data-kept")
READ_OUT += ("data-restored", "data-left", "data-over")


def speak(folder: Path, code: str, *, but: str = "") -> None:
    """Lay the catalog of the pretended language where a house has its own. `but`: a sentence that
    nobody marked."""
    spoken = Catalog(locale=code)
    for one in catalogs.template():
        if one.id and one.id != but:
            texts = one.id if isinstance(one.id, tuple) else (one.id,)
            forms = [pretended(text) for text in texts]
            while isinstance(one.id, tuple) and len(forms) < spoken.num_plurals:
                forms.append(forms[-1])
            spoken.add(one.id, tuple(forms) if isinstance(one.id, tuple) else forms[0])
    compiled = catalogs.compile_one(spoken, catalogs.folder_of(folder, code) / "django.mo")
    assert not compiled.wrong, compiled.wrong
    assert compiled.said == compiled.of, "a sentence was lost"


def pretended(text: str) -> str:
    seen = catalogs.PLACES.sub("", text)
    return f"{OPEN}{text}{LONGER * ceil(len(seen) / 3)}{SHUT}"


class Seen(HTMLParser):
    """What is seen or read out of a page, in order; what is read out alone stands by itself."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []
        self.apart: list[str] = []
        self.title = ""
        self.language = self.direction = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = known["lang"], known.get("dir", "ltr")
        self.apart += [known[name] for name in READ_OUT if known.get(name)]
        if tag not in {"input", "meta", "link", "br", "img"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "svg" not in self.open:
            self.title += data
        elif not UNREAD & {*self.open}:
            self.text.append(data)


def unmarked(html: str, *, typed: Collection[str]) -> list[str]:
    """What stands outside the brackets and was typed by nobody."""
    page = Seen(html)
    found = [*outside("".join(page.text).splitlines())]
    for text in (page.title, *page.apart):
        found += outside([text])
    return [text.strip() for text in found if is_words(text, typed)]


def outside(lines: Collection[str]) -> Iterator[str]:
    """Pieces of text that no bracket holds. A sentence may hold another, as a time."""
    depth = 0
    for line in lines:
        piece = ""
        for sign in line:
            if sign == OPEN:
                yield piece
                piece, depth = "", depth + 1
            elif sign == SHUT:
                depth -= 1
            elif depth == 0:
                piece += sign
        yield piece
    assert depth == 0, "a sentence is cut off"


def is_words(piece: str, typed: Collection[str]) -> bool:
    for text in sorted(typed, key=len, reverse=True):
        piece = piece.replace(text, " ")
    return bool(re.search(r"[^\W\d_]{2}", piece))
