"""The public doors themselves: opened, found by their address, shut, printed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns.commands import door as commands
from bield.concerns.door_watches import DOOR_IS_OPEN
from bield.concerns.models import Door
from bield.concerns.queries import door as doors
from bield.kit import reading
from bield.kit.refusals import NotFound, Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Organisation
from tests.concerns.at_door import door
from tests.conftest import NOON, TODAY, Cast, look_into


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.code for one in refused.value.refusals]


def test_the_first_door_has_the_name_of_the_organisation(cast: Cast) -> None:
    assert door(cast).address == "alder-training"
    assert door(cast).address == "alder-training-2"


@pytest.mark.parametrize(
    ("name", "address"),
    [("ß", "our-door"), ("Very " * 40, "very-very-very-very-very-very-very-v"), ("Élan!", "elan")],
)
def test_an_address_can_be_typed_from_any_name(cast: Cast, name: str, address: str) -> None:
    Organisation.objects.filter(pk=cast.alder.pk).update(name=name)

    assert door(cast).address == address


def test_a_door_is_found_by_its_address_before_anything_else_is_known(cast: Cast) -> None:
    door(cast)
    door(cast, of=cast.birch)

    with reading.reading():
        seen = Door.objects.count()
        found = doors.door_at("birch-nursery")
        after = set(Door.objects.values_list("address", flat=True))

    assert (found.organisation, found.organisation_id) == ("Birch Nursery", cast.birch.pk)
    if connection.vendor == "postgresql":  # the wall holds before, and after it stands elsewhere
        assert seen == 0
        assert after == {"birch-nursery"}


@pytest.mark.parametrize("address", ["", "nobody", "ALDER", "alder-training ", "%", "alder"])
def test_an_address_that_is_none_leads_nowhere(cast: Cast, address: str) -> None:
    door(cast)

    with pytest.raises(NotFound):
        doors.door_at(address)


def test_capitals_lead_there_too(cast: Cast) -> None:
    door(cast)

    assert doors.door_at("ALDER-Training").address == "alder-training"


def test_who_may_open_one_opens_one_for_a_site(cast: Cast) -> None:
    eve = cast.actor("eve")

    commands.open_door(eve, address="by-the-oak", site=cast.oak.reference, at=NOON)

    at = doors.door_at("by-the-oak")
    assert (at.site_id, at.site, at.places) == (cast.oak.pk, "Oak", ())


@pytest.mark.parametrize("who", ["dev", "cat", "hal", "nan", "fay"])
def test_nobody_else_learns_of_the_page(cast: Cast, who: str) -> None:
    actor = cast.actor(who)

    with pytest.raises(NotFound):
        commands.open_door(actor, address="mine", at=NOON)
    with pytest.raises(NotFound):
        doors.doors_page(actor)
    with pytest.raises(NotFound):
        commands.shut_door(actor, door(cast).address, at=NOON)


@pytest.mark.parametrize("address", ["", "ab", "a" * 41, "Oak", "oak--lane", "-oak", "oak/la", "ö"])
def test_an_address_is_short_and_plain(cast: Cast, address: str) -> None:
    with pytest.raises(Refused) as refused:
        commands.open_door(cast.actor("eve"), address=address, at=NOON)

    assert codes(refused) == ["address-of-a-door"]


@pytest.mark.parametrize("whose", ["alder", "birch"])
def test_an_address_that_is_taken_by_anybody_is_taken(cast: Cast, whose: str) -> None:
    taken = door(cast, of=getattr(cast, whose)).address

    with pytest.raises(Refused) as refused:
        commands.open_door(cast.actor("eve"), address=taken, at=NOON)

    assert codes(refused) == ["address-is-taken"]


def test_a_place_of_somebody_else_is_not_offered(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        commands.open_door(
            cast.actor("eve"), address="theirs", site=cast.birch_site.reference, at=NOON
        )

    assert codes(refused) == ["unknown-place"]


def test_a_door_that_is_shut_leads_nowhere_and_its_name_stays_taken(cast: Cast) -> None:
    door(cast)
    door(cast, "oak")

    commands.shut_door(cast.actor("lou"), "alder-oak", at=NOON)

    with pytest.raises(NotFound):
        doors.door_at("alder-oak")
    with pytest.raises(Refused):
        commands.open_door(cast.actor("lou"), address="alder-oak", at=NOON)


@pytest.mark.clause("OT-35c")
def test_the_last_door_cannot_be_shut(cast: Cast) -> None:
    door(cast)

    with pytest.raises(Refused) as refused:
        commands.shut_door(cast.actor("ama"), "alder-training", at=NOON)

    assert codes(refused) == ["last-door"]


def test_a_door_of_somebody_else_cannot_be_shut(cast: Cast) -> None:
    door(cast)
    foreign = door(cast, of=cast.birch)

    with pytest.raises(NotFound):
        commands.shut_door(cast.actor("ama"), foreign.address, at=NOON)


def test_a_door_whose_site_has_closed_asks_for_the_place(cast: Cast) -> None:
    at = door(cast, "elm")
    people.close_site(house(cast.alder.pk, "tests"), cast.elm.pk, closed_on=TODAY, at=NOON)

    again = doors.door_at(at.address)

    assert (again.site, again.site_id) == ("", cast.oak.pk)  # the only place that is left


def test_the_poster_holds_the_address_and_a_square(cast: Cast) -> None:
    door(cast, "oak")

    shown = doors.poster(cast.actor("eve"), "alder-oak")

    assert (shown.organisation, shown.place) == ("Alder Training", "Oak")
    assert shown.link.endswith("/at/alder-oak/")
    assert shown.picture.startswith("<svg")


@pytest.mark.clause("EY-40")
def test_an_organisation_without_a_door_is_a_breach(cast: Cast) -> None:
    look_into(cast.alder)
    (found,) = DOOR_IS_OPEN.look(cast.alder.pk, NOON)
    door(cast)

    assert (found.state, found.link) == ("broken", "/doors/")
    assert DOOR_IS_OPEN.look(cast.alder.pk, NOON) == []


def test_the_page_of_doors_costs_the_same_however_many_there_are(cast: Cast) -> None:
    def statements() -> int:
        eve = cast.actor("eve")
        with CaptureQueriesContext(connection) as made:
            doors.doors_page(eve)
        return len(made)

    door(cast)
    few = statements()
    door(cast, "oak")
    door(cast, "elm")

    assert statements() == few
    assert few <= 3
