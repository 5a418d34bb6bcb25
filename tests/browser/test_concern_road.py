"""The main road in a browser: told on a phone or a wide screen, taken, worked, closed.

With script on and off, and once by keyboard alone; every page of it is put through axe.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import check_access, picture
from tests.concerns.gate import at_the_gate
from tests.conftest import Cast

Arrive = Callable[..., None]
Look = Callable[[str], None]

WORDS = "She came in late and would not take off her coat. There is a mark on her arm."
CHILD = "I don't want to go home."
both = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])


@pytest.fixture
def look(page: Page, scripted: bool) -> Look:
    """axe is a script itself, so it looks at a page only where there is script."""

    def at(name: str) -> None:
        if scripted:
            check_access(page)
        picture(page, name if scripted else f"{name}-without-script")

    return at


def tell(page: Page, words: str = WORDS) -> str:
    """From any page to the receipt; the answer is the reference."""
    page.get_by_role("link", name="Report a concern").first.click()
    page.get_by_role("button", name="No It still matters").click()
    page.get_by_label("What happened?").fill(words)
    page.get_by_label("What did the child say").fill(CHILD)
    if page.get_by_label("Which site").is_visible():
        page.get_by_label("Which site").select_option(label="Oak")
    page.get_by_role("button", name="Send").click()
    return page.locator(".bield-receipt__reference strong").inner_text()


@both
def test_a_concern_travels_the_whole_road(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/")
    page.get_by_role("link", name="Report a concern").first.click()
    expect(page.locator("h1")).to_have_text("Is anyone in danger right now?")
    look("report-1")
    page.get_by_role("button", name="No It still matters").click()
    expect(page.locator("h1")).to_have_text("What happened?")
    look("report-2")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what happened")
    look("report-2-mistake")
    page.get_by_label("What happened?").fill(WORDS)
    page.get_by_label("What did the child say").fill(CHILD)
    page.get_by_role("button", name="Send").click()

    expect(page.locator("h1")).to_have_text("We have your report")
    reference = page.locator(".bield-receipt__reference strong").inner_text()
    assert re.fullmatch(r"C-[2-9A-Z]{3}-[2-9A-Z]{4}", reference)
    look("receipt")
    page.goto("/my-reports/")
    expect(page.locator("main")).to_contain_text("Received")
    look("my-reports")

    arrive(cast.ama)
    page.goto("/desk/")
    look("desk")
    page.get_by_role("link", name=reference).click()
    expect(page.locator("h1")).to_have_text(f"Concern {reference}")
    expect(page.locator("main")).to_contain_text(WORDS)
    look("concern-new")
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator("main")).to_contain_text("The reporter sees “being handled”")
    look("concern-acknowledged")

    page.get_by_role("link", name="Add to the chronology").first.click()
    expect(page.locator("h1")).to_have_text("Add to the chronology")
    look("add")
    page.get_by_label("Action taken").check()
    page.get_by_label("Write it down").fill("Rang the duty desk. They take it from here.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator(".bield-chronology")).to_contain_text("Rang the duty desk")

    page.get_by_role("link", name="Close it").click()
    expect(page.locator("h1")).to_have_text("Can this concern be closed?")
    look("close")
    page.get_by_text("See what will be asked").click()
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the outcome.")
    look("close-mistake")
    at_the_gate(cast, reference, "ama")
    page.reload()
    page.get_by_label("Support arranged").check()
    page.get_by_label("Why can it be closed?").fill("Social care sees her every week.")
    page.get_by_label("Safeguarding and child protection").check()
    page.get_by_label("Where is it filed?").fill("Here, under its reference.")
    again = page.get_by_role("group", name="On which day will somebody look again?")
    for box, written in (("Day", "27"), ("Month", "3"), ("Year", "2031")):
        again.get_by_label(box).fill(written)
    page.get_by_label("What do we learn from it?").fill("Ring earlier in the day.")
    page.get_by_label("Why does nothing change?").fill("We ring earlier already.")
    page.get_by_label("Those affected were told").check()
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".bield-marks")).to_contain_text("Closed")
    look("concern-closed")

    arrive(cast.dev)
    page.goto("/my-reports/")
    expect(page.locator("main")).to_contain_text("Dealt with")
    expect(page.locator("main")).not_to_contain_text("Social care")


def test_the_road_can_be_travelled_by_keyboard_alone(
    cast: Cast, page: Page, arrive: Arrive
) -> None:
    arrive(cast.dev)
    page.goto("/report/")

    reach(page, "No It still matters")
    page.keyboard.press("Enter")
    page.wait_for_url("**/what-happened/**")
    reach(page, "Who are you worried about?")
    page.keyboard.type("Joe")
    expect(page.get_by_role("option").first).to_contain_text("Joe Tanner")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".bield-chosen").first).to_contain_text("Joe Tanner")
    reach(page, "What happened?")
    page.keyboard.type(WORDS)
    reach(page, "Send to the safeguarding team")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("We have your report")

    arrive(cast.ama)
    page.goto("/desk/")
    reach(page, "Joe Tanner")
    page.keyboard.press("Enter")
    page.wait_for_url("**/concern/**")
    reach(page, "Acknowledge")
    page.keyboard.press("Enter")
    expect(page.locator(".bield-marks")).to_contain_text("Acknowledged")


def reach(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until the thing of that name has the focus, and see that one can see it has."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if name in focused["name"]:
            assert focused["seen"], f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"the keyboard does not reach {name}")


FOCUSED = """() => {
  const element = document.activeElement;
  const label = element.labels?.[0]?.innerText ?? "";
  const style = getComputedStyle(element);
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { name: `${label} ${element.innerText ?? ""}`.replace(/\\s+/g, " "), seen: ring };
}"""


def test_what_is_typed_outlives_a_closed_tab(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    with page.expect_response("**/report/draft/"):
        page.get_by_label("What happened?").fill(WORDS)

    page.goto("/report/")
    expect(page.locator("main")).to_contain_text("You have begun to write")
    look("report-begun")
    page.get_by_role("link", name="Go on with it").click()

    expect(page.get_by_label("What happened?")).to_have_value(WORDS)


def test_what_is_typed_outlives_a_lost_line(
    cast: Cast, page: Page, arrive: Arrive, console: list[str]
) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    context: BrowserContext = page.context
    context.set_offline(True)
    page.get_by_label("What happened?").fill(WORDS)
    expect(page.locator("[data-draft-note]")).to_contain_text("kept on this device")
    kept = page.evaluate("JSON.stringify(Object.entries(localStorage))")
    page.get_by_role("button", name="Send").click()
    expect(page.locator("[data-draft-note]")).to_contain_text("You are offline")

    context.set_offline(False)
    page.reload()
    expect(page.get_by_label("What happened?")).to_have_value(WORDS)
    page.get_by_role("button", name="Send").click()
    expect(page.locator("h1")).to_have_text("We have your report")

    assert kept != "[]"
    assert "coat" not in kept
    page.wait_for_function("localStorage.length === 0")
    console.clear()  # the browser complains of the line that we cut


def test_hide_takes_everything_away_and_back_shows_nothing(
    cast: Cast, page: Page, arrive: Arrive
) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_label("What happened?").fill(WORDS)

    page.keyboard.press("Escape")
    page.wait_for_url("**/sign-in/**")

    expect(page.locator("body")).not_to_contain_text("coat")
    page.go_back()
    expect(page.locator("body")).not_to_contain_text("coat")


def test_hide_waits_for_no_server(cast: Cast, page: Page, arrive: Arrive) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_label("What happened?").fill(WORDS)
    page.evaluate("document.querySelector('[data-hide]').submit = () => {}")  # nobody answers

    page.get_by_role("button", name="Hide").click()

    expect(page.locator("body")).to_be_hidden()
    assert page.title() == "…"
    assert "coat" not in page.content()


def test_the_second_of_two_is_told_what_changed_and_loses_nothing(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/report/")
    reference = tell(page)
    arrive(cast.ama)
    page.goto(f"/concern/{reference}/")
    page.get_by_role("button", name="Acknowledge").click()
    page.get_by_role("link", name="Keep somebody out of it").click()
    other = page.context.new_page()
    other.goto(f"/concern/{reference}/assign/")
    other.get_by_label("Ben Carter").check()
    other.get_by_role("button", name="Name them").click()
    expect(other.locator(".bield-chronology")).to_contain_text("Ben Carter")

    page.get_by_label("Who?").fill("Ivy Lindqvist")
    page.get_by_label("Why").fill("She knows the family.")
    page.get_by_role("button", name="Keep them out").click()

    expect(page.locator(".govuk-error-summary")).to_contain_text("changed since you opened it")
    expect(page.get_by_label("Why")).to_have_value("She knows the family.")
    look("changed-meanwhile")
    page.get_by_role("button", name="Keep them out").click()
    expect(page.locator("main")).to_contain_text("She knows the family.")


def test_pressing_send_twice_makes_one_concern(cast: Cast, page: Page, arrive: Arrive) -> None:
    arrive(cast.dev)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_label("What happened?").fill(WORDS)

    page.get_by_role("button", name="Send").dblclick()
    expect(page.locator("h1")).to_have_text("We have your report")
    page.goto("/my-reports/")

    expect(page.locator("main tbody tr")).to_have_count(1)


def test_a_child_tells_in_plainer_words(cast: Cast, page: Page, arrive: Arrive, look: Look) -> None:
    arrive(cast.joe)
    page.goto("/report/")
    look("child-1")
    page.get_by_role("button", name="I am not sure").click()
    expect(page.locator("h1")).to_have_text("What do you want to tell us?")
    look("child-2")
    page.get_by_label("What do you want to tell us?").fill("Somebody keeps sending me messages.")
    page.get_by_role("button", name="Send it").click()

    expect(page.locator("main")).to_contain_text("You did the right thing. You are not in trouble.")
    expect(page.get_by_role("heading", name="You do not have to wait")).to_have_count(1)
    expect(page.locator("main")).to_contain_text("Childline")
    expect(page.locator("main")).not_to_contain_text("LADO")
    look("child-3")
