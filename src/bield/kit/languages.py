"""In which language a page speaks, and how a sentence is marked so that it can be translated.

A sentence is marked where it stands: `{% translate %}` in a template, `_` in code. It stays the
English one until somebody looks at it, so that what a command writes, what another system is
answered and what a rule says are the same whoever asks. Only pages whose every sentence is marked
speak another language (`spoken`); all others are English and say so.
"""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, TypeVar, cast

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

V = TypeVar("V", bound=Callable[..., Any])

COOKIE = "bield_language"  # ends with the browser, like every choice of somebody without an account
SPOKEN = "speaks_the_language_of_its_reader"
OWN_NAME = "English"  # in a catalog: what its own language is called in itself


def marked(text: str) -> str:
    """A sentence that is said in the language of whoever looks at it. Imported as `_`."""
    return cast(str, gettext_lazy(text))


def filled(sentence: str, **values: object) -> str:
    """A marked sentence with its `{places}` filled in, whole: sentences are not glued together."""
    return cast(str, format_lazy(sentence, **values))


def said(text: str) -> str:
    """What stands in a pack, in the language of the page."""
    return translation.gettext(text)


def spoken(view: V) -> V:
    """Every sentence of this page is marked."""
    setattr(view, SPOKEN, True)
    return view


def is_spoken(view: object) -> bool:
    return getattr(view, SPOKEN, False)


def in_english() -> AbstractContextManager[None]:
    """What is kept is kept in the language of the house, whoever is writing to it."""
    return translation.override(settings.LANGUAGE_CODE)


def current() -> str:
    """The language of this page as it is kept: empty for English."""
    language = translation.get_language()
    return "" if language in {None, settings.LANGUAGE_CODE} else str(language)


def code() -> str:
    return current() or settings.LANGUAGE_CODE


def tag() -> str:
    """The same as the page says it: en-GB, cy, zh-Hant."""
    return translation.to_locale(code()).replace("_", "-")


def direction() -> str:
    return "rtl" if translation.get_language_bidi() else "ltr"


def in_groups(number: str) -> str:
    """A telephone number within a sentence. Where a page runs from right to left, its groups would
    change places: two signs that nobody sees hold them together."""
    return f"{HELD}{number}{LET_GO}" if direction() == "rtl" else number


HELD, LET_GO = "\u2066", "\u2069"


def others() -> list[tuple[str, str]]:
    """The languages that this page could be read in instead, each by its own name."""
    return [(other, own_name(other)) for other, _name in settings.LANGUAGES if other != code()]


def own_name(of: str) -> str:
    """Cymraeg, as its readers call it: in Django's list, else as the catalog says."""
    if of == settings.LANGUAGE_CODE:
        return OWN_NAME
    known = LANG_INFO.get(of, {}).get("name_local")
    with translation.override(of):
        return str(known or translation.gettext(OWN_NAME))


@cache
def english_name(of: str) -> str:
    """Welsh, as those call it who look for an interpreter."""
    return str(LANG_INFO.get(of, {}).get("name") or own_name(of))


def keep(answer: HttpResponse, language: str) -> HttpResponse:
    answer.set_cookie(
        COOKIE,
        language,
        httponly=True,
        samesite="Lax",
        secure=settings.BASE_URL.startswith("https://"),
    )
    return answer


def forget(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    if COOKIE in request.COOKIES:
        answer.delete_cookie(COOKIE, samesite="Lax")
    return answer


def chosen(request: HttpRequest) -> str:
    """What was chosen here; else what the browser asks for, as far as there is a catalog."""
    known = dict(settings.LANGUAGES)
    if (asked := request.COOKIES.get(COOKIE, "")) in known:
        return asked
    known |= {"en": "English"}
    for language in _wanted(request.headers.get("Accept-Language", "")):
        for wanted in (language, language.partition("-")[0]):
            if wanted in known:
                return settings.LANGUAGE_CODE if wanted == "en" else wanted
    return settings.LANGUAGE_CODE


def _wanted(header: str) -> list[str]:
    """What a browser asks for, what it likes best first."""
    asked = ASKED.findall(header[:LONGEST].lower())
    return [name for name, weight in sorted(asked, key=lambda one: -float(one[1] or 1))]


ASKED = re.compile(r"([a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?:;q=([01](?:\.\d{1,3})?))?")
LONGEST = 500  # characters of a header that are looked at


class LanguageMiddleware:
    """What has no page of its own yet speaks the language of its reader, and so does every page
    that is marked through and through. A house without catalogs is asked nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(settings.LANGUAGES) == 1:
            return self.get_response(request)
        with translation.override(chosen(request)):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, _args: Any, _kwargs: Any) -> None:
        request.spoken = is_spoken(view)  # type: ignore[attr-defined]  # read by the footer
        if len(settings.LANGUAGES) > 1 and not is_spoken(view):
            translation.activate(settings.LANGUAGE_CODE)
