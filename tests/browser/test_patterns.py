"""What turns up again: sentences, a picture and tables, each leading to its concerns."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.states import PartyRole
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import report
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_lead_sees_what_turns_up_again(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    joe = About(person_id=cast.joe.pk)
    man = About(name="Mr Harker of the sports hall", role=PartyRole.ALLEGED)
    at = timezone.now()
    for number, about in enumerate(([joe, man], [joe], [man], [joe, man])):
        where = "Stairwell B, on Snapchat" if number % 2 else "The sports hall, Discord"
        when = at - timedelta(days=9 * number)
        report(cast, about=about, where=where, at=when, intake=Intake(kind="bullying"))
    arrive(cast.ama)
    page.goto("/desk/")
    page.get_by_role("main").get_by_role("link", name="What turns up again").click()

    expect(page.locator("h1")).to_have_text("What turns up again")
    expect(page.get_by_role("main")).to_contain_text("Joe Tanner: in 3 concerns since")
    look("patterns")
    page.get_by_text("Another time, site or kind").click()
    page.get_by_label("Of which time?").select_option(label="Days of your own")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Enter the first day.")
    look("patterns-refused")
    page.get_by_label("Of which time?").select_option(label="The last 12 months")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("svg.bield-network")).to_be_visible()
    page.get_by_role("cell", name="Mr Harker of the sports hall").first.wait_for()
    link = page.get_by_role("link", name="2 with Joe Tanner and Mr Harker of the sports hall")
    link.focus()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("and")
    expect(page.locator(".bield-desk__row")).to_have_count(2)
    look("patterns-of-two")
