"""Pages below a concern that show what stands in it: reading them leaves a line of its record."""

import pytest

from bield.concerns import commands
from bield.concerns.about import About
from bield.ledger.queries import lines_about
from tests.concerns.telling import acknowledged
from tests.concerns.test_staff_files import ENDED, about, end, low, refer
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

FILE = "/concern/{}/person/1/staff-file/"


@pytest.fixture
def ama(cast: Cast, client: LookingClient, sign_in: SignIn) -> LookingClient:
    sign_in(client, cast.ama)
    return client


def opened(cast: Cast, reference: str) -> int:
    look_into(cast.alder)
    found = lines_about(cast.alder.pk, reference)
    return [line.event for line in found].count("concern.opened")


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("step", ["outcome/", "together/", "reference/"])
def test_a_step_of_a_staff_file(cast: Cast, ama: LookingClient, step: str) -> None:
    other, reference = about(cast), about(cast)

    ama.get(FILE.format(reference) + step)

    assert (opened(cast, other), opened(cast, reference)) == (1, 1)


def test_a_step_that_is_shown_again_with_what_was_typed(cast: Cast, ama: LookingClient) -> None:
    reference = about(cast)

    ama.send(f"{FILE.format(reference)}outcome/", {"version": "0", "words": "Nothing else."})

    assert opened(cast, reference) == 1


@pytest.mark.clause("TP-2.9h1")
def test_a_reference_that_was_given(cast: Cast, ama: LookingClient) -> None:
    spoken_of, left_out = about(cast), about(cast)
    refer(cast, spoken_of, "lado", by="ama")
    end(cast, spoken_of, "substantiated")
    given = commands.give_reference(
        cast.actor("ama"), spoken_of, 1, asker="Elm School", post="Teacher", at=NOON
    )

    ama.get(f"{FILE.format(spoken_of)}reference/{given}/")

    assert (opened(cast, spoken_of), opened(cast, left_out)) == (1, 0)


def test_a_staff_file_of_which_every_word_was_taken_out(cast: Cast, ama: LookingClient) -> None:
    reference = about(cast)
    refer(cast, reference, "lado", by="ama")
    end(cast, reference, "malicious")

    ama.get(FILE.format(reference))

    assert opened(cast, reference) == 1


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("step", ["person/1/who/", "person/1/not-in-it/", "people/add/"])
def test_who_is_in_it_as_it_is_put_right(cast: Cast, ama: LookingClient, step: str) -> None:
    reference = acknowledged(cast, "ama", about=[About(name="A boy at the stop")])

    assert ama.get(f"/concern/{reference}/{step}").status_code == 200

    assert opened(cast, reference) == 1


def test_whoever_may_not_read_it_leaves_the_line_of_a_try(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = low(cast)
    sign_in(client, cast.ben)

    assert client.get(f"{FILE.format(reference)}outcome/").status_code == 404

    look_into(cast.alder)
    tries = [line.event for line in lines_about(cast.alder.pk, reference)]
    assert tries.count("concern.refused-opening") == 1
    assert ENDED.words not in str(tries)
