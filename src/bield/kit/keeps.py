"""A keeper names its clauses in code, beside the thing itself.

The board of clauses joins what is gathered here with the packs' words and the tests' markers,
so it cannot claim what the code does not do.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Keeper:
    path: str  # dotted, under `bield.`
    clauses: tuple[str, ...]
    waits: tuple[str, ...] = ()  # rooms still to come that will replace a stand-in


KEEPERS: dict[str, Keeper] = {}


def keeps(*clauses: str, waits: tuple[str, ...] = ()) -> Callable[[T], T]:
    """Mark a rule, gate, command, watch or page as what keeps these clauses."""

    def mark(keeper: T) -> T:
        path = f"{keeper.__module__}.{keeper.__qualname__}"  # type: ignore[attr-defined] # functions and classes have both
        keep(path, *clauses, waits=waits)
        return keeper

    return mark


def keep(path: str, *clauses: str, waits: tuple[str, ...] = ()) -> None:
    """The same for a registered object (a kind of duty, a page, a flow), by its dotted path."""
    if path in KEEPERS:
        raise ValueError(f"{path} already names the clauses it keeps")
    KEEPERS[path] = Keeper(path, clauses, waits)
