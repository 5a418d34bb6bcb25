import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from bield.front.logs import WordlessFormatter


def failing(words: str) -> None:
    raise ValueError(f"the row holds {words}")


def test_a_traceback_tells_where_but_repeats_nobodys_words() -> None:
    try:
        failing("something only a child would say")
    except ValueError:
        record = logging.LogRecord("x", 40, __file__, 1, "it failed", (), sys.exc_info())

    text = WordlessFormatter("{message}", style="{").format(record)

    assert "in failing" in text
    assert "builtins.ValueError" in text
    assert "only a child" not in text


def test_the_log_holds_no_reference_and_no_token_of_a_link() -> None:
    request = RequestFactory().post("/sign-in/new-password/stolen-token/")
    request.resolver_match = resolve(request.path)
    args = ("CSRF token missing.", request.path)
    record = logging.LogRecord("django.security.csrf", 30, __file__, 1, "%s: %s", args, None)
    record.request = request

    text = WordlessFormatter("{message}", style="{").format(record)

    assert text == "CSRF token missing.: /sign-in/new-password/<str:token>/"


def test_an_address_of_ours_that_leads_nowhere_is_not_logged_either() -> None:
    request = RequestFactory().get("/concern/C-222-2222/x/")
    record = logging.LogRecord("x", 40, __file__, 1, "%s", (request.path,), None)
    record.request = request

    assert WordlessFormatter("{message}", style="{").format(record) == "an address"
