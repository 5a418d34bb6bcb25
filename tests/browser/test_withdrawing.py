"""A mother takes her yes back; whoever looks next, in another browser, is told no."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from bield.access.cookies import VISIT as COOKIE
from bield.agreements import commands
from bield.people import commands as people
from bield.people.actors import Strength
from bield.people.actors import house as us
from tests.agreements.test_events import Six
from tests.browser.conftest import picture
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast, enter, look_into
from tests.server import Server

__all__ = ["look"]


def at_the_desk(cast: Cast, house: Server, browser: Browser, width: int) -> Page:
    """Ama's own browser."""
    context = browser.new_context(base_url=house.url, viewport={"width": width, "height": 844})
    visit = enter(cast.ama, Strength.STEPPED_UP)
    context.add_cookies([{"name": COOKIE, "value": visit, "url": house.url}])
    return context.new_page()


@both
def test_the_next_look_of_the_office_says_no(
    cast: Cast, page: Page, arrive: Arrive, look: Look, house: Server, browser: Browser, width: int
) -> None:
    six = Six(cast)
    six.all_say()
    event = commands.plan_event(
        cast.actor("ama"),
        title="Winter show",
        on=timezone.localdate() + timedelta(days=1),
        groups=[six.group.reference],
        at=timezone.now(),
    ).reference
    look_into(cast.alder)
    desk = at_the_desk(cast, house, browser, width)
    desk.goto(f"/events/{event}/")
    before = desk.locator("main").inner_text()
    picture(desk, "withdrawn-1-before")

    mother, _ = six.families[0]
    domain = cast.ama.email.partition("@")[2]
    mother = people.change_person(
        us(cast.alder.pk, "tests"), mother.pk, email=f"first@{domain}", at=timezone.now()
    )
    arrive(mother)
    page.goto("/my-children/")
    look("withdrawn-2-her-page")
    page.get_by_role("link", name=re.compile("Take it back")).first.press("Enter")
    look("withdrawn-3-sure")
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.locator("h1")).to_have_text("What follows from your answer")
    look("withdrawn-4-what-follows")

    desk.reload()
    expect(desk.locator("main")).to_contain_text("Please take no pictures")
    picture(desk, "withdrawn-5-after")
    assert "Please take no pictures" not in before
    desk.context.close()
