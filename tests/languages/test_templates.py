"""No word of these pages stands outside a mark, also where no test leads.

A page that is walked shows what was rendered; this looks at every branch of every template.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType

import bield
from tests.languages.pretend import READ_OUT

SOURCE = Path(bield.__file__).parent
OF_THE_TEAM = {"doors.html", "poster.html"}
AT_THE_DOOR = [
    path
    for path in (SOURCE / "concerns/templates/concerns/door").glob("*.html")
    if path.name not in OF_THE_TEAM
]
AROUND = [
    *(
        "_error_summary",
        "_header",
        "page",
        "_field_errors",
        "_field_notes",
        "_footer",
        "_header_public",
        "_kept",
    ),
    *("_instead_of_files", "_languages", "_numbers", "_refusals", "by_a_button", "field", "form"),
    *("no_files", "not_found", "refused", "unavailable"),
]
BESIDE = ["about", "accessibility", "language", "page_too_old", "privacy", "trouble", "unread"]
OF_HELP = ["_checked", "_numbers", "help", "you_did_right"]
SPOKEN = [
    *AT_THE_DOOR,
    *(SOURCE / f"kit/templates/kit/{name}.html" for name in AROUND),
    *(SOURCE / f"front/templates/front/{name}.html" for name in BESIDE),
    *(SOURCE / f"advice/templates/advice/{name}.html" for name in OF_HELP),
]
MARKED = re.compile(r'_\("[^"]*"\)')
HANDED = re.compile(r'(?<!:)"([^"]*)"')  # to a tag; what a filter is given is no word
SENTENCE = re.compile(r"^[A-Z]|\w \w")
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
SEEN = re.compile(rf'\b(?:{"|".join(READ_OUT)})="([^"]*)"')
WORD = re.compile(r"[^\W\d_]{2}")


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_word_of_a_template_is_marked(path: Path) -> None:
    assert [*unmarked(path.read_text())] == []


def test_a_word_that_is_not_marked_is_named() -> None:
    template = '{% translate "In" %} <b aria-label="out">Out{# no #}</b> {% button "Go on" %}'

    assert [*unmarked(template)] == ["out", "Out", "Go on"]


def unmarked(template: str) -> Iterator[str]:
    marked, text = False, ""
    handed = []
    for token in Lexer(template).tokenize():
        tag = token.contents.split()[0] if token.contents.split() else ""
        if token.token_type == TokenType.BLOCK:
            marked = tag == "blocktranslate" or (marked and tag != "endblocktranslate")
            if tag not in {"translate", "url", "include", "extends", "static", "load", "if"}:
                given = HANDED.findall(MARKED.sub("", token.contents))
                handed += [said for said in given if SENTENCE.search(said)]
        elif token.token_type == TokenType.TEXT and not marked:
            text += token.contents
    yield from filter(WORD.search, SEEN.findall(text))
    pieces = re.split(r"<[^>]*>", ATTRIBUTE.sub("", text))
    yield from (said.strip() for said in pieces if WORD.search(said))
    yield from handed
