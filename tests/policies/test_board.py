"""The board of clauses, as those who answer for the policy see it."""

import pytest

from bield.kit.refusals import NotFound
from bield.policies import queries
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient


def test_it_counts_what_the_command_line_counts(cast: Cast) -> None:
    board = queries.board(cast.actor("fay"))

    rows = queries.clauses()
    assert (board.whole.total, board.whole.kept) == (472, sum(bool(row.keepers) for row in rows))
    assert sum(part.total for part in board.parts) == 472


@pytest.mark.parametrize("who", ["dev", "eve", "hal", "joe", "nan"])
def test_it_is_for_those_who_answer_for_the_policy(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        queries.board(cast.actor(who))


def test_a_part_of_the_house_can_be_chosen(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.lou)

    shown = client.get("/clauses/", {"room": "ledger"}).content.decode()

    assert "EY-35f" in shown
    assert "EY-16" not in shown


def test_a_part_that_does_not_exist_is_not_believed(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    shown = client.get("/clauses/", {"room": "cellar"})

    assert shown.status_code == 200
    assert "Choose one from the list." in shown.content.decode()


def test_it_opens_with_the_parts_of_the_house(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ben)

    shown = client.get("/clauses/").content.decode()

    assert "?room=online_sessions" in shown
    assert "Online sessions" in shown
