"""A form is written, a mother answers on her phone, and takes it back."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.agreements import commands
from bield.agreements.commands import Put
from bield.agreements.models import Form
from bield.agreements.states import Audience, Purpose
from tests.agreements.asking import RIGHT, cares, grown_up, published
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_events import fill_day
from tests.conftest import BORN, Cast

__all__ = ["look"]


@both
def test_a_mother_agrees_and_takes_it_back(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    published(cast)
    cares(cast, "nan")
    arrive(cast.nan)
    page.goto("/agreements/")
    look("asked")
    page.get_by_role("link", name="Read and answer").first.click()
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Answer at least one question.")
    look("asked-nothing-answered")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label("For fun").press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Not quite.")
    look("asked-not-understood")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")

    expect(page.locator("h1")).to_have_text("Your answers are kept")
    look("asked-kept")
    page.get_by_role("link", name="Take it back").click()
    look("asked-take-back")
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.locator("main")).to_contain_text("You took it back on")


@both
def test_a_mother_answers_by_a_link_on_her_phone(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    published(cast)
    cares(cast, "nan")
    address = commands.show_link(cast.actor("eve"), cast.nan.reference, at=timezone.now())
    page.goto(f"/agree/{address}/")
    look("link-asks")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write the birth date.")
    born = BORN["joe"]
    for part in ("day", "month", "year"):
        page.get_by_label(part.title(), exact=True).fill(str(getattr(born, part)))
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator("h1")).to_have_text("What you are asked")
    look("link-asked")
    page.get_by_role("link", name=re.compile("Joe Tanner")).first.click()
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    look("link-answer")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("h1")).to_have_text("Your answers are kept")
    look("link-kept")
    page.get_by_role("link", name="What else you are asked").click()
    page.get_by_role("button", name="I am done").press("Enter")
    expect(page.locator("main")).to_contain_text("forgotten you")


@both
def test_a_form_is_written_published_and_answered_on_paper(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    arrive(cast.ama)
    page.goto("/forms/")
    page.get_by_role("link", name="Write a new form").click()
    page.get_by_label("What is the form called?").fill("Recording")
    page.get_by_role("button", name="Go on").press("Enter")
    look("form-empty")
    page.get_by_role("link", name="Ask for something more").click()
    page.get_by_label("What do you ask for?").select_option("record")
    page.get_by_label("How do you ask parents and carers?").fill("May we record your child?")
    page.get_by_label("How do you ask the child?").fill("Is it all right if we record you?")
    page.get_by_label("From which age is the child asked?").fill("7")
    look("form-question")
    page.get_by_role("button", name="Keep it in the draft").press("Enter")
    look("form-draft")
    page.get_by_role("button", name="Publish it").press("Enter")
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text("say in plain words why")
    look("form-refused")
    for whom in ("Parents and carers, for a child", "The child or young person"):
        page.get_by_role("link", name=re.compile(f"Why, and is it understood.*{whom}")).click()
        page.get_by_label("Why do you ask?").fill("So that there is a true account.")
        page.get_by_label("What do you ask, to see").fill("Why do we record?")
        page.get_by_label("Which answer is right?").fill(RIGHT)
        page.get_by_label("Which answers are wrong?").fill("For fun")
        look("form-why")
        page.get_by_role("button", name="Keep it in the draft").press("Enter")
    page.get_by_role("link", name=re.compile("Set it")).click()
    page.get_by_label("to see or hear it again").press("Space")
    page.get_by_label("the safeguarding lead", exact=True).press("Space")
    page.get_by_label("How long is it kept, at the most?").fill("90")
    page.get_by_label("days", exact=True).press("Space")
    look("form-terms")
    page.get_by_role("button", name="This is in force").press("Enter")
    look("forms")
    page.get_by_role("link", name="Recording", exact=True).click()
    page.get_by_role("button", name="Publish it").press("Enter")
    expect(page.locator("main")).to_contain_text("Edition 1, since")

    page.get_by_role("link", name="Whose answer is wanted").click()
    look("form-wanted")
    page.get_by_role("link", name=re.compile("Nan Tanner said for Joe Tanner")).click()
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_label("On paper", exact=True).press("Space")
    look("form-taken")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write the day that stands beside")
    fill_day(page, date(2026, 3, 2))
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("these words were not published")
    fill_day(page, timezone.localdate())
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.locator("main")).to_contain_text("written down by the office")
    page.get_by_role("link", name="Certificate").click()
    expect(page.locator("main")).to_contain_text("of the record says the same")
    look("certificate")
    form = Form.objects.get(organisation=cast.alder)
    page.goto(f"/forms/{form.reference}/wanted/")
    expect(
        page.get_by_role("link", name=re.compile("Joe Tanner said for Joe Tanner"))
    ).to_be_visible()
    expect(
        page.get_by_role("link", name=re.compile("Nan Tanner said for Joe Tanner"))
    ).to_be_hidden()


@both
def test_a_form_is_put_to_people_and_they_are_reminded(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    published(cast)
    arrive(cast.ama)
    page.goto("/asking/")
    look("asking-empty")
    page.get_by_role("link", name=re.compile("Put it to people")).click()
    page.get_by_role("button", name="Look at who is asked").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose whom you ask.")
    look("asking-what-is-missing")
    page.get_by_label("People by name").press("Space")
    page.get_by_label("Which people?").fill("Joe Tanner")
    day = timezone.localdate() + timedelta(days=14)
    for box, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(box, exact=True).fill(str(value))
    page.get_by_role("button", name="Look at who is asked").press("Enter")
    expect(page.locator("main")).to_contain_text("1 person is asked")
    look("asking-looked-at")
    page.get_by_role("button", name="Ask them").press("Enter")
    expect(page.locator("main")).to_contain_text("Joe Tanner")
    look("asking-one")
    page.get_by_role("button", name="Ask for it no more").press("Enter")
    expect(page.locator("main")).to_contain_text("Ended")


@both
def test_whoever_has_not_signed_is_led_to_the_form(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    grown_up(cast, "ivy")
    rules = [Put(Purpose.ACCEPTABLE_USE, Audience.STAFF, "Use what is ours for work alone.")]
    published(cast, rules, title="How we use devices")
    arrive(cast.ivy)
    page.goto("/me/contact/")
    expect(page.locator("main")).to_contain_text("Sign before you go on.")
    look("asked-signs-first")
    page.get_by_role("link", name="Read and answer").press("Enter")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("main")).to_contain_text("Your answers are kept")
    page.goto("/me/contact/")
    expect(page).to_have_url(re.compile("/me/contact/"))
