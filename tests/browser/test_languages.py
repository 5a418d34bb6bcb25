"""The public door in a pretended language, a third longer than English, and in one that runs from
right to left: nothing scrolls sideways, and everything can be reached."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect
from pytest_django import DjangoDbBlocker

from tests.browser.conftest import check_access, picture
from tests.browser.test_concern_road import reach
from tests.concerns.at_door import door
from tests.conftest import Cast, look_into
from tests.databases import Databases
from tests.languages.pretend import LEFT_TO_RIGHT, RIGHT_TO_LEFT, speak
from tests.server import Server

CODE = re.compile(r"[2-9A-Z]{4}(-[2-9A-Z]{4}){3}")
PATIENCE = 60_000  # milliseconds: much is sealed, on a busy machine
WORDS = "Mae e'n aros amdana i wrth y giât."
Look = Callable[[str], None]


@pytest.fixture(scope="module")
def shared_server(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Server, str]]:
    """A house that has catalogs."""
    folder = tmp_path_factory.mktemp("server")
    for code in (LEFT_TO_RIGHT, RIGHT_TO_LEFT):
        speak(folder / "data" / "languages", code)
    with django_db_blocker.unblock():
        name = databases.fresh()
        with Server(databases.url(name), folder) as server:
            yield server, name
        databases.drop(name)


@pytest.fixture
def home(cast: Cast) -> str:
    found = f"/at/{door(cast).address}/"
    look_into(cast.alder)
    return found


@pytest.mark.parametrize("scripted", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])
def test_a_child_chooses_a_language_tells_and_comes_back(
    cast: Cast, page: Page, home: str, language: str, scripted: bool
) -> None:
    def look(name: str) -> None:
        expect(page.locator("html")).to_have_attribute("lang", language)
        if scripted:
            picture(page, f"language-{language}-{name}")
            check_access(page)

    def press(name: str) -> None:
        page.get_by_role("button", name=name).click()

    page.goto(home)
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    page.get_by_role("link", name="Language", exact=True).click()
    if scripted:
        check_access(page)
        picture(page, f"language-choose-{language}")
        reach(page, "English")
        for _ in (LEFT_TO_RIGHT, RIGHT_TO_LEFT)[: 1 + (language == RIGHT_TO_LEFT)]:
            page.keyboard.press("ArrowDown")
        reach(page, "Go on")
        page.keyboard.press("Enter")
    else:
        page.locator(f"input[value={language}]").check()
        press("Go on")
    expect(page).to_have_url(re.compile(f"{home}$"))
    look("1-start")
    press("I am under 18")
    look("2-leave")
    page.get_by_role("link", name="Go on").click()
    look("3-danger")
    press("I am not sure")
    press("Go on")
    look("4-mistake")
    page.locator("textarea").fill(WORDS)
    press("Go on")
    for number in ("5-who", "6-place", "7-harm", "8-help"):
        look(number)
        press("Go on")
    look("9-name")
    press("Send it")
    look("10-sent")
    code = CODE.search(page.locator("main").inner_text())
    assert code is not None
    page.goto(f"{home}13/")
    look("13-code")
    page.locator("input[name=code]").fill(code[0])
    press("Go on")
    look("14-thread")
    page.goto(f"{home}15/")
    look("15-numbers")
    page.goto("/privacy/")
    look("privacy")


def test_a_parent_tells_and_what_they_typed_is_put_back(page: Page, home: str) -> None:
    page.context.set_extra_http_headers({"Accept-Language": RIGHT_TO_LEFT})
    page.goto(home)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    page.get_by_role("button", name="I am a parent or carer").click()
    page.get_by_role("link", name="Go on").click()
    page.locator("button[value=no]").click()
    page.get_by_label("What happened?").fill(WORDS * 1_300)

    note = page.locator("[data-draft-note]")
    expect(note).to_have_text(re.compile("^⟦It is kept here"), timeout=PATIENCE)
    expect(page.locator(".bield-count").first).to_have_text(re.compile(r"^⟦[\d-]+ characters"))
    check_access(page)
    picture(page, "language-ur-told")
    page.reload()
    note = page.locator("[data-draft-note]")
    expect(note).to_have_text(re.compile("^⟦We put back"), timeout=PATIENCE)
    expect(page.get_by_label("What happened?")).to_have_value(WORDS * 1_300)
