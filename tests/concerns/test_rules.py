"""Who reads what, how grave it looks: the tables, without a database."""

from datetime import date, datetime, timedelta

import pytest

from bield.concerns import roads, rules
from bield.concerns.roads import Named, Seats
from bield.people.queries import Roster
from bield.people.roster import Branch, Held
from tests.conftest import NOON

WEST, OAK, ELM = 1, 2, 3  # a region, and two places in it
BRANCHES = {
    WEST: Branch("region", None),
    OAK: Branch("place", WEST),
    ELM: Branch("place", WEST),
}
HELD = {
    "ama": ("lead", None),
    "ben": ("deputy", None),
    "cat": ("officer", ELM),
    "wil": ("officer", WEST),
    "fay": ("board_safeguarding_lead", None),
    "gus": ("staff_officer", None),
    "lou": ("head", None),
    "zoe": ("outside_contact", None),
}
IDS = {name: number for number, name in enumerate(HELD, start=100)} | {"ivy": 200}
NAMES = {number: name for name, number in IDS.items()}


def roster(*without: str, away: dict[str, str | None] | None = None, alone: bool = False) -> Roster:
    return Roster(
        held=tuple(
            Held(role, site, IDS[name])
            for name, (role, site) in HELD.items()
            if name not in without
        ),
        away={
            IDS[gone]: IDS[stand_in] if stand_in else None
            for gone, stand_in in (away or {}).items()
        },
        branches=BRANCHES,
        one_person=alone,
    )


def seats(
    of: Roster, *about: str, site: int = OAK, staff: bool = False, kept_away: str = ""
) -> Seats:
    named = Named(
        frozenset(IDS[name] for name in about),
        frozenset(IDS[name] for name in kept_away.split()),
    )
    return roads.seats(of, site_id=site, track="staff" if staff else "ordinary", named=named)


def named(people: tuple[int, ...]) -> str:
    return " ".join(NAMES[person] for person in people)


@pytest.mark.parametrize(
    ("about", "site", "staff", "readers"),
    [
        ("", ELM, False, "cat ben ama"),  # the officer of the place first
        ("", OAK, False, "wil ben ama"),  # none there: of the region above it
        ("ivy", ELM, True, "gus ama"),  # about a colleague: the officer for staff matters
        ("cat", ELM, True, "gus ama"),
        ("ben", ELM, True, "gus ama"),
        ("gus", ELM, True, "ama fay"),  # about that officer: lead and champion only
        ("ama", ELM, True, "ben fay"),  # about the lead: deputy and champion
        ("ama ben", ELM, True, "fay"),
        ("ama ben fay", ELM, True, "zoe"),
        ("lou", ELM, True, "gus ama"),
        ("fay", ELM, True, "gus ama"),
    ],
)
def test_who_reads_it(about: str, site: int, staff: bool, readers: str) -> None:
    found = seats(roster(), *about.split(), site=site, staff=staff)

    assert named(found.readers) == readers


@pytest.mark.parametrize("about", ["ama", "ama ivy"])
def test_in_a_house_of_one_the_outside_contact_reads_what_is_about_the_owner(about: str) -> None:
    alone = roster("ben", "cat", "wil", "fay", "gus", "lou", alone=True)

    assert named(seats(alone, *about.split(), staff=True).readers) == "zoe"
    assert named(seats(alone).readers) == "ama"


def test_without_an_officer_for_staff_matters_the_lead_reads_and_the_deputy_is_next() -> None:
    found = seats(roster("gus"), "ivy", staff=True)

    assert named(found.readers) == "ama"
    assert [named(step) for step in found.steps][:2] == ["ama", "ben"]


def test_nobody_left_is_nobody() -> None:
    assert seats(roster(*HELD)) == Seats((), ())


def test_an_absence_moves_who_is_asked_but_no_desk() -> None:
    found = seats(roster(away={"cat": None, "ama": "ben"}), site=ELM)

    assert set(named(found.readers).split()) == {"wil", "ben", "ama", "cat"}
    assert named(found.first(danger=False)) == "wil"


def test_a_stand_in_whose_own_post_has_ended_is_not_asked() -> None:
    found = seats(roster("ben", away={"ama": "ben"}), site=ELM)

    assert named(found.readers) == "cat ama"
    assert named(found.next({IDS["cat"]})) == "fay"


def test_who_is_kept_away_later_leaves_the_road_as_it_was() -> None:
    found = seats(roster(), site=ELM, kept_away="ama")

    assert named(found.readers) == "cat ben"


def test_when_all_of_the_road_are_kept_away_another_road_is_found() -> None:
    found = seats(roster(), site=ELM, kept_away="ama ben cat")

    assert named(found.readers) == "fay"


def test_one_after_the_other_is_asked_then_the_board_then_outside_then_all_again() -> None:
    found = seats(roster(), site=ELM)
    order: list[int] = []

    for _ in range(5):
        order.extend(found.next(order))

    assert named(tuple(order)) == "cat ben ama fay zoe"
    assert named(found.next(order)) == "cat ben ama fay zoe"


def test_in_danger_everybody_on_the_road_is_asked_at_once() -> None:
    assert named(seats(roster(), site=ELM).first(danger=True)) == "cat ben ama"


@pytest.mark.parametrize(
    ("person", "site", "basis"),
    [
        ("ama", OAK, "lead"),
        ("cat", ELM, f"officer:{ELM}"),
        ("wil", OAK, f"officer:{WEST}"),
        ("cat", OAK, f"officer:{ELM}"),  # standing in for somebody elsewhere
    ],
)
def test_a_row_rests_on_a_post(person: str, site: int, basis: str) -> None:
    assert roads.basis(roster(), IDS[person], site) == basis


def test_of_two_posts_the_one_that_reaches_further_counts() -> None:
    both = roster("ama")
    held = (*both.held, Held("lead", None, IDS["cat"]))

    assert roads.basis(Roster(held, {}, BRANCHES), IDS["cat"], ELM) == "lead"


@pytest.mark.parametrize(
    ("danger", "adult", "protected", "risk"),
    [
        ("yes", False, False, 4),
        ("unsure", False, False, 4),  # unsure acts as yes
        ("no", True, False, 3),
        ("no", False, True, 2),
        ("no", False, False, 1),
    ],
)
def test_risk_is_worked_out(danger: str, adult: bool, protected: bool, risk: int) -> None:
    found = rules.risk(danger_now=danger, grave=adult, protected=protected)

    assert found == risk


@pytest.mark.parametrize(("danger", "hours", "after"), [(False, 4, 4), (True, 4, 1), (True, 1, 1)])
def test_the_clock_is_the_organisations_and_short_in_danger(
    danger: bool, hours: int, after: int
) -> None:
    due = rules.acknowledge_by(NOON, hours=hours, danger=danger)

    assert due == NOON + timedelta(hours=after)


def test_the_gravest_and_among_them_the_oldest_stand_first() -> None:
    places = [
        rules.place(stage="submitted", risk=risk, concern_id=pk)
        for risk, pk in ((4, 7), (4, 9), (3, 1), (1, 2))
    ]

    assert places == sorted(places)
    assert rules.stretch(3)[0] <= places[2] < rules.stretch(3)[1]


def test_of_the_closed_the_newest_stands_first() -> None:
    older = rules.place(stage="closed", risk=4, concern_id=3)
    newer = rules.place(stage="closed", risk=1, concern_id=8)

    assert newer < older


@pytest.mark.parametrize(
    ("stage", "mine", "tab"),
    [
        ("submitted", False, "NEW"),
        ("reopened", True, "NEW"),
        ("acknowledged", True, "MINE"),
        ("in_action", False, "WAITING"),
        ("closed", True, "CLOSED"),
    ],
)
def test_where_it_lies_on_a_desk(stage: str, mine: bool, tab: str) -> None:
    assert rules.tab(stage, mine=mine).name == tab


@pytest.mark.parametrize(
    ("acknowledged", "told", "state"),
    [
        (None, None, "received"),
        (NOON, None, "being_handled"),
        (NOON, NOON, "dealt_with"),
    ],
)
def test_a_reporter_sees_three_words(
    acknowledged: datetime | None, told: datetime | None, state: str
) -> None:
    assert rules.seen_by_reporter(acknowledged_at=acknowledged, told_at=told) == state


@pytest.mark.parametrize(
    ("command", "stage", "code"),
    [
        ("acknowledge", "submitted", None),
        ("acknowledge", "in_action", "step-is-past"),
        ("acknowledge", "closed", "concern-is-closed"),
        ("assign", "submitted", "not-acknowledged"),
        ("watch", "monitoring", "step-is-past"),
        ("pass_on", "in_action", "step-is-past"),
        ("close", "reopened", "not-acknowledged"),
        ("close", "monitoring", None),
        ("reopen", "in_action", "step-is-past"),
        ("reopen", "closed", None),
    ],
)
def test_a_step_is_taken_only_from_the_states_that_allow_it(
    command: str, stage: str, code: str | None
) -> None:
    refusal = rules.step(command, stage)

    assert (refusal and refusal.code) == code


def test_who_acknowledges_a_closed_one_hears_that_it_is_closed() -> None:
    refusal = rules.acknowledge("closed", changed="Ben")

    assert refusal is not None
    assert refusal.code == "concern-is-closed"


@pytest.mark.parametrize(
    ("kind", "corrects", "codes"),
    [
        ("note", None, []),
        ("correction", 1, []),
        ("correction", None, ["which-entry"]),
        ("note", 1, ["which-entry"]),
        ("correction", 4, ["no-such-entry"]),
        ("closed", None, ["unknown-kind"]),
    ],
)
def test_entries_are_of_kinds_that_people_write(
    kind: str, corrects: int | None, codes: list[str]
) -> None:
    assert [one.code for one in rules.entry(kind, corrects=corrects, written=3)] == codes


def test_what_is_written_a_day_later_is_late() -> None:
    assert rules.is_late(NOON - timedelta(hours=25), NOON)
    assert not rules.is_late(NOON - timedelta(hours=23), NOON)
    assert not rules.is_late(None, NOON)


def test_nothing_has_happened_in_the_future() -> None:
    assert rules.not_to_come(NOON, NOON) is None
    refusal = rules.not_to_come(NOON + timedelta(minutes=1), NOON)
    assert refusal is not None


def test_a_day_to_look_again_is_to_come() -> None:
    today = date(2026, 3, 3)

    assert rules.day_to_come(date(2026, 3, 4), today, field="until") is None
    assert rules.day_to_come(today, today, field="until") is not None


@pytest.mark.parametrize(
    ("roles", "excluded", "reads", "code"),
    [
        ({"staff"}, False, False, None),
        ({"administrator", "head"}, False, False, None),
        ({"staff"}, True, False, "person-is-excluded"),
        ({"staff"}, False, True, "reads-already"),
        ({"administrator"}, False, False, "not-for-this-post"),
        ({"it_support"}, False, False, "not-for-this-post"),
        ({"parent", "learner"}, False, False, "not-for-this-post"),
        (set(), False, False, "not-for-this-post"),
    ],
)
def test_who_can_be_let_in(roles: set[str], excluded: bool, reads: bool, code: str | None) -> None:
    refusal = rules.grant(roles=frozenset(roles), excluded=excluded, reads=reads)

    assert (refusal and refusal.code) == code
