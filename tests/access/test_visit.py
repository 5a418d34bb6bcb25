"""A visit: from signing in to its end."""

from bield.people.actors import Strength
from tests.conftest import Cast, SignIn
from tests.pages import LookingClient


def test_signed_out_is_led_to_the_door_and_back(cast: Cast, client: LookingClient) -> None:
    answer = client.get("/account/?x=1")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/sign-in/?next=%2Faccount%2F%3Fx%3D1",
    )


def test_a_visit_knows_who_asks(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama, Strength.TWO_FACTORS)

    answer = client.get("/account/")

    actor = answer.wsgi_request.actor
    assert (actor.person_id, actor.strength) == (cast.ama.pk, Strength.TWO_FACTORS)
