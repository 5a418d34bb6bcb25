"""A child who tells about themself is in their own concern, and sees nothing of it but their
receipt."""

import pytest

from bield.concerns import naming, queries
from bield.concerns.about import About
from bield.concerns.models import Party
from bield.people.actors import Strength
from tests.concerns.telling import report
from tests.conftest import NOON, Cast


@pytest.mark.parametrize("line", ["me", "Me.", "myself", "It's me!", "just me"])
def test_a_child_who_says_me_is_the_one_it_is_about(cast: Cast, line: str) -> None:
    child = cast.actor("joe", Strength.ONE_FACTOR)

    assert naming.named(child, about=f"{line}\nRae Moss", harmed_by="") == [
        About(person_id=cast.joe.pk, name=cast.joe.name),
        About(name="Rae Moss"),
    ]


def test_it_stands_in_their_chronology_and_their_receipt_stays(cast: Cast) -> None:
    child = cast.actor("joe", Strength.ONE_FACTOR)
    about = naming.named(child, about="me", harmed_by="")

    reference = report(cast, "joe", about=about).reference

    party = Party.objects.get(concern__reference=reference)
    history = queries.person_history(cast.actor("ama"), reference, party.number, at=NOON)
    assert (party.person_id, history.name) == (cast.joe.pk, cast.joe.name)
    assert queries.receipt(child, reference, at=NOON).reference == reference


def test_nobody_else_is_meant_by_it(cast: Cast) -> None:
    staff, child = cast.actor("dev"), cast.actor("joe", Strength.ONE_FACTOR)

    assert naming.named(staff, about="me", harmed_by="") == [About(name="me")]
    assert naming.named(child, about="", harmed_by="me")[0].person_id is None
