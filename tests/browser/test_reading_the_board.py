"""The board reads what was changed and whether it came again, from its home page on."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.concerns import commands
from bield.concerns.intake import Intake
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import report
from tests.concerns.triage import go_through
from tests.conftest import Cast

__all__ = ["look"]
DAY = timedelta(days=1)
OWN_WORDS = "Take the game off the tablets."


def planned(cast: Cast, kind: str, sort: str, board: str, ago: int) -> str:
    """A concern of so many days ago, and what is changed after it."""
    at, ben = timezone.now() - ago * DAY, cast.actor("ben")
    reference = report(cast, at=at).reference
    commands.acknowledge(ben, reference, at=at)
    go_through(ben, reference, {"kinds": kind}, at=at)
    day = (at + 20 * DAY).date()
    row = commands.plan_change(
        ben,
        reference,
        change=OWN_WORDS,
        owner_id=cast.ivy.pk,
        on=day,
        sort=sort,
        board=board,
        at=at,
    )
    return row.reference


@both
def test_the_board_sees_whether_what_was_changed_has_helped(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    at = timezone.now()
    for ago in (150, 160, 170, 180, 190, 200, 210):
        report(cast, at=at - ago * DAY, intake=Intake(kind="bullying"))
    for ago in (40, 50):
        report(cast, at=at - ago * DAY, intake=Intake(kind="unsuitable"))
    words = "Each new group agrees rules for its chats in the first week."
    rules = planned(cast, "bullying", "policy", words, 150)
    filtered = planned(cast, "unsuitable", "filter", "", 130)
    planned(cast, "unsuitable", "register", "The register says who has each tablet.", 90)
    for change, ago in ((rules, 140), (filtered, 120)):
        commands.prove_change(cast.actor("ivy"), change, proof="Seen.", at=at - ago * DAY)
    arrive(cast.lou)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="What we changed, and did it help?").click()

    main = page.get_by_role("main")
    expect(page.locator("h1")).to_have_text("What we changed, and did it help?")
    expect(main).to_contain_text("Bullying online: 5 to 9 in the")
    expect(main).to_contain_text("Has not come up again")
    expect(main).to_contain_text("Late")
    expect(main).to_contain_text(words)
    expect(main).not_to_contain_text(OWN_WORDS)
    look("board-changes")
    page.get_by_label("Of which time?").select_option(
        label="The year before: the twelve months before that"
    )
    page.get_by_role("button", name="Show").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url("/board/?stretch=before")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Take it out as a table").click()
    assert saved.value.suggested_filename == "for-the-board.csv"

    arrive(cast.ama)
    page.goto("/board/")
    expect(main).to_contain_text("Bullying online: 8 in the four months before, none in")
    look("board-for-the-lead")
