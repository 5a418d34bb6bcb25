"""A visit: from being let in to its end."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from pytest_django.asserts import assertNumQueries

from bield.access import commands, queries, registry, rounds
from bield.access.models import Visit
from bield.access.states import Ended
from bield.outbox.models import Message
from bield.people.actors import Actor, Strength, house
from tests.access.door import (
    ELSEWHERE,
    HOME,
    actor_in,
    enter,
    now,
    open_account,
    told,
    with_app,
)
from tests.access.door import sign_in as enter_at
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient
from tests.post_office import text_of

MINUTE = timedelta(minutes=1)


def test_signed_out_is_led_to_the_door_and_back(cast: Cast, client: LookingClient) -> None:
    answer = client.get("/account/?x=1")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/?next=%2Faccount%2F%3Fx%3D1")


def test_a_visit_knows_who_asks(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama, Strength.TWO_FACTORS)

    actor = client.get("/account/").wsgi_request.actor

    assert (actor.person_id, actor.strength) == (cast.ama.pk, Strength.TWO_FACTORS)


def test_knowing_who_asks_takes_three_statements(cast: Cast) -> None:
    open_account(cast.ama)
    opened = enter_at("ama@alder.example")
    walls = 1 if connection.vendor == "postgresql" else 0

    with assertNumQueries(3 + walls):
        queries.arrival(opened.token, NOON)


def test_a_guessed_token_opens_nothing(cast: Cast, client: LookingClient) -> None:
    client.cookies["bield_visit"] = "x" * 43

    assert client.get("/account/").status_code == 302


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    token = sign_in(client, cast.ama)
    thief = LookingClient()
    thief.cookies["bield_visit"] = token
    assert thief.get("/account/").status_code == 200

    client.send("/sign-out/")

    assert thief.get("/account/").status_code == 302


def test_signing_out_makes_the_browser_forget(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    answer = client.send("/sign-out/")

    assert answer["Location"] == "/sign-in/"
    assert answer["Clear-Site-Data"] == '"cache"'
    assert answer.cookies["bield_visit"].value == ""
    assert told(cast, "ama")[-1] == "access.signed-out"


def test_signing_out_needs_a_form(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)

    answer = client.get("/sign-out/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "This is done by a button" in answer.content.decode()


@pytest.mark.clause("EY-20")
def test_lock_ends_the_display_at_once(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    shown = client.get("/account/")

    locked = client.send("/lock/")

    assert (locked.status_code, locked["Location"]) == (302, "/sign-in/?was=locked")
    assert locked["Clear-Site-Data"] == '"cache"'
    assert shown["Cache-Control"] == "no-store"
    assert client.get("/account/").status_code == 302
    assert Visit.objects.get().ended_because == Ended.LOCKED


def test_lock_works_for_who_is_signed_out_already(cast: Cast, client: LookingClient) -> None:
    assert client.send("/lock/")["Location"] == "/sign-in/?was=locked"


# ------ left idle


@pytest.mark.clause("EY-20")
@pytest.mark.parametrize(("shared", "minutes"), [(False, 15), (True, 5)])
def test_an_idle_visit_ends(cast: Cast, shared: bool, minutes: int) -> None:
    open_account(cast.ama)
    door = commands.AtTheDoor(origin="192.0.2.1", shared_device=shared)
    opened = enter_at("ama@alder.example", door=door)

    inside = queries.arrival(opened.token, NOON + minutes * MINUTE)
    after = queries.arrival(opened.token, NOON + minutes * MINUTE + timedelta(seconds=1))

    assert inside.actor is not None
    assert (after.actor, after.over) == (None, Ended.IDLE)


def test_use_keeps_a_visit_open_until_the_end_of_the_day(cast: Cast) -> None:
    open_account(cast.ama)
    opened = enter_at("ama@alder.example")
    for step in range(1, 97):
        at = NOON + step * 10 * MINUTE
        if queries.arrival(opened.token, at).actor:
            commands.seen(cast.actor("ama"), opened.visit, at=at)
            Visit.objects.update(last_seen_at=at)

    assert queries.arrival(opened.token, at + MINUTE).over == Ended.TOO_LONG


def test_last_seen_is_written_once_a_minute_at_most(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    before = Visit.objects.get().last_seen_at

    client.get("/account/")
    assert Visit.objects.get().last_seen_at == before

    Visit.objects.update(last_seen_at=before - 2 * MINUTE)
    client.get("/account/")
    assert Visit.objects.get().last_seen_at >= before


@pytest.mark.clause("EY-20")
def test_the_worker_ends_idle_visits(cast: Cast) -> None:
    open_account(cast.ama)
    enter_at("ama@alder.example")

    rounds.end_idle(NOON + 16 * MINUTE)

    assert Visit.objects.get().ended_because == Ended.IDLE


def test_the_worker_leaves_visits_in_use_alone(cast: Cast) -> None:
    open_account(cast.ama)
    enter_at("ama@alder.example")

    rounds.end_idle(NOON + 14 * MINUTE)

    assert Visit.objects.get().ended_at is None


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int | None]]:
    """A room that keeps what is typed on the page of one's account."""
    kept: list[tuple[str, int | None]] = []

    def keep(request: HttpRequest, actor: Actor) -> None:
        kept.append((request.POST["account"], actor.person_id))

    monkeypatch.setitem(registry.KEEPERS_OF_TYPED, "access:end-visit", keep)
    return kept


def test_what_is_sent_after_the_time_out_is_kept(
    cast: Cast, client: LookingClient, sign_in: SignIn, typed: list[tuple[str, int]]
) -> None:
    sign_in(client, cast.dev)
    Visit.objects.update(last_seen_at=timezone.now() - 20 * MINUTE)

    answer = client.send("/account/end-visit/", {"account": "She said she is scared."})

    assert typed == [("She said she is scared.", cast.dev.pk)]
    assert answer["Location"] == "/sign-in/?next=%2Faccount%2Fend-visit%2F&was=idle&kept=1"
    assert "What you wrote is kept" in client.get(answer["Location"]).content.decode()


def test_what_is_sent_after_signing_out_is_not_kept(
    cast: Cast, client: LookingClient, sign_in: SignIn, typed: list[tuple[str, int]]
) -> None:
    token = sign_in(client, cast.dev)
    client.send("/sign-out/")
    client.cookies["bield_visit"] = token

    client.send("/account/end-visit/", {"account": "Planted."})

    assert typed == []


def test_a_forged_form_is_not_kept(
    cast: Cast, sign_in: SignIn, typed: list[tuple[str, int]]
) -> None:
    strict = LookingClient(enforce_csrf_checks=True)
    sign_in(strict, cast.dev)
    Visit.objects.update(last_seen_at=timezone.now() - 20 * MINUTE)

    answer = strict.send("/account/end-visit/", {"account": "Planted."})

    assert (answer.status_code, typed) == (403, [])


# ------ accounts follow roles


@pytest.mark.clause("TP-2.9g")
def test_a_leaver_is_out_the_day_after_the_last_one(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = enter_at("ivy@alder.example")
    cast.ivy.left_on = NOON.date() - timedelta(days=1)
    cast.ivy.save()

    arrival = queries.arrival(opened.token, NOON)

    assert (arrival.actor, arrival.over) == (None, Ended.NO_ROLE)


def test_whoever_holds_no_post_today_is_out(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = enter_at("ivy@alder.example")
    cast.ivy.posts.update(ends_on=NOON.date())

    assert queries.arrival(opened.token, NOON).actor is not None
    assert queries.arrival(opened.token, NOON + timedelta(minutes=1)).actor is not None
    later = NOON + timedelta(days=1)
    Visit.objects.update(last_seen_at=later, started_at=later)
    assert queries.arrival(opened.token, later).over == Ended.NO_ROLE


def test_dated_roles_begin_by_themselves(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = enter_at("ivy@alder.example")
    tomorrow = NOON + timedelta(days=1)
    cast.ivy.posts.create(
        organisation=cast.alder, role="deputy", begins_on=tomorrow.date(), site=None
    )
    assert not actor_in(opened).is_designated

    Visit.objects.update(last_seen_at=tomorrow, started_at=tomorrow)

    assert actor_in(opened, tomorrow).is_designated


# ------ devices


@pytest.mark.clause("EY-18a")
def test_the_owner_sees_both_devices_and_ends_one(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy, Strength.ONE_FACTOR)
    other = LookingClient(headers={"user-agent": "Mozilla/5.0 (X11; Linux) Firefox/140.0"})
    sign_in(other, cast.ivy, Strength.ONE_FACTOR)
    Visit.objects.filter(pk=Visit.objects.latest("pk").pk).update(device_name="Firefox on Linux")

    page = client.get("/account/")
    seen = page.context["page"].visits
    client.send("/account/end-visit/", {"visit": next(v for v in seen if not v.this).reference})

    assert len(seen) == 2
    assert "In use at the same time" in page.content.decode()
    assert client.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302


def test_nobody_ends_anothers_visit(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ivy)
    mallory = LookingClient()
    sign_in(mallory, cast.hal)
    ivys = Visit.objects.get(person_id=cast.ivy.pk)

    answer = mallory.send("/account/end-visit/", {"visit": ivys.reference})

    assert answer.status_code == 404
    assert client.get("/account/").status_code == 200


def test_sign_out_everywhere(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ivy)
    other = LookingClient()
    sign_in(other, cast.ivy)

    client.send("/account/sign-out-everywhere/")

    assert (client.get("/account/").status_code, other.get("/account/").status_code) == (302, 302)


def test_after_signing_out_everywhere_no_device_is_known(cast: Cast) -> None:
    account = open_account(cast.ivy)
    opened = enter_at("ivy@alder.example")
    assert queries.known_device(account, opened.device_token) is not None

    commands.sign_out_everywhere(actor_in(opened), at=NOON)

    assert queries.known_device(account, opened.device_token) is None


def overlap(*hours: int) -> None:
    """Two devices again and again, each used while the other is."""
    for hour in hours:
        at = NOON + timedelta(hours=hour)
        first = enter_at("ivy@alder.example", door=HOME, at=at)
        enter_at("ivy@alder.example", door=ELSEWHERE, at=at + MINUTE)
        commands.sign_out(actor_in(first, at), first.visit, at=at + 2 * MINUTE)


@pytest.mark.clause("EY-18a")
def test_repeated_overlap_is_recorded(cast: Cast) -> None:
    open_account(cast.ivy)

    overlap(0, 1)
    assert "access.shared-use-suspected" not in told(cast, "ivy")
    overlap(2)

    assert "access.shared-use-suspected" in told(cast, "ivy")


def test_one_device_after_the_other_is_no_overlap(cast: Cast) -> None:
    open_account(cast.ivy)
    for number in range(6):
        door = (HOME, ELSEWHERE)[number % 2]
        enter_at("ivy@alder.example", door=door, at=NOON + number * timedelta(minutes=10))

    assert "access.shared-use-suspected" not in told(cast, "ivy")


def test_a_new_device_is_told_by_mail(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy, at=now())
    enter(client, "ivy@alder.example")
    assert not Message.objects.exists()

    other = LookingClient(headers={"user-agent": "Mozilla/5.0 (iPhone) Safari/605"})
    enter(other, "ivy@alder.example")

    mail = Message.objects.get()
    assert mail.to == "ivy@alder.example"
    assert "Safari on iPhone" in text_of(mail)


# ------ two organisations


def test_an_account_of_two_organisations_switches(cast: Cast, client: LookingClient) -> None:
    account = with_app(cast.ama, at=now())
    commands.open_account(
        house(cast.birch.pk, "tests"), cast.mia, email="ama@alder.example", at=now()
    )
    opened = commands.admit(HOME, account, how="passkey", at=now(), organisation_id=cast.alder.pk)
    client.cookies["bield_visit"] = opened.token

    page = client.get("/account/")
    client.send("/account/organisation/", {"organisation": str(cast.birch.pk)})

    assert "Birch Nursery" in page.content.decode()
    assert "Go to another organisation" in page.content.decode()
    actor = client.get("/account/").wsgi_request.actor
    assert (actor.organisation_id, actor.person_id) == (cast.birch.pk, cast.mia.pk)


def test_nobody_switches_to_an_organisation_they_are_no_person_of(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    answer = client.send("/account/organisation/", {"organisation": str(cast.birch.pk)})

    assert answer.status_code == 404
