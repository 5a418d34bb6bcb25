"""From a triaged concern about bullying to its closing, by the pages that people use.

A gate that is shut names everything; what is missing is put right where it leads.
"""

import pytest
from playwright.sync_api import Page, expect

from bield.concerns.about import About
from bield.people import commands as people
from bield.people.actors import house
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.gate import triaged
from tests.concerns.telling import acknowledged
from tests.conftest import BEGAN, Cast

__all__ = ["look"]
BULLIED = {"bullying": ("yes",), "kinds": ("bullying",), "areas": ("conduct",)}


@pytest.fixture
def reference(cast: Cast) -> str:
    """Joe is bullied in a chat; Nan is his mother; Ben has triaged it."""
    actor = house(cast.alder.pk, "tests")
    people.link_guardian(actor, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    told = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    return triaged(cast, told, **BULLIED)


def day(page: Page, legend: str, on: tuple[str, str, str]) -> None:
    group = page.get_by_role("group", name=legend)
    for box, written in zip(("Day", "Month", "Year"), on, strict=True):
        group.get_by_label(box).fill(written)


@both
def test_a_shut_gate_names_everything_and_leads_there(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/close/")

    gate = page.locator("#readiness")
    expect(gate).to_contain_text("Still to do: Decide whether parents or carers are told")
    expect(gate).to_contain_text("Still to do: Plan support")
    expect(gate).to_contain_text("Who can put it right: lead or deputy")
    look("gate-shut")
    page.get_by_text("See what will be asked").click()
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the outcome.")

    page.locator(f'#readiness a[href="/concern/{reference}/parents/"]').first.click()
    expect(page.locator("h1")).to_have_text("Are parents or carers told?")


@both
def test_bullying_is_brought_from_triage_to_its_end(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)

    page.goto(f"/concern/{reference}/parents/")
    look("parents")
    page.get_by_label("Tell them now").check()
    page.get_by_label("Why is this right for the child?").fill("She can help, and wants to.")
    page.get_by_role("button", name="Write the decision down").click()
    expect(page.locator("main")).to_contain_text("Nothing is sent to anybody at home")

    page.goto(f"/concern/{reference}/parents/told/")
    page.get_by_label("Nan Tanner").check()
    page.get_by_label("By telephone").check()
    day(page, "On which day?", ("3", "3", "2026"))
    page.get_by_label("At what time?").fill("14:10")
    page.get_by_label("What was said").fill("She will sit with him tonight.")
    look("parents-told")
    page.get_by_role("button", name="Write it down").click()

    page.goto(f"/concern/{reference}/support/")
    page.get_by_label("Joe Tanner").check()
    page.get_by_label("How are they supported?").fill("A walk each Monday.")
    page.get_by_label("Which adult do they turn to?").fill("Ivy Lindqvist")
    day(page, "When does somebody look how it goes?", ("27", "3", "2031"))
    look("support")
    page.get_by_role("button", name="Write the plan down").click()

    page.goto(f"/concern/{reference}/refer/")
    page.get_by_role("link", name="Decide whether an agency is told").click()
    page.get_by_label("Why?").fill("Below the threshold.")
    page.get_by_role("button", name="It is not needed").click()

    page.goto(f"/concern/{reference}/respond/")
    look("responses")
    page.get_by_text("Several are not needed").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Why not?").fill("Nothing here asks for it.")
    page.get_by_role("button", name="They are not needed").click()
    for response in ("help", "work_with"):
        page.goto(f"/concern/{reference}/respond/{response}/")
        if page.get_by_label("It is done").is_visible():
            page.get_by_label("It is done").check()
            page.get_by_label("What was done").fill("Numbers given, and we talked.")
            page.get_by_role("button", name="Write it down").click()

    page.goto(f"/concern/{reference}/change/")
    page.get_by_label("What changes?").fill("Agree rules for chats in the first week.")
    page.get_by_label("A policy, or how we work").check()
    page.get_by_label("Who sees to it?").fill("Ivy Lindqvist")
    day(page, "By which day?", ("27", "3", "2031"))
    look("plan-a-change")
    page.get_by_role("button", name="Plan it").click()
    expect(page.locator("body")).to_contain_text("Agree rules for chats")

    page.goto(f"/concern/{reference}/close/")
    expect(page.locator("#readiness")).not_to_contain_text("Not met")
    page.get_by_label("Acted on inside the organisation").check()
    page.get_by_label("Why can it be closed?").fill("It has stopped.")
    page.get_by_label("Behaviour and bullying").check()
    page.get_by_label("Where is it filed?").fill("Here, and in Joe's file.")
    day(page, "On which day will somebody look again?", ("27", "3", "2031"))
    if page.get_by_label("What do we learn from it?").is_visible():
        page.get_by_label("What do we learn from it?").fill("Talk about chats early.")
    if page.get_by_label("Those affected were told").is_visible():
        page.get_by_label("Those affected were told").check()
    look("gate-open")
    page.get_by_role("button", name="Close it").click()
    expect(page.locator(".bield-marks")).to_contain_text("Closed")
    look("closed-in-full")

    arrive(cast.dev)
    page.goto("/my-reports/")
    expect(page.locator("main")).to_contain_text("What you told us has been dealt with")
    expect(page.locator("main")).not_to_contain_text("chats")
    look("reporter-told")


@both
def test_a_thing_is_kept_and_handed_over_by_both(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/custody/")
    page.get_by_label("A device").check()
    page.get_by_label("Which one?").fill("Black telephone, cracked glass")
    page.get_by_label("Whose is it?").fill("Joe Tanner")
    page.get_by_label("Who gave it to you?").fill("Joe Tanner")
    day(page, "On which day did you take it?", ("3", "3", "2026"))
    page.get_by_label("At what time?").fill("14:10")
    page.get_by_label("Where is it locked away?").fill("The safe")
    day(page, "When does somebody ask", ("27", "3", "2031"))
    look("custody")
    page.get_by_role("button", name="Write it down").click()
    page.get_by_role("link", name="K-").first.click()
    look("in-keeping")
    page.get_by_role("link", name="Hand it over").click()
    page.get_by_label("To which colleague?").fill("Hal Brennan")
    page.get_by_label("Where is it kept from now on?").fill("The server room")
    look("hand-over")
    page.get_by_role("button", name="Hand it over").click()
    expect(page.locator("main")).to_contain_text("Must confirm")
    kept = page.url

    arrive(cast.hal)
    page.goto(kept)
    expect(page.locator("main")).not_to_contain_text("Joe Tanner")
    look("handed-to-me")
    page.get_by_role("link", name="Say whether you have it").click()
    page.get_by_label("Yes, I have it").check()
    page.get_by_role("button", name="Say so").click()
    page.goto(kept)
    expect(page.locator("main")).to_contain_text("Hal Brennan")
