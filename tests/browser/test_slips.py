"""Paper slips are made, looked at as they are printed, typed in, and taken out of use."""

import re

import pytest
from playwright.sync_api import Page, expect

from bield.concerns import commands
from bield.concerns.slips import slip_number
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import NOON, Cast

__all__ = ["look"]


@pytest.fixture
def first(cast: Cast) -> str:
    return commands.print_slips(cast.actor("ama"), site_id=cast.oak.pk, count=3, at=NOON)


@both
def test_slips_are_made_and_printed(cast: Cast, page: Page, arrive: Arrive, look: Look) -> None:
    arrive(cast.ama)
    page.goto("/desk/")
    page.get_by_role("link", name="Paper slips").click()
    look("slips-none")
    page.get_by_role("button", name="Make the slips").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the site")
    look("slips-refused")
    page.get_by_label("For which site?").select_option(label="Elm")
    page.get_by_label("How many?").fill("2")
    page.get_by_role("button", name="Make the slips").click()

    expect(page.locator("h1")).to_have_text("Slips to print")
    expect(page.locator(".bield-slip")).to_have_count(2)
    look("slips-to-print")
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_hidden()
    expect(page.locator(".bield-slip").first).to_contain_text("Cat Doyle")
    page.emulate_media(media="screen")
    page.get_by_role("link", name="How these slips stand").click()
    look("slips-stand")


@both
def test_a_slip_is_typed_in_once(
    cast: Cast, first: str, page: Page, arrive: Arrive, look: Look
) -> None:
    def type_in(slip: str) -> None:
        page.goto("/report/what-happened/?danger_now=no")
        if not page.get_by_label("Which number stands").is_visible():
            page.get_by_text("Do you type in a paper slip?").click()
        page.get_by_label("Which number stands on the slip?").fill(slip)
        page.get_by_label("On which day was the slip filled in?").fill("3 3 2026")
        page.get_by_label("At what time was it filled in?").fill("14:10")
        page.get_by_label("Who filled it in").fill("Kim Ashworth")
        page.get_by_label("What happened?").fill("As it stands on the slip.")
        if page.get_by_label("Which site").is_visible():
            page.get_by_label("Which site").select_option(label="Oak")
        page.get_by_role("button", name="Send to the safeguarding team").click()

    arrive(cast.dev)
    type_in(f"{first[:-1]}X")
    expect(page.locator(".govuk-error-summary")).to_contain_text("This number does not fit.")
    look("slip-mistyped")
    page.get_by_label("Which number stands on the slip?").fill(first)
    page.get_by_role("button", name="Send to the safeguarding team").click()
    reference = page.locator(".bield-receipt__reference strong").inner_text()

    arrive(cast.ben)
    type_in(first)
    look("slip-entered-already")
    page.get_by_role("link", name=f"The slip was entered as concern {reference}.").click()
    expect(page.locator("main")).to_contain_text(f"Slip {first}, Tuesday 3 March 2026 at 14:10")
    look("concern-from-a-slip")


@both
def test_a_slip_is_taken_out_of_use_by_keyboard(
    cast: Cast, first: str, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/slips/{first}/")
    page.get_by_role("link", name=f"Take {slip_number(2)} out of use").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Take slip {slip_number(2)} out of use")
    look("slip-out-of-use")
    page.get_by_label("Spoilt, and torn up").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("Out of use: spoilt, and torn up")
    look("slips-one-out-of-use")


def test_each_slip_takes_both_sides_of_one_sheet(cast: Cast, page: Page, arrive: Arrive) -> None:
    first = commands.print_slips(cast.actor("ama"), site_id=cast.elm.pk, count=3, at=NOON)
    arrive(cast.ama)
    page.goto(f"/slips/{first}/print/")

    paper = page.pdf(format="A4", prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2 * 3
