"""Who is told, worked out without a table: each test draws up the posts of a day."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bield.people.roster import Branch, Held, Roster, Way, road
from bield.people.states import Role, SiteKind

LEAD, DEPUTY, CHAMPION, STAFF, CAT, NORA, OWNER, OUTSIDE, POLICY = range(1, 10)
NORTH, OAK, HARBOUR, ELSEWHERE = range(101, 105)
BRANCHES = {
    NORTH: Branch(SiteKind.REGION, None),
    OAK: Branch(SiteKind.PLACE, NORTH),
    HARBOUR: Branch(SiteKind.CONTRACT, OAK),
    ELSEWHERE: Branch(SiteKind.PLACE, None),
}
TEAM = (
    Held(Role.LEAD, None, LEAD),
    Held(Role.DEPUTY, None, DEPUTY),
    Held(Role.BOARD_CHAMPION, None, CHAMPION),
    Held(Role.STAFF_OFFICER, None, STAFF),
    Held(Role.OFFICER, NORTH, NORA),
    Held(Role.OFFICER, HARBOUR, CAT),
)
ALONE = (Held(Role.LEAD, None, OWNER), Held(Role.HEAD, None, OWNER))


def roster(
    held: tuple[Held, ...] = TEAM,
    *,
    away: Mapping[int, int | None] | None = None,
    without: tuple[int, ...] = (),
    one_person: bool = False,
) -> Roster:
    kept = tuple(h for h in held if h.person_id not in without)
    return Roster(kept, away or {}, BRANCHES, one_person)


@pytest.mark.clause("TP-11.2")
def test_your_officer_is_that_of_the_nearest_branch() -> None:
    assert roster().officers(HARBOUR) == (CAT,)
    assert roster().officers(OAK) == (NORA,)


@pytest.mark.clause("TP-11.2")
def test_a_branch_without_officer_has_the_deputy_and_then_the_lead() -> None:
    assert roster().officers(ELSEWHERE) == (DEPUTY,)
    assert roster(without=(DEPUTY,)).officers(ELSEWHERE) == (LEAD,)


@pytest.mark.clause("TP-11.2")
def test_an_officer_who_is_away_uncovered_leaves_it_to_the_branch_above() -> None:
    assert roster(away={CAT: None}).officers(HARBOUR) == (NORA,)
    assert roster(away={CAT: DEPUTY}).officers(HARBOUR) == (DEPUTY,)


@pytest.mark.clause("TP-11.2")
def test_a_report_from_a_contract_goes_to_its_officer_first() -> None:
    told = road(roster(), site_id=HARBOUR)

    assert told.way is Way.ORDINARY
    assert told.steps == ((CAT,), (DEPUTY,), (LEAD,))


@pytest.mark.clause("TP-11.2")
def test_a_report_from_a_branch_without_officer_goes_to_the_deputy() -> None:
    assert road(roster(without=(CAT, NORA)), site_id=HARBOUR).steps == ((DEPUTY,), (LEAD,))


def test_a_report_from_a_place_that_needs_no_officer_goes_to_lead_and_deputy() -> None:
    assert road(roster(), site_id=ELSEWHERE).steps == ((LEAD, DEPUTY),)


@pytest.mark.clause("TP-11.3")
def test_a_report_about_staff_goes_to_their_officer_and_the_lead() -> None:
    told = road(roster(), site_id=OAK, about=[77], about_staff=True)

    assert (told.way, told.steps[0]) == (Way.STAFF, (STAFF, LEAD))


@pytest.mark.clause("TP-11.3")
def test_a_report_about_the_officer_for_staff_goes_to_lead_and_champion_only() -> None:
    told = road(roster(), site_id=OAK, about=[STAFF], about_staff=True)

    assert told.everyone == (LEAD, CHAMPION)


@pytest.mark.clause("TP-11.3")
def test_a_report_about_the_lead_goes_to_deputy_and_champion_only() -> None:
    told = road(roster(), site_id=OAK, about=[LEAD], about_staff=True)

    assert (told.way, told.everyone) == (Way.LEAD, (DEPUTY, CHAMPION))


@pytest.mark.clause("EY-2")
def test_a_report_about_the_one_person_goes_outside_even_in_an_absence() -> None:
    alone = roster((*ALONE, Held(Role.OUTSIDE_CONTACT, None, OUTSIDE)), one_person=True)
    away = roster(
        (*ALONE, Held(Role.OUTSIDE_CONTACT, None, OUTSIDE)), one_person=True, away={OUTSIDE: None}
    )

    for somebody in (alone, away):
        told = road(somebody, site_id=OAK, about=[OWNER], about_staff=True)
        assert (told.way, told.everyone) == (Way.OWNER, (OUTSIDE,))


@pytest.mark.clause("EY-2")
def test_a_report_about_the_one_person_never_comes_back_to_them() -> None:
    told = road(roster(ALONE, one_person=True), site_id=OAK, about=[OWNER], about_staff=True)

    assert told.everyone == ()


def test_about_lead_and_deputy_it_goes_to_the_champion() -> None:
    told = road(roster(), site_id=OAK, about=[LEAD, DEPUTY], about_staff=True)

    assert told.everyone == (CHAMPION,)


def test_when_nobody_of_the_road_is_left_somebody_else_designated_is_told() -> None:
    alone = roster((Held(Role.LEAD, None, LEAD), Held(Role.DEPUTY, None, DEPUTY)))

    assert road(alone, site_id=OAK, about=[DEPUTY], about_staff=True).everyone == (LEAD,)


@pytest.mark.clause("EY-9a")
def test_the_lead_who_is_away_passes_it_to_the_stand_in() -> None:
    away = roster(away={LEAD: DEPUTY})

    assert away.holders(Role.LEAD) == (DEPUTY,)
    assert road(away, site_id=ELSEWHERE).steps == ((DEPUTY,),)


def test_two_who_stand_in_for_each_other_are_both_away() -> None:
    assert roster(away={LEAD: DEPUTY, DEPUTY: LEAD}).holders(Role.LEAD, Role.DEPUTY) == ()


@pytest.mark.clause("TP-9.2b")
def test_the_work_of_a_vacant_policy_post_falls_to_the_lead() -> None:
    filled = roster((*TEAM, Held(Role.POLICY_OFFICER, None, POLICY)))

    assert filled.bearers(Role.POLICY_OFFICER) == (POLICY,)
    assert roster().bearers(Role.POLICY_OFFICER) == (LEAD,)
    assert roster(away={LEAD: None}).bearers(Role.POLICY_OFFICER) == (LEAD,)


def test_the_work_of_the_lead_falls_to_the_deputy_and_nobody_bears_an_outside_contacts() -> None:
    assert roster(without=(LEAD,)).bearers(Role.LEAD) == (DEPUTY,)
    assert roster().bearers(Role.OUTSIDE_CONTACT) == ()


def test_a_ring_in_the_tree_does_not_hang() -> None:
    ring = Roster((), {}, {1: Branch("place", 2), 2: Branch("place", 1)})

    assert ring.up_from(1) == (1, 2)


PEOPLE = st.integers(1, 8)
POSTS = st.builds(
    Held,
    role=st.sampled_from(sorted(Role.values)),
    site_id=st.sampled_from([None, *BRANCHES]),
    person_id=PEOPLE,
)


@given(
    held=st.lists(POSTS, max_size=12),
    away=st.dictionaries(PEOPLE, st.none() | PEOPLE, max_size=4),
    about=st.sets(PEOPLE, max_size=4),
    about_staff=st.booleans(),
    site_id=st.sampled_from([None, *BRANCHES]),
    one_person=st.booleans(),
)
@pytest.mark.clause("TP-11.3")
def test_whoever_is_named_is_never_told_and_nobody_is_told_twice(
    held: list[Held],
    away: dict[int, int | None],
    about: set[int],
    about_staff: bool,
    site_id: int | None,
    one_person: bool,
) -> None:
    drawn = Roster(tuple(held), away, BRANCHES, one_person)

    told = road(drawn, site_id=site_id, about=about, about_staff=about_staff)

    assert not about & set(told.everyone)
    assert len(set(told.everyone)) == len(told.everyone)
    assert all(told.steps)
