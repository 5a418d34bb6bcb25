"""An incident is reported inside; the log of incidents; a referral that is practised."""

import pytest
from playwright.sync_api import Page, expect

from bield.concerns.intake import Intake
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import acknowledged, reported
from tests.concerns.triage import answered
from tests.conftest import Cast

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    """A hacked account that the lead works on, and one about a colleague beside it."""
    reported(cast, colleague=True)
    found = acknowledged(cast, intake=Intake(picture="no"))
    return answered(cast, found, illegal="yes", security="yes", kinds="hacking", data_lost="no")


@both
def test_a_post_is_told_takes_it_and_answers(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto(f"/concern/{reference}/inside/")
    expect(page.get_by_label("ICT support: Hal Brennan")).to_be_checked()
    look("inside")
    page.get_by_role("button", name="Tell them").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write the technical facts.")
    look("inside-refused")
    page.get_by_label("What happened, technically?").fill("Somebody signed in from abroad.")
    page.get_by_label("Which account or address?").fill("lab-7")
    page.get_by_role("button", name="Tell them").click()
    expect(page.locator("main")).to_contain_text("They are told.")

    arrive(cast.hal)
    page.goto("/duties/")
    page.get_by_role("link", name="Open").first.click()
    expect(page.locator("main")).to_contain_text("Account: lab-7")
    look("notice")
    page.get_by_role("button", name="I take it").click()
    page.get_by_label("What did you find, or do?").fill("The password is changed.")
    look("notice-taken")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.locator("main")).to_contain_text("You have answered")

    arrive(cast.lou)
    page.goto("/duties/")
    page.get_by_role("link", name="Open").first.click()
    page.get_by_role("link", name="Pass it on to a colleague").click()
    look("notice-pass-on")
    page.get_by_label("To whom?").fill("Ivy Lindqvist")
    page.get_by_label("Why?").fill("She looks after the accounts.")
    page.get_by_role("button", name="Pass it on").click()
    expect(page.locator("h1")).to_have_text("My duties")


@both
def test_the_numbered_has_every_number(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.ben)
    page.goto("/desk/")
    page.get_by_role("link", name="Log of concerns").click()

    rows = page.locator("main .bield-people li")
    expect(rows.first).to_contain_text(reference)
    expect(rows.last).to_contain_text("Restricted")
    look("numbered")


@both
def test_a_referral_is_practised(cast: Cast, page: Page, arrive: Arrive, look: Look) -> None:
    arrive(cast.ivy)
    page.goto("/refer-now/")
    page.get_by_role("link", name="Practise it").click()
    look("practise")
    page.get_by_label("Call 999, and stay in touch with them").check()
    page.get_by_label("Send them an e-mail and wait").check()
    page.get_by_label("Yes: what is needed").check()
    page.get_by_role("button", name="Look whether it is right").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Anybody may refer.")
    look("practise-again")
    page.get_by_label("Call social care yourself").check()
    page.get_by_role("button", name="Look whether it is right").click()
    expect(page.locator("main")).to_contain_text("That is how it is done")
    look("practised")
