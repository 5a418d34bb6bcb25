"""A colleague named by a first name alone: asked about, and then kept out."""

from playwright.sync_api import Page, expect

from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_whoever_is_meant_by_a_first_name_is_asked_by_keyboard(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_label("What happened?").fill("He shouted at her.")
    field = page.get_by_label("Is somebody said to have caused it?")
    if not field.is_visible():
        page.locator("details", has=field).locator("summary").click()
    field.fill("Ben")
    page.get_by_role("button", name="Send to the safeguarding team").press("Enter")

    expect(page.locator(".govuk-error-summary")).to_contain_text("Say whom you mean")
    expect(page.get_by_label("What happened?")).to_have_value("He shouted at her.")
    look("in-doubt")
    page.get_by_label("Ben Carter").press("Space")
    page.get_by_role("button", name="Send to the safeguarding team").press("Enter")

    expect(page.locator(".bield-receipt")).to_be_visible()
    expect(page.locator("main")).not_to_contain_text("Ben Carter")
    look("in-doubt-receipt")
