"""Whoever works here makes the setting's number known, at joining and each year."""

from datetime import timedelta

import pytest

from bield.duties import commands, queries, rounds
from bield.duties.models import Duty, Found
from bield.kit.refusals import Refused
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import OwnNumber
from bield.people.queries import own_numbers
from bield.people.states import Role
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient

DAY = timedelta(days=1)
KNOWN = "duties.number-known"


@pytest.fixture
def asked(cast: Cast) -> Cast:
    """Alder Training has taken it on."""
    people.change_organisation(cast.actor("ama"), adopted=["EY-48"], at=NOON)
    return cast


def set_number(cast: Cast, number: str, site: str = "") -> OwnNumber:
    site_id = getattr(cast, site).pk if site else None
    return people.set_number(cast.actor("eve"), number=number, site_id=site_id, at=NOON)


def waiting(cast: Cast, days: int = 0) -> set[str]:
    rounds.stand(NOON + days * DAY)
    look_into(cast.alder)
    found = Duty.objects.filter(kind=KNOWN, state__in=("open", "overdue"))
    return {
        name.split()[0].lower() for name in found.values_list("holdings__person__name", flat=True)
    }


def confirm(cast: Cast, who: str, days: int = 0) -> None:
    actor = cast.actor(who)
    (row,) = [row for row in queries.for_person(actor, NOON + days * DAY) if row.code == KNOWN]
    commands.mark_done(actor, row.reference, evidence="made-known", at=NOON + days * DAY)


@pytest.mark.clause("EY-48")
def test_all_who_work_here_are_asked_with_the_number_shown(asked: Cast) -> None:
    set_number(asked, "01632 960 110")

    found = waiting(asked)

    assert found == {"ama", "ben", "cat", "dev", "eve", "gus", "hal", "ivy", "lou"}
    rows = queries.in_words(asked.actor("dev"), queries.for_person(asked.actor("dev"), NOON))
    (row,) = [row for row in rows if row.code == KNOWN]
    assert row.words == "Give our number, 01632 960 110, to your family"
    assert row.link == "/people/number/"


@pytest.mark.clause("EY-48")
def test_another_number_asks_all_again(asked: Cast) -> None:
    set_number(asked, "01632 960 110")
    waiting(asked)
    confirm(asked, "dev")
    before = waiting(asked)

    set_number(asked, "01632 960 119")

    assert "dev" not in before
    assert waiting(asked) == before | {"dev"}
    assert Duty.objects.filter(kind=KNOWN, state="open").count() == len(before) + 1


@pytest.mark.clause("EY-48")
def test_somebody_new_is_asked_and_each_after_a_year(asked: Cast) -> None:
    set_number(asked, "01632 960 110")
    waiting(asked)
    confirm(asked, "dev")
    new = people.add_person(asked.actor("eve"), name="Uma Vale", at=NOON)
    people.appoint(asked.actor("eve"), new.pk, role=Role.VOLUNTEER, at=NOON)

    soon, later = waiting(asked, days=1), waiting(asked, days=366)

    assert ("uma" in soon, "dev" in soon, "dev" in later) == (True, False, True)


def test_a_place_may_have_a_number_of_its_own(asked: Cast) -> None:
    set_number(asked, "01632 960 110")
    waiting(asked)
    for who in ("dev", "ivy"):
        confirm(asked, who)

    set_number(asked, "01632 960 120", site="elm")

    assert {"dev", "ivy"} & waiting(asked) == {"ivy"}
    look_into(asked.alder)
    numbers = {site: row.number for site, row in own_numbers(asked.alder.pk).items()}
    assert numbers == {
        None: "01632 960 110",
        asked.oak.pk: "01632 960 110",
        asked.elm.pk: "01632 960 120",
    }


def test_a_place_goes_by_the_whole_again(asked: Cast) -> None:
    set_number(asked, "01632 960 110")
    set_number(asked, "01632 960 120", site="elm")

    set_number(asked, "", site="elm")

    assert own_numbers(asked.alder.pk)[asked.elm.pk].number == "01632 960 110"


def test_whoever_leaves_is_asked_no_more(asked: Cast) -> None:
    set_number(asked, "01632 960 110")
    before = waiting(asked)
    people.leave(asked.actor("eve"), asked.dev.pk, left_on=NOON.date(), at=NOON)

    after = waiting(asked, days=1)

    assert before - after == {"dev"}


@pytest.mark.clause("EY-48")
def test_a_number_that_is_not_written_down_is_a_breach_and_silence_is_not_proof(
    asked: Cast,
) -> None:
    rounds.watch(NOON)
    look_into(asked.alder)
    missing = Found.objects.get(
        organisation=asked.alder, watch="duties.number-is-known", until=None
    )
    set_number(asked, "01632 960 110")
    waiting(asked)

    rounds.watch(NOON + 30 * DAY)

    look_into(asked.alder)
    late = Found.objects.get(organisation=asked.alder, watch="duties.number-is-known", until=None)
    assert (missing.state, late.state) == ("broken", "unproved")
    assert late.message.startswith("9 of those who work here have not confirmed")


def test_where_it_is_not_taken_on_nobody_is_asked(cast: Cast) -> None:
    set_number(cast, "01632 960 110")

    assert waiting(cast) == set()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "not-a-number"),
        ("ring us", "not-a-number"),
        ("01632 960 110", "number-is-this-already"),
    ],
)
def test_a_number_can_be_rung_and_is_another_one(cast: Cast, number: str, code: str) -> None:
    set_number(cast, "01632 960 110")

    with pytest.raises(Refused) as refused:
        set_number(cast, number)

    assert [one.code for one in refused.value.refusals] == [code]


def test_only_who_looks_after_people_writes_it_down(cast: Cast) -> None:
    with pytest.raises(Refused):
        people.set_number(cast.actor("dev"), number="01632 960 110", at=NOON)


def test_everybody_who_works_here_sees_it_on_a_page(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.eve)
    client.send("/people/number/change/", {"number": "01632 960 110", "site_id": ""})
    sign_in(client, cast.dev)

    assert "01632 960 110" in client.get("/people/number/").content.decode()
    assert house(cast.alder.pk, "x").is_house
