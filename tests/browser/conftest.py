"""Journeys in a real browser against the real server, small and wide, with script and without."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from bield.access.cookies import VISIT as COOKIE
from bield.people.actors import Strength
from bield.people.models import Person
from tests.browser import chromium, widths
from tests.conftest import enter
from tests.server import Server

HERE = Path(__file__).parent
PICTURES = Path(__file__).resolve().parents[2] / "var" / "pictures"
Arrive = Callable[..., None]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright's loop lives in this thread, and Django takes it for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium.executable(), args=list(chromium.FLAGS)
        )
        yield launched
        launched.close()


@pytest.fixture(params=widths.asked_for(), ids=lambda width: f"{width}px")
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def scripted() -> bool:
    """Override with `@pytest.mark.parametrize("scripted", [True, False])`."""
    return True


@pytest.fixture
def console() -> list[str]:
    """What the browser complained of. A test that expects a complaint clears it."""
    return []


@pytest.fixture
def page(
    house: Server, browser: Browser, width: int, scripted: bool, console: list[str]
) -> Iterator[Page]:
    """A page of the shared server; any complaint on the console fails the test."""
    context = browser.new_context(
        base_url=house.url,
        viewport={"width": width, "height": 844 if width < 600 else 900},
        java_script_enabled=scripted,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)

    def heard(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            console.append(f"{message.type}: {message.text}")

    opened = context.new_page()
    opened.on("console", heard)
    opened.on("pageerror", lambda error: console.append(f"error: {error}"))
    yield opened
    context.close()
    assert console == []


@pytest.fixture
def arrive(page: Page, house: Server) -> Arrive:
    """`arrive(cast.ama)`: the browser is signed in as that person."""

    def sign_in(person: Person, strength: Strength = Strength.STEPPED_UP) -> None:
        page.context.add_cookies(
            [{"name": COOKIE, "value": enter(person, strength), "url": house.url}]
        )

    return sign_in


def check_access(page: Page) -> None:
    """No rule of accessibility is broken, and nothing scrolls sideways."""
    page.wait_for_load_state()
    found = Axe().run(page, options={"runOnly": RULES})
    assert found.violations_count == 0, found.generate_report()
    across = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert across <= 0, f"the page is {across} px too wide"


def picture(page: Page, name: str) -> None:
    """For people to look at: `var/pictures/NAME-390.png`."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size or {"width": 0}
    page.screenshot(path=PICTURES / f"{name}-{size['width']}.png", full_page=True)
