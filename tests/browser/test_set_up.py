"""A fresh house is set up with the code of its console: on a phone, and without script."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import check_access, picture
from tests.server import Server


@pytest.fixture
def fresh(own_house: Server, browser: Browser, width: int, scripted: bool) -> Iterator[Page]:
    context = browser.new_context(
        base_url=own_house.url,
        viewport={"width": width, "height": 844 if width < 600 else 900},
        java_script_enabled=scripted,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def shown_code(house: Server) -> str:
    found = re.search(r"/set-up/ and type (\S+)", house.said())
    assert found, house.said()
    return found[1]


def ask(page: Page, name: str, *, looks: bool) -> None:
    """A page is looked at before it is answered."""
    if looks:
        check_access(page)
        picture(page, f"set-up-{name}")


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set up your organisation")


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no-script"])
def test_a_pre_school_is_set_up_from_the_code_to_the_first_sign_in(
    fresh: Page, own_house: Server, scripted: bool
) -> None:
    page = fresh
    page.goto("/set-up/")
    ask(page, "code", looks=scripted)
    page.get_by_label("The code that the console shows").fill(shown_code(own_house))
    page.get_by_role("button", name="Begin").click()

    page.get_by_role("link", name="Your organisation", exact=True).click()
    page.get_by_role("button", name="Keep and go on").click()
    ask(page, "error", looks=scripted)
    page.get_by_label("What is your organisation called?").fill("Wren Pre-school")
    page.get_by_label("Pre-school or nursery").check()
    page.get_by_label("No", exact=True).check()
    keep(page)
    ask(page, "tasks", looks=scripted)

    page.get_by_role("link", name="Where you work").first.click()
    page.get_by_label("Where do you work?").fill("Village hall\nChurch Lane")
    ask(page, "places", looks=scripted)
    keep(page)

    page.get_by_role("link", name="You", exact=True).click()
    page.get_by_label("What is your full name?").fill("Ida Marsh")
    page.get_by_label("What is your e-mail address?").fill("ida@wren.example")
    page.get_by_label("Yes").check()
    ask(page, "you", looks=scripted)
    keep(page)

    page.get_by_role("link", name="Safeguarding lead", exact=True).click()
    page.get_by_label("I am").check()
    keep(page)

    page.get_by_role("link", name="Deputy", exact=True).click()
    page.get_by_role("radio", name="Somebody else").check()
    page.get_by_label("what is their full name").fill("Tom Reed")
    page.get_by_label("their e-mail address").fill("tom@wren.example")
    ask(page, "deputy", looks=scripted)
    keep(page)

    page.get_by_role("link", name="How soon a worry is read", exact=True).click()
    page.get_by_label("Within 4 hours").check()
    ask(page, "clock", looks=scripted)
    keep(page)

    page.get_by_role("link", name="Read it once more and finish").click()
    page.get_by_label("Choose your password").fill("copper otter lantern")
    ask(page, "finish", looks=scripted)
    page.get_by_role("button", name="Finish and sign in").click()

    expect(page).to_have_url(re.compile(r"/sign-in/"))
    page.get_by_label("E-mail address").fill("ida@wren.example")
    page.get_by_label("Password", exact=True).fill("copper otter lantern")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(re.compile(r"/sign-in/$"))
    answer = page.goto("/set-up/")
    assert answer is not None
    assert answer.status == 404
