"""Groups are made, named, filled and closed by whoever looks after people, and filled by whoever
leads them."""

from datetime import timedelta

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.people import commands, queries
from bield.people.models import Group, Membership
from tests.conftest import NOON, TODAY, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)


@pytest.fixture
def robins(cast: Cast) -> Group:
    """A class at Oak: Dev leads it, Joe belongs to it."""
    eve = cast.actor("eve")
    group = commands.open_group(eve, name="Robins", site_id=cast.oak.pk, at=NOON)
    commands.join_group(eve, group.reference, cast.dev.pk, leads_it=True, at=NOON)
    commands.join_group(eve, group.reference, cast.joe.pk, at=NOON)
    return group


def shown(cast: Cast, group: Group, who: str = "eve", days: int = 0) -> list[tuple[str, bool]]:
    page = queries.group_page(cast.actor(who), group.reference, NOON + days * DAY)
    return [(member.name, member.leads) for member in page.members]


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


def test_a_group_shows_who_belongs_and_who_leads_first(cast: Cast, robins: Group) -> None:
    assert shown(cast, robins) == [("Dev Rahman", True), ("Joe Tanner", False)]
    assert queries.members(cast.alder.pk, [robins.pk], TODAY) == {
        robins.pk: [cast.dev.pk, cast.joe.pk]
    }


def test_whoever_leads_a_group_fills_and_names_it(cast: Cast, robins: Group) -> None:
    dev = cast.actor("dev")

    commands.leave_group(dev, robins.reference, cast.joe.pk, at=NOON)
    commands.join_group(dev, robins.reference, cast.joe.pk, at=NOON)
    commands.rename_group(dev, robins.reference, name="Wrens", at=NOON)

    page = queries.group_page(dev, robins.reference, NOON)
    assert (page.name, len(page.members), page.may_fill, page.may_close) == (
        "Wrens",
        2,
        True,
        False,
    )


def test_whoever_leads_it_neither_makes_leaders_nor_closes_it(cast: Cast, robins: Group) -> None:
    dev = cast.actor("dev")

    with pytest.raises(Refused):
        commands.join_group(dev, robins.reference, cast.joe.pk, leads_it=True, at=NOON)
    with pytest.raises(Refused):
        commands.close_group(dev, robins.reference, closed_on=TODAY, at=NOON)


@pytest.mark.parametrize("who", ["ivy", "joe", "nan", "hal", "fay"])
def test_nobody_else_sees_or_fills_it(cast: Cast, robins: Group, who: str) -> None:
    with pytest.raises(NotFound):
        queries.group_page(cast.actor(who), robins.reference, NOON)
    with pytest.raises(NotFound):
        queries.groups_page(cast.actor(who), NOON)
    with pytest.raises(Refused):
        commands.join_group(cast.actor(who), robins.reference, cast.ivy.pk, at=NOON)
    assert queries.groups_led(cast.actor(who), NOON) == []


def test_another_house_finds_nothing(cast: Cast, robins: Group) -> None:
    with pytest.raises(NotFound):
        commands.rename_group(cast.actor("mia"), robins.reference, name="Ours", at=NOON)
    with pytest.raises(NotFound):
        queries.group_page(cast.actor("mia"), robins.reference, NOON)


def test_a_closed_group_is_left_by_all_and_joined_by_nobody(cast: Cast, robins: Group) -> None:
    commands.close_group(cast.actor("eve"), robins.reference, closed_on=TODAY, at=NOON)

    with pytest.raises(Refused) as refused:
        commands.join_group(cast.actor("eve"), robins.reference, cast.ivy.pk, at=NOON)

    assert codes(refused) == ["group-is-closed"]
    assert (len(shown(cast, robins)), shown(cast, robins, days=1)) == (2, [])


def test_whoever_has_left_joins_nothing(cast: Cast, robins: Group) -> None:
    with pytest.raises(Refused) as refused:
        commands.join_group(cast.actor("eve"), robins.reference, cast.kim.pk, at=NOON)

    assert codes(refused) == ["left-already"]


def test_two_open_groups_of_a_place_have_two_names(cast: Cast, robins: Group) -> None:
    eve = cast.actor("eve")

    with pytest.raises(Refused) as refused:
        commands.open_group(eve, name="Robins", site_id=cast.oak.pk, at=NOON)

    assert codes(refused) == ["name-taken"]
    assert commands.open_group(eve, name="Robins", site_id=cast.elm.pk, at=NOON).name == "Robins"


def test_who_belonged_stays_known(cast: Cast, robins: Group) -> None:
    later = NOON + 5 * DAY
    commands.leave_group(cast.actor("eve"), robins.reference, cast.joe.pk, at=later)

    assert queries.members(cast.alder.pk, [robins.pk], TODAY + 4 * DAY)[robins.pk] == [
        cast.dev.pk,
        cast.joe.pk,
    ]
    assert Membership.objects.get(person=cast.joe).ends_on == TODAY + 4 * DAY


def test_a_group_is_made_and_filled_on_the_pages(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.eve)
    wrong = client.send("/people/groups/add/", {"name": "", "site_id": str(cast.oak.pk)})

    made = client.send("/people/groups/add/", {"name": "Robins", "site_id": str(cast.oak.pk)})

    there = made["Location"]
    assert "Write what the group is called." in wrong.content.decode()
    assert "Joe Tanner" in client.get(f"{there}join/", {"words": "joe"}).content.decode()
    client.send(f"{there}join/?words=joe", {"person": str(cast.joe.pk)})
    assert "Joe Tanner" in client.get(there).content.decode()
    client.send(f"{there}{cast.joe.reference}/out/")
    client.send(f"{there}name/", {"name": "Wrens"})
    look_into(cast.alder)
    assert (Group.objects.get().name, Membership.objects.count()) == ("Wrens", 0)
    assert "1 person" not in client.get("/people/groups/").content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_pages_ask_as_little_for_many_as_for_one(
    cast: Cast,
    robins: Group,
    many: int,
    django_assert_num_queries: object,
) -> None:
    eve = cast.actor("eve")
    for number in range(many):
        other = commands.open_group(eve, name=f"Group {number}", at=NOON)
        for who in ("ivy", "cat", "joe")[:many]:
            commands.join_group(eve, other.reference, cast.people[who].pk, at=NOON)

    with django_assert_num_queries(3):  # type: ignore[operator]
        queries.groups_page(eve, NOON)
    with django_assert_num_queries(5):  # type: ignore[operator]
        queries.groups_led(eve, NOON)
    with django_assert_num_queries(7):  # type: ignore[operator]
        queries.group_page(eve, other.reference, NOON)
