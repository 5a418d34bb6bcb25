"""A mother of two at two sites, a separated father, and a learner of seventeen find their side."""

import re
from datetime import date

from playwright.sync_api import Page, expect

from bield.people import commands as people
from bield.people.actors import house
from bield.people.models import Person
from bield.people.states import Role, Withheld
from tests.agreements.asking import RIGHT, cares, published, says
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import BEGAN, NOON, Cast

__all__ = ["look"]


def sister(cast: Cast) -> Person:
    """Pia, at the other site."""
    us = house(cast.alder.pk, "tests")
    pia = people.add_person(us, name="Pia Tanner", born_on=date(2015, 6, 1), at=BEGAN)
    people.appoint(us, pia.pk, role=Role.LEARNER, site_id=cast.elm.pk, at=BEGAN)
    people.link_guardian(us, guardian_id=cast.nan.pk, child_id=pia.pk, at=BEGAN)
    return pia


@both
def test_a_mother_of_two_answers_for_each_and_changes_her_mind(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    published(cast)
    cares(cast, "nan")
    sister(cast)
    arrive(cast.nan)
    page.goto("/")
    look("family-home")
    page.get_by_role("link", name="My children").first.press("Enter")

    children = page.locator("section")
    expect(children).to_have_count(2)
    expect(children.nth(0)).to_contain_text("Oak")
    expect(children.nth(1)).to_contain_text("Cat Doyle")
    look("family-children")
    children.nth(1).get_by_role("link", name="Read and answer").press("Enter")
    page.get_by_label("No", exact=True).first.press("Space")
    page.get_by_role("button", name="Send my answers").press("Enter")
    page.goto("/my-children/")
    expect(children.nth(1)).to_contain_text("You said no on")
    page.get_by_role("link", name=re.compile("Change my answer.*Pia")).press("Enter")
    page.get_by_label("Yes, I agree").first.press("Space")
    page.get_by_label(RIGHT).press("Space")
    look("family-changes-a-no")
    page.get_by_role("button", name="Send my answers").press("Enter")
    page.goto("/my-children/")
    expect(children.nth(1)).to_contain_text("You agreed on")
    page.get_by_role("link", name=re.compile("Take it back.*Pia")).press("Enter")
    page.get_by_role("button", name="Take it back").press("Enter")
    expect(page.locator("main")).to_contain_text("It is taken back")
    look("family-taken-back")


@both
def test_a_separated_father_reads_nothing_of_where_his_child_is(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    published(cast)
    cares(cast, "nan")
    cares(cast, "dev")
    says(cast, "nan")
    arrive(cast.ama)
    page.goto(f"/people/{cast.joe.reference}/")
    page.get_by_role("link", name="What a parent is not told").press("Enter")
    page.get_by_role("button", name="Keep it from them").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose from whom it is kept.")
    look("withhold-nothing-said")
    page.get_by_label("Dev Rahman").press("Space")
    page.get_by_label(Withheld.PLACES.label).press("Space")
    page.get_by_label("Why would telling them harm?").fill("The court keeps him away.")
    page.get_by_role("button", name="Keep it from them").press("Enter")
    expect(page.locator("main")).to_contain_text("The court keeps him away.")
    look("withhold-kept")

    arrive(cast.dev)
    page.goto("/my-children/")
    expect(page.locator("section")).to_contain_text("Waits for your answer")
    expect(page.locator("main")).not_to_contain_text("Oak")
    expect(page.locator("main")).not_to_contain_text("Nan")
    look("family-withheld")


@both
def test_a_learner_of_seventeen_reads_and_changes_what_they_said(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    us = house(cast.alder.pk, "tests")
    people.change_person(us, cast.joe.pk, born_on=date(2009, 3, 2), at=BEGAN)
    published(cast)
    says(cast, "joe", at=NOON)
    arrive(cast.joe)
    page.goto("/")
    look("learner-home")
    page.get_by_role("link", name="What I said, and who can help").press("Enter")
    look("learner-mine")
    page.get_by_role("link", name=re.compile("I changed my mind")).press("Enter")
    page.get_by_role("button", name="Take it back").press("Enter")
    page.goto("/mine/")
    expect(page.locator("main")).to_contain_text("You took it back on")
