"""A volunteer tells, sees what happens, and calls outside when nobody of the team is there."""

from datetime import datetime

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns import commands as concerns
from bield.people import commands as people
from bield.people.actors import house
from tests.browser.test_concern_road import Arrive, Look, both, look, tell
from tests.conftest import Cast, look_into

__all__ = ["look"]


def nobody_is_there(cast: Cast, at: datetime) -> None:
    """The lead and the deputy are both away today, and nobody stands in for them."""
    today = timezone.localdate(at)
    for name in ("ama", "ben"):
        people.set_cover(
            house(cast.alder.pk, "tests"),
            cast.people[name].pk,
            stand_in_id=None,
            begins_on=today,
            ends_on=today,
            at=at,
        )
    look_into(cast.alder)


@both
def test_a_volunteer_tells_and_sees_that_somebody_has_taken_it(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(cast.dev)
    page.goto("/")
    expect(page.locator("h1")).to_have_text("Are you worried about somebody?")
    look("volunteer-1-home")
    reference = tell(page)
    expect(page.locator("main")).to_contain_text("Who has it now")
    expect(page.locator("main")).to_contain_text("One of them takes it in hand by")
    look("volunteer-2-receipt")
    page.get_by_role("link", name="your reports").click()
    expect(page.locator("tbody")).to_contain_text("Received")
    look("volunteer-3-received")

    concerns.acknowledge(cast.actor("ama"), reference, at=timezone.now())
    look_into(cast.alder)

    page.reload()
    expect(page.locator("tbody")).to_contain_text("Being handled")
    page.get_by_role("link", name=reference).click()
    expect(page.locator("h1")).to_have_text("We have your report")


@both
def test_with_the_leads_away_a_volunteer_is_led_to_the_authorities(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    nobody_is_there(cast, timezone.now())
    arrive(cast.dev)
    page.goto("/")

    tell(page)
    expect(page.locator("main")).to_contain_text("Nobody of the safeguarding team is here today.")
    expect(page.get_by_role("link", name="Children’s social care, Northshire")).to_be_visible()
    look("volunteer-4-nobody-there")
    page.get_by_role("link", name="I have told them").click()
    expect(page.locator("h1")).to_have_text("Call the authorities yourself")
    look("volunteer-5-refer-now")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose whom you told")
    look("volunteer-5-mistake")
    page.get_by_label("Whom did you tell?").select_option(label="Children’s social care")
    page.get_by_label("Whom did you speak to?").fill("The duty desk")
    page.get_by_label("Which reference did they give you?").fill("NSC-4471")
    page.get_by_role("button", name="Write it down").click()
    expect(page.locator("h1")).to_have_text("We have your report")
    look("volunteer-6-told")

    arrive(cast.cat)  # the officer of another place: it is not hers
    page.goto("/desk/")
    expect(page.locator("main")).to_contain_text("Nothing here")
    arrive(cast.ama)  # back again, she finds it on her desk
    page.goto("/desk/")
    page.locator(".bield-desk__link").first.click()
    expect(page.locator("main")).to_contain_text("Referred to: Children’s social care")
    expect(page.locator("main")).to_contain_text("NSC-4471")
