"""A view of one's own desk is kept, opened, put first and deleted."""

from playwright.sync_api import Page, expect

from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import reported
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_view_is_kept_and_the_desk_opens_with_it(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    bridge = reported(cast, account="It was under the bridge again.")
    other = reported(cast, account="Something else.")
    arrive(cast.ama)
    page.goto("/search/?words=bridge")
    page.get_by_role("link", name="Keep this as a view").click()
    look("view-to-keep")
    page.get_by_role("button", name="Keep").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Give the view a name.")
    page.get_by_label("What do you call this view?").fill("The bridge")
    page.get_by_label("My desk opens with this view").press("Space")
    page.get_by_role("button", name="Keep").press("Enter")

    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text(bridge)
    expect(page.locator("main")).not_to_contain_text(other)
    look("desk-opens-with-a-view")
    page.goto("/views/")
    look("views")
