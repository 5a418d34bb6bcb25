"""A child moves on: one lead sends the file, the next takes it in, and the receipt comes back."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns import commands, queries
from bield.concerns.queries import transferring
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.browser.test_to_the_closing import day
from tests.concerns.moving import about_joe, prepared
from tests.conftest import NOON, Cast, look_into

__all__ = ["look"]


@pytest.fixture
def reference(cast: Cast) -> str:
    made = about_joe(cast, account="He came without a coat.", child_words="It is too small.")
    commands.add_entry(cast.actor("ama"), made, kind="note", text="His aunt rang.", at=NOON)
    return made


@both
def test_a_file_goes_from_lead_to_lead_and_its_receipt_comes_back(
    reference: str, cast: Cast, page: Page, arrive: Arrive, look: Look, tmp_path: Path
) -> None:
    theirs, ours = queries.own_card(cast.actor("mia")), queries.own_card(cast.actor("ama"))
    look_into(cast.alder)

    arrive(cast.ama)
    page.goto(f"/concern/{reference}/person/1/")
    page.get_by_role("link", name="Send the file to the next setting").click()
    page.get_by_role("button", name="Prepare the file").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("To which setting does it go?")
    page.get_by_label("To which setting does it go?").fill("Birch Nursery")
    page.get_by_label("Who receives it there?").fill("Mia Rowe, safeguarding lead")
    page.get_by_label("How did you make sure that it reaches the right person?").fill("Rang them.")
    today = timezone.localdate()
    day(
        page,
        "On which day did they start there, or leave us?",
        (str(today.day), str(today.month), str(today.year)),
    )
    page.get_by_label("A child or learner moves there").check()
    page.get_by_label("Why do they need it?").fill("He starts there on Monday.")
    look("send-file")
    page.get_by_role("button", name="Prepare the file").click()
    expect(page.locator("h1")).to_have_text("The file for Birch Nursery")
    look("transfer-prepared")
    page.get_by_role("link", name="Read what it says").click()
    expect(page.locator("main")).to_contain_text("His aunt rang.")
    look("transfer-look")
    page.go_back()
    page.get_by_role("link", name="Choose how it is locked").click()
    page.get_by_role("textbox", name="Their card").fill(theirs.text)
    page.get_by_label("Their number, as they said it on the telephone").fill(ours.number)
    page.get_by_label("Who said the digits").fill("Mia Rowe, through their office.")
    page.get_by_role("button", name="Lock it").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("do not belong to this card")
    page.get_by_label("Their number, as they said it on the telephone").fill(theirs.number)
    look("transfer-lock")
    page.get_by_role("button", name="Lock it").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save the locked file").click()
    file = tmp_path / saving.value.suggested_filename
    saving.value.save_as(file)
    page.reload()
    sent = page.url
    look("transfer-left")

    arrive(cast.mia)
    page.goto("/desk/")
    page.get_by_role("link", name="Files from other settings").click()
    look("received-files")
    page.get_by_role("link", name="Take in a file").click()
    page.get_by_label("Which file?").set_input_files(file)
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator(".govuk-error-summary")).to_contain_text("Nobody here has compared")
    page.get_by_label("Which file?").set_input_files(file)
    page.get_by_label("Their number, as they said it on the telephone").fill(ours.number)
    page.get_by_label("Who said the digits").fill("Ama Boateng, through their office.")
    look("take-in")
    page.get_by_role("button", name="Take it in").click()
    expect(page.locator("h1")).to_have_text("A file from Alder Training")
    look("received")
    page.get_by_role("link", name="Read what it says").click()
    expect(page.locator("main")).to_contain_text("It is too small.")
    look("received-look")
    page.go_back()
    page.get_by_role("link", name="Accept it").click()
    page.get_by_label("Somebody new: add them").check()
    page.get_by_label("At which place?").select_option(label="Birch")
    page.get_by_role("radio", name="No", exact=True).check()
    look("accept-file")
    page.get_by_role("button", name="Accept it").click()
    expect(page.locator("main")).to_contain_text("What it became here")
    look("received-accepted")
    with page.expect_download() as saving:
        page.get_by_role("link", name="Save the receipt").click()
    receipt = saving.value.path().read_text()
    page.get_by_role("link", name="Concern C-").click()
    expect(page.locator("main")).to_contain_text("Another setting")
    look("concern-from-elsewhere")

    arrive(cast.ama)
    page.goto(sent)
    page.get_by_role("link", name="Take in their receipt").click()
    page.get_by_label("Their receipt").fill(receipt)
    look("transfer-answer")
    page.get_by_role("button", name="Save it").click()
    expect(page.locator("main")).to_contain_text("Accepted by them")
    look("transfer-accepted")


@both
def test_a_capsule_opens_in_a_browser_without_bield(
    reference: str, cast: Cast, page: Page, look: Look, console: list[str], tmp_path: Path
) -> None:
    """From a folder, with no server behind it."""
    row = transferring.transfer(cast.actor("ama"), prepared(cast, reference))
    for name, data in transferring.made(row, transferring.key_of(row)).items():
        (tmp_path / name).write_bytes(data)

    page.goto((tmp_path / "index.html").as_uri())

    expect(page.locator("h1")).to_have_text("The file of Joe Tanner")
    expect(page.locator("body")).to_contain_text("It is too small.")
    assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert console == []
    look("capsule")
    console.clear()  # axe reads style sheets by itself, which the policy of the page forbids
