"""Organisations stand apart, also where one connection serves one after the other."""

from django.db import connection

from bield.access import commands, queries
from bield.access.models import Membership
from bield.kit import reading
from bield.people.actors import house
from bield.people.models import Person
from tests.access.door import HOME, now, open_account, sign_in
from tests.conftest import Cast
from tests.houses import LiveDatabase
from tests.pages import LookingClient


def walled() -> bool:
    """Row-level security is PostgreSQL's; SQLite has the queries alone."""
    return connection.vendor == "postgresql"


def ask(client: LookingClient, token: str) -> tuple[int, str]:
    client.cookies["bield_visit"] = token
    answer = client.get("/account/")
    return answer.wsgi_request.actor.organisation_id, answer.context["page"].email


def test_one_connection_serves_two_houses_and_mixes_nothing(
    live_db: LiveDatabase, cast: Cast, client: LookingClient
) -> None:
    for person in (cast.ivy, cast.ned):
        open_account(person)
    emails = "ivy@alder.example", "ned@birch.example"
    tokens = [sign_in(email, at=now()).token for email in emails]

    answers = [ask(client, token) for token in tokens * 3]

    assert answers == [(cast.alder.pk, emails[0]), (cast.birch.pk, emails[1])] * 3


def test_after_a_request_the_connection_sees_nobody(
    live_db: LiveDatabase, cast: Cast, client: LookingClient
) -> None:
    open_account(cast.ivy)
    ask(client, sign_in("ivy@alder.example", at=now()).token)

    with reading.reading():
        left_over = Person.objects.count() + Membership.objects.count()

    assert left_over == 0 or not walled()


def test_at_the_door_an_account_sees_its_own_memberships_alone(
    live_db: LiveDatabase, cast: Cast
) -> None:
    mine = open_account(cast.ivy)
    open_account(cast.ned)

    with reading.reading():
        with reading.as_account(mine.pk):
            seen = Membership.objects.count()
            people = Person.objects.count()
        after = Membership.objects.count()

    assert (seen, people, after) == (1, 0, 0) or not walled()


def test_one_house_sees_no_membership_of_another(live_db: LiveDatabase, cast: Cast) -> None:
    open_account(cast.ivy)
    open_account(cast.ned)

    with reading.reading(cast.birch.pk):
        names = [member.name for member in queries.members(cast.birch.pk, now())]
        rows = Membership.objects.count()

    assert names == ["Ned Shaw"]
    assert rows == 1 or not walled()


def test_an_account_of_two_houses_looks_into_both_and_comes_back(
    live_db: LiveDatabase, cast: Cast
) -> None:
    account = open_account(cast.ivy)
    us = house(cast.birch.pk, "tests")
    commands.open_account(us, cast.ned, email=account.email, at=now())

    with reading.reading(cast.alder.pk):
        places = queries.places(account.pk, now(), back_to=cast.alder.pk)
        names = set(Person.objects.values_list("organisation_id", flat=True))

    assert {place.house.name for place in places} == {"Alder Training", "Birch Nursery"}
    assert names == {cast.alder.pk} or not walled()


def test_switching_moves_the_wall(live_db: LiveDatabase, cast: Cast, client: LookingClient) -> None:
    account = open_account(cast.ivy)
    us = house(cast.birch.pk, "tests")
    commands.open_account(us, cast.ned, email=account.email, at=now())
    client.cookies["bield_visit"] = commands.admit(
        HOME, account, how="passkey", at=now(), organisation_id=cast.alder.pk
    ).token

    client.send("/account/organisation/", {"organisation": str(cast.birch.pk)})

    actor = client.get("/account/").wsgi_request.actor
    assert (actor.organisation_id, actor.name) == (cast.birch.pk, "Ned Shaw")
