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
from bield.kit.keeps import keeps
from bield.ledger import chain
from bield.ledger.chain import Fact

LONGEST_FACT = 200
MOST_SPACES = 3

P = ParamSpec("P")
R = TypeVar("R")


class Acting(Protocol):
    """Whoever acts: a person, or the house itself."""

    @property
    def organisation_id(self) -> int | None: ...


class Somebody(Acting, Protocol):
    """Whoever acts and can be named in a line."""

    @property
    def organisation_id(self) -> int: ...

    @property
    def id(self) -> str: ...


@dataclass(frozen=True)
class House:
    """The record acts by itself: its clock and its command line, below the room of people."""

    organisation_id: int
    id: str = "house:ledger"


A = TypeVar("A", bound=Acting)


@dataclass(frozen=True)
class Line:
    """A line on its way into the chain, checked and in canonical form: nothing about it can fail
    when it is chained, together with other people's."""

    organisation_id: int
    event: str
    subject: str
    by: str
    at: int  # microseconds since 1970, UTC
    facts: str  # JSON: codes and references, never anybody's words
    detail: str = ""  # JSON: personal, kept beside the chain where it can be erased
    erases: int | None = None  # the line whose detail is gone from here on


class Unrecorded(Exception):
    """A programming error: state would have changed without a trace."""


@keeps("TP-A1-8f")
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
    erases: int | None = None,
    **facts: Fact,
) -> None:
    """Leave a line for the commit, in the command's organisation unless another is named.

    Facts stay for good and may be exported: they are codes and references. Whatever is personal
    or in somebody's own words belongs into `detail`, or sealed in its room.
    """
    job = writes.running()
    if job is None:
        raise Unrecorded(f"{event} was noted outside a command")
    organisation = organisation_id or job.organisation_id
    if organisation is None:
        raise Unrecorded(f"{event} was noted in no organisation")
    for name, text, longest in (("event", event, 64), ("subject", subject, 96), ("by", by, 96)):
        _require_code(f"the {name} of {event}", text, longest)
    for name, fact in facts.items():
        _require_fact(f"the fact {name} of {event}", fact)
    line = Line(
        organisation,
        event,
        subject,
        by,
        chain.microseconds(at),
        chain.canonical(facts),
        chain.canonical(detail) if detail else "",
        erases,
    )
    job.left.append(line)


def _require_code(what: str, text: str, longest: int) -> None:
    if not (text.isascii() and text.isprintable() and 0 < len(text) <= longest):
        raise ValueError(f"{what} is “{text}”: a line takes plain codes of {longest} characters")


def _require_fact(what: str, fact: Fact) -> None:
    """A guard against narrative in the record, not a proof: a code has few words."""
    if not isinstance(fact, str):
        if fact is not None and not isinstance(fact, int):
            raise ValueError(f"{what} is no text, number, yes or no")
    elif len(fact) > LONGEST_FACT or fact.count(" ") > MOST_SPACES or not fact.isprintable():
        raise ValueError(f"{what} is in words, not a code: it belongs into `detail` or is sealed")
