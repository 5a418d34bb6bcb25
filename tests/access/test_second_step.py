"""The second factor: given, wrong, given twice, from paper."""

from datetime import timedelta

import pytest

from bield.access import commands, queries
from bield.access.cookies import VISIT
from bield.access.models import Authenticator, Visit
from bield.kit.refusals import Refused
from bield.people import commands as people
from bield.people.actors import Strength
from tests.access.door import (
    ELSEWHERE,
    HOME,
    SECRET,
    actor_in,
    code,
    enter,
    mails,
    now,
    open_account,
    sign_in,
    told,
    with_app,
)
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def prove(opened: commands.Opened, typed: str, *, at=NOON, door=HOME) -> commands.Opened:
    return commands.prove_with_code(
        actor_in(opened, NOON), opened.visit, code=typed, door=door, at=at
    )


def test_the_right_code_makes_the_visit_strong(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example")

    proved = prove(opened, code(NOON))

    assert actor_in(proved).strength == Strength.STEPPED_UP
    assert actor_in(proved, NOON + timedelta(minutes=11)).strength == Strength.TWO_FACTORS
    assert "access.proved" in told(cast, "ama")


def test_the_token_before_the_second_step_is_worth_nothing_after_it(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example")

    prove(opened, code(NOON))

    with pytest.raises(AssertionError):
        actor_in(opened)


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_phone_may_be_half_a_minute_off(cast: Cast, seconds: int) -> None:
    with_app(cast.ama)

    proved = prove(sign_in("ama@alder.example"), code(NOON + timedelta(seconds=seconds)))

    assert proved.visit.strength == Strength.TWO_FACTORS


@pytest.mark.parametrize("seconds", [-90, 90])
def test_a_code_further_off_is_refused(cast: Cast, seconds: int) -> None:
    with_app(cast.ama)

    with pytest.raises(Refused, match="wrong-code"):
        prove(sign_in("ama@alder.example"), code(NOON + timedelta(seconds=seconds)))


def test_a_code_is_good_once(cast: Cast) -> None:
    with_app(cast.ama)
    prove(sign_in("ama@alder.example"), code(NOON))
    again = sign_in("ama@alder.example")

    with pytest.raises(Refused, match="wrong-code"):
        prove(again, code(NOON))


def test_an_older_code_is_refused_after_a_newer_one(cast: Cast) -> None:
    with_app(cast.ama)
    prove(sign_in("ama@alder.example"), code(NOON + timedelta(seconds=30)))

    with pytest.raises(Refused, match="wrong-code"):
        prove(sign_in("ama@alder.example"), code(NOON))


@pytest.mark.clause("EY-16")
def test_ten_wrong_codes_lock_for_strangers_and_are_told(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example", door=ELSEWHERE)
    at = NOON
    for _ in range(10):
        with pytest.raises(Refused, match="wrong-code"):
            prove(opened, "000000", at=at, door=ELSEWHERE)
        at += timedelta(seconds=61)

    with pytest.raises(Refused, match="too-many-tries"):
        prove(opened, code(at), at=at, door=ELSEWHERE)
    assert "access.locked" in told(cast, "ama")
    assert ("ama@alder.example", "Your way of signing in has changed") in mails()


def test_a_known_device_is_not_shut_out_by_wrong_codes_elsewhere(cast: Cast) -> None:
    with_app(cast.ama)
    first = prove(sign_in("ama@alder.example"), code(NOON))
    known = commands.AtTheDoor(origin=HOME.origin, device_token=first.device_token)
    opened = sign_in("ama@alder.example", door=ELSEWHERE)
    for minute in range(10):
        with pytest.raises(Refused):
            prove(opened, "000000", at=NOON + timedelta(minutes=2 * minute), door=ELSEWHERE)

    at = NOON + timedelta(minutes=20)
    mine = sign_in("ama@alder.example", door=known, at=at)
    proved = commands.prove_with_code(
        actor_in(mine, at), mine.visit, code=code(at), door=known, at=at
    )

    assert proved.visit.strength == Strength.TWO_FACTORS


def test_the_secret_of_an_app_is_not_legible_in_the_database(cast: Cast) -> None:
    with_app(cast.ama)

    sealed = bytes(Authenticator.objects.get().sealed)

    assert SECRET.encode() not in sealed


def test_a_device_is_remembered_only_after_the_second_step(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example")

    assert opened.device_token == ""
    assert prove(opened, code(NOON)).device_token != ""


# ------ the pages


def test_the_page_leads_back_to_where_one_was_going(cast: Cast, client: LookingClient) -> None:
    with_app(cast.ama, at=now())
    enter(client, "ama@alder.example", then="/account/recovery-codes/")

    page = client.get("/sign-in/second-step/?next=/account/recovery-codes/")
    answer = client.send(
        "/sign-in/second-step/?next=/account/recovery-codes/", {"code": code(now())}
    )

    assert page.status_code == 200
    assert (answer.status_code, answer["Location"]) == (302, "/account/recovery-codes/")
    assert client.get("/account/recovery-codes/").status_code == 200


def test_a_wrong_code_stands_beside_its_field(cast: Cast, client: LookingClient) -> None:
    with_app(cast.ama, at=now())
    enter(client, "ama@alder.example")

    answer = client.send("/sign-in/second-step/", {"code": "000000"})

    assert "This code is not right" in answer.content.decode()


def test_a_page_that_needs_it_again_asks_and_leads_back(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama, Strength.TWO_FACTORS)

    answer = client.get("/account/recovery-codes/")

    assert (answer.status_code, answer["Location"]) == (
        302,
        "/sign-in/second-step/?next=%2Faccount%2Frecovery-codes%2F",
    )


@pytest.mark.parametrize("path", ["/desk/", "/search/", "/holds/", "/holds/place/", "/record/"])
def test_a_page_for_two_factors_asks_for_the_second_instead_of_hiding(
    cast: Cast, client: LookingClient, sign_in: SignIn, path: str
) -> None:
    sign_in(client, cast.ama, Strength.ONE_FACTOR)

    assert client.get(path)["Location"].startswith("/sign-in/second-step/?next=")


def test_whoever_has_a_second_factor_gives_it_again_to_be_reached_elsewhere(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    with_app(cast.ivy)
    sign_in(client, cast.ivy, Strength.TWO_FACTORS)
    ivy = queries.arrival(client.cookies[VISIT].value, now()).actor

    asked = client.get("/me/contact/")["Location"]
    with pytest.raises(Refused, match="second-factor-again"):
        people.change_person(ivy, cast.ivy.pk, phone="01632 960001", at=now())

    assert asked == "/sign-in/second-step/?next=%2Fme%2Fcontact%2F"


def test_whoever_has_none_is_reached_elsewhere_by_the_password(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ivy, Strength.ONE_FACTOR)

    assert client.get("/me/contact/").status_code == 200


@pytest.mark.clause("EY-16")
def test_who_has_no_second_factor_is_led_to_set_one_up(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama, Strength.ONE_FACTOR)

    answer = client.get("/account/recovery-codes/", follow=True)

    assert answer.redirect_chain[-1][0] == (
        "/account/second-factor/?next=%2Faccount%2Frecovery-codes%2F"
    )
    assert "Set up a second factor" in answer.content.decode()


# ------ recovery codes


def recover(opened: commands.Opened, typed: str) -> commands.Opened:
    return commands.prove_with_recovery_code(
        actor_in(opened), opened.visit, code=typed, door=HOME, at=NOON
    )


def sheet(cast: Cast) -> list[str]:
    with_app(cast.ama)
    proved = prove(sign_in("ama@alder.example"), code(NOON))
    return commands.make_recovery_codes(actor_in(proved), proved.visit, at=NOON)


def test_a_recovery_code_stands_in_for_the_second_factor(cast: Cast) -> None:
    codes = sheet(cast)

    proved = recover(sign_in("ama@alder.example"), codes[0].lower().replace("-", " "))

    assert len(codes) == 10
    assert proved.visit.strength == Strength.TWO_FACTORS


def test_a_recovery_code_is_good_once(cast: Cast) -> None:
    codes = sheet(cast)
    recover(sign_in("ama@alder.example"), codes[3])

    with pytest.raises(Refused, match="wrong-recovery-code"):
        recover(sign_in("ama@alder.example"), codes[3])


def test_new_codes_make_the_older_ones_void(cast: Cast) -> None:
    codes = sheet(cast)
    proved = recover(sign_in("ama@alder.example"), codes[0])
    commands.make_recovery_codes(actor_in(proved), proved.visit, at=NOON)

    with pytest.raises(Refused, match="wrong-recovery-code"):
        recover(sign_in("ama@alder.example"), codes[1])


def test_codes_are_made_only_after_the_second_factor(cast: Cast) -> None:
    with_app(cast.ama)
    opened = sign_in("ama@alder.example")

    with pytest.raises(Refused, match="step-up-needed"):
        commands.make_recovery_codes(actor_in(opened), opened.visit, at=NOON)


def test_the_sheet_is_shown_once(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)

    first = client.send("/account/recovery-codes/")
    again = client.get("/account/recovery-codes/")

    assert first.content.decode().count("<li>") > 10
    assert "You have 10 left" in again.content.decode()


def test_reporting_needs_no_second_step(cast: Cast, client: LookingClient) -> None:
    with_app(cast.ama, at=now())
    enter(client, "ama@alder.example")

    assert client.get("/account/").status_code == 200
    assert Visit.objects.get().strength == 1


def test_who_reads_no_concerns_needs_no_second_factor(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy, at=now())

    answer = enter(client, "ivy@alder.example")

    assert answer["Location"] == "/"
