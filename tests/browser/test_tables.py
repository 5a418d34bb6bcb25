"""A lead looks at a table of another product, and takes it in."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from bield.people import commands as people
from bield.people.actors import house
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import BEGAN, Cast

__all__ = ["look"]
TABLE = (
    "Name,Date of birth,Date,Details\n"
    "Pia Arrow,14/5/2012,3/2/2025,She cried at lunch.\n"
    "Pia Arrow,14/5/2012,31/2/2025,No such day.\n"
)


@both
def test_a_table_is_looked_at_and_then_taken_in(
    cast: Cast, page: Page, arrive: Arrive, look: Look, tmp_path: Path
) -> None:
    actor = house(cast.alder.pk, "tests")
    people.add_person(actor, name="Pia Arrow", born_on=date(2012, 5, 14), at=BEGAN)
    (tmp_path / "old.csv").write_text(TABLE)
    arrive(cast.ama)
    page.goto("/files-received/")
    page.get_by_role("link", name="Take in a table from another product").click()
    look("table")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose the file.")
    look("table-refused")

    page.get_by_label("Which file?").set_input_files(tmp_path / "old.csv")
    page.get_by_label("From which product or place is it?").fill("OldLog")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator("h1")).to_have_text("What would be taken in")
    expect(page.locator("main")).to_contain_text("Line 3: There is no day, or it is no date.")
    look("table-looked-at")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the report").press("Enter")
    assert saved.value.suggested_filename == "not-taken-in.csv"

    page.get_by_role("link", name="Choose the file again and take it in").click()
    page.get_by_label("Which file?").set_input_files(tmp_path / "old.csv")
    page.get_by_label("From which product or place is it?").fill("OldLog")
    page.get_by_label("Take it in", exact=True).press("Space")
    page.get_by_role("button", name="Go on").press("Enter")
    expect(page.locator("h1")).to_have_text("The table is taken in")
    look("table-taken-in")
    page.goto("/desk/?tab=closed")
    page.locator("main a[href^='/concern/']").first.click()
    expect(page.locator("main")).to_contain_text("Taken in from OldLog")
    look("table-in-the-chronology")
