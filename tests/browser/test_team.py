"""The team's pages and those of who looks after people, seen small and wide."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from bield.people import commands
from tests.browser.conftest import check_access, picture
from tests.conftest import Cast

PAGES = {
    "home": "/",
    "organisation": "/people/organisation/",
    "team": "/team/",
    "card": "/team/card/",
    "contact": "/me/contact/",
    "people": "/people/",
    "person": "/people/{ivy}/",
    "change": "/people/{ivy}/change/",
    "give": "/people/{ivy}/give/",
    "leave": "/people/{ivy}/leave/",
    "family": "/people/{joe}/family/?words=nan",
    "posts": "/people/posts/",
    "put-forward": "/people/posts/put-forward/",
    "appointment": "/people/appointments/{appointment}/",
    "cover": "/people/cover/",
    "away": "/people/{ama}/away/",
    "places": "/people/places/",
    "add-place": "/people/places/add/",
    "words": "/people/words/",
}


@pytest.fixture
def things(cast: Cast) -> dict[str, str]:
    from django.utils import timezone

    at = timezone.now()
    ben = cast.actor("ben")
    appointment = commands.propose(ben, cast.ivy.pk, role="deputy", at=at)
    commands.set_cover(
        cast.actor("ama"), cast.ama.pk, stand_in_id=cast.ben.pk,
        begins_on=at.date(), ends_on=at.date(), at=at,
    )  # fmt: skip
    return {
        "appointment": appointment.reference,
        **{name: person.reference for name, person in cast.people.items()},
    }


def test_the_pages_of_team_and_people_can_be_read_by_everybody(
    page: Page, arrive: Callable[..., None], cast: Cast, things: dict[str, str]
) -> None:
    arrive(cast.ama)
    for name, path in PAGES.items():
        page.goto(path.format(**things))
        expect(page.locator("h1")).to_be_visible()
        check_access(page)
        picture(page, f"people-{name}")
