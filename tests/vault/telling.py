"""What tests of the vault do again and again."""

from collections.abc import Callable
from typing import TypeVar

from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault.commands import Key, new_key
from tests.conftest import NOON

R = TypeVar("R")


@recorded
def do(actor: Actor, act: Callable[[], R]) -> R:
    """Stands for a command of a room above."""
    note(event="test.done", subject="C-1", by=actor.id, at=NOON)
    return act()


def keep(actor: Actor, *contexts: str) -> list[Key]:
    """Keys as concerns have them."""
    return do(actor, lambda: [new_key(actor, context=context, at=NOON) for context in contexts])
