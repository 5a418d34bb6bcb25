"""What must hold on every page we serve, whatever it shows.

The test client puts every page that any test fetches through `check`, so a test of a page is also
a test of its markup, its words and its headers.
"""

import re
from collections import Counter
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.test import Client

from bield.kit.policy import HEADERS

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
UNSEEN = {"hidden", "submit", "button"}
WORDS_WE_DO_NOT_USE = ("successfully", "please note", "user error")

SHUT = "default-src 'none'; sandbox"  # of a file that is saved: nothing in it runs or is fetched

ERROR = re.compile(r"^\W*Error:\W* ")  # in the brackets of a pretended language as well
NUMBERED = re.compile(r"\W*Page \d+\W* – .+")

Attributes = dict[str, str | None]


class Page(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, Attributes]] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self.feed(html)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> names an attribute twice: {names}"
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        last = self.open.pop()
        assert last == tag, f"</{tag}> closes <{last}>"

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.words[tag] = self.words.get(tag, "") + data

    def having(self, *tags: str) -> list[Attributes]:
        return [attributes for name, attributes in self.tags if name in tags]

    def said(self, tag: str) -> str:
        return " ".join(self.words.get(tag, "").split())


def check(html: str) -> None:
    page = Page(html)
    _check_headings(page)
    _check_nothing_is_inline(page)
    _check_names(page)
    _check_forms(page)
    said = page.said("body").lower()
    assert not [words for words in WORDS_WE_DO_NOT_USE if words in said], "words we do not use"


def _check_headings(page: Page) -> None:
    assert page.having("html")[0].get("lang"), "the page says its language"
    assert len(page.having("h1")) == 1, f"one h1, not {len(page.having('h1'))}"
    _check_title(page, ERROR.sub("", page.said("title")))
    assert len(page.having("main")) == 1, "one main part"
    assert all("alt" in image for image in page.having("img")), "every picture has its words"


def _check_title(page: Page, title: str) -> None:
    """It begins with the heading; at the public door, where it stays in a history, it says nothing
    but the number of the page and whose it is."""
    heading = page.said("h1")
    assert heading, "the h1 says something"
    if any(meta.get("name") == "robots" for meta in page.having("meta")):
        assert NUMBERED.fullmatch(title), f"“{title}” says what the page is for"
    else:
        assert title.startswith(heading), f"“{title}” begins with “{heading}”"


def _check_nothing_is_inline(page: Page) -> None:
    assert all(script.get("src") for script in page.having("script")), "no inline script"
    assert not page.having("style"), "no style element"
    inline = [name for _, attrs in page.tags for name in attrs if _is_inline(name)]
    assert not inline, f"no inline style or handler: {inline}"


def _is_inline(attribute: str) -> bool:
    return attribute == "style" or attribute.startswith("on")


def _check_names(page: Page) -> None:
    ids = Counter(attrs["id"] for _, attrs in page.tags if attrs.get("id"))
    assert not [name for name, times in ids.items() if times > 1], f"ids are unique: {ids}"
    pointed_at = {
        name
        for _, attrs in page.tags
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls")
        for name in (attrs.get(attribute) or "").split()
    }
    assert pointed_at <= ids.keys(), f"pointed at but absent: {pointed_at - ids.keys()}"


def _check_forms(page: Page) -> None:
    labelled = {label.get("for") for label in page.having("label")}
    for field in page.having("input", "select", "textarea"):
        if field.get("type") not in UNSEEN:
            named = field.get("aria-label") or field.get("aria-labelledby")
            assert field.get("id") in labelled or named, f"has no label: {field}"
    for form in page.having("form"):
        assert "method" in form, f"a form says its method: {form}"
        assert form.get("action", "/"), f"a form’s action is a path, or left out: {form}"


def check_answer(answer: HttpResponse) -> None:
    """Every answer carries the policy; every page in it is looked at."""
    saved = answer.headers.get("Content-Disposition", "").startswith("attachment;")
    policy = SHUT if saved else HEADERS["Content-Security-Policy"]
    assert answer.headers["Content-Security-Policy"] == policy
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    html = answer.headers.get("Content-Type", "").startswith("text/html")
    if html and answer.content and not 300 <= answer.status_code < 400:
        check(answer.content.decode())


class LookingClient(Client):
    """The test client; it looks at every answer."""

    def send(self, path: str, answers: Mapping[str, object] | None = None) -> HttpResponse:
        """Send a form as a browser does: no part of it can carry a file."""
        form = "application/x-www-form-urlencoded"
        body = urlencode(dict(answers or {}), doseq=True)
        return super().post(path, body, content_type=form)

    def request(self, **request: object) -> HttpResponse:
        answer = super().request(**request)
        if not str(request.get("PATH_INFO", "")).startswith(settings.STATIC_URL):
            check_answer(answer)
        return answer
