"""A file passes no door but one that says so, and there in memory alone."""

import threading
from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django.fixtures import Settings

from bield.kit import uploads
from bield.kit.refusals import Refusal
from bield.kit.uploads import takes_files
from tests.kit.test_multipart import TYPE, form, text
from tests.kit.test_multipart import file as a_file


@takes_files(lambda _request: None)
def open_door(request: HttpRequest) -> HttpResponse:
    arrived = [(name, one.name, one.size) for name, one in request.FILES.items()]
    return HttpResponse(f"{sorted(request.POST.items())} {arrived}")


@takes_files(lambda _request: Refusal("not-now", "Nothing may come in now."))
def shut_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{len(request.FILES)} files")


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a page")


urlpatterns = [path("open/", open_door), path("shut/", shut_door), path("plain/", plain)]


@pytest.fixture
def door(settings: Settings) -> Client:
    settings.ROOT_URLCONF = __name__
    settings.MIDDLEWARE = [
        one for one in settings.MIDDLEWARE if "kit." in one and "policy" not in one
    ]
    return Client()


class Body:
    """What the web server hands over; it says how far it was read."""

    def __init__(self, data: bytes) -> None:
        self.left, self.was_read = data, False

    def read(self, size: int = -1) -> bytes:
        self.was_read = True
        piece, self.left = self.left[:size], self.left[size:]
        return piece

    readline = read


def send(door: Client, address: str, body: bytes, **said: object) -> tuple[HttpResponse, Body]:
    arriving = Body(body)
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": address,
        "CONTENT_TYPE": TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": arriving,
        **said,
    }
    answer = door.request(**{name: value for name, value in environ.items() if value is not None})
    return answer, arriving


WHOLE = form(text("shows", b"a note"), a_file())


def test_a_file_arrives_where_it_is_awaited(door: Client) -> None:
    answer, _ = send(door, "/open/", WHOLE)

    assert answer.content.decode() == "[('shows', 'a note')] [('file', 'a.png', 10)]"


def test_a_form_without_a_file_is_read_as_ever(door: Client) -> None:
    said = {"CONTENT_TYPE": "application/x-www-form-urlencoded"}

    answer, _ = send(door, "/open/", b"shows=a+note", **said)

    assert answer.content.decode() == "[('shows', 'a note')] []"


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/plain/", TYPE),
        ("/shut/", TYPE),
        ("/nowhere/", TYPE),
        ("/open/", "image/png"),
        ("/open/", "application/octet-stream"),
        ("/open/", "application/json"),
        ("/open/", "multipart/mixed; boundary=a"),
        ("/open/", "text/plain"),
    ],
)
def test_what_is_not_awaited_is_not_read(door: Client, address: str, kind: str) -> None:
    answer, body = send(door, address, WHOLE, CONTENT_TYPE=kind)

    assert (answer.status_code, body.was_read) == (415, False)
    assert answer.headers["Connection"] == "close"
    assert "support follows" in answer.content.decode()


def test_a_page_says_why_it_takes_nothing_now(door: Client) -> None:
    answer, _ = send(door, "/shut/", WHOLE)

    assert "Nothing may come in now." in answer.content.decode()


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"CONTENT_LENGTH": None, "HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"HTTP_TRANSFER_ENCODING": "chunked"}, 411),
        ({"CONTENT_LENGTH": "+9"}, 411),
        ({"CONTENT_LENGTH": str(uploads.LARGEST * 2)}, 413),
        ({"CONTENT_TYPE": "multipart/form-data"}, 400),
        ({"CONTENT_TYPE": f"{TYPE}; boundary=x"}, 400),
    ],
)
def test_headers_that_mislead_are_refused_unread(
    door: Client, said: dict[str, str | None], status: int
) -> None:
    answer, body = send(door, "/open/", WHOLE, **said)

    assert (answer.status_code, body.was_read) == (status, False)


@pytest.mark.parametrize(
    ("more", "status"), [(-3, 400), (5, 408)], ids=["said too short", "said too long"]
)
def test_a_wrong_length_is_refused(door: Client, more: int, status: int) -> None:
    answer, _ = send(door, "/open/", WHOLE, CONTENT_LENGTH=str(len(WHOLE) + more))

    assert answer.status_code == status


class Silent(Body):
    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.goes_on = threading.Event()

    def read(self, size: int = -1) -> bytes:
        self.goes_on.wait(30)
        return b""


@pytest.fixture
def silent() -> Iterator[Silent]:
    body = Silent(b"")
    yield body
    body.goes_on.set()


def test_a_line_that_falls_silent_is_not_waited_for(
    door: Client, silent: Silent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "PATIENCE", 0.05)

    answer, _ = send(door, "/open/", WHOLE, **{"wsgi.input": silent})

    assert answer.status_code == 408


def test_only_so_many_are_on_their_way_at_once(
    door: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = threading.BoundedSemaphore(1)
    monkeypatch.setattr(uploads, "_on_their_way", slots)

    with slots:
        refused, body = send(door, "/open/", WHOLE)
    taken, _ = send(door, "/open/", WHOLE)
    again, _ = send(door, "/open/", WHOLE[:-9])

    assert (refused.status_code, body.was_read) == (503, False)
    assert (taken.status_code, again.status_code) == (200, 400)
    assert slots.acquire(blocking=False), "whoever is refused leaves its place free"


def test_the_origin_of_a_form_with_a_file_is_checked(settings: Settings, door: Client) -> None:
    strict = Client(enforce_csrf_checks=True)

    answer, _ = send(strict, "/open/", WHOLE)

    assert answer.status_code == 403
