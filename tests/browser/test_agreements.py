"""A form is written, a mother answers on her phone, and takes it back."""

import re

from playwright.sync_api import Page, expect

from tests.agreements.asking import cares, published
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_mother_agrees_and_takes_it_back(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    published(cast)
    cares(cast, "nan")
    arrive(cast.nan)
    page.goto("/agreements/")
    look("asked")
    page.get_by_role("link", name="Read and answer").first.click()
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Answer at least one question.")
    look("asked-nothing-answered")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")

    expect(page.locator("main")).to_contain_text("You agreed on")
    page.get_by_role("link", name="Take it back").click()
    look("asked-take-back")
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.locator("main")).to_contain_text("You took it back on")


@both
def test_a_form_is_written_published_and_answered_on_paper(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    arrive(cast.ama)
    page.goto("/forms/")
    page.get_by_role("link", name="Write a new form").click()
    page.get_by_label("What is the form called?").fill("Recording")
    page.get_by_role("button", name="Go on").press("Enter")
    look("form-empty")
    page.get_by_role("link", name="Ask for something more").click()
    page.get_by_label("What do you ask for?").select_option("record")
    page.get_by_label("How do you ask parents and carers?").fill("May we record your child?")
    page.get_by_label("How do you ask the child?").fill("Is it all right if we record you?")
    page.get_by_label("From which age is the child asked?").fill("7")
    look("form-question")
    page.get_by_role("button", name="Keep it in the draft").press("Enter")
    look("form-draft")
    page.get_by_role("button", name="Publish it").press("Enter")
    expect(page.locator("main")).to_contain_text("Edition 1, since")

    page.get_by_role("link", name="Whose answer is wanted").click()
    look("form-wanted")
    page.get_by_role("link", name=re.compile("Nan Tanner, for Joe Tanner")).click()
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label("On paper").press("Space")
    look("form-taken")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.get_by_role("link", name=re.compile("Joe Tanner, for Joe Tanner"))).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Nan Tanner, for Joe Tanner"))).to_be_hidden()
