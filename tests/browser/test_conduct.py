"""A tie is declared and agreed to; misuse is written down, and read by whoever it is of."""

from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.agreements import commands
from tests.agreements.asking import grown_up
from tests.agreements.conduct import USE, code, signs, use
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.conftest import Cast

__all__ = ["look"]


@both
def test_a_tie_is_declared_and_the_head_agrees(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    code(cast, at=timezone.now())
    commands.ask_for_declarations(timezone.now())
    arrive(cast.ivy)
    page.goto("/ties/")
    look("ties-wanted")
    page.get_by_role("link", name="Declare a tie, a contact or a request").press("Enter")
    page.get_by_label("With whom?").fill("Joe Tanner")
    page.get_by_role("button", name="Declare it").press("Enter")
    expect(page.locator(".govuk-error-summary")).to_contain_text("Choose what it is.")
    expect(page.get_by_label("With whom?")).to_have_value("Joe Tanner")
    look("ties-not-complete")
    page.get_by_label("We knew each other before").press("Space")
    page.get_by_label("How do you know each other").fill("We are cousins.")
    page.get_by_label("Why is it so").fill("Family. We never write to each other.")
    page.get_by_role("button", name="Declare it").press("Enter")
    page.get_by_label("I have no private contact").press("Space")
    page.get_by_role("button", name="Declare it").press("Enter")
    expect(page.locator("main")).to_contain_text("You declared the last time on")
    look("ties-declared")

    arrive(cast.lou)
    page.goto("/conduct/")
    look("conduct")
    page.get_by_role("link", name="Ivy Lindqvist").press("Enter")
    look("ties-of")
    page.get_by_role("link", name="Say whether it is agreed to").press("Enter")
    page.get_by_label("Yes, on these terms").press("Space")
    page.get_by_label("On which terms").fill("Never online, and not in one group.")
    look("ties-decide")
    page.get_by_role("button", name="Keep it").press("Enter")
    expect(page.locator("main")).to_contain_text("Agreed")


@both
def test_misuse_is_written_down_and_read_by_whoever_it_is_of(
    cast: Cast, page: Page, arrive: Arrive, look: Look
) -> None:
    use(cast, at=timezone.now())
    grown_up(cast, "ivy")
    signs(cast, "joe", USE, at=timezone.now())
    arrive(cast.ama)
    page.goto("/misuse/")
    page.get_by_label("Find somebody by name").fill("Joe")
    page.get_by_label("Find somebody by name").press("Enter")
    look("misuse-found")
    page.get_by_role("link", name="Joe Tanner").press("Enter")
    look("misuse-of")
    page.get_by_role("link", name="Write down misuse").press("Enter")
    day = timezone.localdate()
    for label, number in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        page.get_by_label(label, exact=True).fill(str(number))
    look("misuse-day")
    page.get_by_role("button", name="Go on").press("Enter")
    page.get_by_label("Which part was not kept?").select_option("acceptable_use.2")
    page.get_by_label("What happened?").fill("He told a friend the password of a tablet.")
    page.get_by_label("Spoken with, and told why").press("Space")
    look("misuse-record")
    page.get_by_role("button", name="Write it down").press("Enter")
    look("misuse")
    page.get_by_label("What is to be added?").fill("He chose a new one the same day.")
    page.get_by_role("button", name="Add it").press("Enter")
    expect(page.locator("main")).to_contain_text("He chose a new one the same day.")

    arrive(cast.joe)
    page.goto("/agreements/signed/")
    expect(page.locator("main")).to_contain_text("I never share a password.")
    look("signed")
    page.get_by_role("link", name="I never share a password.").press("Enter")
    expect(page.locator("main")).to_contain_text("He told a friend the password of a tablet.")
    look("misuse-own")
    page.goto("/report/about-an-adult/")
    look("about-an-adult-conduct")
