"""What the board reads: what was changed, whether it came again, and how many there were."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.access.states import Scope
from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.counted import (
    ChangeSince,
    FiguresPage,
    around,
    counted_until,
    figure,
    kind_since,
    later,
    time_of,
    whole_months,
)
from bield.concerns.intake import Intake
from bield.kit.refusals import NotFound, Refused
from bield.ledger.review import lines_of
from bield.people.actors import Strength
from bield.reports import queries
from bield.reports.commands import take_figures
from bield.reports.tables import table
from tests.concerns.gate import LATER, triaged
from tests.concerns.telling import acknowledged, closed, reported
from tests.conftest import NOON, TODAY, Cast, SignIn, enter, look_into
from tests.pages import LookingClient
from tests.systems import System, token

DAY = timedelta(days=1)
DONE = NOON + 10 * DAY  # 13 March
SEEN = NOON + 139 * DAY  # 20 July
BULLYING = Intake(kind="bullying")
OWN_WORDS = "Stop the game with the red door."
FOR_THE_BOARD = "Rules for chats are agreed in the first week."


def read(cast: Cast, who: str, stretch: str = "year", at: datetime = SEEN) -> FiguresPage:
    return queries.board(cast.actor(who), stretch, at=at)


def changed(cast: Cast, by: str = "ben", about: Any = (), **words: Any) -> str:
    """A concern of the third of March, and what is planned after it."""
    reference = acknowledged(cast, by=by, about=about)
    triaged(cast, reference, by, bullying=("yes",), kinds=("bullying",), areas=("conduct",))
    said = {"change": OWN_WORDS, "sort": "filter", "board": FOR_THE_BOARD, "on": LATER, **words}
    row = commands.plan_change(cast.actor(by), reference, owner_id=cast.ivy.pk, **said, at=NOON)
    return row.reference


def in_practice(cast: Cast, change: str, at: datetime = DONE) -> None:
    commands.prove_change(cast.actor("ivy"), change, proof="It is on the wall.", at=at)


def tell(cast: Cast, *days: int, **words: Any) -> None:
    for day in days:
        reported(cast, at=NOON + day * DAY, **{"intake": BULLYING, **words})


def the_change(page: FiguresPage) -> ChangeSince:
    [one] = page.changes
    return one


def said(page: FiguresPage) -> dict[str, tuple[str, str]]:
    rows = (page.total, *page.areas, *page.kinds, *page.work)
    return {one.label: (str(one.now), str(one.before)) for one in rows}


# ------ how many, and of which time


@pytest.mark.parametrize(
    ("count", "says"),
    [
        (0, "none"),
        (1, "fewer than five"),
        (4, "fewer than five"),
        (5, "5 to 9"),
        (9, "5 to 9"),
        (99, "95 to 99"),
        (100, "100 to 149"),
        (12_345, "12,000 to 12,499"),
    ],
)
def test_whoever_reads_no_concern_is_told_no_number(count: int, says: str) -> None:
    assert str(figure(count, exact=False)) == says
    assert str(figure(count, exact=True)) == (f"{count:,}" if count else "none")


def test_months_are_as_long_before_as_since() -> None:
    began = date(2020, 1, 1)

    def around_march(until: date, began: date = began) -> tuple[date, date] | None:
        found = around(date(2026, 3, 31), until=until, began=began)
        return found and (found.before, found.until)

    assert around_march(date(2026, 4, 29)) is None
    assert around_march(date(2026, 4, 30)) == (date(2026, 2, 28), date(2026, 4, 30))
    assert around_march(date(2028, 1, 1)) == (date(2025, 3, 31), date(2027, 3, 31))
    assert around_march(date(2026, 7, 1), began=date(2026, 2, 1)) == (
        date(2026, 2, 28),
        date(2026, 4, 30),
    )
    assert (later(date(2026, 12, 5), 1), whole_months(date(2026, 1, 5), date(2025, 1, 5))) == (
        date(2027, 1, 5),
        0,
    )


def test_a_time_is_a_term_or_a_year() -> None:
    until = counted_until(date(2026, 11, 27), exact=False)
    terms = [date(2026, 4, 13), date(2026, 9, 2), date(2027, 1, 5)]

    assert until == date(2026, 11, 1)
    assert counted_until(date(2026, 11, 27), exact=True) == date(2026, 11, 28)
    term = time_of("term", until=until, terms=terms)
    assert (term.since, term.last, term.before) == (
        date(2026, 9, 2),
        date(2026, 10, 31),
        date(2026, 7, 4),
    )
    assert time_of("term", until=until, terms=[]).since == date(2026, 7, 1)
    assert time_of("term", until=until, terms=[date(2024, 9, 2)]).since == date(2026, 7, 1)
    year = time_of("year", until=until, terms=terms)
    before = time_of("before", until=until, terms=terms)
    assert (year.since, year.before) == (date(2025, 11, 1), date(2024, 11, 1))
    assert (before.since, before.until) == (date(2024, 11, 1), date(2025, 11, 1))


# ------ what was changed, and whether it came again


def test_the_lead_reads_how_many_came_before_and_since(cast: Cast) -> None:
    tell(cast, -80, -40, -20)
    in_practice(cast, changed(cast))
    tell(cast, 40)

    change = the_change(read(cast, "ama"))

    assert [one.said for one in change.kinds] == [
        (
            "Bullying online: 4 in the four months before, 1 in the four months since,"
            " counted until Sunday 12 July 2026."
        )
    ]
    assert (change.standing.label, change.sort) == (
        "Came up again",
        "A rule of the filter",
    )


def test_the_board_reads_the_same_without_small_numbers(cast: Cast) -> None:
    tell(cast, -80, -40, -20, -15, -10)
    in_practice(cast, changed(cast))
    tell(cast, 40)

    for who in ("fay", "lou"):
        change = the_change(read(cast, who))
        [kind] = change.kinds
        assert kind.said == (
            "Bullying online: 5 to 9 in the three months before,"
            " fewer than five in the three months since, counted until Friday 12 June 2026."
        )
        assert change.standing == "again"


def test_whether_it_came_again_is_said_of_its_own_kind_alone(cast: Cast) -> None:
    in_practice(cast, changed(cast))
    tell(cast, 40, 41, intake=Intake(kind="scam"))
    assert the_change(read(cast, "fay")).standing == "none"

    tell(cast, 50)
    assert the_change(read(cast, "fay")).standing == "again"
    tell(cast, *range(51, 65))
    assert the_change(read(cast, "fay")).standing == "more"


@pytest.mark.parametrize(
    ("before", "since", "standing"),
    [
        (0, 0, "none"),
        (30, 0, "none"),
        (4, 1, "again"),
        (38, 43, "again"),
        (20, 3, "less"),
        (3, 20, "more"),
    ],
)
def test_what_chance_alone_can_do_is_called_neither_more_nor_less(
    before: int, since: int, standing: str
) -> None:
    when = time_of("year", until=TODAY, terms=())

    for exact in (True, False):
        assert kind_since("x", "X", (before, since), when, exact=exact).standing == standing


def test_what_is_not_in_practice_is_late_when_its_day_has_passed(cast: Cast) -> None:
    changed(cast)

    planned = the_change(read(cast, "fay", at=NOON + DAY))
    late = the_change(read(cast, "fay", at=NOON + 51 * DAY))

    assert (planned.standing, planned.late, planned.kinds) == ("planned", "", ())
    assert (late.standing, late.late, late.due) == ("late", "21 days", LATER)
    assert late.planned == "March 2026"


def test_less_than_a_month_is_too_early_to_tell(cast: Cast) -> None:
    in_practice(cast, changed(cast))
    tell(cast, 12)

    assert the_change(read(cast, "ama", at=DONE + 29 * DAY)).standing == "early"
    assert the_change(read(cast, "ama", at=DONE + 31 * DAY)).standing == "again"
    # The board counts whole months of the calendar: until the end of April a month has not passed.
    assert the_change(read(cast, "fay", at=DONE + 40 * DAY)).standing == "early"
    assert the_change(read(cast, "fay", at=DONE + 50 * DAY)).standing == "again"


def test_where_the_house_was_not_there_before_nothing_is_compared(cast: Cast) -> None:
    cast.alder.began_at = NOON - 5 * DAY
    cast.alder.save()
    in_practice(cast, changed(cast))

    page = read(cast, "fay")

    assert (the_change(page).standing, page.compared) == ("nothing", False)
    assert said(page)["All concerns"] == ("fewer than five", "None")


def test_nothing_of_a_concern_is_shown_but_what_was_written_for_the_board(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    in_practice(cast, changed(cast, about=[About(person_id=cast.joe.pk)]))
    sign_in(client, cast.fay)

    shown = client.get("/board/").content.decode()

    assert FOR_THE_BOARD in shown
    for word in (OWN_WORDS, "red door", "on the wall", "pictures", "Tanner", "Ivy", "C-"):
        assert word not in shown


def test_what_the_board_may_read_names_nobody(cast: Cast) -> None:
    for words, code in (
        ({"board": "Joe is spoken with."}, "names-somebody"),
        ({"sort": "cat"}, "no-sort"),
    ):
        with pytest.raises(Refused, match=code):
            changed(cast, about=[About(person_id=cast.joe.pk)], **words)


def test_a_change_that_was_planned_before_sorts_were_asked_for(cast: Cast) -> None:
    reference = acknowledged(cast)
    ivy = cast.ivy.pk
    commands.plan_change(
        cast.actor("ben"), reference, change="Sweep.", owner_id=ivy, on=LATER, at=NOON
    )

    change = the_change(read(cast, "fay"))

    assert (change.sort, change.words, change.standing) == ("Something else", "", "late")


# ------ how many there were


def test_figures_by_area_and_kind(cast: Cast) -> None:
    cast.alder.began_at = NOON - 1000 * DAY
    cast.alder.save()
    tell(cast, *range(-400, -394))
    tell(cast, *range(-100, -93))
    tell(cast, -90, -91, intake=Intake(kind="grooming"))
    tell(cast, -80, intake=Intake())

    board, lead = (said(read(cast, who, at=NOON)) for who in ("fay", "ama"))

    assert board["All concerns"] == ("10 to 14", "5 to 9")
    assert board["Bullying online"] == ("5 to 9", "5 to 9")
    assert board["Grooming"] == ("fewer than five", "none")
    assert (board["Conduct"], board["Contact"]) == (
        ("5 to 9", "5 to 9"),
        ("fewer than five", "none"),
    )
    assert board["Not known yet"] == ("fewer than five", "none")
    assert lead["All concerns"] == ("10", "6")
    assert (lead["Conduct"], lead["Not known yet"]) == (("7", "6"), ("1", "none"))
    assert said(read(cast, "ama", "before", at=NOON))["All concerns"][0] == "6"
    assert said(read(cast, "ama", "term", at=NOON))["All concerns"][0] == "10"


def test_how_they_were_dealt_with(cast: Cast) -> None:
    closed(cast)
    acknowledged(cast, at=NOON - timedelta(hours=4))
    acknowledged(cast, at=NOON - timedelta(hours=4, minutes=1))
    acknowledged(cast, at=NOON - timedelta(minutes=61), danger_now="unsure")
    changed(cast)
    reported(cast)

    counted = said(read(cast, "ama", at=NOON + 40 * DAY))

    assert counted["All concerns"][0] == "6"
    assert counted["Acknowledged in time"][0] == "3"
    assert counted["Closed"][0] == "1"
    assert counted["Open for longer than a month"][0] == "5"
    assert counted["Closed, and a change was planned"][0] == "none"
    assert counted["Closed, and no change was needed"][0] == "1"
    assert said(read(cast, "ama", at=NOON + 20 * DAY))["Open for longer than a month"][0] == "none"


# ------ what is hidden is not counted


def test_whom_a_concern_names_counts_it_nowhere(cast: Cast) -> None:
    tell(cast, -40, -41, -42)
    in_practice(cast, changed(cast))
    for who in ("fay", "lou"):
        of_them = [About(person_id=cast.people[who].pk)]
        tell(cast, -43, about=of_them)
        in_practice(cast, changed(cast, by="ama", about=of_them))

    fay, lou, ama = (read(cast, who) for who in ("fay", "lou", "ama"))

    assert said(fay)["All concerns"][0] == said(lou)["All concerns"][0] == "5 to 9"
    assert said(ama)["All concerns"][0] == "8"
    assert (len(fay.changes), len(lou.changes), len(ama.changes)) == (2, 2, 3)


def test_one_that_names_them_does_not_make_five_of_four(cast: Cast) -> None:
    tell(cast, -40, -41, -42, -43)
    before = read(cast, "fay", at=NOON)
    tell(cast, -44, about=[About(person_id=cast.fay.pk)])

    assert read(cast, "fay", at=NOON) == before
    assert said(read(cast, "lou", at=NOON))["All concerns"][0] == "5 to 9"


def test_who_is_kept_out_later_counts_it_no_more(cast: Cast) -> None:
    change = changed(cast)
    reference = commands.planning.planned(cast.actor("ben"), change).concern.reference
    commands.exclude(
        cast.actor("ama"), reference, person_id=cast.lou.pk, reason="It may be so.", at=NOON
    )

    page = read(cast, "lou")

    assert (page.changes, said(page)["All concerns"][0]) == ((), "none")
    assert said(read(cast, "fay"))["All concerns"][0] == "fewer than five"


def test_a_lead_counts_what_they_read(cast: Cast) -> None:
    tell(cast, -40)
    tell(cast, -41, about=[About(person_id=cast.ama.pk)])

    assert said(read(cast, "ama"))["All concerns"][0] == "1"
    assert said(read(cast, "ben"))["All concerns"][0] == "2"


def test_what_the_board_reads_stands_still_until_the_month_has_ended(cast: Cast) -> None:
    """Else a number that goes up overnight tells that somebody told something today."""
    tell(cast, *range(-50, -41))
    before = read(cast, "fay", at=NOON)
    tell(cast, 1, 2, 3)

    assert read(cast, "fay", at=NOON + 4 * DAY) == before
    assert said(read(cast, "fay", at=NOON + 30 * DAY))["All concerns"][0] == "10 to 14"
    assert said(read(cast, "ama", at=NOON + 4 * DAY))["All concerns"][0] == "12"


def test_each_house_counts_its_own(cast: Cast) -> None:
    changed(cast)

    page = read(cast, "mia")

    assert (said(page)["All concerns"][0], page.changes) == ("none", ())


@pytest.mark.parametrize("who", ["cat", "dev", "eve", "gus", "hal", "ivy", "joe", "nan"])
def test_nobody_else_has_the_page(cast: Cast, who: str) -> None:
    with pytest.raises(NotFound):
        read(cast, who)


def test_a_second_factor_is_asked_for(cast: Cast) -> None:
    with pytest.raises(NotFound):
        queries.board(cast.actor("fay", Strength.ONE_FACTOR), "year", at=SEEN)


@pytest.mark.parametrize("who", ["ama", "fay"])
def test_the_statements_do_not_grow(cast: Cast, who: str) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            in_practice(cast, changed(cast))
            changed(cast, by="ama", about=[About(person_id=cast.fay.pk)])
        with CaptureQueriesContext(connection) as asked:
            read(cast, who)
        counts.append(len(asked))

    assert counts[0] == counts[1] <= 16


# ------ the page, the table and the list


def test_the_page_says_of_which_time(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.lou)

    assert "No change yet" in client.get("/board/").content.decode()
    shown = client.get("/board/?stretch=before").content.decode()
    wrong = client.get("/board/?stretch=ever").content.decode()

    assert "The year before" in shown
    assert "Choose one from the list." in wrong
    assert "There is a problem" in wrong


def test_the_board_and_the_head_find_it_at_home(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    for who, found in (("fay", True), ("lou", True), ("dev", False), ("ama", False)):
        sign_in(client, cast.people[who])
        assert ("did it help" in client.get("/").content.decode()) is found, who


def test_it_is_taken_out_as_a_table_and_written_down(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    change = changed(cast, board="=1+1")
    sign_in(client, cast.fay)

    answer = client.send("/board/save/", {"stretch": "year"})

    head, *rows = csv.reader(io.StringIO(answer.content.decode()))
    assert head[:2] == ["about", "what"]
    assert [row[1] for row in rows][:2] == ["All concerns", "Acknowledged in time"]
    assert rows[-1][:2] == [f"change {change}", "A rule of the filter"]
    assert "attachment" in answer["Content-Disposition"]
    [line] = lines_of(cast.actor("ama"), "report.figures-taken").lines
    assert line.sentence == "Fay Whitlock took the figures for the board out (table)"


def test_a_cell_that_begins_like_a_formula_is_no_formula(cast: Cast) -> None:
    changed(cast, board="=1+1")
    page = take_figures(cast.actor("fay"), "year", how="table", at=NOON + DAY)

    rows = list(csv.reader(io.StringIO(table(page))))

    assert not any(cell[:1] in {"=", "+", "-", "@"} for row in rows for cell in row if cell)


def test_another_system_reads_what_its_maker_reads(cast: Cast) -> None:
    at = timezone.now()
    in_practice(cast, changed(cast))
    reported(cast, at=at - 40 * DAY, intake=BULLYING)
    answers = {}
    for who in ("ama", "fay"):
        enter(cast.people[who])
        system = System(token(cast.people[who], Scope.FIGURES_READ).secret)
        look_into(cast.alder)
        answers[who] = system.ask("figures/", stretch="year").json()

    [change] = answers["fay"]["changes"]
    assert (answers["fay"]["exact"], answers["ama"]["exact"]) == (False, True)
    assert answers["fay"]["total"]["now"] == {"at_least": 1, "at_most": 4}
    assert answers["ama"]["total"]["now"] == {"at_least": 2, "at_most": 2}
    assert (change["words"], change["done_on"]) == (FOR_THE_BOARD, "2026-03-13")
    assert len(lines_of(cast.actor("ama"), "report.figures-taken").lines) == 2
    assert TODAY.isoformat() not in str(answers["fay"])
