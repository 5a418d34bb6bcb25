"""A volunteer who has not signed is met kindly at the door, can report all the same, and signs."""

import re

from playwright.sync_api import Page, expect

from bield.agreements.commands import Check, Put
from bield.agreements.states import Audience, Purpose
from tests.agreements.asking import RIGHT, grown_up, published
from tests.agreements.conduct import OF_CODE, OF_USE
from tests.browser.test_concern_road import Arrive, Look, both, look, tell
from tests.conftest import Cast

__all__ = ["look"]

UNDERSTOOD = Check(
    "A child asks to follow you. What do you do?", "I say no, and tell", ("I agree",)
)


def rules_and_code(cast: Cast) -> None:
    published(cast, [Put(Purpose.ACCEPTABLE_USE, Audience.STAFF, OF_USE)], title="Acceptable use")
    code = Put(Purpose.CONDUCT, Audience.STAFF, OF_CODE, check=UNDERSTOOD)
    published(cast, [code], title="How we behave online")


@both
def test_a_volunteer_is_held_at_the_door_and_signs(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    rules_and_code(cast)
    grown_up(cast, "dev")
    main = page.locator("main")
    arrive(cast.dev)
    page.goto("/me/contact/")
    expect(main).to_contain_text("Sign before you go on.")
    expect(main).to_contain_text("you can still report a concern")
    look("signs-1-at-the-door")
    page.get_by_role("link", name="Read and answer").first.press("Enter")
    expect(main).to_contain_text("I never share a password.")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("h1")).to_have_text("Your answers are kept")
    look("signs-2-kept")

    page.get_by_role("link", name="What else you are asked").press("Enter")
    expect(main).not_to_contain_text("Sign before you go on.")
    page.get_by_role("link", name="Read and answer").press("Enter")
    expect(page.locator("h1")).to_have_text("How we behave online")
    look("signs-3-the-code")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label("I agree", exact=True).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Not quite.")
    look("signs-4-not-quite")
    page.get_by_label("I say no, and tell").press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("h1")).to_have_text("Your answers are kept")

    page.goto("/me/contact/")
    expect(page).to_have_url(re.compile("/me/contact/"))
    page.goto("/agreements/signed/")
    expect(main).to_contain_text("I never share a password.")
    expect(main).to_contain_text("I neither befriend nor follow a child from here.")
    look("signs-5-what-i-signed")


@both
def test_a_volunteer_who_has_not_signed_can_always_tell(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    rules_and_code(cast)
    grown_up(cast, "dev")
    arrive(cast.dev)
    page.goto("/me/contact/")
    expect(page.locator("main")).to_contain_text("Sign before you go on.")
    page.get_by_role("link", name="When something is wrong online").press("Enter")
    expect(page.locator("h1")).to_have_text("When something is wrong online")
    look("unsigned-1-what-to-do")
    assert tell(page)
    expect(page.locator("h1")).to_have_text("We have your report")
    look("unsigned-2-told")
    page.goto("/refer-now/practice/")
    expect(page.locator("main")).not_to_contain_text("Sign before you go on.")
    look("unsigned-3-practice")
    page.goto("/me/contact/")
    expect(page.locator("main")).to_contain_text("Sign before you go on.")


@both
def test_before_any_form_there_are_steps_for_everybody(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    for who in ("dev", "joe", "ama"):
        arrive(cast.people[who])
        page.goto("/when-something-is-wrong-online/")
        expect(page.locator("main ol li")).to_have_count(4)
        look(f"steps-for-everybody-{who}")
    page.get_by_role("link", name="Report it here").press("Enter")
    expect(page.locator("h1")).to_have_text("Is anyone in danger right now?")
