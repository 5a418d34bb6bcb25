"""A record whose time is over is disposed of by two; a learner asks about their data; a breach."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.people.actors import actor_of
from tests.access import things_of_keeping
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_two_dispose_of_a_record(cast: Cast, page: Page, arrive: Arrive, look: Look) -> None:
    at = timezone.now()
    things = things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)
    arrive(cast.ben)
    page.goto("/keeping/")
    look("keeping-rules")
    page.get_by_role("link", name="Records whose time is over").press("Enter")
    look("keeping-due")
    page.get_by_role("link", name=things["record"]).press("Enter")
    look("keeping-record")
    page.get_by_role("link", name="Agree to dispose of it").press("Enter")
    look("keeping-agree")
    page.get_by_role("button", name="Agree, and dispose of it").press("Enter")
    expect(page.locator("main")).to_contain_text(things["record"])
    look("keeping-certificate")


@both
def test_a_learner_asks_and_the_office_writes_a_step(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    at = timezone.now()
    things = things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)
    arrive(cast.joe)
    page.goto("/requests/mine/")
    look("my-data")
    page.get_by_role("link", name="Ask about your data").press("Enter")
    page.get_by_label("To see what is kept about somebody").press("Space")
    page.get_by_label("Joe Tanner").press("Space")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what is asked for")
    look("my-data-asked")
    page.get_by_label("Tell us more").fill("All of it.")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator("main")).to_contain_text("You hear from us by")

    arrive(cast.people["eve"])
    page.goto("/requests/")
    look("requests")
    page.get_by_role("link", name=things["request"]).press("Enter")
    look("request")
    page.goto(f"/breaches/{things['breach']}/")
    look("breach")
