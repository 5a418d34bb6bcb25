"""Nothing changes without a line in the record, and every line can be put into words."""

import ast

from bield.ledger.record import HOUSEKEEPING
from bield.ledger.registry import described
from bield.policies.keepers import read_what_speaks
from tools.docs import EVENT, noted, trees


def test_every_event_noted_is_described() -> None:
    assert sorted({event for event, _ in noted()} - described().keys()) == []


def test_every_event_is_named_by_its_room_and_what_happened() -> None:
    assert [event for event in described() if not EVENT.fullmatch(event)] == []
    assert [
        (event, place)
        for event, place in noted()
        if event.partition(".")[0] not in _called(place.partition(".")[0])
    ] == []


def _called(room: str) -> set[str]:
    """`concern.reported` is noted in `concerns`, `duty.done` in `duties`."""
    return {room, room.removesuffix("s"), room.removesuffix("ies") + "y"}


def test_every_event_can_be_found_in_the_code() -> None:
    """Spelt out where it is noted, so that a search for it finds the act and not only its words."""
    spelt = {event for event, _ in noted()} | {
        str(node.value)
        for dotted, tree in trees()
        if not dotted.endswith("registry")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
    }

    assert sorted(described().keys() - spelt) == []


def test_housekeeping_says_why() -> None:
    read_what_speaks()

    assert HOUSEKEEPING
    ours = {path: why for path, why in HOUSEKEEPING.items() if path.startswith("bield.")}
    assert [path for path, why in ours.items() if len(why.split()) < 4] == []
