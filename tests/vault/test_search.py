from collections.abc import Callable

import pytest

from bield.kit.reading import reading
from bield.ledger.record import note, recorded
from bield.people.actors import Actor, house
from bield.vault import search
from tests.conftest import NOON, Cast


@recorded
def do(actor: Actor, act: Callable[[], None]) -> None:
    act()
    note(event="test.done", subject="x", by=actor.id, at=NOON)


@pytest.mark.parametrize("words", ["Cathrine", "Kate", "bruise", "zoe cafe", "kate bruised"])
def test_a_word_is_found_however_it_is_written(cast: Cast, words: str) -> None:
    actor = house(cast.alder.pk, "set-up")
    text = "Katherine had two bruises, said Zoë’s teacher in the café."
    do(actor, lambda: search.index(cast.alder.pk, cast.ama.pk, text, scopes=["site:1"]))
    through = search.Through("people_person", "id", {"organisation_id": cast.alder.pk})

    with reading(cast.alder.pk):
        found = search.find(cast.alder.pk, words, scopes=["site:1"], through=through, limit=5)

    assert found == [cast.ama.pk]
