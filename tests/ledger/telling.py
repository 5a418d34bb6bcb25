"""The record knows nobody: these tests need two organisations by number and a plain command."""

from bield.ledger.chain import Fact
from bield.ledger.record import note, recorded
from bield.people.actors import Actor, house
from tests.conftest import NOON

ALDER, BIRCH = house(7, "alder"), house(8, "birch")


@recorded
def tell(actor: Actor, *subjects: str, detail: dict[str, Fact] | None = None) -> None:
    """Leave a line for each subject, in one commit."""
    for subject in subjects:
        note(event="test.told", subject=subject, by=actor.id, at=NOON, detail=detail, kind="plain")
