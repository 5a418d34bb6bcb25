"""A record whose time is over is disposed of by two; a learner asks about their data; a breach."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.people.actors import actor_of
from bield.retention import commands
from tests.access import things_of_keeping
from tests.agreements.asking import cares, published, says, takes_back
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import NOON, Cast

__all__ = ["look"]


@both
def test_two_dispose_of_a_record(cast: Cast, page: Page, arrive: Arrive, look: Look) -> None:
    at = timezone.now()
    things = things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)
    arrive(cast.ben)
    page.goto("/keeping/")
    look("keeping-rules")
    page.get_by_role("link", name="Records whose time is over").press("Enter")
    look("keeping-due")
    page.get_by_role("link", name=things["record"]).press("Enter")
    look("keeping-record")
    page.get_by_role("link", name="Agree to dispose of it").press("Enter")
    look("keeping-agree")
    page.get_by_role("button", name="Agree, and dispose of it").press("Enter")
    expect(page.locator("main")).to_contain_text(things["record"])
    look("keeping-certificate")


@both
def test_a_learner_asks_and_the_office_writes_a_step(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    at = timezone.now()
    things = things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)
    arrive(cast.joe)
    page.goto("/requests/mine/")
    look("my-data")
    page.get_by_role("link", name="Ask about your data").press("Enter")
    page.get_by_label("To see what is kept about somebody").press("Space")
    page.get_by_label("Joe Tanner").press("Space")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Write what is asked for")
    look("my-data-asked")
    page.get_by_label("Tell us more").fill("All of it.")
    page.get_by_role("button", name="Send").press("Enter")
    expect(page.locator("main")).to_contain_text("You hear from us by")

    arrive(cast.people["eve"])
    page.goto("/requests/")
    look("requests")
    page.get_by_role("link", name=things["request"]).press("Enter")
    look("request")
    page.goto(f"/breaches/{things['breach']}/")
    look("breach")


@both
def test_what_is_kept_is_put_together_and_taken_out(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    at = timezone.now()
    cares(cast, "nan")
    joe = actor_of(cast.joe, on=at.date())
    row = commands.ask(joe, "access", cast.joe.reference, words="What do you keep of me?", at=at)
    arrive(cast.people["eve"])
    page.goto(f"/requests/{row.reference}/")
    page.get_by_role("link", name="Look at it and put it together").press("Enter")
    expect(page.locator("main")).not_to_contain_text("Nan Tanner told")
    look("package-asked")
    for box in page.get_by_role("group", name="What is given?").get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name="Put it together").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose at least one thing")
    page.get_by_label("Who they are to us").press("Space")
    page.get_by_role("button", name="Put it together").press("Enter")
    expect(page.locator("main")).to_contain_text("Sealed, and not taken out yet.")
    look("package-made")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Take it out").press("Enter")
    assert taken.value.suggested_filename == f"{row.reference}.zip"


@both
def test_two_look_line_by_line_at_answers_that_would_go(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    long_ago = NOON.replace(year=NOON.year - 3)
    cares(cast, "nan", at=long_ago)
    published(cast, at=long_ago)
    says(cast, "nan", at=long_ago)
    takes_back(cast, "nan", at=long_ago)
    commands.set_rule(
        cast.actor("ama"), "agreement.child", amount=5, unit="years", reason="Small.", at=NOON
    )
    arrive(cast.ben)
    page.goto("/keeping/review/")
    look("answers-due")
    page.get_by_role("link", name=f"answers:{cast.joe.reference}").press("Enter")
    expect(page.locator("main")).to_contain_text("Recording of online sessions: Taken back")
    look("answers-record")
