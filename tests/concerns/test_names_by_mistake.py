"""Whoever was named by mistake still stands in people's words: what leaves does not say so."""

import pytest

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.models import Party, Transfer
from bield.concerns.queries import transferring
from bield.concerns.queries.names import names_ever, names_of
from bield.kit.refusals import Refused
from bield.people.models import Person
from tests.concerns.moving import sending
from tests.concerns.telling import acknowledged, concern
from tests.concerns.test_putting_right import about, child, put_right
from tests.conftest import NOON, TODAY, Cast

WORDS = "Rex Tull hit Wynn. Then Tull ran home."


@pytest.fixture
def rex(cast: Cast) -> Person:
    return child(cast, "Rex Tull")


def told_of_joe(cast: Cast, reference: str, others: str = "another") -> str:
    """All that the file of Joe says of it."""
    number = Party.objects.get(concern=concern(reference), person=cast.joe).number
    said = sending(others=others, why_others="They know them.")
    file = commands.prepare_transfer(cast.actor("ama"), reference, number, said, at=NOON)
    row = Transfer.objects.get(reference=file)
    content = transferring.content(row, transferring.key_of(row))
    return "\n".join(
        [
            *(one.account for one in content.concerns),
            *(line.text for one in content.concerns for line in one.lines),
        ]
    )


@pytest.mark.parametrize("others", ["another", "initials", "names"])
def test_a_file_names_nobody_who_was_named_by_mistake(cast: Cast, rex: Person, others: str) -> None:
    reference = about(cast, rex, account=WORDS)
    put_right(cast, reference, cast.joe)

    said = told_of_joe(cast, reference, others)

    hidden = "somebody named by mistake"
    assert said.splitlines()[0] == f"{hidden} hit Wynn. Then {hidden} ran home."
    assert ("Rex" in said, "Tull" in said) == (False, False)


def test_a_name_that_was_tied_is_hidden_like_the_child_it_means(cast: Cast, rex: Person) -> None:
    reference = acknowledged(
        cast, account="Rexy Tulle hit him.", about=[About(name="Rexy Tulle"), About(cast.joe.pk)]
    )
    put_right(cast, reference, rex)

    assert told_of_joe(cast, reference).splitlines()[0] == "another child (A) hit him."


def test_whoever_reported_it_keeps_their_name(cast: Cast) -> None:
    """They stand beside the lines that they wrote anyway."""
    name = cast.dev.name
    reference = about(cast, cast.dev, by="gus", account=f"{name} saw it.")
    put_right(cast, reference, cast.joe, by="gus")

    assert told_of_joe(cast, reference).splitlines()[0] == f"{name} saw it."


def test_what_others_read_names_nobody_who_was_named_by_mistake(cast: Cast, rex: Person) -> None:
    reference = about(cast, rex, account=WORDS)
    put_right(cast, reference, cast.joe)

    with pytest.raises(Refused) as refused:
        commands.plan_change(
            cast.actor("ben"),
            reference,
            change="Rex Tull sits in front.",
            owner_id=cast.people["ivy"].pk,
            on=TODAY,
            clause="TP-7.2b",
            at=NOON,
        )

    assert "names-somebody" in [one.code for one in refused.value.refusals]
    assert set(names_ever(concern(reference))) - set(names_of(concern(reference))) == {"Rex Tull"}
