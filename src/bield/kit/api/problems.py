"""How this door says no: RFC 9457, with the codes and sentences of our refusals."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any

from django.http import HttpResponse

from bield.kit.api.records import plain
from bield.kit.refusals import NotFound, Refusal, Refused, Unavailable

MEDIA = "application/problem+json"
RETRY_SOON = "30"  # seconds


@dataclass(frozen=True)
class Reason:
    """One thing that is wrong, in words for people."""

    code: Annotated[str, "Stable; what a program may rely on."]
    message: Annotated[str, "What is missing, then what to do."]
    field: Annotated[str | None, "Where it stands in what was sent."] = None
    clauses: Annotated[tuple[str, ...], "The clauses that ask for it."] = ()
    mender: Annotated[str | None, "Who can put it right."] = None
    link: Annotated[str | None, "Where it is put right, a path of this site."] = None


@dataclass(frozen=True)
class Problem:
    """Why it was not done (RFC 9457)."""

    status: int
    title: str
    detail: Annotated[str, "What went wrong, and what to do."]
    code: Annotated[str, "Stable; what a program may rely on."]
    type: str = "about:blank"
    refusals: Annotated[tuple[Reason, ...], "Everything that is wrong, at once."] = ()


def answer(problem: Problem, **headers: str) -> HttpResponse:
    said = HttpResponse(text_of(problem), content_type=MEDIA, status=problem.status)
    for name, value in headers.items():
        said.headers[name.replace("_", "-")] = value
    return said


def text_of(value: Any) -> str:
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def items_of(stretches: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The same for items that are made on the way. One that broke off is no JSON."""
    yield b'{"items":['
    before = ""
    for some in stretches:
        yield (before + ",".join(map(text_of, some))).encode()
        before = ","
    yield b"]}"


def problem(
    status: HTTPStatus, code: str, detail: str, refusals: Iterable[Refusal] = ()
) -> Problem:
    reasons = tuple(
        Reason(one.code, str(one.message), one.field, one.clauses, one.mender, one.link)
        for one in refusals
    )
    return Problem(status.value, status.phrase, detail, code, refusals=reasons)


# Absent, foreign and forbidden: one and the same.
NOT_FOUND = problem(HTTPStatus.NOT_FOUND, "not-found", "There is nothing here for this token.")
NO_METHOD = problem(HTTPStatus.METHOD_NOT_ALLOWED, "no-such-method", "Use a method of `Allow`.")
NOT_JSON = problem(
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    "only-json",
    "Send JSON in UTF-8 with `Content-Type: application/json`. No file is taken here.",
)
NO_LENGTH = problem(HTTPStatus.LENGTH_REQUIRED, "no-length", "Say how long it is, then send it.")
TOO_LARGE = problem(
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-large", "Send less than a megabyte at once."
)
CUT_SHORT = problem(HTTPStatus.BAD_REQUEST, "cut-short", "It ended early. Send it again.")
NO_KEY = problem(
    HTTPStatus.BAD_REQUEST,
    "no-idempotency-key",
    "Send `Idempotency-Key`, 8 to 128 letters, digits, dots, dashes, colons or underscores, new for"
    " each thing and the same when you send it again.",
)
KEY_OF_ANOTHER = problem(
    HTTPStatus.UNPROCESSABLE_ENTITY,
    "key-was-used",
    "This `Idempotency-Key` was sent before with something else. Use a new one for a new thing.",
)
UNAVAILABLE = problem(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "not-kept",
    "It could not be kept, and nothing of it happened. Send it again with the same key.",
)
TROUBLE = problem(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    "fault-of-ours",
    "Something went wrong on our side, and nothing was changed.",
)


def unreadable(why: str) -> Problem:
    return problem(HTTPStatus.BAD_REQUEST, "unreadable", f"{why} Nothing was read.")


def refused(error: Refused) -> Problem:
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        "refused",
        "It was not done. `refusals` says why.",
        error.refusals,
    )


def of(error: NotFound | Refused | Unavailable) -> HttpResponse:
    """What a room says no with, as an answer."""
    if isinstance(error, Refused):
        return answer(refused(error))
    if isinstance(error, NotFound):
        return answer(NOT_FOUND)
    return answer(UNAVAILABLE, Retry_After=RETRY_SOON)
