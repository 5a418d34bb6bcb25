"""What the worker does again and again, registered by the rooms that need it.

A round looks at the state of the tables and acts on what is due. It keeps nothing in memory and
marks what it has done in the same transaction as the doing, so a worker killed at any moment
leaves nothing half done and the next round goes on from there. There is no task table to lose.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Round:
    name: str
    every: timedelta
    act: Callable[[datetime], None]


ROUNDS: dict[str, Round] = {}


def register(round_: Round) -> None:
    if round_.name in ROUNDS:
        raise ValueError(f"the round {round_.name} is registered already")
    ROUNDS[round_.name] = round_
