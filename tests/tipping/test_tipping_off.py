"""Nobody named in a concern can tell from anything in the house that it exists.

The house is built twice, with the concern and without it, and whoever it names looks at everything
that they may look at: it must be the same, letter by letter.
"""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.databases import Databases
from tests.tipping.stories import RARE, STORIES
from tests.tipping.twins import WHO, Twins, founded, stopped
from tests.tipping.walk import Seen


@pytest.fixture(scope="module")
def twins(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[Twins]:
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name), stopped() as clock:
            yield founded(clock)
        databases.drop(name)


@pytest.fixture(scope="module")
def without(twins: Twins) -> dict[str, Seen]:
    """What everybody meets where nothing of all this was told."""
    return twins.seen(WHO)


@pytest.mark.parametrize("told", STORIES)
def test_whoever_is_named_meets_the_same_house(
    twins: Twins, without: dict[str, Seen], told: str
) -> None:
    story = STORIES[told]

    found = twins.seen(story.named, story)

    for who in story.named:
        differs = [
            name for name, said in found[who].said.items() if said != without[who].said[name]
        ]
        assert not differs, who
        assert found[who].sizes == without[who].sizes, who
        assert found[who].statements == without[who].statements, who


def test_whoever_deals_with_it_meets_it_everywhere(twins: Twins, without: dict[str, Seen]) -> None:
    """So that equal pages are not equal because nothing would ever show on them."""
    found = twins.seen(["ama"], STORIES["about colleagues, still worked on"])

    differs = {
        name for name, said in found["ama"].said.items() if said != without["ama"].said.get(name)
    }

    assert differs >= PLACES


PLACES = {
    "concerns:slips",
    "concerns:slip-batch",
    "e-mail",
    "hook",
    "front:home",
    "front:today",
    "duties:duties",
    "ledger:record",
    "lines of concern.reported",
    "retention:holds",
    "concerns:desk",
    "concerns:desk {'tab': 'mine'}",
    f"concerns:search {{'words': '{RARE}'}}",
    "concerns:desk {'tab': 'mine', 'person': 'Dev Rahman'}",
    "concerns:search {'person': 'Dev Rahman'}",
    "concerns:search {'since_day': '3', 'since_month': '3', 'since_year': '2026'}",
    "concerns:concern of what is hidden",
    "concerns:changes",
    "policies:board {'room': 'concerns'}",
    "reports:board year",
    "api:figures later",
    "api:concerns mine",
    "api:duties",
    "api:narrative of what is hidden",
}
