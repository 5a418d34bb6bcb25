"""The public door in a browser: a child of nine, and a parent whose partner is alleged.

At both widths, with script on and off; every page is put through axe and pictured.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import check_access, picture
from tests.browser.test_concern_road import reach
from tests.concerns.at_door import door
from tests.conftest import Cast, look_into

Arrive = Callable[..., None]
Look = Callable[[str], None]
AWAY = "https://www.bbc.co.uk/weather"
CODE = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}")
WORDS = "He waits for me at the gate. I told him to stop."
both = pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])


@pytest.fixture
def home(cast: Cast) -> str:
    """Where the poster leads."""
    found = f"/at/{door(cast).address}/"
    look_into(cast.alder)
    return found


@pytest.fixture
def look(page: Page, scripted: bool) -> Look:
    def at(name: str) -> None:
        number = re.match(r"door-(\d+)-", name)  # the page before may still be there
        wanted = number[1] if number else r"\d+"
        expect(page).to_have_title(re.compile(rf"^(Error: )?Page {wanted} – .*$"))
        if scripted:
            check_access(page)
        picture(page, name if scripted else f"{name}-without-script")

    return at


@pytest.fixture(autouse=True)
def weather(page: Page) -> None:
    """What is outside answers from here."""

    def answer(route: Route) -> None:
        route.fulfill(body="<title>Weather</title><h1>Weather</h1>", content_type="text/html")

    page.route(f"{AWAY}**", answer)


@both
def test_a_child_of_nine_tells_and_comes_back_with_the_code(
    cast: Cast, page: Page, arrive: Arrive, look: Look, home: str
) -> None:
    page.goto(home)
    look("door-1-start")
    page.get_by_role("button", name="I am under 18").click()
    expect(page.locator("h1")).to_have_text("You can leave this page fast")
    look("door-2-leave")
    page.get_by_role("link", name="Go on").click()
    expect(page.locator("h1")).to_have_text("Is somebody in danger right now?")
    look("door-3-danger")
    page.get_by_role("button", name="No We still want to hear it").click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write something.")
    look("door-4-mistake")
    page.get_by_label("What do you want to tell us?").fill(WORDS)
    look("door-4-words")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Who is it about?").fill("me")
    look("door-5-who")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Where do you come to us?").select_option(label="Oak")
    look("door-6-place")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Did somebody do it?").fill("Ben")
    page.get_by_label("Ben Carter").check()
    look("door-7-harm")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("Somebody to talk to").check()
    look("door-8-help")
    page.get_by_role("button", name="Go on").click()
    look("door-9-name")
    page.get_by_role("button", name="Send it").click()

    expect(page.locator("h1")).to_have_text("Thank you for telling us")
    expect(page.locator("main")).to_contain_text("You did the right thing. You are not in trouble.")
    expect(page.locator("main")).not_to_contain_text("Ben Carter")
    code = page.locator(".bield-receipt__reference strong").inner_text()
    assert CODE.fullmatch(code)
    assert code not in page.url + page.title()
    look("door-10-receipt")
    page.get_by_role("button", name="I have written it down").click()
    expect(page.locator("body")).not_to_contain_text(code)

    arrive(cast.ama)
    page.goto("/desk/")
    page.locator(".bield-desk__link").first.click()
    expect(page.locator("main")).to_contain_text(WORDS)
    expect(page.locator("main")).to_contain_text("A child or young person, without an account")
    picture(page, "door-concern")
    page.get_by_role("link", name="Write to the reporter").click()
    page.get_by_label("What do you want to say or ask?").fill("Thank you. Which gate is it?")
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".bield-chronology")).to_contain_text("Which gate is it?")
    page.context.clear_cookies()

    page.goto(home)
    page.get_by_role("link", name="I have a code").click()
    page.get_by_label("What is your code?").fill("2222 2222 2222 2222")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("We do not know this code")
    look("door-13-wrong")
    page.get_by_label("What is your code?").fill(code.replace("-", " ").lower())
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("h1")).to_have_text("We have it")
    expect(page.locator("main")).to_contain_text("Thank you. Which gate is it?")
    expect(page.locator("main")).not_to_contain_text("waits for me")
    look("door-14-thread")
    page.get_by_label("Write back, or tell us more").fill("The one by the shop.")
    page.get_by_label("I am not sure").check()
    page.get_by_role("button", name="Send it").click()
    expect(page.locator(".bield-thread")).to_contain_text("The one by the shop.")
    page.get_by_role("button", name="Forget this").click()
    expect(page.locator("body")).not_to_contain_text("The one by the shop.")

    arrive(cast.ama)
    page.goto("/desk/")
    expect(page.locator(".bield-desk").first).to_contain_text("the reporter wrote")
    picture(page, "door-desk")
    page.locator(".bield-desk__link").first.click()
    page.get_by_role("button", name="Acknowledge").click()
    expect(page.locator(".bield-step")).to_contain_text("Read what the reporter wrote, and answer")
    expect(page.locator(".bield-chronology")).to_contain_text("The one by the shop.")
    picture(page, "door-concern-answered")


@both
def test_a_parent_whose_partner_is_alleged_is_heard_and_the_partner_gets_nothing(
    cast: Cast, page: Page, arrive: Arrive, look: Look, home: str
) -> None:
    page.goto(home)
    page.get_by_role("button", name="I am a parent or carer").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="I am not sure").click()
    expect(page.locator("h1")).to_have_text("What happened?")
    look("door-parent-2")
    page.get_by_label("What happened?").fill("My partner hurts our son. He works with you.")
    page.get_by_label("Who are you worried about?").fill("Joe Tanner")
    page.get_by_label("Is somebody said to have caused it?").fill("Ben Carter")
    page.get_by_label("It is about somebody who works or helps here").check()
    page.get_by_label("To be told how it goes").check()
    page.get_by_role("button", name="Send it").click()

    expect(page.locator("h1")).to_have_text("We have what you told us")
    expect(page.locator("main")).to_contain_text("Ama Boateng")
    expect(page.locator("main")).not_to_contain_text("Ben Carter")
    look("door-parent-receipt")

    arrive(cast.ben)
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Nothing here")
    page.goto("/duties/")
    expect(page.locator("main")).not_to_contain_text("Acknowledge")
    arrive(cast.ama)
    page.goto("/desk/")
    page.locator(".bield-desk__link").first.click()
    expect(page.locator("main")).to_contain_text("My partner hurts our son.")


def test_a_child_tells_by_keyboard_alone(cast: Cast, page: Page, home: str) -> None:
    page.goto(home)

    reach(page, "I am under 18")
    page.keyboard.press("Enter")
    page.wait_for_url("**/2/")
    reach(page, "Go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/3/")
    reach(page, "I am not sure")
    page.keyboard.press("Enter")
    page.wait_for_url("**/4/")
    reach(page, "What do you want to tell us?")
    page.keyboard.type(WORDS)
    reach(page, "Go on")
    page.keyboard.press("Enter")
    page.wait_for_url("**/5/")
    reach(page, "Send it now")
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_have_text("Thank you for telling us")


def test_three_times_shift_leads_away_and_forgets(cast: Cast, page: Page, home: str) -> None:
    tell(page, home)
    page.get_by_label("Who is it about?").press_sequentially("Big Words Are Typed With Shift")
    assert page.url.endswith("/5/")

    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{AWAY}**")

    page.goto(f"{home}4/")
    assert page.url.endswith(home)
    expect(page.locator("body")).not_to_contain_text("began to write")
    assert page.evaluate("sessionStorage.length") == 0


def test_leaving_forgets_even_where_word_of_it_never_arrives(
    cast: Cast, page: Page, home: str
) -> None:
    page.route("**/leave/", lambda route: route.fulfill(status=204))
    tell(page, home)

    with page.expect_request(lambda request: request.url.startswith(AWAY)):
        page.get_by_role("link", name="Exit this page").click()
    page.goto(f"{home}5/")

    assert page.url.endswith(home)
    expect(page.locator("body")).not_to_contain_text("began to write")
    assert {cookie["name"] for cookie in page.context.cookies()} == {"bield_csrf"}


def test_leaving_a_page_beside_the_door_forgets_as_well(cast: Cast, page: Page, home: str) -> None:
    tell(page, home)

    page.get_by_role("link", name="How we use what you tell us").click()
    with page.expect_request(lambda request: request.url.startswith(AWAY)):
        page.locator("[data-exit]").click()
    page.goto(f"{home}5/")

    assert page.url.endswith(home)
    expect(page.locator("body")).not_to_contain_text("began to write")


def test_escape_loses_nothing_while_somebody_writes(cast: Cast, page: Page, home: str) -> None:
    begin(page, home)
    page.get_by_label("What do you want to tell us?").fill(WORDS)

    page.keyboard.press("Escape")

    expect(page.get_by_label("What do you want to tell us?")).to_have_value(WORDS)


@both
def test_exit_this_page_leads_away_and_back_shows_nothing(
    cast: Cast, page: Page, home: str
) -> None:
    tell(page, home)

    with page.expect_request(lambda request: request.url.startswith(AWAY)):
        page.get_by_role("link", name="Exit this page").click()
    page.go_back()

    expect(page.locator("body")).not_to_contain_text("waits for me")
    page.goto(f"{home}4/")
    assert page.url.endswith(home)


def test_what_is_typed_outlives_a_reload_sealed_in_this_tab_alone(
    cast: Cast, page: Page, home: str
) -> None:
    begin(page, home)
    page.get_by_label("What do you want to tell us?").fill(WORDS)
    expect(page.locator("[data-draft-note]")).to_have_text(
        "It is kept here, locked, until you close this page."
    )

    kept = page.evaluate("JSON.stringify([...Object.entries(sessionStorage), {...localStorage}])")
    page.reload()

    assert "gate" not in kept
    expect(page.get_by_label("What do you want to tell us?")).to_have_value(WORDS)
    expect(page.locator("[data-draft-note]")).to_have_text("We put back what you had written here.")
    page.get_by_role("button", name="Forget this").click()
    page.wait_for_url(f"**{home}")
    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


@both
def test_what_was_sent_last_outlives_the_page(cast: Cast, page: Page, home: str) -> None:
    tell(page, home)

    page.goto(home)
    page.get_by_role("link", name="Go on with it").click()
    page.goto(f"{home}4/")

    expect(page.get_by_label("What do you want to tell us?")).to_have_value(WORDS)


def test_the_pages_around_it_are_open_to_everybody(
    cast: Cast, page: Page, look: Look, arrive: Arrive, home: str
) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_have_text("You can talk to somebody")
    look("door-stranger")
    page.goto(f"{home}12/")
    look("door-12-safety")
    page.get_by_role("link", name="Get help now").click()
    expect(page.locator("h1")).to_have_text("Get help now")
    look("door-15-numbers")
    arrive(cast.eve)
    page.goto("/doors/")
    check_access(page)
    picture(page, "doors")
    page.get_by_role("link", name="Poster").click()
    expect(page.locator("svg")).to_be_visible()
    check_access(page)
    picture(page, "poster")


def begin(page: Page, home: str) -> None:
    page.goto(home)
    page.get_by_role("button", name="I am under 18").click()
    page.get_by_role("link", name="Go on").click()
    page.get_by_role("button", name="No We still want to hear it").click()
    page.wait_for_url("**/4/")


def tell(page: Page, home: str) -> None:
    begin(page, home)
    page.get_by_label("What do you want to tell us?").fill(WORDS)
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url("**/5/")
