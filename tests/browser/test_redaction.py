"""From what was prepared to a locked copy: words taken out, read by a second person, a phrase."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns import commands
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.test_sharing import harmed, prepared
from tests.conftest import Cast

__all__ = ["look"]
NOTE = "Max Feld’s sister told me. Joe Tanner was there. The solicitor said: settle."


@pytest.fixture
def reference(cast: Cast) -> str:
    one = harmed(cast)
    commands.add_entry(cast.actor("ben"), one, kind="note", text=NOTE, at=timezone.now())
    prepared(cast, one, items=("people", "chronology"))
    return one


@both
def test_words_are_taken_out_and_read_twice_before_a_copy_is_locked(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/disclosed/1/")
    look("prepared")
    page.get_by_role("link", name="Take words out").click()
    look("redact")
    page.get_by_role("button", name="Take these out").click()
    expect(page.get_by_text("Choose why it is taken out").first).to_be_visible()

    page.get_by_label("It is about another person").check()
    people = page.get_by_role("group", name="Whose name is taken out?")
    people.get_by_label("Joe Tanner").check()
    page.get_by_label("Which words?").fill("The solicitor said: settle.")
    page.get_by_role("button", name="Take these out").click()
    expect(page.get_by_role("heading", name="Taken out so far")).to_be_visible()
    look("redact-marked")
    page.get_by_role("button", name="Make the redacted copy").click()
    expect(page.get_by_text("You prepared it.")).to_be_visible()
    look("redacted")

    arrive(cast.ama)
    page.goto(f"/concern/{reference}/disclosed/2/release/")
    look("release")
    page.get_by_label("Yes: I have read it, and it may leave").check()
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Ama Boateng released it")).to_be_visible()
    page.get_by_label("A document that nobody changes (PDF)").check()
    page.get_by_role("button", name="Make a locked copy").click()
    expect(page.locator("h1")).to_have_text("Copy 1 and its pass phrase")
    look("copy-made")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the locked file").click()
    assert saved.value.suggested_filename == f"{reference}-2-1.pdf"
