"""A contractor signs in writing, declares, and is free of it when the engagement ends."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose
from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Post
from bield.people.states import Role
from tests import files
from tests.agreements.asking import RIGHT, grown_up, published
from tests.agreements.conduct import OF_CODE, OF_USE
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_events import fill_day
from tests.conftest import Cast, look_into

__all__ = ["look"]

USE, CODE = Purpose.ACCEPTABLE_USE, Purpose.CONDUCT
DAY = timedelta(days=1)


def engaged(cast: Cast) -> str:
    """Ivy, under a contract of her own that ends in a month; and what contractors are asked."""
    us, today = house(cast.alder.pk, "tests"), timezone.localdate()
    grown_up(cast, "ivy")
    for post in Post.objects.filter(person=cast.ivy):
        people.end_post(us, post.pk, ends_on=today - 60 * DAY, at=timezone.now())
    people.appoint(
        us,
        cast.ivy.pk,
        role=Role.CONTRACTOR,
        site_id=cast.elm.pk,
        begins_on=today - 59 * DAY,
        ends_on=today + 30 * DAY,
        at=timezone.now(),
    )
    published(cast, [Put(CODE, Audience.CONTRACTOR, OF_CODE)], title="How we behave online")
    form = published(cast, [Put(USE, Audience.CONTRACTOR, OF_USE)], title="Use of our devices")
    commands.ask_for_declarations(timezone.now())
    look_into(cast.alder)
    return form


@both
def test_a_contractor_signs_on_paper_and_declares(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    form = engaged(cast)
    main = page.locator("main")
    last = timezone.localdate() + 30 * DAY
    arrive(cast.ivy)
    page.goto("/agreements/")
    look("contractor-1-asked")
    page.goto(f"/agreements/{cast.ivy.reference}/{form}/")
    expect(main).to_contain_text("I never share a password.")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    expect(main).to_contain_text("signed paper is still wanted")
    look("contractor-2-paper-wanted")
    page.goto("/ties/")
    look("contractor-3-ties")
    page.get_by_label("I have no private contact").press("Space")
    page.get_by_role("button", name="Declare it").press("Enter")
    expect(main).to_contain_text("You declared the last time on")

    arrive(cast.ama)
    page.goto(f"/forms/{form}/wanted/")
    page.get_by_role("link", name=re.compile("Ivy Lindqvist")).press("Enter")
    expect(main).to_contain_text("A signed paper is still wanted.")
    page.get_by_label("Yes, I agree").press("Space")
    page.get_by_label(RIGHT).press("Space")
    page.get_by_label("On paper", exact=True).press("Space")
    fill_day(page, timezone.localdate())
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("attach the signed paper")
    look("contractor-4-no-paper")
    page.get_by_label("On paper: a scan").set_input_files(
        {"name": "signed.png", "mimeType": "image/png", "buffer": files.png()}
    )
    page.get_by_role("button", name="Write it down").press("Enter")
    expect(main).to_contain_text("written down by the office")
    look("contractor-5-taken-in")

    arrive(cast.ivy)
    page.goto("/agreements/")
    expect(main).to_contain_text(f"{last.day} {last:%B %Y}")
    expect(main).not_to_contain_text("signed paper is still wanted")
    look("contractor-6-until-the-contract-ends")
    ends(cast)


def ends(cast: Cast) -> None:
    """With the last day of the contract what was signed under it ends as well."""
    ama = cast.actor("ama")
    now = timezone.now()
    for days, granted in ((30, True), (31, False)):
        found = queries.standing(ama, cast.ivy.pk, USE, at=now + days * DAY)
        assert found.granted is granted, days
