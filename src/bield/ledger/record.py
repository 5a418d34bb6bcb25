"""Nothing changes without a line in the ledger.

A command wrapped in `recorded` runs in one transaction together with the lines that describe it.
If it leaves none, the whole change is undone.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, TypeVar

from bield.kit import writes

P = ParamSpec("P")
R = TypeVar("R")

Fact = str | int | bool | None


class Acting(Protocol):
    """Whoever acts: a person, or the house itself."""

    @property
    def organisation_id(self) -> int | None: ...


A = TypeVar("A", bound=Acting)


@dataclass(frozen=True)
class Line:
    """A line on its way into the chain. `facts` are codes and references, never anybody's words;
    `detail` is personal and stands beside the chain, where it can be erased."""

    organisation_id: int
    event: str
    subject: str
    by: str
    at: datetime
    facts: Mapping[str, Fact]
    detail: Mapping[str, Fact]


class Unrecorded(Exception):
    """A programming error: state would have changed without a trace."""


def recorded(command: Callable[Concatenate[A, P], R]) -> Callable[Concatenate[A, P], R]:
    """A command: its first argument says who acts and in which organisation."""

    @wraps(command)
    def run(actor: A, /, *args: P.args, **kwargs: P.kwargs) -> R:
        def act() -> R:
            job = writes.running()
            assert job is not None  # noqa: S101  # `writes.run` has just set it
            before = len(job.left)
            result = command(actor, *args, **kwargs)
            if len(job.left) == before:
                raise Unrecorded(command.__qualname__)
            return result

        return writes.run(act, organisation_id=actor.organisation_id)

    return run


def housekeeping(why: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """A write that changes nothing anyone must account for (a draft, a last-seen time).

    `why` is read by people: `docs/reference/housekeeping.md` lists every one.
    """

    def mark(command: Callable[P, R]) -> Callable[P, R]:
        @wraps(command)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            organisation_id = getattr(args[0], "organisation_id", None) if args else None
            return writes.run(lambda: command(*args, **kwargs), organisation_id=organisation_id)

        HOUSEKEEPING[f"{command.__module__}.{command.__qualname__}"] = why
        return run

    return mark


HOUSEKEEPING: dict[str, str] = {}


def note(
    *,
    event: str,
    subject: str,
    by: str,
    at: datetime,
    organisation_id: int | None = None,
    detail: Mapping[str, Fact] | None = None,
    **facts: Fact,
) -> None:
    """Leave a line for the commit, in the command's organisation unless another is named."""
    job = writes.running()
    if job is None:
        raise Unrecorded(f"{event} was noted outside a command")
    organisation = organisation_id or job.organisation_id
    if organisation is None:
        raise Unrecorded(f"{event} was noted in no organisation")
    job.left.append(Line(organisation, event, subject, by, at, facts, detail or {}))
