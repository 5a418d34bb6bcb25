"""A lead who lost everything: two people, told at once, done the next day."""

from datetime import timedelta

import pytest

from bield.access import commands, queries, rounds
from bield.access.models import FactorReset
from bield.kit.refusals import NotFound, Refused
from bield.outbox.models import Message
from bield.people.actors import Strength, house
from tests.access.door import HOME, actor_in, mails, now, open_account, sign_in, told, with_app
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient
from tests.post_office import text_of

TOMORROW = NOON.replace(day=4, hour=0)
HOLDERS = {"ama@alder.example", "ben@alder.example", "fay@alder.example"}


def ask(cast: Cast, *, by: str = "ama", about: str = "ama") -> FactorReset:
    """Ama has her password still, and nothing else."""
    if not queries.account_of(f"{about}@alder.example"):
        with_app(cast.people[about])
    actor = cast.actor(by, Strength.ONE_FACTOR)
    return commands.ask_reset(actor, cast.people[about].pk, at=NOON)


def confirm(cast: Cast, reset: FactorReset, *, by: str = "ben") -> FactorReset:
    return commands.confirm_reset(cast.actor(by), reset.reference, at=NOON)


@pytest.mark.clause("EY-16")
def test_one_person_alone_resets_nothing(cast: Cast) -> None:
    ask(cast)

    rounds.make_resets(NOON + timedelta(days=30))

    assert queries.has_second_factor(FactorReset.objects.get().account_id)


@pytest.mark.clause("EY-16")
def test_two_reset_it_and_it_takes_effect_the_next_day(cast: Cast) -> None:
    reset = confirm(cast, ask(cast))

    rounds.make_resets(TOMORROW - timedelta(minutes=1))
    assert queries.has_second_factor(reset.account_id)
    rounds.make_resets(TOMORROW)

    assert reset.takes_effect_at == TOMORROW
    assert not queries.has_second_factor(reset.account_id)
    assert [event for event in told(cast, "ama") if "reset" in event] == [
        "access.reset-asked",
        "access.reset-confirmed",
        "access.reset-made",
    ]


def test_late_in_the_evening_a_night_still_lies_between(cast: Cast) -> None:
    reset = ask(cast)
    late = NOON.replace(hour=23, minute=50)

    confirmed = commands.confirm_reset(cast.actor("ben"), reset.reference, at=late)

    assert confirmed.takes_effect_at == late + timedelta(hours=12)


@pytest.mark.clause("EY-16")
def test_lead_deputy_and_champion_hear_of_every_step_at_once(cast: Cast) -> None:
    reset = ask(cast)
    asked = {to for to, _ in mails()}
    confirm(cast, reset)

    assert asked == HOLDERS
    counts = [to for to, _ in mails()]
    assert counts.count("fay@alder.example") == 2


def test_the_mails_name_nobody(cast: Cast) -> None:
    confirm(cast, ask(cast))

    words = " ".join(f"{mail.subject} {text_of(mail)}" for mail in Message.objects.all())
    assert "Ama" not in words
    assert "Boateng" not in words


@pytest.mark.parametrize(
    ("by", "refused"),
    [
        ("ama", "not-yourself"),
        ("eve", "not-a-second-holder"),
        ("cat", "not-a-second-holder"),
        ("hal", "not-a-second-holder"),
    ],
)
def test_who_cannot_confirm(cast: Cast, by: str, refused: str) -> None:
    reset = ask(cast)

    with pytest.raises(Refused, match=refused):
        confirm(cast, reset, by=by)


def test_who_asked_cannot_confirm(cast: Cast) -> None:
    reset = ask(cast, by="ben")

    with pytest.raises(Refused, match="not-your-own"):
        confirm(cast, reset, by="ben")
    assert confirm(cast, reset, by="fay").confirmed_by_id == cast.fay.pk


def test_confirming_needs_the_confirmers_own_second_factor(cast: Cast) -> None:
    reset = ask(cast)

    with pytest.raises(Refused, match="second-factor"):
        commands.confirm_reset(cast.actor("ben", Strength.ONE_FACTOR), reset.reference, at=NOON)


@pytest.mark.parametrize("by", ["fay", "ben", "ama", "lou"])
def test_whoever_is_told_can_stop_it(cast: Cast, by: str) -> None:
    reset = confirm(cast, ask(cast))

    commands.stop_reset(cast.actor(by), reset.reference, at=NOON + timedelta(hours=1))
    rounds.make_resets(TOMORROW)

    assert queries.has_second_factor(reset.account_id)
    assert "access.reset-stopped" in told(cast, "ama")


def test_a_stopped_reset_cannot_be_confirmed(cast: Cast) -> None:
    reset = ask(cast)
    commands.stop_reset(cast.actor("fay"), reset.reference, at=NOON)

    with pytest.raises(Refused, match="settled-already"):
        confirm(cast, reset)


def test_one_reset_at_a_time(cast: Cast) -> None:
    ask(cast)

    with pytest.raises(Refused, match="reset-stands"):
        ask(cast)


def test_a_stranger_sees_no_reset(cast: Cast) -> None:
    reset = ask(cast)

    for act in (commands.confirm_reset, commands.stop_reset):
        with pytest.raises(NotFound):
            act(cast.actor("mia"), reset.reference, at=NOON)


def test_a_volunteer_asks_for_nobody_else(cast: Cast) -> None:
    with_app(cast.ama)

    with pytest.raises(Refused, match="not-a-second-holder"):
        ask(cast, by="dev")


def test_afterwards_the_person_sets_up_a_new_factor(cast: Cast, client: LookingClient) -> None:
    confirm(cast, ask(cast))
    rounds.make_resets(TOMORROW)

    opened = sign_in("ama@alder.example", at=now())
    client.cookies["bield_visit"] = opened.token

    answer = client.get("/account/recovery-codes/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/account/second-factor/")


def test_the_pages_ask_confirm_and_stop(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    with_app(cast.ama)
    ben, fay = LookingClient(), LookingClient()
    sign_in(client, cast.eve, Strength.ONE_FACTOR)
    sign_in(ben, cast.ben)
    sign_in(fay, cast.fay)

    client.send(f"/account/of/{cast.ama.reference}/lost-factors/")
    waiting = ben.get("/account/resets/")
    reference = waiting.context["page"].resets[0].reference
    ben.send("/account/resets/confirm/", {"reset": reference})
    confirmed = fay.get("/account/resets/").content.decode()
    fay.send("/account/resets/stop/", {"reset": reference})

    assert "I have spoken with them: confirm" in waiting.content.decode()
    assert "Confirmed by Ben Carter" in confirmed
    assert FactorReset.objects.get().stopped_at is not None


def test_the_person_can_ask_at_the_second_step(cast: Cast, client: LookingClient) -> None:
    with_app(cast.ama, at=now())
    client.cookies["bield_visit"] = sign_in("ama@alder.example", at=now()).token

    client.send("/account/lost-factors/")

    assert "A reset of your second factor was asked for" in client.get("/account/").content.decode()


def test_an_account_of_another_house_is_stopped_from_there(cast: Cast) -> None:
    """Alder resets somebody who leads Birch: Birch hears of it and may stop it, not confirm it."""
    account = with_app(cast.ben)
    commands.open_account(house(cast.birch.pk, "tests"), cast.ned, email=account.email, at=NOON)
    reset = ask(cast, by="fay", about="ben")

    look_into(cast.birch)
    assert "mia@birch.example" in {to for to, _ in mails()}
    with pytest.raises(NotFound):
        commands.confirm_reset(cast.actor("mia"), reset.reference, at=NOON)
    commands.stop_reset(cast.actor("mia"), reset.reference, at=NOON)
    reset.refresh_from_db()
    assert reset.stopped_at is not None


def test_a_one_person_organisation_has_its_outside_contact(cast: Cast) -> None:
    open_account(cast.mia)
    cast.ned.posts.update(role="outside_contact", site=None)
    opened = sign_in("mia@birch.example")
    reset = commands.ask_reset(actor_in(opened), cast.mia.pk, at=NOON)

    confirmed = commands.confirm_reset(cast.actor("ned"), reset.reference, at=NOON)

    assert confirmed.takes_effect_at == TOMORROW
    assert HOME.origin
