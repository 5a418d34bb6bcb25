"""Second factors are set up, used on pages, removed, and follow the keys."""

from datetime import timedelta

import pytest

from bield.access import commands, passkeys, queries
from bield.access.commands import links
from bield.access.models import Authenticator, OneTimeLink, Passkey
from bield.kit.refusals import NotFound, Refused
from bield.people.actors import Strength, house
from tests.access.authenticator import SoftPasskey
from tests.access.door import (
    ELSEWHERE,
    HOME,
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


def add_app(opened: commands.Opened, typed: str, at=NOON) -> commands.Opened:
    return commands.add_authenticator(
        actor_in(opened, at), opened.visit, name="My phone", code=typed, door=HOME, at=at
    )


@pytest.mark.clause("EY-16")
def test_an_app_that_shows_the_right_code_is_taken_on(cast: Cast) -> None:
    open_account(cast.ama)
    opened = sign_in("ama@alder.example")

    proved = add_app(opened, code(NOON, queries.secret_to_enrol(opened.visit)))

    assert actor_in(proved).strength == Strength.STEPPED_UP
    assert "access.factor-added" in told(cast, "ama")
    assert ("fay@alder.example", "A second factor was set up") in mails()


def test_the_code_it_was_set_up_with_is_spent(cast: Cast) -> None:
    open_account(cast.ama)
    opened = sign_in("ama@alder.example")
    secret = queries.secret_to_enrol(opened.visit)
    add_app(opened, code(NOON, secret))

    again = sign_in("ama@alder.example")
    with pytest.raises(Refused, match="wrong-code"):
        commands.prove_with_code(
            actor_in(again), again.visit, code=code(NOON, secret), door=HOME, at=NOON
        )


def test_a_wrong_first_code_takes_nothing_on(cast: Cast) -> None:
    open_account(cast.ama)

    with pytest.raises(Refused, match="wrong-first-code"):
        add_app(sign_in("ama@alder.example"), "000000")
    assert not Authenticator.objects.exists()


def test_the_page_sets_an_app_up(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ben, Strength.ONE_FACTOR)
    path = "/account/second-factor/app/?next=/desk/"

    page = client.get(path)
    wrong = client.send(path, {"code": "000000", "name": "My phone"})
    secret = page.context["secret"].replace(" ", "")
    answer = client.send(path, {"code": code(now(), secret), "name": "My phone"})

    assert "<svg" in page.content.decode()
    assert "This is not the code your app should show now" in wrong.content.decode()
    assert wrong.context["secret"] == page.context["secret"]
    assert answer["Location"] == "/account/recovery-codes/?next=%2Fdesk%2F"


def test_the_second_step_takes_a_passkey_and_paper(cast: Cast, client: LookingClient) -> None:
    key = SoftPasskey()
    account = with_app(cast.ama, at=now())
    first = commands.admit(HOME, account, how="passkey", at=now())
    answer = key.enrol(passkeys.options_to_add(account, "Ama", now()))
    proved = commands.add_passkey(
        actor_in(first, now()), first.visit, name="Phone", answer=answer, door=HOME, at=now()
    )
    sheet = commands.make_recovery_codes(actor_in(proved, now()), proved.visit, at=now())

    enter(client, "ama@alder.example")
    page = client.get("/sign-in/second-step/")
    nothing = client.send("/sign-in/second-step/passkey/", {"answer": ""})
    signed = client.send(
        "/sign-in/second-step/passkey/", {"answer": key.sign(page.context["passkey_options"])}
    )
    other = LookingClient()
    enter(other, "ama@alder.example")
    wrong = other.send("/sign-in/second-step/recovery/", {"code": "nonsense"})
    paper = other.send("/sign-in/second-step/recovery/", {"code": sheet[0]})

    assert "Or with your authenticator app" in page.content.decode()
    assert "No passkey answered" in nothing.content.decode()
    assert (signed.status_code, signed["Location"]) == (302, "/")
    assert "This recovery code is not right" in wrong.content.decode()
    assert paper["Location"] == "/account/"


def test_a_passkey_cannot_be_added_twice(cast: Cast) -> None:
    key = SoftPasskey()
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example")
    answer = key.enrol(passkeys.options_to_add(opened.visit.account, "Ivy", NOON))
    proved = commands.add_passkey(
        actor_in(opened), opened.visit, name="Phone", answer=answer, door=HOME, at=NOON
    )

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.add_passkey(
            actor_in(proved), proved.visit, name="Phone", answer=answer, door=HOME, at=NOON
        )
    assert Passkey.objects.count() == 1


def test_an_answer_for_another_account_adds_nothing(cast: Cast) -> None:
    open_account(cast.ivy)
    open_account(cast.hal)
    hals = sign_in("hal@alder.example")
    opened = sign_in("ivy@alder.example", door=ELSEWHERE)
    answer = SoftPasskey().enrol(passkeys.options_to_add(hals.visit.account, "Hal", NOON))

    with pytest.raises(Refused, match="passkey-not-accepted"):
        commands.add_passkey(
            actor_in(opened), opened.visit, name="Mine", answer=answer, door=HOME, at=NOON
        )


def test_one_of_two_factors_may_go(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.ama)
    account = queries.account_of("ama@alder.example")
    for name in ("Old phone", "New phone"):
        master, sealed = "m", b"x"
        Authenticator.objects.create(
            account=account, name=name, master=master, sealed=sealed, enrolled_at=NOON
        )
    old = Authenticator.objects.get(name="Old phone")

    first = client.send("/account/second-factor/remove/", {"factor": old.reference})
    last = client.send(
        "/account/second-factor/remove/", {"factor": Authenticator.objects.get().reference}
    )

    assert (first.status_code, last.status_code) == (302, 403)
    assert "This is your only second factor" in last.content.decode()
    assert "access.factor-removed" in told(cast, "ama")


def test_who_reads_no_concerns_may_remove_the_last_one(cast: Cast) -> None:
    account = with_app(cast.ivy)
    opened = commands.admit(HOME, account, how="passkey", at=NOON)

    commands.remove_factor(
        actor_in(opened), opened.visit, reference=Authenticator.objects.get().reference, at=NOON
    )

    assert not queries.has_second_factor(account.pk)


def test_removing_asks_for_the_second_factor_first(cast: Cast) -> None:
    account = with_app(cast.ivy)
    opened = commands.admit(HOME, account, how="passkey", at=NOON)
    later = NOON + timedelta(minutes=11)

    with pytest.raises(Refused, match="step-up-needed"):
        commands.remove_factor(
            actor_in(opened, later),
            opened.visit,
            reference=Authenticator.objects.get().reference,
            at=later,
        )


def test_nobody_removes_a_factor_of_another(cast: Cast) -> None:
    with_app(cast.ama)
    mallory = commands.admit(HOME, open_account(cast.hal), how="passkey", at=NOON)

    with pytest.raises(NotFound):
        commands.remove_factor(
            actor_in(mallory),
            mallory.visit,
            reference=Authenticator.objects.get().reference,
            at=NOON,
        )


def test_nobody_is_given_an_app_by_a_person(cast: Cast) -> None:
    account = open_account(cast.ivy)

    with pytest.raises(Refused, match="invite-instead"):
        commands.give_authenticator(cast.actor("eve"), account, secret="A" * 32, at=NOON)


def test_a_link_of_an_account_that_nobody_knows_any_more_is_spent(cast: Cast) -> None:
    account = open_account(cast.ivy)
    commands.ask_new_password(HOME, email="ivy@alder.example", at=NOON)
    link = OneTimeLink.objects.get(account=account)
    account.memberships.update(closed_at=NOON)

    with pytest.raises(Refused, match="link-is-spent"):
        links.at_the_link(link)
    with pytest.raises(Refused, match="link-is-spent"):
        commands.set_new_password("no such token", password="lantern-gravel-otter", at=NOON)


def test_a_password_given_again_opens_no_second_account(cast: Cast) -> None:
    open_account(cast.ivy)

    with pytest.raises(Refused, match="address-in-use"):
        commands.open_account(
            house(cast.alder.pk, "tests"),
            cast.dev,
            email="ivy@alder.example",
            password="K7#mPq!2vR",
            at=NOON,
        )


def test_an_invitation_needs_an_address(cast: Cast) -> None:
    cast.dev.email = ""

    with pytest.raises(Refused, match="no-address"):
        commands.invite(cast.actor("eve"), cast.dev, at=NOON)


def test_a_reset_that_is_not_due_is_not_made(cast: Cast) -> None:
    with_app(cast.ama)
    reset = commands.ask_reset(cast.actor("ama"), cast.ama.pk, at=NOON)

    with pytest.raises(Refused, match="not-yet"):
        commands.make_reset(house(cast.alder.pk, "tests"), reset.pk, at=NOON + timedelta(days=9))


def test_who_reads_nothing_is_reset_directly(cast: Cast) -> None:
    open_account(cast.ivy)

    with pytest.raises(Refused, match="start-it-directly"):
        commands.ask_reset(cast.actor("ama"), cast.ivy.pk, at=NOON)
    with pytest.raises(Refused, match="not-yours-to-reset"):
        commands.start_reset(cast.actor("hal"), cast.ivy.pk, factors=False, at=NOON)
    with pytest.raises(NotFound):
        commands.start_reset(cast.actor("eve"), cast.mia.pk, factors=False, at=NOON)


def test_a_volunteer_stops_no_reset(cast: Cast) -> None:
    with_app(cast.ama)
    reset = commands.ask_reset(cast.actor("ama"), cast.ama.pk, at=NOON)

    with pytest.raises(Refused, match="not-a-second-holder"):
        commands.stop_reset(cast.actor("dev"), reset.reference, at=NOON)
    commands.stop_reset(cast.actor("ama"), reset.reference, at=NOON)
    with pytest.raises(Refused, match="settled-already"):
        commands.stop_reset(cast.actor("fay"), reset.reference, at=NOON)


def test_a_page_of_a_shared_account_that_is_not_ours(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.hal)

    assert client.get("/account/shared/CCCCCCCC/").status_code == 404
    assert client.send("/account/shared/CCCCCCCC/end/").status_code == 404


def test_a_visit_used_meanwhile_is_not_ended(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example")

    commands.end_visits(
        house(cast.alder.pk, "tests"), [opened.visit.pk], at=NOON + timedelta(minutes=1)
    )

    opened.visit.refresh_from_db()
    assert opened.visit.ended_at is None


def test_who_has_no_role_any_more_is_told_so_after_the_right_password(cast: Cast) -> None:
    open_account(cast.ivy)
    cast.ivy.posts.update(ends_on=NOON.date() - timedelta(days=1))

    with pytest.raises(Refused, match="no-role-today"):
        sign_in("ivy@alder.example")
