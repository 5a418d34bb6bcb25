"""Another system asks: may we, with this group, this second?"""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.access.states import Scope
from bield.agreements import queries
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Group
from bield.people.states import Role
from tests.agreements.asking import RECORD, cares, published, says, takes_back
from tests.conftest import BEGAN, NOON, Cast, look_into
from tests.systems import System, system


@pytest.fixture
def robins(cast: Cast) -> Group:
    """Dev leads it; Joe, whose mother is Nan, belongs to it. Both have agreed to being recorded."""
    published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    says(cast, "joe")
    us = house(cast.alder.pk, "tests")
    group = people.open_group(us, name="Robins", site_id=cast.oak.pk, at=BEGAN)
    people.join_group(us, group.reference, cast.dev.pk, leads_it=True, at=BEGAN)
    people.join_group(us, group.reference, cast.joe.pk, at=BEGAN)
    return group


def may(asks: System, group: Group) -> dict[str, bool]:
    answer = asks.ask(f"groups/{group.reference}/permissions/", purpose=RECORD)
    return {item["person"]: item["may"] for item in answer.json().get("items", ())}


def test_a_withdrawal_counts_for_the_next_question(cast: Cast, robins: Group) -> None:
    platform = system(cast.dev, Scope.PERMISSIONS_READ)
    joe, dev = cast.joe.reference, cast.dev.reference

    assert may(platform, robins) == {joe: True, dev: False}  # nobody asked Dev yet

    look_into(cast.alder)
    takes_back(cast, "nan", at=timezone.now())
    alone = platform.ask(f"people/{joe}/permissions/", purpose=RECORD).json()
    assert may(platform, robins) == {joe: False, dev: False}
    assert alone == {"person": joe, "may": False}


def test_whoever_leads_no_group_of_theirs_is_told_nothing(cast: Cast, robins: Group) -> None:
    ivy = system(cast.ivy, Scope.PERMISSIONS_READ)
    for address in (
        f"groups/{robins.reference}/permissions/",
        f"people/{cast.joe.reference}/permissions/",
        f"people/{cast.dev.reference}/permissions/",
        "people/CCCCCCCC/permissions/",
    ):
        assert ivy.ask(address, purpose=RECORD).status_code == 404


def test_what_is_asked_must_be_said_and_be_known(cast: Cast, robins: Group) -> None:
    dev = system(cast.dev, Scope.PERMISSIONS_READ)
    address = f"groups/{robins.reference}/permissions/"

    assert dev.ask(address).status_code == 422
    assert dev.ask(address, purpose="everything").status_code == 422


def test_nobody_asks_about_their_own_family(cast: Cast, robins: Group) -> None:
    cares(cast, "eve")
    eve = system(cast.eve, Scope.PERMISSIONS_READ)

    assert may(eve, robins) == {cast.dev.reference: False}
    joe = eve.ask(f"people/{cast.joe.reference}/permissions/", purpose=RECORD)
    assert joe.status_code == 404


def test_whoever_has_left_is_not_named(cast: Cast, robins: Group) -> None:
    left = timezone.localdate() - timedelta(days=1)
    people.leave(house(cast.alder.pk, "tests"), cast.joe.pk, left_on=left, at=timezone.now())

    assert may(system(cast.dev, Scope.PERMISSIONS_READ), robins) == {cast.dev.reference: False}


@pytest.mark.parametrize("many", [1, 5])
def test_a_large_group_costs_no_more_statements(cast: Cast, robins: Group, many: int) -> None:
    us = house(cast.alder.pk, "tests")
    for number in range(many):
        child = people.add_person(us, name=f"Child {number}", at=BEGAN)
        people.appoint(us, child.pk, role=Role.LEARNER, site_id=cast.oak.pk, at=BEGAN)
        people.join_group(us, robins.reference, child.pk, at=BEGAN)
    dev = cast.actor("dev")

    with CaptureQueriesContext(connection) as made:
        found = queries.may_we_with_group(dev, robins.reference, RECORD, at=NOON)

    assert len(found) == many + 2
    assert len(made) <= 11
