"""The desk: what waits, in which order, found how."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.narrowing import DeskFilter
from bield.people.models import Cover, Post
from tests.concerns.telling import acknowledged, closed, desk, on_desk, report, reported
from tests.conftest import NOON, TODAY, Cast

DAY = timedelta(days=1)


def test_an_empty_desk_says_what_will_show_here(cast: Cast) -> None:
    page = desk(cast, "ama")

    assert page.empty.startswith("Nothing new.")
    assert [(tab.code, tab.count, tab.current) for tab in page.tabs] == [
        ("new", "0", True),
        ("mine", "0", False),
        ("waiting", "0", False),
        ("overdue", "0", False),
        ("closed", "0", False),
    ]


def test_the_gravest_stand_first_and_among_them_the_oldest(cast: Cast) -> None:
    older, newer = reported(cast), reported(cast)
    staff = reported(cast, colleague=True)
    danger = reported(cast, danger_now="unsure")

    assert on_desk(cast, "ama") == [danger, staff, older, newer]


def test_a_row_says_what_a_reader_needs_and_no_more(cast: Cast) -> None:
    report(cast, about=[About(person_id=cast.joe.pk)])

    [row] = desk(cast, "ama", at=NOON + 3 * DAY).rows
    assert (row.site, row.about, row.age) == ("Oak", "Joe Tanner", "3 days")
    assert (row.risk, row.risk_word, row.state_word) == (2, "Raised", "New")
    assert (row.danger_now, row.overdue, row.owner, row.mine, row.staff) == (
        False,
        True,
        "",
        False,
        False,
    )
    assert row.reported.said == "Tuesday 3 March at 12:00"
    assert row.due is not None


def test_a_typed_name_stays_sealed_on_the_desk(cast: Cast) -> None:
    report(cast, about=[About(name="Rosalind Quillfeather")])

    assert desk(cast, "ama").rows[0].about == ""


def test_each_tab_holds_its_own(cast: Cast) -> None:
    new, taken, done = reported(cast), acknowledged(cast, "ben"), closed(cast)
    late = NOON + timedelta(hours=5)

    assert on_desk(cast, "ben", tab="new") == [new]
    assert on_desk(cast, "ben", tab="mine") == [taken]
    assert on_desk(cast, "ama", tab="waiting") == [taken]
    assert on_desk(cast, "ama", tab="overdue", at=late) == [new]
    assert on_desk(cast, "ama", tab="closed") == [done]
    assert on_desk(cast, "ama", tab="no such tab") == [new]


def test_what_is_overdue_longest_stands_first(cast: Cast) -> None:
    second = reported(cast, at=NOON - DAY)
    first = reported(cast, at=NOON - 2 * DAY)

    assert on_desk(cast, "ama", tab="overdue") == [first, second]


def everything(cast: Cast, of: str, **how: object) -> list[list[str]]:
    """Page after page, as somebody turns them."""
    pages, after = [], ""
    while True:
        page = desk(cast, of, after=after, **how)
        pages.append([row.reference for row in page.rows])
        if not page.older:
            return pages
        after = page.older


@pytest.mark.parametrize("tab", ["new", "overdue"])
def test_pages_turn_without_gaps_and_doubles(cast: Cast, tab: str) -> None:
    references = [reported(cast, at=NOON - DAY) for _ in range(51)]

    pages = everything(cast, "ama", tab=tab)

    assert [len(page) for page in pages] == [25, 25, 1]
    assert [one for page in pages for one in page] == references


def test_a_search_turns_its_pages_too_newest_first(cast: Cast) -> None:
    references = [reported(cast) for _ in range(26)]

    pages = everything(cast, "ama", chosen=DeskFilter(words="pictures"))

    assert [one for page in pages for one in page] == references[::-1]


def test_the_place_to_go_on_from_may_have_left_the_desk(cast: Cast) -> None:
    reference = reported(cast)

    assert on_desk(cast, "ama", after="C-222-2222") == [reference]
    assert on_desk(cast, "ama", tab="overdue", after=closed(cast), at=NOON + DAY) == [reference]


def test_more_than_a_hundred_are_not_counted(cast: Cast) -> None:
    for _ in range(101):
        reported(cast)

    assert desk(cast, "ama").tabs[0].count == "99+"


def test_a_site_narrows_the_desk(cast: Cast) -> None:
    reported(cast, site_id=cast.oak.pk)
    elm = reported(cast, site_id=cast.elm.pk)
    chosen = DeskFilter(site=cast.elm.reference)

    page = desk(cast, "ama", chosen=chosen)
    assert [row.reference for row in page.rows] == [elm]
    assert page.site_choices == ((cast.elm.reference, "Elm"), (cast.oak.reference, "Oak"))
    assert on_desk(cast, "ama", chosen=DeskFilter(site=cast.elm.reference, words="pictures")) == [
        elm
    ]


@pytest.mark.parametrize("tab", ["new", "overdue"])
def test_a_risk_narrows_the_desk(cast: Cast, tab: str) -> None:
    reported(cast)
    danger = reported(cast, danger_now="yes")
    how = {"tab": tab, "at": NOON + DAY}

    assert on_desk(cast, "ama", chosen=DeskFilter(risk="4"), **how) == [danger]
    assert len(on_desk(cast, "ama", chosen=DeskFilter(risk="9"), **how)) == 2
    assert len(on_desk(cast, "ama", chosen=DeskFilter(risk="x"), **how)) == 2


def test_a_risk_narrows_a_search(cast: Cast) -> None:
    reported(cast)
    danger = reported(cast, danger_now="yes")

    assert on_desk(cast, "ama", chosen=DeskFilter(risk="4", words="pictures")) == [danger]


@pytest.mark.parametrize("words", ["Quillfeather", "tanner joe", "marmalade", "bandstand", "rang"])
def test_names_and_all_that_was_told_are_found(cast: Cast, words: str) -> None:
    reference = reported(
        cast,
        account="It was about marmalade.",
        where="the bandstand",
        done="I rang her mother.",
        about=[About(person_id=cast.joe.pk), About(name="Rosalind Quillfeather")],
    )
    reported(cast)

    assert on_desk(cast, "ama", chosen=DeskFilter(words=words)) == [reference]


def test_a_reference_is_found_as_it_is_said(cast: Cast) -> None:
    reference = closed(cast)

    for said in (reference, reference.lower(), reference.replace("-", "")):
        assert on_desk(cast, "ama", chosen=DeskFilter(words=f" {said} ")) == [reference]


def test_a_search_that_finds_nothing_says_so(cast: Cast) -> None:
    reported(cast)

    assert desk(cast, "ama", chosen=DeskFilter(words="zebra")).empty == (
        "Nothing you may read holds all of these words."
    )


def test_an_officer_finds_what_is_told_at_her_place_alone(cast: Cast) -> None:
    reported(cast, site_id=cast.oak.pk)
    elm = reported(cast, site_id=cast.elm.pk)

    assert on_desk(cast, "cat", chosen=DeskFilter(words="pictures")) == [elm]


def test_who_stands_in_finds_what_the_other_would_find(cast: Cast) -> None:
    Post.objects.create(
        organisation=cast.alder, person=cast.ivy, role="officer", site=cast.oak, begins_on=TODAY
    )
    Cover.objects.create(
        organisation=cast.alder, away=cast.cat, stand_in=cast.ivy, begins_on=TODAY, ends_on=TODAY
    )
    elm = reported(cast, site_id=cast.elm.pk)

    assert on_desk(cast, "ivy") == [elm]
    assert on_desk(cast, "ivy", chosen=DeskFilter(words="pictures")) == [elm]


def test_the_officer_for_staff_matters_finds_what_is_told_about_colleagues(cast: Cast) -> None:
    reported(cast)
    staff = reported(cast, colleague=True)

    assert on_desk(cast, "gus", chosen=DeskFilter(words="pictures")) == [staff]


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"tab": "overdue"},
        {"chosen": DeskFilter(words="pictures")},
        {"after": "last"},
        {"chosen": DeskFilter(site="elm", risk="2")},
    ],
)
@pytest.mark.parametrize("who", ["ama", "cat"])
def test_a_desk_costs_the_same_whatever_lies_on_it(
    cast: Cast, who: str, how: dict[str, object]
) -> None:
    def statements(at: datetime) -> int:
        asked = dict(how)
        if asked.get("after"):
            asked["after"] = last
        actor = cast.actor(who)
        chosen = asked.pop("chosen", DeskFilter())
        with CaptureQueriesContext(connection) as made:
            queries.desk(actor, chosen=chosen, at=at, **asked)  # type: ignore[arg-type]
        return len(made)

    last = reported(cast, site_id=cast.elm.pk)
    few = statements(NOON)
    for _ in range(3):
        last = reported(cast, site_id=cast.elm.pk, about=[About(person_id=cast.joe.pk)])

    assert statements(NOON + DAY) == few
    assert few <= (9 if who == "cat" else 7)  # an officer’s reach is asked for


def test_opening_a_concern_costs_the_same_whatever_is_in_it(cast: Cast) -> None:
    reference = acknowledged(cast, "ben", about=[About(person_id=cast.joe.pk)])
    ben = cast.actor("ben")

    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.concern_page(ben, reference, at=NOON)
        return len(made)

    few = statements()
    for _ in range(3):
        commands.add_entry(ben, reference, kind="note", text="Rang.", at=NOON)
    commands.grant(ben, reference, person_id=cast.ivy.pk, reason="Her teacher.", at=NOON)

    assert statements() == few
    assert few <= 30  # seven of them for the decision table; marks, flags, prints: one each
