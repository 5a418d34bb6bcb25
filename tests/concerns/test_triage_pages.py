"""Triage as a lead meets it: a question a page, what an answer changes, and all the answers."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.triage import answered, triaged
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def answer(cast: Cast, reference: str, question: str, *values: str) -> int:
    given = commands.answer(
        cast.actor("ben"), reference, question=question, values=values, reason="So.", at=NOON
    )
    return given.deed


@pytest.fixture
def ben(client: LookingClient, cast: Cast, sign_in: SignIn) -> LookingClient:
    sign_in(client, cast.ben)
    return client


def post(client: LookingClient, reference: str, question: str, *values: str, **more: Any) -> Any:
    data = {"version": concern(reference).version, "values": list(values), **more}
    return client.send(f"/concern/{reference}/triage/{question}/", data)


def test_triage_goes_on_with_the_first_question_without_an_answer(
    cast: Cast, ben: LookingClient
) -> None:
    reference = acknowledged(cast)
    here = f"/concern/{reference}/triage/"
    assert ben.get(here).headers["Location"] == f"{here}danger/"

    answer = post(ben, reference, "danger", "no")

    assert answer.headers["Location"] == f"{here}affected/?after=1"


def test_a_question_is_the_heading_and_not_known_is_always_there(
    cast: Cast, ben: LookingClient
) -> None:
    page = ben.get(f"/concern/{acknowledged(cast)}/triage/danger/").content.decode()

    assert '<h1 class="govuk-fieldset__heading">Is anyone in danger now?</h1>' in page
    assert "Not known" in page
    assert "Why does the answer change?" not in page


def test_what_an_answer_changes_is_said_plainly(cast: Cast, ben: LookingClient) -> None:
    reference = acknowledged(cast)
    deed = answer(cast, reference, "danger", "yes")

    page = queries.question_page(cast.actor("ben"), reference, "affected", after=deed, at=NOON)

    assert page.changes[0] == "The risk is now “Danger now”."
    assert any("immediate danger" in change for change in page.changes)
    shown = ben.get(f"/concern/{reference}/triage/affected/?after={deed}").content.decode()
    assert "What your answer changes" in shown


def test_an_answer_is_changed_with_a_reason(cast: Cast, ben: LookingClient) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "unsure")

    page = ben.get(f"/concern/{reference}/triage/danger/").content.decode()
    refused = post(ben, reference, "danger", "no")
    changed = post(ben, reference, "danger", "no", reason="I saw her.")

    assert "Why does the answer change?" in page
    assert 'value="unsure" checked' in page
    assert "Write why the answer changes." in refused.content.decode()
    assert 'value="no" checked' in refused.content.decode(), "nothing that was chosen is lost"
    assert changed.status_code == 302


def test_the_rules_about_pictures_stand_before_every_field_of_that_branch(
    cast: Cast, ben: LookingClient
) -> None:
    reference = acknowledged(cast)
    while (code := queries.next_question(cast.actor("ben"), reference, at=NOON)) != "image":
        answer(cast, reference, code, "child" if code == "affected" else "no")
    before = ben.get(f"/concern/{reference}/triage/image/").content.decode()
    answer(cast, reference, "image", "unsure")

    page = ben.get(f"/concern/{reference}/triage/shown/").content.decode()

    assert "Do not look at an indecent picture" not in before
    first_field = page.index("<fieldset")
    assert page.index("Do not look at an indecent picture") < first_field
    assert page.index("Do not blame or shame") < first_field


def test_all_answers_are_seen_and_triage_is_finished_there(cast: Cast, ben: LookingClient) -> None:
    reference = answered(cast, acknowledged(cast))
    here = f"/concern/{reference}/triage/answers/"
    assert ben.get(f"/concern/{reference}/triage/").headers["Location"] == here

    page = ben.get(here).content.decode()
    done = ben.send(here, {"version": concern(reference).version})

    assert "Is anyone in danger now?" in page
    assert f'href="/concern/{reference}/triage/danger/"' in page
    assert done.headers["Location"] == f"/concern/{reference}/?said=triaged"
    assert concern(reference).stage == "triaged"


def test_triage_with_questions_left_offers_the_next_one(cast: Cast, ben: LookingClient) -> None:
    reference = acknowledged(cast)
    answer(cast, reference, "danger", "no")

    page = ben.get(f"/concern/{reference}/triage/answers/").content.decode()
    refused = ben.send(
        f"/concern/{reference}/triage/answers/", {"version": concern(reference).version}
    )

    assert "Go on with the next question" in page
    assert "Finish triage" not in page
    assert "Choose at least one of the four kinds of risk, or" in refused.content.decode()


def test_who_answers_it_out_of_their_own_sight_is_told_so(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast, "ivy", site_id=cast.elm.pk)
    sign_in(client, cast.cat)
    commands.acknowledge(cast.actor("cat"), reference, at=NOON)
    for question in ("danger", "affected", "harm", "illegal", "spreading", "image"):
        post(client, reference, question, "child" if question == "affected" else "no", reason="So.")

    answer = post(client, reference, "allegation", "yes")

    assert answer.headers["Location"] == "/desk/?said=other-road"
    assert "not on your desk any more" in client.get("/desk/?said=other-road").content.decode()
    assert client.get(f"/concern/{reference}/").status_code == 404


def test_before_it_is_taken_a_question_says_why_it_waits(cast: Cast, ben: LookingClient) -> None:
    reference = reported(cast)

    page = ben.get(f"/concern/{reference}/triage/danger/").content.decode()

    assert "This cannot be answered now" in page
    assert "Acknowledge the concern first." in page


# ------ the page of the concern


def test_the_page_shows_what_is_to_be_done_by_whom_and_when(cast: Cast, ben: LookingClient) -> None:
    reference = acknowledged(cast, about=[commands.About(person_id=cast.joe.pk)])
    answer(cast, reference, "danger", "yes")

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)

    assert page.next_step.title.startswith("Report it to social care or the police")
    assert page.next_step.who == "Ben Carter"
    support = next(one for one in page.to_do if one.title == "Plan support")
    assert support.whom == "Joe Tanner"
    assert support.due is not None
    assert page.settled == []
    assert "Do not make consent" not in page.prohibited
    assert any("Do not wait with the referral" in rule for rule in page.prohibited)
    shown = ben.get(f"/concern/{reference}/").content.decode()
    assert "Do not do this" in shown
    assert "No file of any kind" in shown, "until somebody says that there is no picture"


def test_what_was_done_stands_apart(cast: Cast) -> None:
    reference = triaged(cast, acknowledged(cast))

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)

    assert [one.title for one in page.settled] == [
        "Answer the questions of triage",
        "Write down the steps taken",
    ]
    assert page.unanswered == 0
    assert page.answers[0].value == "No"


def test_the_pages_cost_the_same_with_one_and_with_three_of_everything(
    cast: Cast,
) -> None:
    counts = []
    for number in (1, 3):
        about = [commands.About(name=f"Some Body{one}") for one in range(number)]
        reference = acknowledged(cast, about=about)
        for question in ("danger", "affected", "harm")[:number]:
            answer(cast, reference, question, "child" if question == "affected" else "no")
        with CaptureQueriesContext(connection) as page:
            queries.concern_page(cast.actor("ben"), reference, at=NOON)
        with CaptureQueriesContext(connection) as asked:
            queries.question_page(cast.actor("ben"), reference, "illegal", at=NOON)
        counts.append((len(page), len(asked)))

    assert counts[0] == counts[1]
    assert counts[0][0] <= 28
    assert counts[0][1] <= 16


# ------ what is known, and what does not fit


def test_what_is_known_is_marked_with_the_reason_and_can_be_changed(
    cast: Cast, ben: LookingClient
) -> None:
    joe = About(person_id=cast.joe.pk)
    reference = acknowledged(cast, about=[joe])
    answer(cast, reference, "danger", "no")

    page = ben.get(f"/concern/{reference}/triage/affected/").text

    assert 'value="child" checked' in page
    assert "That is what we know of the people whom it names." in page
    assert post(ben, reference, "affected", "adult").status_code == 302


def test_answers_that_do_not_fit_are_said_and_stop_nothing(cast: Cast, ben: LookingClient) -> None:
    reference = answered(cast, acknowledged(cast))
    before = ben.get(f"/concern/{reference}/triage/answers/").text
    deed = answer(cast, reference, "kinds", "bullying")

    page = ben.get(f"/concern/{reference}/triage/answers/").text
    next_page = queries.question_page(cast.actor("ben"), reference, "areas", after=deed, at=NOON)

    assert "These answers do not fit together" not in before
    assert "the kind “Bullying online” says otherwise." in page
    for code in ("bullying", "kinds"):
        assert f'<a href="/concern/{reference}/triage/{code}/">Look again' in page
    assert [one for one in next_page.changes if one.startswith("Look at this again")]
    left = queries.answers_page(cast.actor("ben"), reference, at=NOON).missing
    assert [one.code for one in left] == ["not-triaged"]  # what the kind asks, and nothing else
