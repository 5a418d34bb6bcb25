"""My duties say what a concern asks for, to whoever reads the concern; their rows say nothing."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.duties import queries as duties
from bield.duties.models import Duty
from bield.people.actors import Strength
from tests.concerns.telling import acknowledged
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

TITLE = "Report it to social care or the police as immediate danger"


def in_danger(cast: Cast) -> str:
    reference = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    commands.answer(
        cast.actor("ben"), reference, question="danger", values=["yes"], reason="So told.", at=NOON
    )
    return reference


def subjects_of(reference: str) -> frozenset[str]:
    found = Duty.objects.filter(subject__startswith=f"{reference}.")
    return frozenset(found.values_list("subject", flat=True))


@pytest.mark.clause("EY-9a")
def test_a_step_is_said_in_words_wherever_duties_are_listed(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = in_danger(cast)
    sign_in(client, cast.ben)

    for path in ("/duties/", "/", "/today/"):
        shown = unescape(client.get(path).text)
        assert (TITLE if path == "/duties/" else f"{TITLE} ({reference})") in shown, path
        assert not re.search(rf"{reference}\.[a-z2-7]", shown), path


def test_the_steps_of_one_concern_stand_together_among_my_duties(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = in_danger(cast)
    sign_in(client, cast.ben)

    page = duties.duty_page(cast.actor("ben"), NOON)
    shown = client.get("/duties/").text

    [group] = [one for one in page.now if one.first.named == reference]
    assert TITLE in {row.words for row in group.rows}
    assert [row.due_at for row in group.rows] == sorted(row.due_at for row in group.rows)
    assert f"<b>{reference}</b>: {len(subjects_of(reference))} steps" in shown
    assert shown.count(f'href="{group.first.link}"') == 1


def test_what_is_done_for_a_person_has_its_words_too(cast: Cast) -> None:
    reference = in_danger(cast)

    said = queries.steps_said(cast.actor("ben"), subjects_of(reference))

    assert "Plan support" in said.values()
    assert "Joe" not in " ".join(said.values())
    assert set(said) == subjects_of(reference)


def test_who_does_not_read_the_concern_is_told_nothing(cast: Cast) -> None:
    subjects = subjects_of(in_danger(cast))

    assert queries.steps_said(cast.actor("cat"), subjects) == {}
    assert queries.steps_said(cast.actor("mia"), subjects) == {}
    assert queries.steps_said(cast.actor("ben", Strength.ONE_FACTOR), subjects) == {}


def test_the_row_and_other_systems_keep_the_neutral_words(cast: Cast) -> None:
    reference = in_danger(cast)

    listed = duties.for_person(cast.actor("ben"), NOON)
    rows = [one for one in listed if one.subject.startswith(f"{reference}.")]

    assert {one.title for one in rows} == {
        "Refer a concern",
        "Decide something about a concern",
        "Take a required step with a concern",
    }
    assert {one.words for one in rows} == {""}
    lying = " ".join(
        str(row) for row in Duty.objects.filter(subject__in=subjects_of(reference)).values()
    )
    assert "danger" not in lying
    assert "police" not in lying


def test_the_words_of_many_concerns_cost_no_more_statements(cast: Cast) -> None:
    def statements(subjects: frozenset[str]) -> int:
        with CaptureQueriesContext(connection) as made:
            assert set(queries.steps_said(cast.actor("ben"), subjects)) == subjects
        return len(made)

    one = subjects_of(in_danger(cast))
    more = one.union(*(subjects_of(in_danger(cast)) for _ in range(2)))

    assert statements(more) == statements(one) <= 6
