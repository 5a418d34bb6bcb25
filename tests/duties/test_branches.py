"""What the whole group has set holds at every branch: tightened there, never loosened."""

from datetime import date, timedelta

import pytest

from bield.agreements.states import Audience
from bield.duties import commands, queries, rounds
from bield.duties.models import Duty, OwnPeriod
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import Actor, actor_of
from bield.people.models import Person, Post, Site
from bield.people.states import Role, SiteKind
from tests.agreements.asking import published, stands
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
ACCOUNTS, REVIEW = "standing.account-review", "standing.online-safety-review"


@pytest.fixture
def larch(cast: Cast) -> Site:
    """A new brand, with a place, and Rio to manage it."""
    eve = cast.actor("eve")
    brand = people.open_site(eve, name="Larch", kind=SiteKind.BRAND, at=NOON)
    people.open_site(eve, name="Larch Hall", parent_id=brand.pk, at=NOON)
    cast.people["rio"] = people.add_person(eve, name="Rio Larch", at=NOON)
    look_into(cast.alder)
    Post.objects.create(
        organisation=cast.alder, person=cast.rio, role=Role.HEAD, site=brand, begins_on=TODAY
    )
    return brand


def rio(cast: Cast) -> Actor:
    look_into(cast.alder)
    return actor_of(Person.objects.get(pk=cast.rio.pk), on=TODAY)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.clause("TP-1.1")
def test_a_new_brand_has_every_duty_of_the_group_at_once(cast: Cast, larch: Site) -> None:
    page = queries.branch_page(rio(cast), larch.reference)

    assert {one.code for one in page.duties} >= {ACCOUNTS, REVIEW, "standing.restore-test"}
    assert [one.own for one in page.duties] == [""] * len(page.duties)
    assert page.acknowledge_within == cast.alder.acknowledge_within_hours


@pytest.mark.clause("TP-1.1")
def test_who_works_at_a_new_brand_has_what_the_group_asks(cast: Cast, larch: Site) -> None:
    people.change_organisation(cast.actor("ama"), adopted=["EY-48"], at=NOON)
    people.set_number(cast.actor("eve"), number="01632 960 110", at=NOON)

    rounds.stand(NOON)

    look_into(cast.alder)
    assert Duty.objects.filter(kind="duties.number-known", holdings__person=cast.rio).exists()


@pytest.mark.clause("TP-1.1")
@pytest.mark.parametrize(
    ("amount", "unit", "code"),
    [
        (0, "terms", "set-for-the-whole-group"),
        (2, "terms", "only-more-often"),
        (1, "terms", "only-more-often"),
        (1, "academic_years", "only-more-often"),
    ],
)
def test_a_brands_manager_cannot_switch_off_or_stretch_a_duty(
    cast: Cast, larch: Site, amount: int, unit: str, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        commands.tighten(rio(cast), larch.pk, ACCOUNTS, amount=amount, unit=unit, at=NOON)

    assert codes(refused) == [code]
    assert not OwnPeriod.objects.exists()


def test_a_brand_does_it_more_often_and_has_a_duty_of_its_own(cast: Cast, larch: Site) -> None:
    commands.tighten(rio(cast), larch.pk, ACCOUNTS, amount=1, unit="months", at=NOON)

    rounds.stand(NOON)

    look_into(cast.alder)
    own, group = Duty.objects.filter(organisation=cast.alder, kind=ACCOUNTS).order_by("due_at")
    assert (own.site_id, group.site_id) == (larch.pk, None)
    (bound,) = [o for o in queries.branch_page(rio(cast), larch.reference).duties if o.own]
    assert (bound.code, bound.group, bound.own) == (ACCOUNTS, "every term", "every month")
    rows = queries.in_words(cast.actor("eve"), queries.for_person(cast.actor("eve"), NOON))
    assert "Look through who can sign in at Larch" in [row.words for row in rows]


@pytest.mark.clause("TP-1.1")
def test_below_a_brand_its_own_time_is_the_least(cast: Cast, larch: Site) -> None:
    hall = Site.objects.get(name="Larch Hall")
    commands.tighten(rio(cast), larch.pk, ACCOUNTS, amount=1, unit="months", at=NOON)

    with pytest.raises(Refused) as refused:
        commands.tighten(rio(cast), hall.pk, ACCOUNTS, amount=2, unit="months", at=NOON)

    assert codes(refused) == ["only-more-often"]


def test_a_brand_goes_by_the_group_again(cast: Cast, larch: Site) -> None:
    commands.tighten(rio(cast), larch.pk, ACCOUNTS, amount=1, unit="months", at=NOON)
    rounds.stand(NOON)
    look_into(cast.alder)

    commands.go_by_the_group(rio(cast), larch.pk, ACCOUNTS, at=NOON)
    rounds.stand(NOON)

    look_into(cast.alder)
    assert Duty.objects.filter(organisation=cast.alder, kind=ACCOUNTS, state="open").count() == 1
    with pytest.raises(NotFound):
        commands.go_by_the_group(rio(cast), larch.pk, ACCOUNTS, at=NOON)


def test_a_manager_changes_the_own_brand_alone(cast: Cast, larch: Site) -> None:
    with pytest.raises(Refused) as refused:
        commands.tighten(rio(cast), cast.oak.pk, ACCOUNTS, amount=1, unit="months", at=NOON)

    assert codes(refused) == ["not-your-branch"]
    with pytest.raises(NotFound):
        queries.branch_page(rio(cast), cast.oak.reference)


@pytest.mark.clause("TP-1.1")
def test_a_brands_manager_changes_nothing_that_binds_the_group(cast: Cast, larch: Site) -> None:
    look_into(cast.alder)
    Post.objects.create(
        organisation=cast.alder,
        person=cast.rio,
        role=Role.ADMINISTRATOR,
        site=larch,
        begins_on=TODAY,
    )

    with pytest.raises(Refused) as refused:
        people.change_organisation(rio(cast), acknowledge_within_hours=72, at=NOON)
    with pytest.raises(Refused) as words:
        people.change_labels(rio(cast), {"lead": "Boss"}, at=NOON)

    assert codes(refused) == ["set-for-the-whole-group", "not-yours-to-stretch"]
    assert codes(words) == ["set-for-the-whole-group"]


def test_a_brands_manager_sets_its_terms_and_not_the_groups(cast: Cast, larch: Site) -> None:
    days = {"name": "Autumn", "begins_on": TODAY, "ends_on": TODAY + 60 * DAY, "at": NOON}

    with pytest.raises(Refused) as refused:
        commands.set_term(rio(cast), **days)  # type: ignore[arg-type]
    term = commands.set_term(rio(cast), site_id=larch.pk, **days)  # type: ignore[arg-type]

    assert codes(refused) == ["not-your-branch"]
    assert term.site_id == larch.pk
    commands.end_term(rio(cast), term.reference, at=NOON)


@pytest.mark.clause("TP-1.1")
def test_a_form_of_the_group_asks_at_a_new_brand_at_once(cast: Cast, larch: Site) -> None:
    published(cast)
    eve, hall = cast.actor("eve"), Site.objects.get(name="Larch Hall")
    new = people.add_person(eve, name="Sol Larch", born_on=date(1990, 1, 1), at=NOON)
    people.appoint(eve, new.pk, role=Role.STAFF, site_id=hall.pk, at=NOON)
    cast.people["sol"] = new

    (waits,) = stands(cast, "sol").waits

    assert (waits.person_id, waits.audience, waits.asked) == (new.pk, Audience.STAFF, True)
    assert [one.code for one in queries.branch_page(rio(cast), hall.reference).duties] != []


def test_it_is_tightened_on_the_page_and_what_was_typed_stays(
    cast: Cast, larch: Site, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    there = f"/duties/places/{larch.reference}/{ACCOUNTS}/more-often/"

    wrong = client.send(there, {"amount": "7", "unit": "terms"})
    client.send(there, {"amount": "2", "unit": "months"})

    assert "Here it can be more often, not less." in wrong.content.decode()
    assert 'value="7"' in wrong.content.decode()
    page = client.get(f"/duties/places/{larch.reference}/").content.decode()
    assert "here every 2 months" in page
    client.send(f"/duties/places/{larch.reference}/{ACCOUNTS}/by-the-group/")
    assert "every 2 months" not in client.get(f"/duties/places/{larch.reference}/").content.decode()
