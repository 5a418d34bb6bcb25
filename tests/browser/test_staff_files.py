"""A staff file: told at a door of its own, ended with somebody else, looked at together."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.rules.staff import Ended
from bield.concerns.states import PartyRole
from tests.browser.test_concern_road import Arrive, Look, both, look
from tests.concerns.telling import reported
from tests.concerns.triage import go_through
from tests.concerns.walking import refer
from tests.conftest import NOON, TODAY, Cast

__all__ = ["look"]

LIMBS = ("limb_harm", "limb_offence", "limb_risk", "limb_suitable")
TOLD = (
    "He wrote to one learner alone, late in the evening.",
    "He gave the same learner a lift home.",
    "He took a photo of the group on his own phone.",
)


@pytest.fixture
def references(cast: Cast) -> list[str]:
    """Three low-level concerns about Dev; of the last nobody has said how it ended."""
    return [
        _low(cast, words, days, ended=days > 0)
        for words, days in zip(TOLD, (400, 200, 0), strict=True)
    ]


def _low(cast: Cast, words: str, days: int, *, ended: bool) -> str:
    ama = cast.actor("ama")
    about = [About(person_id=cast.dev.pk, role=PartyRole.ALLEGED)]
    day = TODAY - timedelta(days=days)
    reference = reported(cast, "ivy", about=about, account=words, happened_on=day)
    commands.acknowledge(ama, reference, at=NOON)
    answers = {"allegation": "yes", "behaviour": "staff", **dict.fromkeys(LIMBS, "no")}
    go_through(ama, reference, answers, at=NOON)
    refer(cast, reference, "lado", by="ama")
    if ended:
        said = Ended("low_level", "Gil Stone", "We talked about our rules with him.")
        version = 0 if days == 400 else 1
        commands.write_outcome(ama, reference, 1, said, version=version, at=NOON)
    return reference


@both
def test_it_ends_and_is_looked_at_together(
    references: list[str], cast: Cast, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(cast.ama)
    page.goto("/staff-files/")
    look("staff-files")
    page.get_by_role("link", name="Dev Rahman").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Staff file")
    look("staff-file")
    page.get_by_role("link", name=f"Write down how {references[-1]} ended").click()

    page.get_by_label("Low-level: against our code").check()
    page.get_by_label("What was decided, and what was done?").fill("We talked with him again.")
    page.get_by_role("button", name="Write it down").click()
    expect(page.get_by_role("alert")).to_contain_text("Write who decided it with you.")
    look("staff-outcome-refused")
    page.get_by_label("Who decided it with you?").fill("Gil Stone, officer of the authority")
    page.get_by_role("button", name="Write it down").click()

    expect(page.get_by_text("The outcome is written down.")).to_be_visible()
    look("staff-file-repeats")
    page.get_by_role("link", name="Look at them together").click()
    page.get_by_label("I am not sure").check()
    page.get_by_label("Why?").fill("All three are about one learner.")
    look("staff-together")
    page.get_by_role("button", name="Write down the decision").click()
    expect(page.get_by_text("They may meet the threshold together")).to_be_visible()
    look("staff-file-to-report")

    page.get_by_role("link", name="What may a reference say?").click()
    page.get_by_label("Who asks for the reference?").fill("Elm School")
    page.get_by_label("For which post?").fill("Teaching assistant")
    look("staff-reference-asked")
    page.get_by_role("button", name="Show what it may say").click()
    expect(page.get_by_text("There are no substantiated allegations")).to_be_visible()
    look("staff-reference")


@both
def test_it_is_told_at_a_door_of_its_own(
    cast: Cast, page: Page, arrive: Arrive, look: Look, scripted: bool
) -> None:
    arrive(cast.ivy)
    page.goto("/report/")
    page.get_by_role("link", name="Is it about an adult who works or helps here?").click()
    look("about-an-adult")
    page.get_by_role("link", name="Tell us about something you did").click()
    page.get_by_role("button", name="No It still matters.").click()
    if scripted:  # the name stands as one that was chosen
        expect(page.get_by_role("button", name=f"Remove {cast.ivy.name}")).to_be_visible()
    else:
        named = page.get_by_label("Is somebody said to have caused it?")
        expect(named).to_have_value(f"{cast.ivy.name} #{cast.ivy.reference}")
    look("about-oneself")
