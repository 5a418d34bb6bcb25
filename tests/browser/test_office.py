"""An office at work: a form is made, put to people and changed; answers come in by every way."""

import re
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose
from bield.duties import commands as duties
from bield.duties.states import DayKind
from bield.people import commands as people
from bield.people.actors import house
from tests import files
from tests.agreements.asking import RIGHT, cares, published, says
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_events import fill_day
from tests.conftest import BORN, Cast, look_into

__all__ = ["look"]


def works_today(cast: Cast) -> None:
    """Whatever day the calendar says it is: on a closed one nobody is reminded."""
    us, today = house(cast.alder.pk, "tests"), timezone.localdate()
    duties.mark_day(us, today, kind=DayKind.OPEN, at=timezone.now())
    look_into(cast.alder)


def of_age(cast: Cast, who: str) -> None:
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.people[who].pk, born_on=date(1984, 2, 1), at=timezone.now())


@both
def test_an_office_makes_a_form_puts_it_to_people_and_changes_it(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    cares(cast, "nan")
    works_today(cast)
    main = page.locator("main")
    arrive(cast.ama)
    page.goto("/forms/")
    look("office-1-forms")
    page.get_by_role("button", name="Recording of online sessions").press("Enter")
    expect(main).to_contain_text("Read it, then publish it")
    look("office-2-draft")
    page.get_by_role("button", name="Publish it").press("Enter")
    page.locator(".govuk-error-summary a").first.press("Enter")
    expect(page.locator("h1")).to_have_text("What is done with it")
    page.get_by_label("to see or hear it again").press("Space")
    page.get_by_label("the safeguarding lead", exact=True).press("Space")
    page.get_by_label("How long is it kept, at the most?").fill("90")
    page.get_by_label("days", exact=True).press("Space")
    page.get_by_role("button", name="This is in force").press("Enter")
    page.get_by_role("link", name="Recording of online sessions").press("Enter")
    expect(main).to_contain_text("90 days (about 3 months)")
    page.get_by_role("button", name="Publish it").press("Enter")
    expect(main).to_contain_text("Edition 1, since")
    look("office-3-published")

    page.get_by_role("link", name="Put it to people").press("Enter")
    page.get_by_label("Everybody with one post").press("Space")
    page.get_by_label("Which post?").select_option("learner")
    fill_day(page, timezone.localdate() + timedelta(days=14))
    page.get_by_role("button", name="Look at who is asked").press("Enter")
    look("office-4-who-is-asked")
    page.get_by_role("button", name="Ask them").press("Enter")
    expect(main).to_contain_text("Joe Tanner")
    page.get_by_label("How it stands").select_option("waiting")
    page.get_by_role("button", name="Show these").press("Enter")
    expect(page.locator(".bield-waiting")).to_contain_text("Joe Tanner")
    look("office-5-not-answered")
    page.get_by_role("button", name="Remind them now").press("Enter")
    expect(main).to_contain_text("Reminded")
    look("office-6-reminded")


@both
def test_an_office_sees_what_a_new_edition_changes_before_it_is_published(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    form = published(cast)
    cares(cast, "nan")
    says(cast, "nan")
    main = page.locator("main")
    arrive(cast.ama)
    page.goto(f"/forms/{form}/")
    page.get_by_role("link", name=re.compile("^Change.*Recording")).press("Enter")
    page.get_by_label("How do you ask parents and carers?").fill("May we record every session?")
    page.get_by_role("button", name="Keep it in the draft").press("Enter")
    expect(main).to_contain_text("Publishing it asks again: parents and carers (1).")
    expect(main).to_contain_text("Changed")
    look("office-7-what-changes")
    page.get_by_role("button", name="Publish it").press("Enter")
    expect(main).to_contain_text("Edition 2, since")


@both
def test_somebody_without_an_account_signs_by_the_link_of_the_office(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    form = published(cast)
    cares(cast, "nan")
    of_age(cast, "nan")
    main = page.locator("main")
    arrive(cast.ama)
    page.goto(f"/forms/{form}/wanted/")
    look("office-8-wanted")
    page.get_by_role("link", name="Send a link to all who have not answered").press("Enter")
    look("office-9-links")
    page.goto(f"/forms/{form}/wanted/")
    page.get_by_role("link", name=re.compile("Nan Tanner said for Joe Tanner")).press("Enter")
    page.get_by_role("button", name="Show a link to send by text").press("Enter")
    found = re.search(r"/agree/[a-z2-7]{32}/", main.inner_text())
    assert found is not None
    look("office-10-link")

    page.context.clear_cookies()
    page.goto(found[0])
    fill_day(page, BORN["joe"] + timedelta(days=1))
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    look("office-11-wrong-day")
    fill_day(page, BORN["joe"])
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("link", name=re.compile("Joe Tanner")).first.press("Enter")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(page.locator("h1")).to_have_text("Your answers are kept")
    look("office-12-kept")

    arrive(cast.ama)
    page.goto(f"/forms/{form}/wanted/{cast.joe.reference}/{cast.nan.reference}/")
    expect(main).to_contain_text("Recording of online sessions: Yes")


@both
def test_answers_on_paper_by_word_and_by_message_are_taken_in(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    form = published(cast)
    cares(cast, "nan")
    cares(cast, "dev")
    main = page.locator("main")
    arrive(cast.ama)

    def take(name: str) -> None:
        page.goto(f"/forms/{form}/wanted/")
        page.get_by_role("link", name=re.compile(f"{name} said for Joe Tanner")).press("Enter")

    def agrees(how: str) -> None:
        page.get_by_label("Yes, I agree").press("Space")
        page.get_by_label(RIGHT).press("Space")
        page.get_by_label(how, exact=True).press("Space")

    take("Nan Tanner")
    agrees("On paper")
    fill_day(page, timezone.localdate())
    page.get_by_label("On paper: a scan").set_input_files(
        {"name": "signed.png", "mimeType": "image/png", "buffer": files.png()}
    )
    look("office-13-paper")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(main).to_contain_text("written down by the office")
    page.get_by_role("link", name="Certificate").press("Enter")
    expect(main).to_contain_text("of the record says the same")
    look("office-14-certificate")
    for link, name in (("Save it as a document", r"\.pdf$"), ("Save the signed paper", r"\.png$")):
        with page.expect_download() as saved:
            page.get_by_role("link", name=link).press("Enter")
        assert re.search(name, saved.value.suggested_filename)

    take("Dev Rahman")
    agrees("Spoken, with a witness")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Name who heard it besides you.")
    page.get_by_label("Spoken: who heard it besides you?").fill("Ben Carter")
    look("office-15-witness")
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(main).to_contain_text("written down by the office")

    page.goto(f"/forms/{form}/wanted/")
    look("office-16-still-wanted")


@both
def test_an_answer_by_message_is_taken_in(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    alone = Put(Purpose.ONE_TO_ONE, Audience.GUARDIAN, "May one of us meet your child alone?")
    child = Put(Purpose.ONE_TO_ONE, Audience.CHILD, "Is it all right, just us two?", from_years=8)
    form = published(cast, [alone, child], title="Meeting online")
    cares(cast, "nan")
    main = page.locator("main")
    arrive(cast.ama)
    page.goto(f"/forms/{form}/wanted/")
    page.get_by_role("link", name=re.compile("Nan Tanner said for Joe Tanner")).press("Enter")
    page.get_by_role("link", name="Ask by e-mail or text").press("Enter")
    page.get_by_label("One-to-one sessions online").press("Space")
    page.get_by_label("By e-mail").press("Space")
    look("office-17-ask")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(main).to_contain_text("Write down what came back")
    look("office-18-asked")

    def came(words: str) -> None:
        page.get_by_label("From which address").fill(cast.nan.email)
        fill_day(page, timezone.localdate())
        page.get_by_label("At what time?").fill(f"{timezone.localtime():%H:%M}")
        page.get_by_label("What did they write").fill(words)
        page.get_by_role("button", name="Keep it").press("Enter")

    came("Let me think about it.")
    expect(main).to_contain_text("There is no answer yet")
    look("office-19-unclear")
    came("Yes")
    expect(main).to_contain_text("The answer is written down.")
    look("office-20-came")
    page.get_by_role("link", name="See what stands").press("Enter")
    expect(main).to_contain_text("One-to-one sessions online: Yes")


@both
def test_the_head_begins_the_code_of_conduct_where_it_is_missed(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.lou)
    page.goto("/conduct/")
    expect(page.locator("main")).not_to_contain_text("Not signed")
    look("office-21-no-code-yet")
    page.get_by_role("button", name="Begin a code of conduct").press("Enter")
    expect(page.locator("h1")).to_have_text("How we behave online")
    look("office-22-code-draft")
    page.get_by_role("button", name="Publish it").press("Enter")
    expect(page.locator("main")).to_contain_text("Edition 1, since")
    page.goto("/conduct/")
    expect(page.locator("main")).to_contain_text("Not signed")
    look("office-23-code-published")
