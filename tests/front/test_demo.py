"""Families, helpers and whoever answers for data live in the demonstration."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bield.agreements import queries as agreements
from bield.agreements.states import Pictures, Purpose
from bield.front import family, home
from bield.front.demo import cast, people, story
from bield.people import queries
from bield.people.actors import Actor, actor_of
from bield.people.models import Organisation, Person
from bield.retention import queries as retention
from tests.conftest import look_into
from tests.databases import Databases

Come = Callable[[str], Actor]
HARBOUR, BRAMBLE = cast.HARBOUR, cast.BRAMBLE
AT = timezone.now()


@pytest.fixture(scope="module")
def told(databases: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The two that have families, with few concerns: their eighteen months are tried elsewhere."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            for one in (HARBOUR, BRAMBLE):
                story.tell(replace(one, concerns=4), AT)
            yield
        databases.drop(name)


@pytest.fixture
def come(told: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Come]:
    with django_db_blocker.unblock():
        yield _come


def _come(name: str) -> Actor:
    """By name; from now on the test looks into their organisation."""
    harbour, bramble = queries.organisation_ids()
    theirs = name in {one.name for one in HARBOUR.members}
    look_into(Organisation(pk=harbour if theirs else bramble))
    return actor_of(Person.objects.get(name=name), on=AT.date())


@pytest.mark.parametrize(
    ("mother", "father", "places"),
    [
        ("Joanna Fernsby", "Conrad Fernsby", {"Tidewater Centre", "Millfield Centre"}),
        ("Heather Summerhayes", "Jasper Summerhayes", {"Bramble Lane"}),
    ],
)
def test_a_mother_sees_where_her_children_are_and_a_father_elsewhere_does_not(
    come: Come, mother: str, father: str, places: set[str]
) -> None:
    hers = family.my_children(come(mother), at=AT).sides
    his = family.my_children(come(father), at=AT).sides

    assert {place for side in hers for place in side.places} == places
    assert [side.name for side in his] == [side.name for side in hers]
    assert [side.places for side in his] == [(), ()]
    assert all(side.waits for side in his)


def test_one_answer_is_outdated_and_one_was_taken_back(come: Come) -> None:
    first, second = family.my_children(come("Joanna Fernsby"), at=AT).sides

    said = {one.line.purpose: one.line.said for one in (*second.said, *first.said)}

    assert "the words are new" in said[Purpose.PHOTO_DISPLAY]
    assert any("You took it back" in one.line.said for one in second.said)


def test_of_one_event_it_stands_who_may_be_photographed(come: Come) -> None:
    lead = come("Marian Oakeshott")
    pages = [agreements.event_page(lead, one.reference, at=AT) for one in agreements.events(lead)]

    open_evening = next(page for page in pages if page.pictures == Pictures.AREA.label)

    assert "Rhys Coldharbour" in open_evening.for_area
    assert open_evening.attending > len(open_evening.for_area)


@pytest.mark.parametrize(
    ("lead", "contact"),
    [("Marian Oakeshott", "Leander Stockbridge"), ("Dorothea Pym", "Robyn Etherege")],
)
def test_there_is_something_of_everything_for_whoever_has_to_act(
    come: Come, lead: str, contact: str
) -> None:
    answers, leads = come(contact), come(lead)

    states = {row.state for row in retention.requests_page(answers, AT).open}
    waits = {item.text for part in home.home(leads, AT).waiting for item in part.items}

    assert states == {"Being answered", "Waits for whoever asked"}
    assert [row.late for row in retention.breaches_page(answers, AT)] == [False]
    assert len(agreements.misuse_page(leads).rows) == 1
    assert waits >= {
        "One breach of data is open",
        "2 questions about data are open",
        "One recording of a family waits for our signature",
        "One list of people waits for a yes",
    }


def test_records_of_somebody_who_left_are_over_and_one_waits_for_a_second_yes(come: Come) -> None:
    rows = retention.review_page(come("Tobias Merriwell"), AT).rows

    assert [(row.waits, row.mine) for row in rows] == [(True, False), (False, False)]


def test_who_helps_or_comes_under_a_contract_has_rules_to_sign(come: Come) -> None:
    for name in ("Fergus Tallow", "Rufus Elmhirst", "Martha Gosling", "Delphine Ottaway"):
        wanted = {sheet.title for sheet in agreements.my_sheets(come(name), at=AT) if sheet.wanted}
        assert wanted == {"Acceptable use of devices and systems", "How we behave online"}, name


def test_the_start_says_what_each_of_them_sees_and_gives_a_code_where_one_is_needed() -> None:
    known = {one.name: one for one in people.everybody()}

    assert "mother of Aaliyah and Idris" in people.as_text()
    assert all(
        known[name].sees
        for name in ("Joanna Fernsby", "Conrad Fernsby", "Rhys Coldharbour", "Rufus Elmhirst")
    )
    assert [name for name, one in known.items() if one.sees and one.totp_secret] == [
        "Leander Stockbridge",
        "Gwen Thistlewood",
        "Robyn Etherege",
    ]
