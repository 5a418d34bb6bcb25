"""Another system at the door: who it acts for, and whether its token is good for what it asks.

No cookie is looked at. A right token is never made to wait, however many wrong ones come from the
same place; wrong ones are counted, and after many of them not looked at for a while.
"""

import math
import re
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bield.access import commands, origins, patience, queries
from bield.access.commands import AtTheDoor
from bield.kit.api import Given, Operation, Sent, problems
from bield.kit.api.operations import Route
from bield.kit.refusals import Refused, Unavailable
from bield.people.actors import Actor

WRITTEN_RIGHT = re.compile(r"Bearer +([A-Za-z0-9_-]{20,100}) *", re.IGNORECASE)
NO_TOKEN = problems.problem(
    HTTPStatus.UNAUTHORIZED,
    "no-token",
    "Send `Authorization: Bearer` with a token. Tokens are made under “My account”, “Tokens for"
    " other systems”.",
)
WRONG_TOKEN = problems.problem(
    HTTPStatus.UNAUTHORIZED,
    "wrong-token",
    "This token does not work. It may have ended, or whoever made it may have left. Make another.",
)
TOO_MANY = problems.problem(
    HTTPStatus.TOO_MANY_REQUESTS,
    "too-many-wrong-tokens",
    "Too many wrong tokens came from where you are. Wait as long as `Retry-After` says.",
)


def unknown(request: HttpRequest) -> None:
    """Nobody yet: a request of a program has no visit."""
    request.arrival = request.actor = request.token = None  # type: ignore[attr-defined]


def turned_away(request: HttpRequest, route: Route) -> HttpResponse | None:
    """Why the request goes no further; else it has an actor from here on."""
    operation = route.operations.get(str(request.method))
    if operation is None:  # the door itself says which methods there are
        return None
    shown = WRITTEN_RIGHT.fullmatch(request.headers.get("Authorization", ""))
    if shown is None:
        return _ask_for_one()
    at = timezone.now()
    presented = queries.presented(shown[1], at)
    if presented is None:
        return _wrong(request)
    if operation.scope not in presented.scopes:
        return _not_for_this(operation)
    request.token, request.actor = presented, presented.actor  # type: ignore[attr-defined]
    if not presented.used_today:
        _used(presented)
    return None


def _used(presented: queries.Presented) -> None:
    try:
        commands.used(presented, at=timezone.now())
    except Unavailable:  # a full disk keeps nobody from reading
        return


def _ask_for_one() -> HttpResponse:
    return problems.answer(NO_TOKEN, WWW_Authenticate='Bearer realm="Bield"')


def _wrong(request: HttpRequest) -> HttpResponse:
    paths = patience.token_paths(origin=origins.origin(request))
    wait = commands.waits(paths, at=timezone.now())
    if wait:
        return problems.answer(TOO_MANY, Retry_After=str(math.ceil(wait.total_seconds())))
    try:
        commands.begin_try(AtTheDoor(origin=""), paths, at=timezone.now())
    except (Refused, Unavailable):  # another was first, or the disk is full
        return problems.answer(TOO_MANY, Retry_After="60")
    header = 'Bearer realm="Bield", error="invalid_token"'
    return problems.answer(WRONG_TOKEN, WWW_Authenticate=header)


def _not_for_this(operation: Operation) -> HttpResponse:
    problem = problems.problem(
        HTTPStatus.FORBIDDEN,
        "scope-missing",
        f"This needs a token with the scope {operation.scope}, whose maker may have it today.",
    )
    header = f'Bearer realm="Bield", error="insufficient_scope", scope="{operation.scope}"'
    return problems.answer(problem, WWW_Authenticate=header)


def once(request: HttpRequest, sent: Sent, act: Callable[[], Given]) -> Given:
    """What the door calls for whatever is made once (`kit.api.keep_answers`)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set above
    presented: queries.Presented = request.token  # type: ignore[attr-defined]
    return commands.once(actor, presented, sent, act, at=timezone.now())
