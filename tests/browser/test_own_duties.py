"""A duty of one's own is met on the receipt, and ends when a body was told."""

from playwright.sync_api import Page, expect

from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_teacher_learns_that_it_is_theirs_and_writes_down_that_they_told(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_label("What happened?").fill("She says that she was cut in the summer.")
    if not page.get_by_label("What kind of thing is it?").is_visible():
        page.locator("details", has=page.get_by_label("What kind of thing is it?")).locator(
            "summary"
        ).click()
    page.get_by_label("What kind of thing is it?").select_option(value="fgm")
    page.get_by_role("button", name="Send to the safeguarding team").click()
    expect(page.get_by_text("The law asks you yourself to tell the police")).to_be_visible()
    look("own-duty-receipt")

    page.goto("/duties/")
    look("own-duty-in-the-list")
    expect(page.get_by_role("link", name="Mark as done")).to_be_visible()
    page.locator("a[href^='/refer-now/?report=']").first.click()
    expect(page.locator("main")).to_contain_text("by the end of the next working day")
    look("own-duty-whom-to-call")
    page.get_by_label("Whom did you tell?").select_option(label="Police")
    page.get_by_role("button", name="Write it down").click()
    look("own-duty-done")
    expect(page.locator("main")).not_to_contain_text("The law asks you yourself")

    page.goto("/duties/")
    expect(page.locator("main")).not_to_contain_text("the law asks of you")
