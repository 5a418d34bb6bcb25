"""The office keeps a family; a parent sees the own household alone; the lead hands a duty on."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from bield.duties import rounds
from bield.people import commands
from bield.people.actors import house
from bield.people.states import NoteKind
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import NOON, Cast, look_into

__all__ = ["look"]


@pytest.fixture
def family(cast: Cast) -> Cast:
    """Joe has a father whom nobody has asked yet whether he may decide for him."""
    office = house(cast.alder.pk, "tests")
    abe = commands.add_person(
        office, name="Abe Tanner", born_on=date(1985, 1, 1), phone="01632 960 777", at=NOON
    )
    commands.link_guardian(
        office,
        guardian_id=abe.pk,
        child_id=cast.joe.pk,
        responsibility_known=False,
        call_order=2,
        at=NOON,
    )
    commands.open_household(office, label="Hill Road", person_id=abe.pk, at=NOON)
    cast.people["abe"] = abe
    look_into(cast.alder)
    return cast


@both
def test_a_family_is_kept_and_each_household_sees_itself(
    family: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    arrive(family.ama)
    page.goto(f"/people/{family.joe.reference}/family/")
    expect(page.locator("main")).to_contain_text("Find out: parental responsibility")
    look("family")
    page.get_by_role("link", name="Add a parent or carer").click()
    page.get_by_label("Find the parent or carer by name").fill("nan")
    page.get_by_label("Find the parent or carer by name").press("Enter")
    page.get_by_role("button", name="Link them").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose who it is.")
    look("family-add-refused")
    page.get_by_label("Who is the parent or carer?").select_option(label="Nan Tanner")
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Link them").click()
    page.get_by_role("link", name="Notes about Abe Tanner").click()
    page.get_by_label("A court order").check()
    page.get_by_label("What has to be known?").fill("He may not collect.")
    look("family-notes")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("main")).to_contain_text("Court order: ask the lead first")

    arrive(family.dev)
    page.goto(f"/people/{family.joe.reference}/call/")
    expect(page.locator("main")).not_to_contain_text("01632 960 777")
    look("family-call")

    arrive(family.nan)
    page.goto("/me/family/")
    expect(page.locator("main")).to_contain_text("Joe Tanner")
    expect(page.locator("main")).not_to_contain_text("Abe Tanner")
    look("family-own")


@both
def test_family_in_the_office_sees_its_own_household_and_who_looks_after_it(
    family: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    office = house(family.alder.pk, "tests")
    commands.link_guardian(office, guardian_id=family.eve.pk, child_id=family.joe.pk, at=NOON)
    commands.write_note(
        office,
        guardian_id=family.abe.pk,
        child_id=family.joe.pk,
        kind=NoteKind.COURT,
        words="He may not collect.",
        at=NOON,
    )
    arrive(family.eve)
    page.goto(f"/people/{family.joe.reference}/")
    expect(page.locator("main")).not_to_contain_text("Abe Tanner")
    page.get_by_role("link", name="Their family, and where they live").click()
    expect(page.locator("main")).to_contain_text("This is your own family")
    look("family-of-ones-own")
    page.goto(f"/people/{family.joe.reference}/call/")
    look("family-of-ones-own-call")
    page.get_by_role("link", name="reach the safeguarding lead or a deputy").click()
    expect(page.locator("h1")).to_have_text("Our safeguarding team")

    arrive(family.lou)
    page.goto(f"/people/{family.abe.reference}/")
    expect(page.locator("main")).to_contain_text("Ask the lead first")
    look("family-court-order")


@both
def test_a_group_is_filled_and_a_duty_handed_on(
    family: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    rounds.stand(NOON)
    arrive(family.ama)
    page.goto("/people/groups/add/")
    page.get_by_label("What is the group called?").fill("Robins")
    page.get_by_role("button", name="Make this group").click()
    page.get_by_role("link", name="Let somebody join").click()
    page.get_by_label("Find who joins by name").fill("joe")
    page.get_by_label("Find who joins by name").press("Enter")
    page.get_by_label("Who?").select_option(label="Joe Tanner")
    page.get_by_role("button", name="Let them join").click()
    expect(page.locator("main")).to_contain_text("Joe Tanner")
    look("group")

    page.goto("/duties/overview/")
    look("how-it-stands")
    page.get_by_role("link", name="Hand something on").click()
    page.get_by_label("What do you hand on?").select_option("standing.account-review")
    page.get_by_label("To whom?").select_option(label="Ivy Lindqvist")
    for name, day in (("begins_on", date(2030, 3, 4)), ("ends_on", date(2030, 6, 4))):
        for part in ("day", "month", "year"):
            page.locator(f"[name={name}_{part}]").fill(str(getattr(day, part)))
    look("hand-on")
    page.get_by_role("button", name="Hand it on").click()
    expect(page.locator("main")).to_contain_text("Ivy Lindqvist, from Monday 4 March 2030")
    look("handed-on")

    page.goto(f"/duties/places/{family.oak.reference}/")
    look("branch")
    page.get_by_role("link", name="More often here").first.click()
    look("more-often")
