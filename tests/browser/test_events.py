"""An event is planned, a parent reads of it, tells what she saw online, and it comes down; and a
family's own recording is signed by both."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.agreements.asking import cares
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


def fill_day(page: Page, day: date) -> None:
    page.get_by_label("Day", exact=True).fill(str(day.day))
    page.get_by_label("Month", exact=True).fill(str(day.month))
    page.get_by_label("Year", exact=True).fill(str(day.year))


@both
def test_an_event_and_what_was_seen_online(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    arrive(cast.ama)
    page.goto("/events/")
    page.get_by_role("link", name="Plan an event").click()
    page.get_by_role("button", name="Keep the event").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Say what the event is called.")
    look("event-plan-empty")
    page.get_by_label("What is the event called?").fill("Summer show")
    fill_day(page, timezone.localdate() + timedelta(days=1))
    page.get_by_label("Yes, if every family agrees").press("Space")
    page.get_by_role("button", name="Keep the event").press("Enter")
    expect(page.locator("h1")).to_have_text("Summer show")
    look("event-office")

    arrive(cast.nan)
    page.goto("/my-events/")
    page.get_by_role("link", name="Summer show").click()
    expect(page.locator("main")).to_contain_text("Please take no pictures")
    look("event-notice")
    page.get_by_role("link", name="I saw a picture of an event online").click()
    page.get_by_label("Where did you see it, and what does it show?").fill("A film on a page.")
    page.get_by_label("Yes", exact=True).press("Space")
    look("seen-online-form")
    page.get_by_role("button", name="Tell us").press("Enter")
    expect(page.locator("h1")).to_have_text("We know now")

    arrive(cast.ama)
    page.goto("/take-downs/")
    page.get_by_role("link", name=re.compile("^U-")).first.click()
    expect(page.locator("main")).to_contain_text("What is missing before it can be closed:")
    expect(page.get_by_role("button", name="Close it")).to_have_count(0)
    look("take-down-next")
    page.get_by_role("link", name="Write down that you ask").click()
    page.get_by_label("Whom do you ask, and in which way?").fill("By telephone.")
    look("take-down-ask")
    page.get_by_role("button", name="Keep what I asked").press("Enter")
    expect(page.locator("main")).to_contain_text("No answer yet")


@both
def test_a_family_and_we_sign_for_its_own_recording(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    arrive(cast.nan)
    page.goto("/family-recordings/")
    look("own-recordings")
    page.get_by_label("Joe Tanner").press("Space")
    page.get_by_role("button", name="Yes, we will record").press("Enter")
    page.get_by_role("button", name="I sign").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose at least one thing")
    look("own-recording-nothing-chosen")
    page.get_by_label("Watch the session again at home").press("Space")
    fill_day(page, timezone.localdate() + timedelta(days=60))
    page.get_by_role("button", name="I sign").press("Enter")
    expect(page.locator("main")).to_contain_text("The office has still to sign")
    look("own-recording-signed")
    page.get_by_role("link", name="Change it").press("Enter")
    expect(page.get_by_label("Watch the session again at home")).to_be_checked()

    arrive(cast.ama)
    page.goto("/family-recordings/all/")
    page.get_by_role("link", name="Joe Tanner").first.click()
    page.get_by_role("button", name="Sign for the organisation").press("Enter")
    expect(page.locator("main")).to_contain_text("Signed by both")
    look("own-recording-copy")
