"""A lead at night, on a telephone: from the letter that says nothing to the gate that says all.

Two learners shared a picture of one of them. The lead is led through it question by question, looks
at nothing, and does what the answers ask for. Each step is reached by what stands on the page.
"""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from bield.concerns import commands
from bield.concerns.about import About
from bield.outbox.models import Message
from bield.people import commands as people
from bield.people.actors import house
from tests.access.door import PASSWORD, code, now, with_app
from tests.browser.test_concern_road import Arrive, Look, look, reach
from tests.browser.test_to_the_closing import day
from tests.concerns.telling import reported
from tests.concerns.triage import go_through
from tests.conftest import BEGAN, Cast, look_into
from tests.post_office import text_of

__all__ = ["look"]
WORDS = "Joe sent a picture of himself to a girl of his year. Nobody passed it on."
ANSWERS = {  # by the words of the question; every other one is answered with no
    "Who is affected?": "A child or young person under 18",
    "Does somebody suffer significant harm, or are they likely to?": "Not known",
    "Is what was seen or done illegal?": "Yes",
    "Is there a nude, semi-nude or sexual picture, video or live stream?": "Yes",
    "Who is shown?": "Somebody under 18",
    "What is it?": "A picture",
    "Did anybody see it?": "By others",
    "What kind of concern is it?": "Sharing nudes",
    "Which of the four kinds of risk online is it?": "Conduct",
    "By which way was it passed on?": "A message or chat",
    "What does the young person want to happen?": "Somebody to talk to",
    "Whose behaviour is in question?": "A child or learner of ours",
    "Where did it happen?": "At home or on private devices",
    "How is it linked to us?": "People we work with are affected",
}
LOOKED_AT = {
    "Is anyone in danger now?": "first",
    "Is there a nude, semi-nude or sexual picture, video or live stream?": "picture",
    "Who is shown?": "shown",
    "Was there pressure to make or send it?": "element",
    "What kind of concern is it?": "kinds",
}
OVER = "The answers of triage"


@pytest.fixture
def reference(cast: Cast) -> str:
    """What a tutor told at eleven at night. Nan is Joe's mother."""
    us = house(cast.alder.pk, "tests")
    people.link_guardian(us, guardian_id=cast.nan.pk, child_id=cast.joe.pk, at=BEGAN)
    return reported(cast, account=WORDS, about=[About(person_id=cast.joe.pk)], at=now())


def the_letter(cast: Cast, reference: str) -> str:
    """What the lead finds on her telephone: the way to sign in, and nothing of what it is about."""
    look_into(cast.alder)
    letter = Message.objects.get(about=reference, to=cast.ama.email)
    text = f"{letter.subject} {text_of(letter)}"
    assert not re.search(r"Joe|picture|Alder|Oak|C-", text)
    return urlsplit(re.findall(r"https?://\S+", text)[0]).path


def answer(page: Page, chosen: str, reason: str = "So it was told.") -> None:
    """The question that stands on the page."""
    page.get_by_label(chosen, exact=True).check()
    if page.get_by_label("Why?").is_visible():
        page.get_by_label("Why?").fill(reason)
    page.get_by_role("button", name="Save and go on").click()


def triage(page: Page, look: Look) -> list[str]:
    """Every question in the order of the pages, until all have their answer."""
    asked = []
    while (question := page.locator("h1").inner_text()) != OVER:
        if question in LOOKED_AT:
            look(f"night-4-{LOOKED_AT[question]}")
        answer(page, ANSWERS.get(question, "No"))
        asked.append(question)
    return asked


def to_do(page: Page, title: str) -> None:
    """On to something required, from the list on the page of the concern."""
    page.locator("#required").wait_for()  # the page before may still be there
    # Beside what may be left out there is a second link, to say why.
    link = page.locator(".bield-required__title").get_by_role("link", name=title)
    if not link.is_visible():
        folded = page.locator("details:not([open])", has=page.locator("a", has_text=title))
        while folded.count():
            folded.first.locator("summary").first.click()
    link.click()


def step(page: Page) -> Locator:
    return page.locator(".bield-step")


def downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("button", name=name).click()
    return waited.value.path().read_bytes()


def test_a_lead_is_led_through_a_shared_nude_at_night(
    cast: Cast, page: Page, arrive: Arrive, look: Look, reference: str
) -> None:
    with_app(cast.ama, at=now())
    page.goto(the_letter(cast, reference))
    page.get_by_label("E-mail address").fill(cast.ama.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code from your authenticator app").fill(code(now()))
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("What needs you now?")
    look("night-1-home")
    page.get_by_role("link", name="Open the desk").click()
    look("night-2-desk")
    page.get_by_role("link", name="Joe Tanner").click()
    expect(page.locator("main")).to_contain_text(WORDS)
    look("night-3-concern")
    step(page).get_by_role("button", name="Acknowledge").click()

    step(page).get_by_role("link", name="Answer it").click()
    asked = triage(page, look)
    assert len(asked) == len(set(asked)) > 30
    look("night-5-answers")
    page.get_by_role("button", name="Finish triage").click()
    expect(page.locator(".bield-marks")).to_contain_text("Triaged")
    expect(page.locator("main")).to_contain_text("No file of any kind")
    look("night-6-triaged")

    page.get_by_role("link", name="What to do instead").click()
    expect(page.locator("main")).to_contain_text("No file can be added now")
    expect(page.locator("input[type=file]")).to_have_count(0)
    look("night-7-image-lock")
    page.get_by_role("link", name="Write down where the device is kept").click()
    page.get_by_label("A device").check()
    page.get_by_label("Which one?").fill("Black telephone, cracked glass")
    page.get_by_label("Whose is it?").fill("Joe Tanner")
    page.get_by_label("Who gave it to you?").fill("Joe Tanner")
    day(page, "On which day did you take it?", ("3", "3", "2026"))
    page.get_by_label("At what time?").fill("14:10")
    page.get_by_label("Where is it locked away?").fill("The safe")
    day(page, "When does somebody ask", ("27", "3", "2031"))
    look("night-8-custody")
    page.get_by_role("button", name="Write it down").click()

    to_do(page, "Hold the first review meeting")
    day(page, "On which day did you meet?", ("3", "3", "2026"))
    page.get_by_label("Who was there?").fill("Ama Boateng, lead, and Ben Carter, deputy")
    page.get_by_label("What are the facts").fill("One picture, between two of the same age.")
    page.get_by_label("What was decided?").fill("Support for both.")
    look("night-9-meeting")
    page.get_by_role("button", name="Write the meeting down").click()
    page.get_by_role("link", name="Go on with the questions").click()
    expect(page.locator("h1")).to_have_text("Is it handled without the police?")
    answer(page, "Yes", "Both are fifteen, and nobody pressed.")
    page.get_by_role("link", name="Concern C-").first.click()
    to_do(page, "Have a second person read")
    expect(page.locator("main")).to_contain_text("You decided it yourself.")
    expect(page.get_by_role("button", name="Write it down")).to_have_count(0)
    look("night-10-not-twice")

    arrive(cast.ben)
    page.goto("/")
    page.get_by_role("link", name=reference).click()
    to_do(page, "Have a second person read")
    expect(page.locator("main")).to_contain_text("Both are fifteen")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Why?").fill("I have read all of it, and it is so.")
    look("night-11-second-reader")
    page.get_by_role("button", name="Write it down").click()

    arrive(cast.ama)
    page.goto("/desk/?tab=mine")
    page.get_by_role("link", name="Joe Tanner").click()
    to_do(page, "Decide whether parents or carers are told")
    page.get_by_label("Tell them now").check()
    expect(page.get_by_label("Nan Tanner")).to_be_checked()
    page.get_by_label("Why is this right for the child?").fill("She helps, and he asked us to.")
    look("night-12-parents")
    page.get_by_role("button", name="Write the decision down").click()
    expect(page.locator("main")).to_contain_text("Nothing is sent to anybody at home")

    step(page).get_by_role("link", name="Refer it").click()
    look("night-13-whom")
    page.get_by_role("link", name="Children’s social care").first.click()
    page.get_by_label("That they act: a referral").check()
    page.get_by_label("So that somebody is protected").check()
    page.get_by_label("Without permission: significant harm").check()
    page.get_by_label("Not asked").check()
    page.get_by_label("Why is it shared?").fill("Nobody knows yet who else has it.")
    page.get_by_label("Who it is about").check()
    page.get_by_label("What was reported").check()
    look("night-14-what-is-shared")
    page.get_by_role("button", name="Prepare it").click()
    expect(page.locator("h1")).to_have_text("Prepared for Children’s social care")
    look("night-15-prepared")
    page.get_by_label("A document that nobody changes (PDF)").check()
    page.get_by_role("button", name="Make a locked copy").click()
    expect(page.locator("h1")).to_have_text("Copy 1 and its pass phrase")
    locked = downloaded(page, "Save the locked file")
    assert locked.startswith(b"%PDF")
    assert b"/Encrypt" in locked
    page.get_by_role("link", name="Go back to what was prepared").click()
    page.get_by_role("link", name="They have it").click()
    page.get_by_label("By telephone").check()
    page.get_by_label("Which reference").fill("NSC-4471")
    look("night-16-sent")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("main")).to_contain_text("Their reference: NSC-4471")
    expect(page.locator("main")).to_contain_text("With the authorities")
    page.get_by_role("link", name="Write down what came back").click()
    expect(page.locator("h1")).to_have_text("What came back?")
    page.get_by_label("It has arrived").check()
    look("night-17-heard")
    page.get_by_role("button", name="Write it down").click()
    look("night-18-concern")

    page.get_by_role("link", name="Close it").click()
    gate = page.locator("#readiness")
    expect(gate).to_contain_text("It is with the authorities. Write down their result first.")
    expect(gate).to_contain_text("Speak with the child, or write why not, for Joe Tanner")
    expect(gate).to_contain_text("Plan support, for Joe Tanner")
    expect(gate).not_to_contain_text("Have a second person read")
    look("night-19-gate")


LEFT = {  # to be answered by keyboard: one of many, any of many, and one that asks for a reason
    "kinds": ("What kind of concern is it?", "False stories, conspiracy stories"),
    "place": ("Where did it happen?", "At home or on private devices"),
    "sharing": ("Is sharing needed to protect someone?", "No"),
    "on_device": ("Is it still on a screen or a device?", "Not known"),
}


@pytest.mark.parametrize("width", [390])
def test_triage_is_answered_by_keyboard_alone(
    cast: Cast, page: Page, arrive: Arrive, reference: str
) -> None:
    ama = cast.actor("ama")
    commands.acknowledge(ama, reference, at=now())
    go_through(ama, reference, {}, but=LEFT, at=now())
    arrive(cast.ama)
    page.goto(f"/concern/{reference}/")

    reach(page, "Answer it")
    page.keyboard.press("Enter")
    for question, chosen in LEFT.values():
        expect(page.locator("h1")).to_have_text(question)
        choose(page, chosen)
        if page.get_by_label("Why?").is_visible():
            reach(page, "Why?")
            page.keyboard.type("So it was told.")
        reach(page, "Save and go on")
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(OVER)
    reach(page, "Finish triage")
    page.keyboard.press("Enter")

    expect(page.locator(".bield-marks")).to_contain_text("Triaged")


def choose(page: Page, chosen: str) -> None:
    """By space where any may be chosen; where one of many is, by arrow from the first."""
    box = page.get_by_label(chosen, exact=True)
    if box.get_attribute("type") == "checkbox":
        reach(page, chosen)
        page.keyboard.press("Space")
    else:
        names = page.locator("fieldset label").all_inner_texts()
        reach(page, names[0])
        page.keyboard.press("Space")
        for _ in range(names.index(chosen)):
            page.keyboard.press("ArrowDown")
    expect(box).to_be_checked()
