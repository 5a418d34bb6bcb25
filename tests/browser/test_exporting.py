"""A lead takes many concerns out: asked what for, a pass phrase, a locked file."""

import io
from pathlib import Path

import pyzipper
from playwright.sync_api import Page, expect

from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import closed, reported
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_concerns_are_taken_out_by_keyboard_as_a_locked_file(
    cast: Cast, page: Page, arrive: Arrive, look: Look, tmp_path: Path
) -> None:
    references = [reported(cast), closed(cast)]
    arrive(cast.ama)
    page.goto("/desk/")
    page.get_by_role("link", name="Take concerns out").click()
    look("export")
    page.get_by_role("button", name="Prepare the file").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("What is it for?")
    look("export-refused")

    page.get_by_label("A report to the board or the trustees").press("Space")
    page.get_by_label("Who will have it?").fill("Fay Whitlock, chair of the board")
    page.get_by_role("button", name="Prepare the file").press("Enter")
    expect(page.locator("h1")).to_have_text("The file and its pass phrase")
    expect(page.locator("main")).to_contain_text("2 concerns")
    look("export-ready")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the locked file").press("Enter")
    saved.value.save_as(tmp_path / "saved.zip")
    page.wait_for_timeout(2100)  # a double click saves once; whoever lost the file saves it again
    with page.expect_download():
        page.get_by_role("button", name="Save the locked file").press("Enter")

    with pyzipper.AESZipFile(io.BytesIO((tmp_path / "saved.zip").read_bytes())) as envelope:
        envelope.setpassword(page.locator(".bield-digest").inner_text().encode())
        table = envelope.read("export.csv").decode("utf-8-sig")
    assert [line.split(",")[0] for line in table.splitlines()[1:]] == references
