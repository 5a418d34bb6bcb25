"""Somebody comes in for an hour: a code opens their own page on a screen of the house."""

import re
from datetime import date

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose
from tests.agreements.asking import published
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_events import fill_day
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_guest_reads_and_signs_with_a_code(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    asked = [
        Put(Purpose.ACCEPTABLE_USE, Audience.ADULT, "I use the house network with care."),
        Put(Purpose.ACCEPTABLE_USE, Audience.STAFF, "I use the staff systems with care."),
    ]
    published(cast, asked, title="Acceptable use", at=timezone.now())
    main = page.locator("main")
    arrive(cast.eve)
    page.goto("/guests/")
    page.get_by_role("button", name="Show their code").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write their name.")
    look("guest-1-nothing-written")
    page.get_by_label("What is their name?").fill("Oona Hart")
    fill_day(page, date(1990, 2, 1))
    page.get_by_role("button", name="Show their code").press("Enter")
    found = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", main.inner_text())
    assert found is not None
    look("guest-2-code")

    page.context.clear_cookies()
    page.goto("/agree/")
    page.get_by_label("Your code").fill(found[0].lower().replace("-", " "))
    look("guest-3-types-it")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(main).to_contain_text("Alder Training asks Oona Hart.")
    look("guest-4-asked")
    page.get_by_role("link", name=re.compile("Acceptable use|Read and answer")).first.press("Enter")
    expect(main).to_contain_text("I use the house network with care.")
    expect(main).not_to_contain_text("staff systems")
    look("guest-5-reads")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("h1")).to_have_text("Your answers are kept")
    look("guest-6-kept")

    page.goto("/agree/")
    page.get_by_label("Your code").fill(found[0])
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("do not know this code")
    look("guest-7-used-up")
