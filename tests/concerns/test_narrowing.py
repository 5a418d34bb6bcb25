"""The desk, the search and kept views by kind, by days and by somebody whom a concern names."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, naming, queries
from bield.concerns.about import About
from bield.concerns.intake import Intake
from bield.concerns.models import SavedView
from bield.concerns.narrowing import ALL, DeskFilter
from bield.concerns.states import PartyRole
from bield.kit.refusals import Refused
from bield.people.models import Person
from tests.concerns.telling import acknowledged, closed, desk, on_desk, reported
from tests.concerns.triage import go_through
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)
BULLYING = DeskFilter(kind="bullying")
TABS = ("new", "closed", "overdue", ALL)
DAYS = "since_day=5&since_month=3&since_year=2026&until_day=1&until_month=3&until_year=2026"


def joe(cast: Cast) -> DeskFilter:
    return DeskFilter(person=cast.joe.reference)


def about(cast: Cast, **words: object) -> str:
    return reported(cast, about=[About(person_id=cast.joe.pk)], **words)


def days(since: int | None, until: int | None) -> DeskFilter:
    """So many days before today."""
    ends = (None if one is None else (NOON - one * DAY).date() for one in (since, until))
    return DeskFilter(
        **dict(zip(("since", "until"), (str(one or "") for one in ends), strict=True))
    )


def narrowed_to(cast: Cast, chosen: DeskFilter, *, who: str = "ama") -> dict[str, list[str]]:
    """On every part of the desk."""
    late = {"at": NOON + 9 * DAY}
    return {tab: on_desk(cast, who, tab=tab, chosen=chosen, **late) for tab in TABS}


# ------ kind


def test_a_kind_narrows_each_part_of_the_desk(cast: Cast) -> None:
    new = reported(cast, intake=Intake(kind="bullying"))
    reported(cast, intake=Intake(kind="scam"))
    reported(cast)
    done = closed(cast)

    assert narrowed_to(cast, BULLYING) == {
        "new": [new],
        "closed": [],
        "overdue": [new],
        ALL: [new],
    }
    assert on_desk(cast, "ama", tab="closed") == [done]


def test_what_triage_says_counts_and_not_what_was_said_before(cast: Cast) -> None:
    reference = acknowledged(cast, intake=Intake(kind="bullying"))
    go_through(cast.actor("ben"), reference, {"kinds": "scam"}, until="", at=NOON)

    assert on_desk(cast, "ama", tab=ALL, chosen=BULLYING) == []
    assert on_desk(cast, "ama", tab=ALL, chosen=DeskFilter(kind="scam")) == [reference]


def test_a_kind_that_there_is_not_never_shows_more(cast: Cast) -> None:
    reported(cast)

    page = desk(cast, "ama", chosen=DeskFilter(kind="no such kind"))

    assert (page.rows, page.absent) == ((), True)


# ------ days


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (3, 3, [3]),
        (3, 2, [3, 2]),
        (3, None, [3, 2, 0]),
        (None, 3, [9, 3]),
        (8, 4, []),
        (2, 3, []),
    ],
)
@pytest.mark.parametrize("tab", ["new", "overdue", ALL])
def test_both_ends_of_the_days_are_included(
    cast: Cast, tab: str, since: int | None, until: int | None, found: list[int]
) -> None:
    told = {ago: reported(cast, at=NOON - ago * DAY) for ago in (9, 3, 2, 0)}
    expected = [told[ago] for ago in found]

    listed = on_desk(cast, "ama", tab=tab, chosen=days(since, until), at=NOON + DAY)

    assert sorted(listed) == sorted(expected)
    assert listed == (expected[::-1] if tab == ALL else expected)


def test_a_day_is_a_day_of_this_place(cast: Cast) -> None:
    """Half an hour before midnight by the clock of the database is the next day here, in summer."""
    after = reported(cast, at=datetime(2026, 7, 10, 23, 30, tzinfo=UTC))
    chosen = DeskFilter(since="2026-07-11", until="2026-07-11")

    assert on_desk(cast, "ama", chosen=chosen) == [after]


def test_what_came_later_from_before_is_found_by_its_day(cast: Cast) -> None:
    """Histories taken in have new numbers and old days."""
    old = [reported(cast, at=NOON - ago * DAY) for ago in (9, 3)]
    taken_in = reported(cast, at=NOON - 8 * DAY)

    assert on_desk(cast, "ama", tab=ALL, chosen=days(9, 8)) == [taken_in, old[0]]
    assert on_desk(cast, "ama", tab=ALL, chosen=days(3, 0)) == [old[1]]


# ------ somebody


def test_somebody_is_found_in_whatever_part_they_have(cast: Cast) -> None:
    subject = about(cast)
    alleged = reported(cast, about=[About(person_id=cast.joe.pk, role=PartyRole.ALLEGED)])
    reported(cast, about=[About(name="Joe Tanner")])
    done = closed(cast)

    assert on_desk(cast, "ama", tab=ALL, chosen=joe(cast)) == [alleged, subject]
    assert set(on_desk(cast, "ama", chosen=joe(cast))) == {alleged, subject}
    assert done not in on_desk(cast, "ama", tab="closed", chosen=joe(cast))


def test_somebody_is_said_by_line_by_reference_and_by_their_whole_name(cast: Cast) -> None:
    here = about(cast)

    for said in (
        cast.joe.reference,
        f"  {cast.joe.reference} ",
        naming.line_of("Whoever", cast.joe.reference),
        "joe tanner",
    ):
        page = desk(cast, "ama", chosen=DeskFilter(person=said))
        assert [row.reference for row in page.rows] == [here]
        assert page.filter.person == cast.joe.reference


def test_whom_one_may_not_read_about_is_as_absent_as_nobody(cast: Cast) -> None:
    """Cat is of Elm. She knows nothing of a child of Oak, also while there is a concern."""
    about(cast)
    cat = cast.actor("cat")
    seen = [
        desk(cast, "cat", tab=ALL, chosen=DeskFilter(person=said))
        for said in (cast.joe.reference, "XXXXXXXX", "Joe Tanner", "Nobody Atall")
    ]

    assert [queries.somebody(cat, one) for one in (cast.joe.reference, "Joe Tanner")] == [None] * 2
    assert {(page.rows, page.narrows, page.absent) for page in seen} == {((), (), True)}


def test_whom_one_reads_about_one_may_ask_for(cast: Cast) -> None:
    here = about(cast, site_id=cast.elm.pk)

    assert on_desk(cast, "cat", tab=ALL, chosen=joe(cast)) == [here]


def test_whoever_is_named_finds_nothing_of_themself(cast: Cast) -> None:
    reported(cast, about=[About(person_id=cast.ama.pk)], intake=Intake(kind="bullying"))
    own = DeskFilter(person=cast.ama.reference)

    for chosen in (own, BULLYING, days(0, 0), DeskFilter(risk="3"), DeskFilter(words="pictures")):
        assert set(map(tuple, narrowed_to(cast, chosen).values())) == {()}
        assert on_desk(cast, "ben", tab=ALL, chosen=chosen)


# ------ together, and in their order


def test_all_of_it_together_and_with_words(cast: Cast) -> None:
    kind = Intake(kind="bullying")
    right = about(cast, intake=kind, at=NOON - DAY)
    about(cast, intake=kind, at=NOON - 5 * DAY)
    about(cast, intake=Intake(kind="scam"), at=NOON - DAY)
    reported(cast, intake=kind, at=NOON - DAY)
    about(cast, intake=kind, at=NOON - DAY, site_id=cast.elm.pk)
    since = (NOON - 2 * DAY).date().isoformat()
    person, site = cast.joe.reference, cast.oak.reference

    for words, tab in (("", "new"), ("", ALL), ("pictures", "new"), (right, "new")):
        chosen = DeskFilter(
            site=site, risk="2", kind="bullying", since=since, person=person, words=words
        )
        assert on_desk(cast, "ama", tab=tab, chosen=chosen) == [right]
    elsewhere = DeskFilter(words=right, kind="scam")
    assert on_desk(cast, "ama", chosen=elsewhere) == []


@pytest.mark.parametrize("words", ["", "pictures"])
def test_the_pages_of_what_is_narrowed_turn_to_the_end(cast: Cast, words: str) -> None:
    """A risk that most do not have: each page is full all the same."""
    grave = []
    for _ in range(27):
        grave.append(about(cast, danger_now="yes"))
        about(cast)
    chosen = DeskFilter(risk="4", person=cast.joe.reference, words=words)

    first = desk(cast, "ama", tab=ALL, chosen=chosen)
    rest = desk(cast, "ama", tab=ALL, chosen=chosen, after=first.older)

    found = [row.reference for row in (*first.rows, *rest.rows)]
    assert (len(first.rows), found) == (25, grave[::-1])


CHOSEN = [
    BULLYING,
    DeskFilter(since="2026-03-01"),
    DeskFilter(risk="2"),
    DeskFilter(person="Joe Tanner"),
    DeskFilter(kind="bullying", words="pictures", until="2026-03-09"),
]


@pytest.mark.parametrize("chosen", CHOSEN)
@pytest.mark.parametrize("tab", ["new", "closed", ALL])
def test_it_costs_the_same_whatever_there_is(cast: Cast, tab: str, chosen: DeskFilter) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            queries.desk(cast.actor("ama"), tab=tab, chosen=chosen, at=NOON)
        return len(made)

    queries.desk(cast.actor("ama"), chosen=BULLYING, at=NOON)  # the keys are opened
    few = statements()
    for number in range(4):
        about(cast, intake=Intake(kind="bullying"), at=NOON - number * DAY)

    assert statements() == few <= 11


# ------ in words


def test_what_narrows_is_said_with_the_way_to_be_rid_of_it(cast: Cast) -> None:
    chosen = DeskFilter(
        site=cast.oak.reference,
        risk="3",
        kind="grooming",
        since="2026-03-01",
        until="2026-03-03",
        person=cast.joe.reference,
    )

    page = desk(cast, "ama", chosen=chosen)

    assert [one.says for one in page.narrows] == [
        "at Oak",
        "of the risk “High”",
        "of the kind “Grooming”",
        "reported from Sunday 1 March 2026 to Tuesday 3 March 2026",
        "that name Joe Tanner",
    ]
    without = {one.says: one.without for one in page.narrows}
    assert "grooming" not in without["of the kind “Grooming”"]
    assert "tab=new" in without["of the kind “Grooming”"]
    assert "since" not in without["reported from Sunday 1 March 2026 to Tuesday 3 March 2026"]
    assert f"person={cast.joe.reference}" in without["at Oak"]


def test_one_day_and_one_end_are_said_as_such(cast: Cast) -> None:
    said = {
        DeskFilter(since="2026-03-03", until="2026-03-03"): "reported on Tuesday 3 March 2026",
        DeskFilter(since="2026-03-03"): "reported from Tuesday 3 March 2026",
        DeskFilter(until="2026-03-03"): "reported to Tuesday 3 March 2026",
    }
    for chosen, words in said.items():
        assert [one.says for one in desk(cast, "ama", chosen=chosen).narrows] == [words]


# ------ on the page


def look_at(client: LookingClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_desk_is_narrowed_from_its_form(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    here, other = about(cast, intake=Intake(kind="bullying")), reported(cast)
    sign_in(client, cast.ama)

    page = look_at(client, f"/desk/?tab=new&kind=bullying&person={cast.joe.reference}")

    assert here in page
    assert other not in page
    assert "Only concerns of the kind “Bullying online”, that name Joe Tanner." in page
    assert f"Joe Tanner #{cast.joe.reference}" in page  # the field shows whom the link meant
    assert '<details class="govuk-details" open>' in page
    assert '<details class="govuk-details" open>' not in look_at(client, "/desk/?tab=new")


def test_nothing_fits_says_how_to_widen_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    about(cast)
    sign_in(client, cast.ama)

    page = look_at(client, f"/desk/?tab=closed&person={cast.joe.reference}")
    found = look_at(client, "/search/?kind=scam")

    assert "Take something away above" in page
    assert f"/search/?person={cast.joe.reference}" in page
    assert "Only concerns of the kind “A scam by e-mail or message”." in found
    assert "Nothing was found" in found


@pytest.mark.parametrize("place", ["/desk/?tab=new", "/search/?words=pictures"])
@pytest.mark.parametrize(
    ("asked", "error", "kept"),
    [
        (DAYS, "The last day lies before the first", 'value="5"'),
        ("since_day=40&since_month=3&since_year=2026", "Enter a real date", 'value="40"'),
        ("person=Zebulon+Quill", "You know of nobody by this name", "Zebulon Quill"),
        ("person=XXXXXXXX", "You know of nobody by this name", "XXXXXXXX"),
        ("kind=nonsense", "Choose one of the answers", "Narrow it down"),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_field_and_lists_nothing(
    cast: Cast,
    client: LookingClient,
    sign_in: SignIn,
    place: str,
    asked: str,
    error: str,
    kept: str,
) -> None:
    here = reported(cast)
    sign_in(client, cast.ama)

    page = look_at(client, f"{place}&{asked}")

    assert "There is a problem" in page
    assert error in page
    assert kept in page
    assert here not in page
    assert "<title>Error: " in page


def test_the_search_without_words_lists_what_fits_in_every_part(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    new, other = about(cast), reported(cast)
    taken = acknowledged(cast, about=[About(person_id=cast.joe.pk)])
    sign_in(client, cast.ama)

    page = look_at(client, f"/search/?person={cast.joe.reference}")

    assert page.index(taken) < page.index(new)
    assert other not in page
    assert new not in look_at(client, "/search/")


def test_a_chronology_and_what_turns_up_again_lead_to_all_of_it(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    here, _ = about(cast, intake=Intake(kind="bullying")), about(cast)
    sign_in(client, cast.ama)

    history = look_at(client, f"/concern/{here}/person/1/")
    again = look_at(client, "/patterns/?span=year&kind=bullying")

    assert f"/search/?person={cast.joe.reference}" in history
    assert "since_day=" in again
    assert "kind=bullying" in again


# ------ views


def kept(cast: Cast, chosen: DeskFilter, by: str = "ama", tab: str = "new") -> str:
    return commands.keep_view(cast.actor(by), name="Ours", tab=tab, chosen=chosen)


def shown(cast: Cast, view: str, by: str = "ama") -> list[str]:
    page = queries.view_page(cast.actor(by), view, at=NOON)
    return [row.reference for row in page.desk.rows]


def test_a_view_keeps_all_that_narrows_sealed(cast: Cast) -> None:
    chosen = DeskFilter(kind="bullying", since="2026-03-01", person=cast.joe.reference)
    view = kept(cast, chosen, tab=ALL)
    here = about(cast, intake=Intake(kind="bullying"))
    about(cast)

    page = queries.view_page(cast.actor("ama"), view, at=NOON)
    assert shown(cast, view) == [here]
    assert page.asks == (
        "All that you may read, of the kind “Bullying online”, reported from Sunday 1 March 2026,"
        " that name Joe Tanner"
    )
    sealed = bytes(SavedView.objects.get().sealed)
    assert cast.joe.reference.encode() not in sealed
    assert b"bullying" not in sealed


def test_a_view_of_somebody_who_is_there_no_more_says_so_and_shows_nothing(cast: Cast) -> None:
    view = kept(cast, joe(cast))
    about(cast)
    Person.objects.filter(pk=cast.joe.pk).update(reference="GONEGONE")

    page = queries.view_page(cast.actor("ama"), view, at=NOON)

    assert "somebody" in page.gone
    assert page.desk.rows == ()


def test_a_view_asks_only_for_what_can_be(cast: Cast) -> None:
    wrong = {
        "unknown-kind": DeskFilter(kind="nonsense"),
        "days-turned-round": DeskFilter(since="2026-03-03", until="2026-03-01"),
        "unknown-person": DeskFilter(person="XXXXXXXX"),
    }
    for code, chosen in wrong.items():
        with pytest.raises(Refused) as refused:
            kept(cast, chosen)
        assert [one.code for one in refused.value.refusals] == [code]
    assert not SavedView.objects.exists()


def test_a_view_is_begun_from_what_is_narrowed_and_changed_in_the_form(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)
    days = "since_day=1&since_month=3&since_year=2026"
    asked = f"tab=closed&kind=scam&{days}&person={cast.joe.reference}"

    begun = look_at(client, f"/views/keep/?{asked}")
    said = {
        "name": "Ours",
        "tab": "closed",
        "kind": "scam",
        "since_day": "1",
        "since_month": "3",
        "since_year": "2026",
        "person": naming.line_of("Joe Tanner", cast.joe.reference),
    }
    refused = client.send("/views/keep/", {**said, "person": "Nobody Atall"})
    client.send("/views/keep/", said)

    assert f"Joe Tanner #{cast.joe.reference}" in begun
    assert 'value="scam" selected' in begun
    assert "You know of nobody by this name" in refused.content.decode()
    [view] = queries.views(cast.actor("ama"))
    assert view.tab == "closed"
    assert view.filter == DeskFilter(kind="scam", since="2026-03-01", person=cast.joe.reference)
    assert "Joe Tanner #" in look_at(client, f"/views/{view.reference}/change/")
