"""What can be asked for at this door, declared beside the function that does it.

    @operation("Report a concern", scope="report", once=True)
    def report(request: TokenRequest, body: NewReport, send_key: str) -> Receipt:

The signature is the contract: `body` is read from JSON and `query` from the address, each a
dataclass; what is named in the path has a type of its own; what comes back is a dataclass. The
same words make the OpenAPI document, so that it cannot say anything else than what is done.
"""

import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, get_type_hints

from bield.kit.api.records import Record, shape_of
from bield.kit.api.shapes import Shape

Act = Callable[..., Any]
ITS_OWN = frozenset({"request", "body", "query", "send_key"})


@dataclass(frozen=True)
class Flowing:
    """`items` of an answer that are made while it is handed out, so that none waits for the last.

    What they read, they read in views of their own: that of the request is shut by then.
    """

    stretches: Iterable[Sequence[Any]]


@dataclass(frozen=True)
class Operation:
    act: Act
    title: str
    says: str
    scope: str
    status: HTTPStatus
    once: bool  # makes something: a key tells a second sending from a second thing
    answer: Shape
    body: Record | None = None
    query: Record | None = None
    path: Mapping[str, Shape] = field(default_factory=dict)
    wants_key: bool = False
    flows: bool = False  # the answer is `Flowing`, and has nothing but its items

    @property
    def name(self) -> str:
        return self.act.__name__


def operation(
    title: str,
    *,
    scope: str,
    once: bool = False,
    status: HTTPStatus = HTTPStatus.OK,
    flows: type[Any] | None = None,
) -> Callable[[Act], Operation]:
    def declare(act: Act) -> Operation:
        hints = get_type_hints(act, include_extras=True)
        named = [one for one in inspect.signature(act).parameters if one not in ITS_OWN]
        return Operation(
            act=act,
            title=title,
            says=inspect.getdoc(act) or "",
            scope=scope,
            status=status,
            once=once,
            answer=shape_of(flows or hints["return"]),
            body=Record(hints["body"]) if "body" in hints else None,
            query=Record(hints["query"]) if "query" in hints else None,
            path={one: shape_of(hints[one]) for one in named},
            wants_key="send_key" in hints,
            flows=flows is not None,
        )

    return declare


@dataclass(frozen=True)
class Route:
    """An address below `/api/v1/`, and what each method does there."""

    address: str  # "concerns/<slug:reference>/"
    name: str
    operations: Mapping[str, Operation]  # by method
