"""The desk is narrowed, what narrows is taken away, and a chronology leads to all of it."""

from playwright.sync_api import Page, expect

from bield.concerns.about import About
from bield.concerns.intake import Intake
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import reported
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_the_desk_is_narrowed_and_widened_again(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    joe = [About(person_id=cast.joe.pk)]
    here = reported(cast, about=joe, intake=Intake(kind="bullying"))
    other = reported(cast, about=joe)
    arrive(cast.ama)
    page.goto("/desk/?tab=new")
    page.locator("main summary", has_text="Narrow it down").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Of which kind?").select_option(label="Bullying online")
    page.get_by_label("Whom do they name?").fill("Joe Tanner")
    look("desk-to-narrow")
    page.get_by_role("button", name="Show").click()

    expect(page.locator("main")).to_contain_text("Only concerns of the kind “Bullying online”")
    expect(page.locator(".bield-desk")).to_contain_text(here)
    expect(page.locator(".bield-desk")).not_to_contain_text(other)
    look("desk-narrowed")
    page.get_by_role("link", name="Take away “of the kind").press("Enter")
    expect(page.locator(".bield-desk")).to_contain_text(other)
    page.goto(f"/concern/{here}/person/1/")
    page.get_by_role("link", name="All of them in the search").click()
    expect(page.locator("h1")).to_have_text("Search concerns")
    expect(page.locator(".bield-desk__row")).to_have_count(2)
    look("search-of-somebody")


def test_days_the_wrong_way_round_stay_as_typed(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    reported(cast)
    arrive(cast.ama)
    days = "since_day=5&since_month=3&since_year=2026&until_day=1&until_month=3&until_year=2026"
    page.goto(f"/search/?words=pictures&{days}")

    expect(page.locator(".govuk-error-summary")).to_contain_text("The last day lies before")
    expect(page.get_by_label("Day").first).to_have_value("5")
    expect(page.locator(".bield-desk")).to_have_count(0)
    look("search-with-wrong-days")
