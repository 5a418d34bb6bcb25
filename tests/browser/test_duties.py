"""What waits for somebody, what is held, and where to turn: looked at in a browser."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from bield.duties import commands as duties
from bield.people.actors import Strength, actor_of
from bield.retention import commands as retention
from tests.browser.conftest import check_access, picture
from tests.conftest import Cast, look_into

Arrive = Callable[..., None]


@pytest.fixture
def busy(cast: Cast) -> Cast:
    """Something late, something soon, something later; and a hold."""
    look_into(cast.alder)
    at = timezone.now()
    actor = actor_of(cast.ama, on=timezone.localdate(), strength=Strength.STEPPED_UP)
    for kind, days in (
        ("standing.child-protection-policy-review", -1),
        ("standing.account-review", 3),
        ("standing.online-safety-review", 90),
    ):
        duties.open_duty(
            actor,
            kind,
            subject=kind,
            holder_ids=[cast.ama.pk],
            due_at=at + timedelta(days=days),
            at=at - timedelta(days=9),
        )
    retention.place_hold(
        actor,
        "device:tablet-7",
        reason="The police asked us to keep it as it is.",
        review_on=timezone.localdate() + timedelta(days=30),
        also=["account:office"],
        at=at,
    )
    return cast


def test_my_duties_are_read_and_marked_as_done(page: Page, arrive: Arrive, busy: Cast) -> None:
    arrive(busy.ama)
    page.goto("/duties/")
    check_access(page)
    picture(page, "duties")

    page.get_by_role("link", name="Look through who can sign in").click()
    page.get_by_role("button", name="Mark as done").click()
    check_access(page)
    picture(page, "duty-done-missing")
    page.get_by_label("Looked through, nothing to change").check()
    page.get_by_role("button", name="Mark as done").click()

    expect(page.get_by_role("heading", name="My duties")).to_be_visible()
    expect(page.get_by_text("Look through who can sign in")).to_have_count(0)


def test_nothing_waits(page: Page, arrive: Arrive, cast: Cast) -> None:
    arrive(cast.dev)
    page.goto("/duties/")

    check_access(page)
    picture(page, "duties-none")


def test_terms_are_read_and_added(page: Page, arrive: Arrive, cast: Cast) -> None:
    arrive(cast.mia)
    page.goto("/duties/terms/")

    check_access(page)
    picture(page, "terms")


def test_a_hold_is_read_and_not_released_without_advice(
    page: Page, arrive: Arrive, busy: Cast
) -> None:
    arrive(busy.ben)
    page.goto("/holds/")
    check_access(page)
    picture(page, "holds")

    page.get_by_role("link", name="H-").first.click()
    expect(page.get_by_text("The police asked us to keep it as it is.")).to_be_visible()
    check_access(page)
    picture(page, "hold")
    page.get_by_role("link", name="Release it").click()
    page.get_by_role("button", name="Release this hold").click()

    expect(page.get_by_role("alert")).to_contain_text("Choose who advised")
    check_access(page)
    picture(page, "hold-release")


def test_a_hold_is_placed(page: Page, arrive: Arrive, cast: Cast) -> None:
    arrive(cast.ama)
    page.goto("/holds/place/")

    check_access(page)
    picture(page, "hold-place")


def test_a_child_reads_that_it_did_the_right_thing(page: Page) -> None:
    page.goto("/help/you-did-the-right-thing/")

    expect(page.get_by_role("heading", level=1)).to_have_text("You did the right thing")
    check_access(page)
    picture(page, "help-you-did-the-right-thing")
