"""The menu by keyboard, with and without script: work under headings, and nobody else's."""

from playwright.sync_api import Page, expect

from bield.people.actors import actor_of
from bield.retention.commands import name_contact
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import NOON, Cast

__all__ = ["look"]


@both
def test_a_lead_finds_the_work_under_what_she_comes_for(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ama)
    page.goto("/")
    page.locator(".bield-menu summary").press("Enter")

    families = page.get_by_role("list", name="Forms and families")
    expect(families.get_by_role("link")).to_have_count(6)
    box = page.locator(".bield-menu__panel").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert page.viewport_size is not None
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    look("menu-lead")
    families.get_by_role("link", name="Events").press("Enter")

    expect(page.get_by_role("heading", level=1, name="Events")).to_be_visible()


@both
def test_whoever_was_named_for_data_finds_the_questions(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    name_contact(actor_of(cast.lou, on=NOON.date()), cast.ivy.reference, at=NOON)
    arrive(cast.ivy)
    page.goto("/")
    page.locator(".bield-menu summary").press("Enter")
    look("menu-data")
    page.get_by_role("list", name="Data and records").get_by_role("link").press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Questions about data")
