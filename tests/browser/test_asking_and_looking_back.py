"""The pages of a working day: one person's chronology, a task asked of somebody, kinder words, a
second warning, a phishing mail."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns import commands
from bield.concerns.about import About
from bield.people import commands as people
from bield.people.actors import Strength, house
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_printing import say_what_for
from tests.browser.test_to_the_closing import day
from tests.concerns.gate import triaged
from tests.concerns.telling import acknowledged
from tests.conftest import BEGAN, NOON, Cast

__all__ = ["look"]
TASK = "Which tablets were signed in as lab-7 on Monday evening?"


@pytest.fixture
def reference(cast: Cast) -> str:
    """Two concerns about Joe, whose mother is Nan; Ben works on the second."""
    actor = house(cast.alder.pk, "tests")
    people.link_guardian(actor, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    joe = [About(person_id=cast.joe.pk)]
    first = acknowledged(
        cast, about=joe, account="He came without a coat.", child_words="I lost it."
    )
    triaged(cast, first)
    commands.add_entry(
        cast.actor("ben"),
        first,
        kind="note",
        text="His aunt had rung on Friday.",
        happened_at=NOON - timedelta(days=4),
        at=NOON,
    )
    commands.respond(
        cast.actor("ben"),
        first,
        response="warn",
        done=True,
        reason="He wrote to her again.",
        level="warned",
        clause="Behaviour policy, 4",
        told="Ivy Lindqvist, on Monday",
        at=NOON,
    )
    return triaged(cast, acknowledged(cast, about=joe, account="He has a bruise."))


@both
def test_one_persons_chronology_is_opened_from_a_concern(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    page.get_by_role("link", name="Joe Tanner", exact=True).first.click()

    expect(page.locator("h1")).to_have_text("One person’s chronology")
    expect(page.locator("main")).to_contain_text("Nan Tanner")
    lines = page.locator(".bield-chronology__entry")
    expect(lines.last).to_contain_text("His aunt had rung on Friday.")
    expect(lines.last).to_contain_text("Written late")
    look("history")

    page.get_by_role("link", name="For a conference").click()
    say_what_for(page)
    expect(page.locator(".bield-chronology__entry").first).to_contain_text("His aunt had rung")
    look("history-print")


@both
def test_somebody_is_asked_for_one_task_and_answers_it(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    page.get_by_role("link", name="Ask somebody for one task").click()
    page.get_by_role("button", name="Ask them").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what you ask of them.")
    page.get_by_label("Whom do you ask?").fill("Hal Brennan")
    page.get_by_label("What do you ask of them?").fill(TASK)
    day(page, "Until which day?", _in_days(20))
    look("consult")
    page.get_by_role("button", name="Ask them").click()
    expect(page.locator("main")).to_contain_text("They see your words, and nothing else of it.")

    arrive(cast.hal)
    page.goto("/duties/")
    page.get_by_role("link", name="Open").first.click()
    expect(page.locator("h1")).to_have_text("You are asked for something")
    expect(page.locator("main")).to_contain_text(TASK)
    look("task")
    page.get_by_label("What did you find, or do?").fill("Two: T-14 and T-20.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("main")).to_contain_text("You have answered")
    look("task-answered")

    arrive(cast.ben)
    page.goto(f"/concern/{reference}/")
    expect(page.locator("body")).to_contain_text("Two: T-14 and T-20.")


def _in_days(days: int) -> tuple[str, str, str]:
    on = timezone.localdate() + timedelta(days=days)
    return str(on.day), str(on.month), str(on.year)


@both
def test_words_that_blame_are_met_with_better_ones(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/add/")
    page.get_by_label("Note").check()
    page.get_by_label("Write it down").fill("It is his own fault, the school writes.")
    page.get_by_role("button", name="Add it").click()

    expect(page.locator(".govuk-error-summary")).to_contain_text("can sound like blame")
    look("kinder-words")
    page.get_by_label("If the words stay as they are: why?").fill("It is what their letter says.")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("main")).to_contain_text(
        "These words stay because: It is what their letter"
    )


@both
def test_a_second_warning_shows_the_first(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/respond/warn/")

    expect(page.locator("main")).to_contain_text("Warnings given before")
    page.get_by_label("It is done").check()
    page.get_by_label("What was done").fill("He did it a second time.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose how far it goes.")
    look("second-warning")


@both
def test_a_phishing_mail_is_reported_and_the_first_steps_stand_on_the_receipt(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ivy, Strength.ONE_FACTOR)
    page.goto("/report/what-happened/?danger_now=no")
    page.get_by_text("Is it on a screen now? Hide it first").click()
    page.get_by_label("What happened?").fill("A mail asked for my password, and I typed it.")
    page.get_by_text("Add when, where and who, if you know").click()
    page.get_by_label("I saw or heard it myself").check()
    page.get_by_label("What kind of thing is it?").select_option("phishing")
    look("report-phishing")
    page.get_by_role("button", name="Send to the safeguarding team").click()

    expect(page.locator("main")).to_contain_text("Change the password from another device")
    look("receipt-phishing")
