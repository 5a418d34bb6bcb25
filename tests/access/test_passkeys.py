"""Passkeys: enrolled, used instead of a password, used as a second factor, and never twice."""

import json
from datetime import datetime, timedelta

import pytest

from bield.access import commands, passkeys
from bield.access.models import Passkey
from bield.kit.refusals import Refused
from bield.people.actors import Strength
from tests.access.authenticator import SoftPasskey
from tests.access.door import ELSEWHERE, HOME, actor_in, now, open_account, sign_in, told
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def enrol(cast: Cast, key: SoftPasskey, at: datetime = NOON) -> commands.Opened:
    """Ama adds it, after her password."""
    open_account(cast.ama, at=at)
    opened = sign_in("ama@alder.example", at=at)
    return add(opened, key, at)


def add(opened: commands.Opened, key: SoftPasskey, at: datetime = NOON) -> commands.Opened:
    answer = key.enrol(passkeys.options_to_add(opened.visit.account, "Ama", at))
    return commands.add_passkey(
        actor_in(opened, at), opened.visit, name="My phone", answer=answer, door=HOME, at=at
    )


def enter(key: SoftPasskey, *, at: datetime = NOON, asked: datetime = NOON) -> commands.Opened:
    answer = key.sign(passkeys.options_to_sign_in(asked))
    return commands.sign_in_with_passkey(HOME, answer=answer, at=at)


@pytest.mark.clause("EY-16")
def test_adding_one_makes_the_visit_strong(cast: Cast) -> None:
    opened = enrol(cast, SoftPasskey())

    assert actor_in(opened).strength == Strength.STEPPED_UP
    assert told(cast, "ama")[-1] == "access.factor-added"


def test_it_lets_in_without_a_password(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)

    opened = enter(key)

    assert (opened.visit.person_id, opened.visit.strength) == (cast.ama.pk, 2)


def test_it_gives_the_second_factor(cast: Cast) -> None:
    key = SoftPasskey(sees_owner=False)
    enrol(cast, key)
    opened = sign_in("ama@alder.example")
    answer = key.sign(passkeys.options_for_second_step(opened.visit.account, NOON))

    proved = commands.prove_with_passkey(
        actor_in(opened), opened.visit, answer=answer, door=HOME, at=NOON
    )

    assert actor_in(proved).strength == Strength.STEPPED_UP


def test_alone_it_must_have_seen_its_owner(cast: Cast) -> None:
    key = SoftPasskey(sees_owner=False)
    enrol(cast, key)

    with pytest.raises(Refused, match="passkey-not-accepted"):
        enter(key)


def test_an_answer_is_good_once(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)
    answer = key.sign(passkeys.options_to_sign_in(NOON))
    commands.sign_in_with_passkey(HOME, answer=answer, at=NOON)

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.sign_in_with_passkey(ELSEWHERE, answer=answer, at=NOON)


def test_a_question_that_is_not_ours_is_refused(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)
    forged = json.loads(passkeys.options_to_sign_in(NOON)) | {"challenge": "A" * 75}

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.sign_in_with_passkey(HOME, answer=key.sign(json.dumps(forged)), at=NOON)


def test_a_question_for_one_purpose_is_no_answer_to_another(cast: Cast) -> None:
    key = SoftPasskey()
    opened = enrol(cast, key)
    answer = key.sign(passkeys.options_for_second_step(opened.visit.account, NOON))

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.sign_in_with_passkey(HOME, answer=answer, at=NOON)


def test_an_old_question_is_refused(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)

    with pytest.raises(Refused, match="passkey-not-accepted"):
        enter(key, at=NOON + timedelta(minutes=16))


def test_another_site_cannot_pass_an_answer_on(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)
    key.origin = "https://localhost.evil.example"

    with pytest.raises(Refused, match="passkey-not-accepted"):
        enter(key)


def test_another_key_is_refused(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)

    with pytest.raises(Refused, match="passkey-not-accepted"):
        enter(SoftPasskey(credential_id=key.credential_id))


def test_somebody_elses_passkey_is_no_second_factor_of_mine(cast: Cast) -> None:
    mine = SoftPasskey()
    enrol(cast, mine)
    open_account(cast.ben)
    bens = sign_in("ben@alder.example")
    add(bens, SoftPasskey())
    opened = sign_in("ben@alder.example")
    answer = mine.sign(passkeys.options_for_second_step(opened.visit.account, NOON))

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.prove_with_passkey(
            actor_in(opened), opened.visit, answer=answer, door=HOME, at=NOON
        )


def test_a_counter_that_goes_back_means_a_copied_key(cast: Cast) -> None:
    key = SoftPasskey(counter=5)
    enrol(cast, key)
    enter(key)
    key.counter = 2

    with pytest.raises(Refused, match="passkey-not-accepted"):
        enter(key)


@pytest.mark.parametrize("answer", ["", "{}", "[]", "nonsense", '{"id": 1}', "null", "7"])
def test_nonsense_is_refused_like_a_wrong_key(cast: Cast, answer: str) -> None:
    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.sign_in_with_passkey(HOME, answer=answer, at=NOON)


def test_a_second_passkey_needs_the_first(cast: Cast) -> None:
    enrol(cast, SoftPasskey())
    weak = sign_in("ama@alder.example")

    with pytest.raises(Refused, match="step-up-needed"):
        add(weak, SoftPasskey())
    assert Passkey.objects.count() == 1


@pytest.mark.clause("EY-16")
def test_the_last_factor_of_one_who_may_read_concerns_stays(cast: Cast) -> None:
    opened = enrol(cast, SoftPasskey())

    with pytest.raises(Refused, match="last-second-factor"):
        commands.remove_factor(
            actor_in(opened), opened.visit, reference=Passkey.objects.get().reference, at=NOON
        )


def test_wrong_tries_with_the_password_do_not_shut_a_passkey_out(cast: Cast) -> None:
    key = SoftPasskey()
    enrol(cast, key)
    for minute in range(12):
        with pytest.raises(Refused):
            sign_in("ama@alder.example", "wrong", at=NOON + timedelta(minutes=2 * minute))

    assert enter(key).visit.person_id == cast.ama.pk


def test_the_pages_carry_what_the_browser_needs(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    key = SoftPasskey()
    enrol(cast, key, at=now())

    door = client.get("/sign-in/")
    answer = client.send("/sign-in/passkey/", {"answer": key.sign(door.context["passkey_options"])})
    added = client.get("/account/second-factor/passkey/")
    second = SoftPasskey()
    kept = client.send(
        "/account/second-factor/passkey/",
        {"name": "Laptop", "answer": second.enrol(added.context["passkey_options"])},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert (kept.status_code, kept["Location"]) == (302, "/account/recovery-codes/")
    assert Passkey.objects.count() == 2
