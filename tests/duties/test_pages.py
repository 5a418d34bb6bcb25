from datetime import timedelta

import pytest
from django.utils import timezone

from bield.duties.models import Duty, Term
from tests.concerns.telling import reported
from tests.conftest import NOON, Cast, SignIn
from tests.duties.test_duties import open_duty
from tests.pages import LookingClient


@pytest.fixture
def soon(cast: Cast) -> Duty:
    return open_duty(cast, "ivy", due_at=timezone.now() + timedelta(days=2))


def page(client: LookingClient, path: str = "/duties/") -> str:
    return client.get(path).content.decode()


def test_my_duties_show_what_waits_and_the_way_to_do_it(
    client: LookingClient, cast: Cast, soon: Duty, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    words = page(client)

    assert "Water the plants" in words
    assert f"/duties/{soon.reference}/done/" in words


def test_nobody_else_meets_the_duty(
    client: LookingClient, cast: Cast, soon: Duty, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)

    assert "Water the plants" not in page(client)
    assert "Nothing waits for you" in page(client)
    assert client.get(f"/duties/{soon.reference}/done/").status_code == 404


def test_a_duty_is_marked_as_done_with_what_was_done(
    client: LookingClient, cast: Cast, soon: Duty, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)
    empty = client.send(f"/duties/{soon.reference}/done/")

    answer = client.send(f"/duties/{soon.reference}/done/", {"evidence": "watered"})

    soon.refresh_from_db()
    assert "Choose what you have done." in empty.content.decode()
    assert (answer.status_code, soon.state) == (302, "done")


def test_an_administrator_sets_terms_in_place_of_the_assumed_ones(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.eve)
    year = timezone.localdate().year
    days = {"begins_on_day": "4", "begins_on_month": "9", "begins_on_year": str(year)}
    days |= {"ends_on_day": "18", "ends_on_month": "12", "ends_on_year": str(year)}

    answer = client.send("/duties/terms/", {"name": "Autumn term", **days})
    again = client.send("/duties/terms/", {"name": "Autumn term", **days})

    term = Term.objects.get()
    assert (answer.status_code, term.ends_on.isoformat()) == (302, f"{year}-12-18")
    assert "Another term covers some of these days." in again.content.decode()
    assert client.send(f"/duties/terms/{term.reference}/take-out/").status_code == 302
    assert not Term.objects.exists()


def test_a_place_has_terms_of_its_own_beside_those_of_everywhere_else(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.eve)
    year = timezone.localdate().year + 1
    days = {"begins_on_day": "4", "begins_on_month": "9", "begins_on_year": str(year)}
    days |= {"ends_on_day": "18", "ends_on_month": "12", "ends_on_year": str(year)}

    client.send("/duties/terms/", {"name": "Autumn", "site_id": "", **days})
    client.send("/duties/terms/", {"name": "Autumn at Elm", "site_id": cast.elm.pk, **days})
    foreign = client.send("/duties/terms/", {"name": "X", "site_id": cast.birch_site.pk, **days})

    kept = Term.objects.order_by("pk").values_list("name", "site_id")
    assert list(kept) == [("Autumn", None), ("Autumn at Elm", cast.elm.pk)]
    words = page(client, "/duties/terms/")
    assert "Everywhere else" in words
    assert '<td role="cell" data-label="Where">Elm</td>' in words
    assert "Choose one of the answers" in foreign.content.decode()


def test_where_there_is_one_place_it_is_not_asked_which(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.mia)

    assert "Where does it hold?" not in page(client, "/duties/terms/")


def test_duties_of_one_kind_are_told_apart_by_what_they_are_about(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    references = [reported(cast) for _ in range(2)]
    sign_in(client, cast.ama)

    listed = [page(client, path) for path in ("/duties/", "/", "/today/")]

    for words in listed:
        assert all(f"Acknowledge a concern {one}" in words for one in references)


def test_a_duty_about_nothing_with_a_name_shows_no_code(
    client: LookingClient, cast: Cast, soon: Duty, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)

    assert soon.subject not in page(client).replace(f"/duties/{soon.reference}/", "")


def test_where_none_are_set_the_page_says_that_terms_are_assumed(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.mia)

    assert "These dates are assumed" in page(client, "/duties/terms/")


def test_staff_read_the_terms_and_change_nothing(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy)

    assert "Add a term" not in page(client, "/duties/terms/")
    assert client.send("/duties/terms/X2X2X2X2/take-out/").status_code == 403


def test_where_somebody_may_be_in_danger_it_stands_first_and_says_so(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    earlier = [reported(cast, at=NOON - timedelta(days=2)) for _ in range(2)]
    danger = reported(cast, danger_now="yes")
    sign_in(client, cast.ama)

    for path in ("/duties/", "/"):
        words = page(client, path)
        said = words.index(f"Acknowledge it at once: somebody may be in danger ({danger})")
        assert all(said < words.index(one) for one in earlier)
        assert words.count("somebody may be in danger (") == 1
