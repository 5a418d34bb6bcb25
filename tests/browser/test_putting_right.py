"""A name as typed is tied to somebody; another was meant; somebody else is added."""

import pytest
from playwright.sync_api import Page, expect

from bield.concerns.about import About
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import acknowledged
from tests.conftest import Cast

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    about = [About(name="joe tanner, year 4")]
    return acknowledged(cast, about=about, account="He was late again.")


@both
def test_the_people_of_a_concern_are_put_right(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    look("name-as-typed")
    page.get_by_role("link", name="Is this Joe Tanner").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is this?")
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose who is meant.")
    look("who-is-this-refused")
    page.get_by_label("Joe Tanner").check()
    page.get_by_label("How do you know, and what went wrong?").fill("His teacher says so.")
    page.get_by_role("button", name="Put it right").click()

    expect(page.get_by_text("It is put right.")).to_be_visible()
    look("people-in-it")
    page.get_by_role("link", name="Somebody else was meant").click()
    page.get_by_label("Somebody we do not have").check()
    page.get_by_label("What is the name?").fill("Al Pike")
    page.get_by_label("How do you know, and what went wrong?").fill("It was not Joe.")
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_role("alert")).to_contain_text("Leave out the name")
    page.get_by_label("How do you know, and what went wrong?").fill("Seen on the film.")
    page.get_by_role("button", name="Put it right").click()
    expect(page.get_by_role("heading", name="Al Pike")).to_be_visible()

    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Somebody we know").check()
    page.get_by_label("What is the name?").fill("Ivy Lindqvist")
    if scripted:
        page.get_by_role("option", name="Ivy Lindqvist", exact=True).click()
    page.get_by_label("Somebody else it is about").check()
    page.get_by_label("How do you know?").fill("She was there as well.")
    look("add-somebody")
    page.get_by_role("button", name="Add them").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The desk")
    expect(page.get_by_text("By it the concern goes to others")).to_be_visible()
    look("in-other-hands")
