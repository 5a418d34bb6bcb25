"""A forged form is refused; ours is taken, though the browser hides where it came from."""

import pytest
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from bield.kit.origin import OriginMiddleware


def answer(settings: Settings, *, token: bool = True, **headers: str) -> int:
    asked = RequestFactory().get("/")
    secret = get_token(asked)
    posted = RequestFactory().post("/", {"csrfmiddlewaretoken": secret if token else ""}, **headers)
    posted.COOKIES[settings.CSRF_COOKIE_NAME] = asked.META["CSRF_COOKIE"]
    middleware = OriginMiddleware(lambda _: HttpResponse())
    middleware.process_request(posted)
    refusal = middleware.process_view(posted, lambda _: HttpResponse(), (), {})
    return 200 if refusal is None else refusal.status_code


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-origin"}, 200),
        ({"HTTP_ORIGIN": "null"}, 200),
        ({"HTTP_ORIGIN": "http://testserver"}, 200),
        ({}, 200),
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"}, 403),
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "same-site"}, 403),
        ({"HTTP_ORIGIN": "https://elsewhere.example"}, 403),
    ],
)
def test_a_form_from_elsewhere_is_refused(
    settings: Settings, headers: dict[str, str], status: int
) -> None:
    assert answer(settings, **headers) == status


def test_ours_without_its_token_is_refused(settings: Settings) -> None:
    assert answer(settings, token=False, HTTP_ORIGIN="null") == 403
