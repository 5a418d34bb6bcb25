"""What is a strong password here, and how it is changed."""

from datetime import timedelta

import pytest

from bield.access import commands, passwords, queries
from bield.access.models import Account, Visit
from bield.access.states import PasswordPolicy
from bield.kit.refusals import Refused
from bield.people.actors import Strength
from bield.people.models import Organisation
from tests.access.door import (
    HOME,
    PASSWORD,
    actor_in,
    enter,
    mails,
    now,
    open_account,
    sign_in,
    told,
    with_app,
)
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

HERE = passwords.Context(names=passwords.names_in("Alder Training", "Oak", "Ama Boateng"))
STRONG = ["lantern-gravel-otter", "K7#mPq!2vR", "purple kettle Tuesday", "Tr0ub4dor&3xy"]
WEAK = {
    "short": "password-too-weak",
    "elevenchars": "password-too-weak",
    "Summer2024": "password-common",
    "Summer2024!!": "password-common",
    "Password123!": "password-common",
    "P@ssw0rd1234": "password-common",
    "SummerWinter24!": "password-common",
    "correcthorsebatterystaple": "password-common",
    "qwertyuiopasdf": "password-pattern",
    "123456789012": "password-pattern",
    "abcabcabcabc": "password-pattern",
    "zebra zebra zebra": "password-pattern",
    "AlderTraining2026": "password-name",
    "Ama.Boateng.1980": "password-name",
    "x" * 513: "password-too-long",
}


def codes(password: str, context: passwords.Context = HERE) -> list[str]:
    return [refusal.code for refusal in passwords.refusals(password, context)]


@pytest.mark.clause("EY-16", "EY-17c", "TP-2.9g")
@pytest.mark.parametrize("password", STRONG)
def test_strong_ones_are_taken(password: str) -> None:
    assert codes(password) == []


@pytest.mark.clause("EY-16", "EY-17c", "TP-2.9g")
@pytest.mark.parametrize("password", WEAK)
def test_weak_and_known_ones_are_refused(password: str) -> None:
    assert WEAK[password] in codes(password)


@pytest.mark.clause("EY-17c")
@pytest.mark.parametrize(
    ("policy", "password", "taken"),
    [
        (PasswordPolicy.LENGTH, "K7#mPq!2vR", False),
        (PasswordPolicy.LENGTH, "lantern-gravel-otter", True),
        (PasswordPolicy.MIX, "K7#mPq!2vR", True),
        (PasswordPolicy.MIX, "lantern-gravel-otter", False),
        (PasswordPolicy.EITHER, "K7#mPq!2vR", True),
        (PasswordPolicy.EITHER, "lantern-gravel-otter", True),
    ],
)
def test_an_organisation_asks_for_a_mix_or_for_length(
    policy: str, password: str, taken: bool
) -> None:
    assert (codes(password, passwords.Context(frozenset({policy}))) == []) is taken


def test_of_two_organisations_both_policies_hold() -> None:
    both = passwords.Context(frozenset({PasswordPolicy.MIX, PasswordPolicy.LENGTH}))

    assert codes("K7#mPq!2vR", both) == ["password-too-short"]
    assert codes("K7#mPq!2vRq8", both) == []


@pytest.mark.clause("EY-17c")
@pytest.mark.parametrize("policy", PasswordPolicy.values)
def test_the_words_on_the_page_are_the_rules_that_are_asked(
    cast: Cast, client: LookingClient, sign_in: SignIn, policy: str
) -> None:
    sign_in(client, cast.eve, Strength.ONE_FACTOR)
    commands.change_house_rules(
        cast.actor("eve"), closes_at=NOON.time(), password_policy=policy, at=NOON
    )

    shown = client.get("/account/password/").content.decode()

    context = queries.password_context(Account.objects.get(), back_to=cast.alder.pk)
    for rule in passwords.rules(context):
        assert rule.says in shown
    assert context.policies == {policy}


def test_a_page_of_text_costs_nothing() -> None:
    assert codes("x" * 1_000_000) == ["password-too-long"]


# ------ choosing another


def change(opened: commands.Opened, old: str, new: str, at=NOON) -> None:
    commands.change_password(actor_in(opened, at), opened.visit, old=old, new=new, door=HOME, at=at)


@pytest.mark.clause("EY-17a")
def test_one_changes_ones_own_knowing_the_old_one(cast: Cast) -> None:
    open_account(cast.ivy)
    opened = sign_in("ivy@alder.example")

    change(opened, PASSWORD, "K7#mPq!2vR")

    assert sign_in("ivy@alder.example", "K7#mPq!2vR").visit.pk
    with pytest.raises(Refused, match="wrong-address-or-password"):
        sign_in("ivy@alder.example", PASSWORD)
    assert "access.password-changed" in told(cast, "ivy")
    assert ("ivy@alder.example", "Your way of signing in has changed") in mails()


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ("wrong", "K7#mPq!2vR", "wrong-password"),
        (PASSWORD, PASSWORD, "same-password"),
        (PASSWORD, "Summer2024", "password-common"),
        (PASSWORD, "AlderTraining2026", "password-name"),
    ],
)
def test_a_change_is_refused(cast: Cast, old: str, new: str, refused: str) -> None:
    open_account(cast.ivy)

    with pytest.raises(Refused, match=refused):
        change(sign_in("ivy@alder.example"), old, new)


def test_a_change_signs_every_other_device_out(cast: Cast) -> None:
    open_account(cast.ivy)
    other = sign_in("ivy@alder.example")
    mine = sign_in("ivy@alder.example")

    change(mine, PASSWORD, "K7#mPq!2vR")

    other.visit.refresh_from_db()
    assert other.visit.ended_because == "credentials"
    assert actor_in(mine).person_id == cast.ivy.pk


def test_the_page_changes_it(cast: Cast, client: LookingClient) -> None:
    open_account(cast.ivy, at=now())
    enter(client, "ivy@alder.example")

    weak = client.send("/account/password/", {"old": PASSWORD, "new": "Summer2024"})
    strong = client.send("/account/password/", {"old": PASSWORD, "new": "K7#mPq!2vR"})

    assert "many people use this one" in weak.content.decode()
    assert "Summer2024" not in weak.content.decode().replace("like Summer2024 or", "")
    assert (strong.status_code, strong["Location"]) == (302, "/account/")


def test_who_has_a_second_factor_gives_it_before_a_change(
    cast: Cast, client: LookingClient
) -> None:
    with_app(cast.ama, at=now())
    enter(client, "ama@alder.example")

    answer = client.get("/account/password/")

    assert answer["Location"] == "/sign-in/second-step/?next=%2Faccount%2Fpassword%2F"


# ------ each term, where the organisation asks for it


@pytest.fixture
def termly(cast: Cast) -> Cast:
    """The nursery and the training provider have both adopted the clause."""
    for house in (cast.birch, cast.alder):
        look_into(house)
        Organisation.objects.filter(pk=house.pk).update(adopted=["EY-17b"])
    return cast


NED = "ned@birch.example"
IN_THE_SUMMER_TERM = NOON.replace(month=4, day=29)


def test_without_the_clause_nothing_expires(cast: Cast) -> None:
    open_account(cast.ivy)

    opened = sign_in("ivy@alder.example", at=NOON + timedelta(days=700))

    assert opened.visit.must_change_password is False


@pytest.mark.clause("EY-17b")
def test_with_the_clause_a_password_of_last_term_must_change(termly: Cast) -> None:
    open_account(termly.ned)
    assert sign_in(NED).visit.must_change_password is False

    opened = sign_in(NED, at=IN_THE_SUMMER_TERM)
    assert opened.visit.must_change_password is True
    change(opened, PASSWORD, "K7#mPq!2vR", at=IN_THE_SUMMER_TERM)

    opened.visit.refresh_from_db()
    assert opened.visit.must_change_password is False


@pytest.mark.clause("EY-17b")
@pytest.mark.parametrize(("days", "must"), [(121, False), (123, True)])
def test_where_nobody_lives_by_terms_it_is_four_months(termly: Cast, days: int, must: bool) -> None:
    open_account(termly.ivy)

    opened = sign_in("ivy@alder.example", at=NOON + timedelta(days=days))

    assert opened.visit.must_change_password is must


@pytest.mark.clause("EY-17b")
def test_until_then_every_page_leads_to_the_change(termly: Cast, client: LookingClient) -> None:
    open_account(termly.ivy, at=now() - timedelta(days=300))
    enter(client, "ivy@alder.example")

    answer = client.get("/account/")

    assert answer["Location"] == "/account/password/?next=%2Faccount%2F"
    assert "A new term, a new password" in client.get(answer["Location"]).content.decode()
    assert client.get("/account/second-factor/").status_code == 200
    client.send("/account/password/", {"old": PASSWORD, "new": "K7#mPq!2vR"})
    assert client.get("/account/").status_code == 200


@pytest.mark.clause("EY-17b")
def test_a_second_factor_satisfies_the_clause(termly: Cast) -> None:
    with_app(termly.ned)

    opened = sign_in(NED, at=IN_THE_SUMMER_TERM)

    assert opened.visit.must_change_password is False


def test_children_and_parents_are_not_asked(termly: Cast) -> None:
    open_account(termly.nan)

    opened = sign_in("nan@alder.example", at=NOON + timedelta(days=300))

    assert opened.visit.must_change_password is False


@pytest.mark.parametrize(("month", "began"), [(3, "2026-01-05"), (4, "2026-04-13")])
def test_the_term_that_counts_is_the_one_of_the_day(cast: Cast, month: int, began: str) -> None:
    look_into(cast.birch)
    day = queries.term_began(cast.birch.pk, NOON.replace(month=month, day=29))

    assert day.isoformat() == began


def test_a_password_stands_nowhere_in_the_database(cast: Cast) -> None:
    open_account(cast.ivy)
    sign_in("ivy@alder.example")

    rows = [*Account.objects.values_list(), *Visit.objects.values_list()]

    assert PASSWORD not in repr(rows)
