"""Whoever tells is listened to: a guide, open questions, and what the person wants."""

import pytest

from bield.concerns import queries
from tests.concerns.telling import acknowledged, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient, Page


@pytest.mark.clause("OT-36a")
def test_the_guide_opens_with_the_form(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.dev)

    page = Page(client.get("/report/what-happened/?danger_now=no").content.decode())

    guide = next(one for one in page.having("details") if one["class"] == "govuk-details")
    assert "open" in guide
    assert "Promise nothing" in page.said("details")
    assert "What does the person want to happen?" in page.said("label")


@pytest.mark.clause("OT-36a")
def test_what_the_person_wants_is_seen_at_closing(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = acknowledged(cast, wants="That nobody tells his aunt.")
    sign_in(client, cast.ben)

    closing = Page(client.get(f"/concern/{reference}/close/").content.decode())

    assert "That nobody tells his aunt." in closing.said("main")


@pytest.mark.clause("OT-35c")
def test_whoever_reports_signed_in_is_asked_what_would_help_too(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.dev)
    answers = {
        "danger_now": "no",
        "account": "She would not take off her coat.",
        "site_id": str(cast.oak.pk),
        "send_key": "one",
        "support": "talk",
    }

    sent = client.send("/report/what-happened/", answers)

    reference = sent.headers["Location"].strip("/").split("/")[-1]
    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    assert page.support == "Somebody to talk with"


def test_what_was_not_said_stays_empty(cast: Cast) -> None:
    page = queries.concern_page(cast.actor("ama"), reported(cast), at=NOON)

    assert (page.wants, page.support, page.reach) == ("", "", "")
