"""A mark on a body map: pointed at, moved with the keys, or answered in words alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from bield.concerns.about import About
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_printing import say_what_for
from tests.concerns.telling import acknowledged
from tests.conftest import Cast

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    return acknowledged(cast, about=[About(person_id=cast.joe.pk)], account="He has a bruise.")


def answer(page: Page) -> None:
    """What the drawing does not say."""
    page.get_by_label("Joe Tanner").check()
    page.get_by_label("Bruise").check()
    page.get_by_label("Like a large coin").check()
    page.get_by_label("Blue, purple or black").check()
    for label, typed in (("Day", "2"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="Mark it").click()


@both
def test_it_is_marked_with_script_and_without(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    page.get_by_role("link", name="Mark something on a body map").click()
    expect(page.get_by_role("button", name="Move the mark")).to_be_visible(visible=scripted)
    page.get_by_label("From behind").check()
    page.get_by_label("Where on the body?").select_option("Left elbow")
    look("body-map-asked")
    answer(page)

    expect(page.locator(".bield-body-map")).to_contain_text("Bruise, left elbow, seen from behind")
    expect(page.locator(".bield-body-map .bield-figure__mark")).to_have_count(1)
    look("body-map")
    page.goto(f"/concern/{reference}/")
    look("body-map-concern")
    page.goto(f"/concern/{reference}/print/")
    say_what_for(page)
    look("body-map-print")


def test_pointing_fills_the_questions_and_the_keys_move_the_mark(
    reference: str, cast: Cast, page: Page, arrive: Arrive
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/body-map/")
    drawing = page.locator("[data-figure]")
    box = drawing.bounding_box()
    assert box is not None
    scale = box["width"] / 420

    drawing.click(position={"x": 100 * scale, "y": 110 * scale})

    expect(page.locator("[data-where]")).to_have_text("Chest, from the front")
    expect(page.get_by_label("Where on the body?")).to_have_value("chest")
    expect(page.get_by_label("From the front")).to_be_checked()

    page.get_by_role("button", name="Move the mark").focus()
    for _ in range(8):
        page.keyboard.press("ArrowDown")

    expect(page.locator("[data-where]")).to_have_text("Belly, from the front")
    answer(page)
    drawn = page.locator(".bield-body-map .bield-figure__mark")
    expect(drawn).to_have_attribute("cx", re.compile("^(99|100|101)$"))  # a pixel is not a unit
    expect(drawn).to_have_attribute("cy", re.compile("^(149|150|151)$"))
