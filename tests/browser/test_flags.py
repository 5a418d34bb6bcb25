"""A flag on a person: set, seen beside the name, looked at again, and ended with a reason."""

import pytest
from playwright.sync_api import Page, expect

from bield.concerns.about import About
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import acknowledged
from tests.conftest import Cast

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    return acknowledged(cast, about=[About(person_id=cast.joe.pk)], account="He was late again.")


def day(page: Page, question: str, *typed: str) -> None:
    group = page.get_by_role("group", name=question)
    for label, part in zip(("Day", "Month", "Year"), typed, strict=True):
        group.get_by_label(label, exact=True).fill(part)


@both
def test_it_is_set_looked_at_again_and_ended(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    page.get_by_role("link", name="Joe Tanner", exact=True).click()
    page.get_by_role("link", name="See and add flags").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Flags")
    look("flags-none")
    page.get_by_role("button", name="Add a flag").or_(
        page.get_by_role("link", name="Add a flag")
    ).click()

    page.get_by_label("No contact with somebody").check()
    day(page, "From which day?", "2", "3", "2026")
    page.get_by_label("How do you know it?").fill("Letter of Rae Moss, social worker.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("alert")).to_contain_text("Write who must have no contact.")
    look("flag-refused")
    page.get_by_label("Who must have no contact?").fill("Rob Feld")
    page.get_by_label("What else do people need to know?").fill("Ring the police if he comes.")
    day(page, "Until which day", "2", "9", "2027")
    page.get_by_role("button", name="Add it").click()

    expect(page.get_by_text("The flag is set.")).to_be_visible()
    look("flags-one")
    page.goto(f"/concern/{reference}/")
    said = "No contact with Rob Feld, until Thursday 2 September 2027"
    expect(page.locator(".bield-person__flag", has_text=said)).to_be_visible()
    above = page.locator("h1 ~ .bield-notice", has_text=said)
    expect(above).to_contain_text("Joe Tanner")
    look("flag-beside-the-name")
    page.get_by_role("link", name="Joe Tanner", exact=True).click()
    expect(page.locator(".bield-chronology")).to_contain_text(
        "No contact with Rob Feld. From Monday"
    )
    look("flag-in-chronology")
    page.get_by_role("link", name="See all flags").click()

    page.get_by_role("link", name="It still stands").click()
    page.get_by_label("Whom did you ask, and what did they say?").fill("Rae Moss: it goes on.")
    look("flag-still-stands")
    page.get_by_role("button", name="It still stands").click()
    page.get_by_role("link", name="It has ended").click()
    day(page, "On which day did it end?", "3", "3", "2026")
    page.get_by_label("Why, and how do you know it?").fill("The court took it back.")
    look("flag-ends")
    page.get_by_role("button", name="It has ended").click()

    expect(page.get_by_role("heading", name="What has ended")).to_be_visible()
    expect(page.get_by_text("The court took it back.")).to_be_visible()
    look("flags-over")
