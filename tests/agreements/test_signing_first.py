"""Whoever works here and has not signed is led to the form before anything else, and never kept
from reporting. Who has not signed is shown, whichever way they came into the house."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from bield.agreements import watches
from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose, Said
from bield.kit.watches import Finding, State, Watch
from bield.people import commands as people
from bield.people.actors import Strength, house
from bield.people.models import Organisation, Person
from bield.people.states import Role
from tests.agreements.asking import grown_up, published, says
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient

RULES = [Put(Purpose.ACCEPTABLE_USE, Audience.STAFF, "Use what is ours for work alone.")]
MINE = "/agreements/"


def is_led(client: LookingClient, path: str = "/me/contact/") -> bool:
    answer = client.get(path)
    return answer.status_code == 302 and answer["Location"] == MINE


@pytest.mark.clause("TP-5.2b")
def test_after_the_time_to_sign_the_form_comes_first(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    published(cast, RULES, at=BEGAN)
    sign_in(client, cast.ivy)
    assert is_led(client)
    assert "Sign before you go on" in client.get(MINE).content.decode()

    says(cast, "ivy", "ivy", purpose=Purpose.ACCEPTABLE_USE, at=timezone.now())

    assert not is_led(client)  # at once, in the same visit
    assert "Sign before you go on" not in client.get(MINE).content.decode()


@pytest.mark.clause("TP-5.2b")
def test_whoever_said_no_is_led_back_to_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    published(cast, RULES, at=BEGAN)
    says(cast, "ivy", "ivy", Said.NO, purpose=Purpose.ACCEPTABLE_USE)

    sign_in(client, cast.ivy)

    assert is_led(client)


def test_reporting_help_and_the_way_out_wait_for_no_signature(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    grown_up(cast, "ivy")
    published(cast, RULES, at=BEGAN)
    sign_in(client, cast.ivy)

    for name in (
        "concerns:report",
        "concerns:known-people",
        "concerns:refer-alone",
        "concerns:practise",
        "agreements:procedure",
        "advice:help",
        "agreements:mine",
    ):
        assert client.get(reverse(name)).status_code == 200, name
    assert client.send(reverse("access:sign-out")).status_code == 302


def test_there_is_time_to_sign(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    grown_up(cast, "ivy")
    published(cast, RULES, at=timezone.now() - timedelta(days=3))

    sign_in(client, cast.ivy)

    assert not is_led(client)


@pytest.mark.parametrize(
    ("who", "strength"), [("ama", Strength.STEPPED_UP), ("nan", Strength.ONE_FACTOR)]
)
def test_neither_the_lead_nor_a_parent_is_led_away(
    cast: Cast, client: LookingClient, sign_in: SignIn, who: str, strength: Strength
) -> None:
    grown_up(cast, "ama", "nan")
    published(cast, RULES, at=BEGAN)

    sign_in(client, cast.people[who], strength)

    assert not is_led(client)


def test_who_cannot_sign_by_themself_is_not_shut_out(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    published(cast, RULES, at=BEGAN)  # nobody knows how old Ivy is, so others would have to sign

    sign_in(client, cast.ivy)

    assert not is_led(client)


# ------ who has not signed is shown


@pytest.fixture
def living(cast: Cast) -> Cast:
    Organisation.objects.filter(pk=cast.alder.pk).update(set_up_at=BEGAN)
    return cast


def found(cast: Cast, watch: Watch = watches.ACCEPTABLE_USE_IS_SIGNED) -> list[Finding]:
    return watch.look(cast.alder.pk, NOON)


def brought(cast: Cast, name: str) -> Person:
    """Like an import brings somebody: long at work elsewhere, never asked here."""
    us = house(cast.alder.pk, "import")
    new = people.add_person(us, name=name, born_on=date(1990, 1, 1), at=BEGAN)
    people.appoint(
        us, new.pk, role=Role.STAFF, site_id=cast.oak.pk, begins_on=BEGAN.date(), at=BEGAN
    )
    return new


def everybody_signs(cast: Cast, *purposes: Purpose) -> None:
    """Who works at Alder, but for Kim, who has left."""
    signers = [one for one in cast.people if one not in {"joe", "kim", "nan", "mia", "ned"}]
    grown_up(cast, *signers)
    for purpose in purposes:
        for signer in signers:
            says(cast, signer, signer, purpose=purpose, at=BEGAN)


@pytest.mark.clause("TP-5.2b")
def test_one_unsigned_person_of_an_import_is_a_breach(living: Cast) -> None:
    published(living, RULES, at=BEGAN)
    everybody_signs(living, Purpose.ACCEPTABLE_USE)
    assert found(living) == []

    brought(living, "Una Bright")

    (finding,) = found(living)
    assert finding.state is State.BROKEN
    assert finding.message.startswith("1 person who works here did not sign")
    assert "Una" not in finding.message


@pytest.mark.clause("OT-6a", "OT-31")
@pytest.mark.parametrize("silent", [Purpose.POLICY, Purpose.DATA_POLICY])
def test_both_policies_are_in_force_and_signed_or_it_is_a_breach_to_the_lead(
    living: Cast, silent: Purpose
) -> None:
    both = (Purpose.POLICY, Purpose.DATA_POLICY)
    published(living, [Put(one, Audience.STAFF, f"Keep to {one}.") for one in both], at=BEGAN)
    everybody_signs(living, *both)
    assert found(living, watches.POLICIES_ARE_SIGNED) == []

    says(living, "ivy", "ivy", Said.NO, purpose=silent)

    (finding,) = found(living, watches.POLICIES_ARE_SIGNED)
    assert (finding.state, finding.mender) == (State.BROKEN, "the safeguarding lead")


@pytest.mark.clause("OT-31")
def test_a_policy_that_nobody_asks_for_is_not_in_force(living: Cast) -> None:
    published(living, [Put(Purpose.POLICY, Audience.STAFF, "Keep to it.")], at=BEGAN)
    everybody_signs(living, Purpose.POLICY)

    (finding,) = found(living, watches.POLICIES_ARE_SIGNED)

    assert finding.state is State.UNPROVED
    assert "data protection" in finding.message


def test_a_house_that_is_still_being_set_up_is_left_in_peace(cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.alder.pk).update(set_up_at=None)

    assert found(cast) == []
