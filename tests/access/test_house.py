"""Closing time, shared accounts, and what lead and ICT see of signing in."""

from datetime import time, timedelta

import pytest

from bield.access import commands, queries, rounds
from bield.access.models import Holder, SharedAccount, Visit
from bield.access.states import Ended
from bield.kit.refusals import NotFound, Refused
from bield.people.actors import Strength
from tests.access.door import HOME, now, open_account, sign_in, with_app
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

EIGHT = NOON.replace(hour=20)


# ------ closing time


def staying_late(cast: Cast) -> commands.Opened:
    """Ivy has been there since noon, and works still."""
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example", at=EIGHT - timedelta(hours=1))
    Visit.objects.update(last_seen_at=EIGHT - timedelta(minutes=2))
    return opened


@pytest.mark.clause("EY-20")
def test_a_visit_open_at_closing_time_is_ended_and_listed(cast: Cast) -> None:
    staying_late(cast)

    rounds.close_the_house(EIGHT - timedelta(seconds=1))
    assert Visit.objects.get().ended_at is None
    rounds.close_the_house(EIGHT)

    assert Visit.objects.get().ended_because == Ended.CLOSING_TIME
    listed = queries.house_page(cast.actor("ama"), EIGHT).left_open
    assert [row.name for row in listed] == ["Ivy Lindqvist"]


def test_closing_time_missed_while_the_worker_was_down_is_made_up_for(cast: Cast) -> None:
    opened = staying_late(cast)
    Visit.objects.update(last_seen_at=EIGHT + timedelta(hours=2))

    rounds.close_the_house(EIGHT + timedelta(hours=2))

    opened.visit.refresh_from_db()
    assert opened.visit.ended_because == Ended.CLOSING_TIME


def test_who_signs_in_after_closing_time_may_stay(cast: Cast) -> None:
    open_account(cast.ivy)
    sign_in("ivy@alder.example", at=EIGHT + timedelta(minutes=5))

    rounds.close_the_house(EIGHT + timedelta(minutes=10))

    assert Visit.objects.get().ended_at is None


@pytest.mark.clause("EY-20")
def test_the_house_says_when_it_closes(cast: Cast) -> None:
    staying_late(cast)
    commands.change_house_rules(
        cast.actor("ama"), closes_at=time(18, 30), password_policy="either", at=NOON
    )

    rounds.close_the_house(EIGHT - timedelta(minutes=30))

    assert Visit.objects.get().ended_at is None  # begun at 19:00, after the house had closed
    rounds.close_the_house(EIGHT + timedelta(hours=23))
    assert Visit.objects.get().ended_because == Ended.CLOSING_TIME


def test_closing_time_of_one_house_leaves_another_alone(cast: Cast) -> None:
    open_account(cast.mia)
    sign_in("mia@birch.example", at=EIGHT - timedelta(hours=1))
    commands.change_house_rules(
        cast.actor("mia"), closes_at=time(22), password_policy="either", at=NOON
    )

    rounds.close_the_house(EIGHT + timedelta(minutes=1))

    assert Visit.objects.get().ended_at is None


def test_ict_does_not_change_the_rules(cast: Cast) -> None:
    with pytest.raises(Refused, match="not-yours-to-change"):
        commands.change_house_rules(
            cast.actor("hal"), closes_at=time(12), password_policy="either", at=NOON
        )


def test_the_page_changes_them(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)

    wrong = client.send("/account/house/", {"closes_at": "late", "password_policy": "mix"})
    client.send("/account/house/", {"closes_at": "18:30", "password_policy": "mix"})

    assert "like 18:30" in wrong.content.decode()
    kept = queries.house_rules(cast.alder.pk)
    assert (kept.closes_at, kept.password_policy) == (time(18, 30), "mix")


def test_an_administrator_with_a_second_factor_gives_it(cast: Cast, client: LookingClient) -> None:
    with_app(cast.eve, at=now())
    client.cookies["bield_visit"] = sign_in("eve@alder.example", at=now()).token

    assert client.get("/account/house/").status_code == 302


# ------ shared accounts


def register(cast: Cast, *names: str, by: str = "hal", called: str = "Tablet") -> SharedAccount:
    return commands.register_shared_account(
        cast.actor(by),
        name=called,
        reason="One tablet for all.",
        holder_ids=[cast.people[name].pk for name in names],
        at=NOON,
    )


@pytest.mark.clause("TP-2.9g", "EY-18a")
def test_a_shared_account_is_registered_with_its_holders(cast: Cast) -> None:
    shared = register(cast, "ivy", "dev")

    seen = queries.shared_accounts(cast.actor("hal"), NOON)

    assert [(row.reference, row.holders) for row in seen] == [
        (shared.reference, ["Dev Rahman", "Ivy Lindqvist"])
    ]


@pytest.mark.clause("TP-2.9g", "EY-18a")
@pytest.mark.parametrize("names", [(), ("ivy",), ("ivy", "ivy")])
def test_without_named_holders_it_is_refused(cast: Cast, names: tuple[str, ...]) -> None:
    with pytest.raises(Refused, match="name-the-holders"):
        register(cast, *names)


def test_it_is_registered_once(cast: Cast) -> None:
    register(cast, "ivy", "dev")

    with pytest.raises(Refused, match="registered-already"):
        register(cast, "ivy", "hal")


def test_a_holder_is_somebody_of_the_house(cast: Cast) -> None:
    with pytest.raises(NotFound):
        register(cast, "ivy", "mia")


@pytest.mark.parametrize("by", ["ivy", "dev", "cat"])
def test_who_may_not_register(cast: Cast, by: str) -> None:
    with pytest.raises(Refused, match="not-yours-to-register"):
        register(cast, "ivy", "dev", by=by)


def test_the_pages_register_change_and_end(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.hal, Strength.ONE_FACTOR)
    form = {"name": "Tablet", "reason": "One tablet.", "holders": "Ivy Lindqvist\nNobody Known"}

    unknown = client.send("/account/shared/", form)
    client.send("/account/shared/", form | {"holders": "Ivy Lindqvist\r\nDev Rahman\r\n"})
    reference = SharedAccount.objects.get().reference
    page = client.get(f"/account/shared/{reference}/")
    client.send(f"/account/shared/{reference}/", {"holders": "Ivy Lindqvist\nHal Brennan"})

    assert "We know nobody here called Nobody Known" in unknown.content.decode()
    assert f"#{cast.dev.reference}" in page.content.decode()
    knows = Holder.objects.filter(until=None).values_list("person_id", flat=True)
    assert set(knows) == {cast.ivy.pk, cast.hal.pk}
    client.send(f"/account/shared/{reference}/end/")
    assert queries.shared_accounts(cast.actor("hal"), NOON) == []


# ------ somebody's account


def test_the_page_of_somebodys_account(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.eve, Strength.ONE_FACTOR)

    none = client.get(f"/account/of/{cast.ivy.reference}/")
    client.send(f"/account/of/{cast.ivy.reference}/invite/")
    invited = client.get(f"/account/of/{cast.ivy.reference}/")
    with_app(cast.ama)
    lead = client.get(f"/account/of/{cast.ama.reference}/").content.decode()

    assert "There is none yet" in none.content.decode()
    assert "Invited, and not opened yet" in invited.content.decode()
    assert "so it takes two" in lead
    assert "Send a link for a new password" not in lead


def test_what_is_spent_is_thrown_away(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example")
    commands.sign_out(cast.actor("ivy"), opened.visit, at=NOON)
    commands.end_visits(cast.actor("ivy"), [opened.visit.pk], because=Ended.IDLE, at=NOON)
    Visit.objects.update(ended_at=NOON, ended_because=Ended.IDLE)

    commands.tidy(NOON + timedelta(days=89))
    assert Visit.objects.count() == 1
    commands.tidy(NOON + timedelta(days=91))

    assert Visit.objects.count() == 0
    assert HOME.origin
