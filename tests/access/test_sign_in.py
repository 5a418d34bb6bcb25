"""Signing in with a password: let in, refused, throttled, told."""

import re
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from pytest_django.fixtures import Settings

from bield.access import tokens
from bield.access.models import Account, Tries, Visit
from bield.kit.refusals import Refused
from tests.access.door import (
    ELSEWHERE,
    HOME,
    PASSWORD,
    enter,
    mails,
    open_account,
    sign_in,
    told,
    with_app,
)
from tests.conftest import NOON, Cast
from tests.pages import LookingClient


def wrong(email: str, times: int, **more: object) -> list[str]:
    """The refusals of so many wrong tries, each as soon as it is allowed again."""
    codes, at = [], NOON
    for _ in range(times):
        with pytest.raises(Refused) as refused:
            sign_in(email, "not the password", at=at, **more)
        codes.append(refused.value.refusals[0].code)
        at += timedelta(seconds=90)
    return codes


def test_the_right_password_opens_a_visit(cast: Cast) -> None:
    open_account(cast.ivy)

    opened = sign_in("ivy@alder.example")

    assert (opened.visit.person_id, opened.visit.strength) == (cast.ivy.pk, 1)
    assert opened.token not in {visit.token_hash for visit in Visit.objects.all()}


def test_the_address_may_be_written_in_any_case(cast: Cast) -> None:
    open_account(cast.ivy)

    assert sign_in(" Ivy@Alder.EXAMPLE ").visit.person_id == cast.ivy.pk


def test_unknown_account_and_wrong_password_look_the_same(
    cast: Cast, client: LookingClient
) -> None:
    open_account(cast.ivy)

    known = enter(client, "ivy@alder.example", "wrong")
    unknown = enter(client, "who@alder.example", "wrong")

    said = "The e-mail address or the password is not right."
    assert (known.status_code, unknown.status_code) == (200, 200)
    assert said in known.content.decode()
    assert said in unknown.content.decode()


def test_unknown_accounts_are_counted_like_known_ones(cast: Cast) -> None:
    open_account(cast.ivy)

    unknown = wrong("who@alder.example", 11, door=ELSEWHERE)

    assert unknown == wrong("ivy@alder.example", 11)


def test_tries_slow_down_before_they_lock(cast: Cast) -> None:
    open_account(cast.ivy)
    for _ in range(4):
        with pytest.raises(Refused, match="wrong-address"):
            sign_in("ivy@alder.example", "wrong")

    with pytest.raises(Refused, match="too-many-tries"):
        sign_in("ivy@alder.example")
    sign_in("ivy@alder.example", at=NOON + timedelta(seconds=3))


@pytest.mark.clause("EY-16")
def test_ten_wrong_tries_lock_that_way_and_are_logged_and_told(cast: Cast) -> None:
    open_account(cast.ivy)

    codes = wrong("ivy@alder.example", 11)

    assert codes == ["wrong-address-or-password"] * 10 + ["too-many-tries"]
    with pytest.raises(Refused, match="too-many-tries"):
        sign_in("ivy@alder.example", at=NOON + timedelta(minutes=30))
    assert told(cast, "ivy").count("access.locked") == 1
    assert {to for to, _ in mails()} == {"ivy@alder.example", "ama@alder.example"}


def test_after_the_lock_the_right_password_works(cast: Cast) -> None:
    open_account(cast.ivy)
    wrong("ivy@alder.example", 10)

    sign_in("ivy@alder.example", at=NOON + timedelta(hours=2))

    assert sign_in("ivy@alder.example", at=NOON + timedelta(hours=2)).visit.pk


def test_a_stranger_cannot_shut_out_a_known_device(cast: Cast) -> None:
    open_account(cast.ama)
    first = sign_in("ama@alder.example", door=ELSEWHERE)
    wrong("ama@alder.example", 12, door=HOME)

    known = replace(HOME, device_token=first.device_token)
    opened = sign_in("ama@alder.example", door=known, at=NOON + timedelta(minutes=18))

    assert opened.visit.person_id == cast.ama.pk


def test_a_stranger_elsewhere_does_not_slow_this_address_down(cast: Cast) -> None:
    open_account(cast.ama)
    wrong("ama@alder.example", 12, door=ELSEWHERE)

    assert sign_in("ama@alder.example", door=HOME, at=NOON + timedelta(minutes=18)).visit.pk


def test_many_origins_together_are_slowed_down_too(cast: Cast) -> None:
    open_account(cast.ama)
    for number in range(51):
        door = replace(HOME, origin=f"192.0.2.{number}")
        at = NOON + timedelta(minutes=2 * number)
        with pytest.raises(Refused):
            sign_in("ama@alder.example", "wrong", door=door, at=at)

    with pytest.raises(Refused, match="too-many-tries"):
        sign_in("ama@alder.example", door=HOME, at=at + timedelta(seconds=30))


def test_a_device_cookie_of_another_account_is_no_known_device(cast: Cast) -> None:
    open_account(cast.ivy)
    open_account(cast.ama)
    ivys = sign_in("ivy@alder.example")
    door = replace(ELSEWHERE, device_token=ivys.device_token)

    wrong("ama@alder.example", 10, door=door)

    with pytest.raises(Refused, match="too-many-tries"):
        sign_in("ama@alder.example", door=door, at=NOON + timedelta(minutes=30))


def test_counts_tell_nobody_whose_they_are(cast: Cast) -> None:
    wrong("ama@alder.example", 1)

    kept = [row.path_hash for row in Tries.objects.all()]

    assert len(kept) == 3
    assert all(re.fullmatch("[0-9a-f]{64}", path) for path in kept)
    assert tokens.hashed("ama@alder.example") not in kept


def test_who_has_a_second_factor_is_led_to_the_second_step(
    cast: Cast, client: LookingClient
) -> None:
    with_app(cast.ama)

    answer = enter(client, "ama@alder.example")

    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/second-step/")


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/today/?x=1", "/today/?x=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/sign-out/", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_leads_to_our_own_pages_only(
    cast: Cast, client: LookingClient, asked: str, led: str
) -> None:
    open_account(cast.ivy)

    answer = enter(client, "ivy@alder.example", then=asked)

    assert (answer.status_code, answer["Location"]) == (302, led)


def test_a_planted_cookie_is_worth_nothing(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy)
    open_account(cast.hal)
    mallorys = sign_in("hal@alder.example", at=NOON)
    client.cookies["bield_visit"] = mallorys.token

    enter(client, "ivy@alder.example")

    assert client.cookies["bield_visit"].value != mallorys.token
    mallorys.visit.refresh_from_db()
    assert mallorys.visit.ended_because == "replaced"


def test_a_forged_form_is_refused(cast: Cast) -> None:
    open_account(cast.ivy)
    strict = LookingClient(enforce_csrf_checks=True)

    answer = enter(strict, "ivy@alder.example")

    assert answer.status_code == 403
    assert not Visit.objects.exists()


def test_cookies_are_kept_from_script_and_from_other_sites(
    cast: Cast, client: LookingClient
) -> None:
    open_account(cast.ivy)

    answer = enter(client, "ivy@alder.example")

    for name in ("bield_visit", "bield_device"):
        cookie = answer.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["secure"]) == (True, "Lax", "")
    assert answer.cookies["bield_visit"]["max-age"] == ""


def test_off_loopback_cookies_are_secure(
    cast: Cast, client: LookingClient, settings: Settings
) -> None:
    settings.BASE_URL, settings.ALLOWED_HOSTS = "https://safe.example", ["safe.example"]
    open_account(cast.ivy)

    answer = client.post(
        "/sign-in/",
        urlencode({"email": "ivy@alder.example", "password": PASSWORD}),
        content_type="application/x-www-form-urlencoded",
        secure=True,
        headers={"host": "safe.example"},
    )

    assert answer.cookies["bield_visit"]["secure"] is True


def test_a_shared_device_is_not_remembered(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy)

    answer = enter(client, "ivy@alder.example", shared="on")

    assert "bield_device" not in answer.cookies
    assert Visit.objects.get().shared_device is True


@pytest.mark.clause("EY-17a")
def test_passwords_stand_only_as_strong_one_way_hashes(cast: Cast) -> None:
    open_account(cast.ivy)

    kept = Account.objects.get().password

    assert kept.startswith("argon2$argon2id$")
    assert PASSWORD not in kept
