"""Forty steps of a grave concern in as few rows as there are calls to make and pages to fill in."""

from collections import defaultdict
from html import unescape

import pytest
from django.test import Client

from bield.concerns import queries
from bield.concerns.about import About
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Required
from bield.concerns.topics import topic_of
from tests.concerns.gate import triaged
from tests.concerns.lenses.facts import answering, facts
from tests.concerns.telling import acknowledged
from tests.conftest import NOON, Cast, SignIn

GRAVE = {
    "danger": ("yes",),
    "harm": ("yes",),
    "illegal": ("yes",),
    "image": ("yes",),
    "shown": ("child",),
    "contact": ("yes",),
    "radicalisation": ("yes",),
    "blackmail": ("yes",),
    "adult_part": ("yes",),
    "kinds": ("exploitation",),
    "areas": ("contact",),
}
ABOUT_STAFF = {"allegation": ("yes",)}  # goes the road of staff matters, to other readers
ROWS = 16


def grave(cast: Cast) -> str:
    return triaged(cast, acknowledged(cast, about=[About(person_id=cast.joe.pk)]), **GRAVE)


def test_what_shares_a_row_is_done_on_one_page_and_settled_by_one_call() -> None:
    sharing: dict[str, list[Required]] = defaultdict(list)
    answers = {code: said[0] for code, said in (GRAVE | ABOUT_STAFF).items()}
    for one in work_out(answering(facts(), **answers)).open:
        sharing[topic_of(one)].append(one)

    assert {len({one.action.page for one in steps}) for steps in sharing.values()} == {1}
    for topic, steps in sharing.items():
        if steps[0].bodies:
            assert frozenset.intersection(*(one.bodies for one in steps)), topic
    outside = {topic for topic, steps in sharing.items() if steps[0].bodies}
    assert {"Police or social care", "The police", "Prevent"} < outside
    assert "The local authority’s designated officer" in outside


@pytest.mark.clause("OT-36a")
def test_the_gate_names_all_that_is_missing_in_few_rows(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = grave(cast)
    gate = queries.closing_gate(cast.actor("ben"), reference, at=NOON)

    sign_in(client, cast.ben)
    shown = unescape(client.get(f"/concern/{reference}/close/").text)

    missing = [one for one in gate.before if one.met is False]
    unmet = [row for row in gate.rows if row.met is False]
    assert len(missing) > 2 * len(unmet)
    assert len(unmet) <= ROWS
    assert [one.title for one in missing if one.title not in shown] == []
    assert sorted(part.code for row in unmet for part in row.parts or (row,)) == sorted(
        one.code for one in missing
    )
    assert f'href="/concern/{reference}/refer/"' in shown


def test_a_body_stands_once_on_the_page_of_a_concern_with_its_steps_folded_inside(
    cast: Cast, client: Client, sign_in: SignIn
) -> None:
    reference = grave(cast)
    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)

    sign_in(client, cast.ben)
    shown = unescape(client.get(f"/concern/{reference}/").text)

    rows = [row for group in page.to_do_by_when for row in group.rows]
    assert len(page.to_do) > 2 * len(rows)
    assert len({row.topic for row in rows}) == len(rows) <= ROWS
    assert [one.title for one in page.to_do if one.title not in shown] == []
    assert shown.count(">Police or social care</a>") == 1
