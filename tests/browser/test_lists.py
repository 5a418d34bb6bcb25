"""An office brings people in from another system, and one row of the list is wrong."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]
LIST = (
    "Admission Number,Forename,Surname,DOB,Class,Site,Role\n"
    "101,Pia,Arrow,14/05/2012,7B,Oak,student\n"
    "102,Tam,Sorley,3/2/12,7B,Oak,student\n"
    "103,Joe,Tanner,14/05/2012,7B,Oak,student\n"
)


@both
def test_an_office_brings_people_in(
    cast: Cast, page: Page, arrive: Arrive, look: Look, tmp_path: Path
) -> None:
    (tmp_path / "rolls.csv").write_text(LIST)
    arrive(cast.eve)
    page.goto("/people/")
    page.get_by_role("link", name="Lists of people").click()
    look("lists-empty")
    page.get_by_role("button", name="Put in a list").or_(
        page.get_by_role("link", name="Put in a list")
    ).click()
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the file.")
    look("list-refused")

    page.get_by_label("Which file?").set_input_files(tmp_path / "rolls.csv")
    page.get_by_label("From which system or list is it?").fill("School rolls")
    page.get_by_label("Yes, everybody").press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("link", name="Say what the columns mean").click()
    expect(page.get_by_label("Their own number there")).to_have_value("Admission Number")
    look("list-columns")

    page.get_by_role("button", name="Read the list").press("Enter")
    expect(page.locator("main")).to_contain_text("It waits for your yes")
    look("list-ready")
    page.get_by_role("link", name="Look: Rows that are not taken in").or_(
        page.locator("a[href$='/part/unread/']")
    ).first.click()
    expect(page.locator("main")).to_contain_text("The year of birth has two digits")
    expect(page.locator("main")).to_contain_text("Line 3.")
    look("list-unread")

    page.get_by_role("link", name="Back to the list").click()
    page.get_by_role("link", name="Say who they are").click()
    page.get_by_label("They are the same person").press("Space")
    look("list-known")
    page.get_by_role("button", name="Keep these answers").press("Enter")
    page.get_by_role("button", name="Take it in").press("Enter")
    expect(page.locator("main")).to_contain_text("It is taken in")
    look("list-done")
    page.goto("/people/?words=Arrow")
    expect(page.locator("main")).to_contain_text("Pia Arrow")

    (tmp_path / "rolls.csv").write_text("\n".join(LIST.splitlines()[::3]))
    page.goto("/people/lists/add/")
    page.get_by_label("Which file?").set_input_files(tmp_path / "rolls.csv")
    page.get_by_label("From which system or list is it?").fill("School rolls")
    page.get_by_label("Yes, everybody").press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_role("button", name="Take it in").press("Enter")
    page.goto("/people/lists/")
    page.get_by_role("link", name="Say whether they left").click()
    expect(page.locator("main")).to_contain_text("Pia Arrow (not in School rolls since")
    look("list-missing")
