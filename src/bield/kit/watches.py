"""Conditions that must stay true. Found false, a watch breaks its clauses and opens a duty."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    UNPROVED = "unproved"  # the act lies outside the house and its proof has aged: never green


@dataclass(frozen=True)
class Finding:
    state: State
    message: str  # what was found, in a sentence
    mender: str = ""  # who can put it right
    link: str = ""  # where
    subject: str = ""  # what it is about, a reference (never a name from a concern)


@dataclass(frozen=True)
class Watch:
    code: str  # "people.lead-is-named"
    clauses: tuple[str, ...]
    look: Callable[[int, datetime], list[Finding]]  # organisation, now -> what is not as it must be


WATCHES: dict[str, Watch] = {}


def register(watch: Watch) -> None:
    if watch.code in WATCHES:
        raise ValueError(f"the watch {watch.code} is registered already")
    WATCHES[watch.code] = watch
