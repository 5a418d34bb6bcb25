"""From a request to the operation it asks for, and back: the one way through this door.

Who asks, and with which scope, is settled before (`access.bearer`). Cookies count for nothing
here, so a form on somebody else's page can do nothing.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    QueryDict,
    StreamingHttpResponse,
    UnreadablePostError,
)
from django.urls import URLPattern, path

from bield.kit import answers
from bield.kit.api import problems, strict
from bield.kit.api.operations import Flowing, Operation, Route
from bield.kit.api.problems import Problem
from bield.kit.api.records import Record, taken
from bield.kit.api.shapes import Shape, Text, Words
from bield.kit.refusals import NotFound, Refusal, Refused, Unavailable

PLACE = "/api/"
LARGEST = 1_000_000  # bytes of a body
JSON = "application/json"
KEY = "Idempotency-Key"
KEY_FORM = "[A-Za-z0-9._:-]{8,128}"
AGAIN = "Idempotent-Replayed"
ROUTE = "api_route"  # the attribute of a view that says what it serves


@dataclass(frozen=True)
class Given:
    """What was answered; kept, so that it can be given again."""

    status: int
    text: str = field(repr=False)
    again: bool = False


@dataclass(frozen=True)
class Sent:
    """Something that is to be made once, however often it is sent."""

    operation: str
    key: str
    digest: str  # of what was sent, and to where


class KeyOfAnother(Exception):
    """The same key, and something else than before."""


Once = Callable[[HttpRequest, Sent, Callable[[], Given]], Given]
_once: list[Once] = []


def keep_answers(once: Once) -> None:
    """Say who remembers what was answered to which key; `access` does, and stands above."""
    _once[:] = [once]


class Turned(Exception):
    """Turned away at the door, before any room was asked."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def asked(request: HttpRequest) -> bool:
    """Whether a program asks: then every answer is JSON, the faults too."""
    return request.path.startswith(PLACE)


def route_of(view: object) -> Route | None:
    found: Route | None = getattr(view, ROUTE, None)
    return found


def address(route: Route) -> URLPattern:
    def view(request: HttpRequest, **named: str) -> HttpResponseBase:
        return answer(route, request, named)

    setattr(view, ROUTE, route)
    view.csrf_exempt = True  # type: ignore[attr-defined]  # no cookie is looked at
    return path(route.address, view, name=route.name)


def answer(route: Route, request: HttpRequest, named: Mapping[str, str]) -> HttpResponseBase:
    operation = route.operations.get(str(request.method))
    if operation is None:
        return problems.answer(problems.NO_METHOD, Allow=", ".join(route.operations))
    try:
        return _http(_do(operation, request, named))
    except KeyOfAnother:
        return problems.answer(problems.KEY_OF_ANOTHER)
    except Turned as turned:  # the body may stay unread
        return problems.answer(turned.problem, Connection="close")
    except NotFound as error:
        answers.hear(request, error)
        return problems.of(error)
    except (Refused, Unavailable) as error:
        return problems.of(error)


def _do(operation: Operation, request: HttpRequest, named: Mapping[str, str]) -> Given | Flowing:
    given: dict[str, Any] = {
        name: _named(shape, named[name]) for name, shape in operation.path.items()
    }
    if operation.query is not None:
        given["query"] = _query(operation.query, request.GET)
    key = _key(request) if operation.once else ""
    document = None if operation.body is None else _document(request)
    if operation.body is not None:
        given["body"] = taken(operation.body, document)
    if operation.flows:
        flowing: Flowing = operation.act(request, **given)
        return flowing
    if not operation.once:
        return _act(operation, request, given)
    digest = _digest(operation.name, request.path, document)
    if operation.wants_key:
        given["send_key"] = _digest(key, digest)
    sent = Sent(operation.name, key, digest)
    return _once[0](request, sent, lambda: _act(operation, request, given))


def _act(operation: Operation, request: HttpRequest, given: Mapping[str, Any]) -> Given:
    return Given(operation.status, problems.text_of(operation.act(request, **given)))


def _http(given: Given | Flowing) -> HttpResponseBase:
    if isinstance(given, Flowing):
        return StreamingHttpResponse(problems.items_of(given.stretches), content_type=JSON)
    said = HttpResponse(given.text, content_type=JSON, status=given.status)
    if given.again:
        said.headers[AGAIN] = "true"
    return said


def _named(shape: Shape, text: str) -> Any:
    """What is not even written like a reference names nothing."""
    try:
        return taken(shape, text)
    except Refused:
        raise NotFound(text) from None


_AS_IT_IS = Words(Text())  # of a name that nobody asks for: it is refused in `taken`


def _query(record: Record, said: QueryDict) -> Any:
    """Each name once: of two, one system would read the first and another the last."""
    twice = [name for name in said if len(said.getlist(name)) > 1]
    if twice:
        raise Refused(Refusal("said-twice", "Each name may stand once in the address."))
    shapes = {member.name: member.shape for member in record.members}
    texts = {name: str(text) for name, text in said.items()}
    return taken(
        record, {name: shapes.get(name, _AS_IT_IS).from_text(text) for name, text in texts.items()}
    )


def _key(request: HttpRequest) -> str:
    key = request.headers.get(KEY, "")
    if not re.fullmatch(KEY_FORM, key):
        raise Turned(problems.NO_KEY)
    return key


def _document(request: HttpRequest) -> Any:
    """Refused on the headers alone where they suffice, before a byte of it is read."""
    charset = (request.content_params or {}).get("charset", "utf-8")
    if request.content_type != JSON or charset.lower() != "utf-8":
        raise Turned(problems.NOT_JSON)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdecimal():
        raise Turned(problems.NO_LENGTH)
    if int(length) > LARGEST:
        raise Turned(problems.TOO_LARGE)
    try:
        return strict.read(request.body)
    except strict.Unreadable as error:
        raise Turned(problems.unreadable(str(error))) from None
    except UnreadablePostError:
        raise Turned(problems.CUT_SHORT) from None


def _digest(*parts: Any) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
