"""A page goes onto paper: it says what for, for whom and by whom on every sheet."""

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from bield.concerns import commands
from bield.concerns.about import About
from tests.browser.conftest import picture
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import acknowledged
from tests.conftest import NOON, Cast

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    """Long enough for several sheets."""
    found = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    for number in range(40):
        words = f"Note {number}. " + "He came without a coat and said nothing. " * 5
        commands.add_entry(cast.actor("ben"), found, kind="note", text=words, at=NOON)
    return found


def say_what_for(page: Page) -> None:
    page.get_by_label("A conference, or a meeting with other bodies").check()
    page.get_by_label("Who will have the paper?").fill("Ada Quill, chair")
    page.get_by_role("button", name="Show it for printing").click()


def sheets(page: Page) -> list[str]:
    made = page.pdf(format="A4", prefer_css_page_size=True)
    return [" ".join(one.extract_text().split()) for one in pypdf.PdfReader(io.BytesIO(made)).pages]


@both
@pytest.mark.parametrize("below", ["print/", "person/1/print/"])
def test_every_sheet_of_a_print_says_what_for_and_by_whom(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look, below: str
) -> None:
    arrive(cast.ben)
    name = below.replace("/", "-")
    page.goto(f"/concern/{reference}/{below}")
    look(f"{name}for")
    page.get_by_role("button", name="Show it for printing").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose what it is for.")
    look(f"{name}refused")
    say_what_for(page)
    expect(page.locator("main")).to_contain_text("Ada Quill, chair")
    look(f"{name}shown")
    page.emulate_media(media="print")
    picture(page, f"{name}on-paper")

    found = sheets(page)

    assert len(found) > 2
    for sheet in found:
        assert sheet.count("P-") >= 2, "the head and the mark across the sheet"
        assert "for Ada Quill, chair" in sheet
        assert "A conference, or a meeting with other bodies" in sheet
        assert "printed by Ben Carter" in sheet
        assert "not a released copy" not in sheet


def test_the_screen_printed_as_it_is_says_that_it_is_no_copy(
    reference: str, cast: Cast, page: Page, arrive: Arrive
) -> None:
    arrive(cast.ben)
    for below in ("", "person/1/"):
        page.goto(f"/concern/{reference}/{below}")

        found = sheets(page)

        assert len(found) > 2
        for sheet in found:
            assert "Printed from the screen of Ben Carter" in sheet
            assert sheet.count("not a released copy") >= 2
    page.goto("/where-to-report/if-nobody-answers/")
    assert "not a released copy" not in "".join(sheets(page)), "meant to hang on a wall"
