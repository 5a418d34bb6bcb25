"""To a body outside: whom to call, and the shortest record that somebody did."""

from collections.abc import Callable

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.people import commands as people
from bield.people.actors import house
from tests.browser.conftest import check_access, picture
from tests.concerns.telling import reported
from tests.conftest import Cast, look_into

Arrive = Callable[..., None]


def test_whom_to_call_and_what_each_takes(page: Page, arrive: Arrive, cast: Cast) -> None:
    arrive(cast.ama)
    page.goto("/where-to-report/")
    expect(page.get_by_role("heading", name="LADO, the local authority")).to_be_visible()
    check_access(page)
    picture(page, "where-to-report")

    page.get_by_role("link", name="Write down a number").first.click()
    page.get_by_role("button", name="Write it down").click()
    check_access(page)
    picture(page, "number-missing")

    page.goto("/where-to-report/if-nobody-answers/")
    check_access(page)
    picture(page, "if-nobody-answers")


def test_a_volunteer_calls_when_nobody_of_the_team_is_there(
    page: Page, arrive: Arrive, cast: Cast
) -> None:
    today = timezone.localdate()
    for name in ("ama", "ben"):
        people.set_cover(
            house(cast.alder.pk, "tests"),
            cast.people[name].pk,
            stand_in_id=None,
            begins_on=today,
            ends_on=today,
            at=timezone.now(),
        )
    look_into(cast.alder)
    reference = reported(cast, at=timezone.now())
    arrive(cast.dev)

    page.goto(f"/report/sent/{reference}/")
    expect(page.get_by_text("Nobody of the safeguarding team is here today.")).to_be_visible()
    check_access(page)
    picture(page, "receipt-nobody-there")
    page.get_by_role("link", name="I have told them").click()
    check_access(page)
    picture(page, "refer-alone")
    page.get_by_label("Whom did you tell?").select_option(label="Children’s social care")
    page.get_by_label("Which reference did they give you?").fill("NSC-4471")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("h1")).to_have_text("We have your report")


def test_the_lead_refers_now(page: Page, arrive: Arrive, cast: Cast) -> None:
    reference = reported(cast, at=timezone.now())
    arrive(cast.ama)

    page.goto(f"/concern/{reference}/")
    page.get_by_role("link", name="Refer now").click()
    check_access(page)
    picture(page, "refer-now")
    page.get_by_label("Whom did you tell?").select_option(label="Police")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_text("Referred to: Police")).to_be_visible()
    picture(page, "referred-now")
