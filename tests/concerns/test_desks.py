"""Desks follow posts, cover and exclusions."""

from datetime import timedelta

import pytest

from bield.concerns import commands
from bield.concerns.about import About
from bield.concerns.commands.refresh import fill
from bield.concerns.models import Reader, Seating
from bield.concerns.queries import seating
from bield.concerns.states import ConcernState
from bield.duties import queries as duties
from bield.kit.rounds import ROUNDS
from bield.ledger.queries import lines_about
from bield.people.actors import house
from bield.people.models import Cover, Post
from bield.people.queries import Roster
from tests.concerns.telling import (
    acknowledged,
    asked,
    closed,
    concern,
    on_desk,
    readers_of,
    reported,
)
from tests.concerns.triage import triaged
from tests.conftest import NOON, TODAY, Cast

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two concerns a command: every test crosses the border between stretches."""
    monkeypatch.setattr(seating, "BATCH", 2)


def refresh(cast: Cast) -> None:
    commands.refresh_readers(house(cast.alder.pk, "desks"), at=NOON)
    cast.actor("ama")


def appoint(cast: Cast, who: str, role: str, site: str = "") -> None:
    Post.objects.create(
        organisation=cast.alder,
        person=cast.people[who],
        role=role,
        site=getattr(cast, site) if site else None,
        begins_on=TODAY,
    )


def end(cast: Cast, who: str) -> None:
    Post.objects.filter(person=cast.people[who]).update(ends_on=YESTERDAY)


def test_a_new_officer_is_given_what_was_reported_before(cast: Cast) -> None:
    there = [reported(cast, site_id=cast.oak.pk) for _ in range(5)]
    elsewhere = reported(cast, site_id=cast.elm.pk)
    refresh(cast)

    appoint(cast, "ivy", "officer", "oak")
    refresh(cast)

    assert on_desk(cast, "ivy") == there
    assert "ivy" not in readers_of(elsewhere)


def test_rows_given_later_lie_where_the_others_lie(cast: Cast) -> None:
    new, mine, done = reported(cast), acknowledged(cast, "ben"), closed(cast)
    appoint(cast, "ivy", "officer", "oak")

    refresh(cast)

    rows = {row.concern.reference: row for row in Reader.objects.filter(person=cast.ivy)}
    for reference, tab in ((new, 1), (mine, 3), (done, 9)):
        twin = Reader.objects.get(concern__reference=reference, person=cast.ama)
        assert (rows[reference].tab, rows[reference].place) == (tab, twin.place)
        assert (rows[reference].due_at, rows[reference].site) == (twin.due_at, twin.site)


def test_refreshing_twice_changes_nothing(cast: Cast) -> None:
    for _ in range(3):
        reported(cast)
    refresh(cast)
    before = list(Reader.objects.order_by("pk").values())
    lines = len(lines_about(cast.alder.pk, f"desk:{cast.ama.pk}"))

    refresh(cast)

    assert list(Reader.objects.order_by("pk").values()) == before
    assert len(lines_about(cast.alder.pk, f"desk:{cast.ama.pk}")) == lines == 1
    assert not Seating.objects.filter(below__isnull=False).exists()


def test_what_an_ended_post_gave_is_out_of_sight_at_once(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)

    end(cast, "cat")

    assert on_desk(cast, "cat") == []
    refresh(cast)
    assert readers_of(reference) == ["ben", "ama"]


def test_who_holds_another_post_reads_on_by_that(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    refresh(cast)
    Post.objects.filter(person=cast.cat).update(role="deputy", site=None)

    assert on_desk(cast, "cat") == []  # until the desk has followed
    refresh(cast)

    assert on_desk(cast, "cat") == [reference]
    assert Reader.objects.get(person=cast.cat).asked_at == NOON


def test_an_absence_moves_no_desk(cast: Cast) -> None:
    reference = reported(cast, site_id=cast.elm.pk)
    refresh(cast)
    Cover.objects.create(
        organisation=cast.alder, away=cast.ama, stand_in=cast.ben, begins_on=TODAY, ends_on=TODAY
    )

    refresh(cast)

    assert readers_of(reference) == ["cat", "ben", "ama"]


def test_who_stands_in_at_a_place_is_given_its_concerns_and_gives_them_back(cast: Cast) -> None:
    appoint(cast, "ivy", "officer", "oak")
    reference = reported(cast, site_id=cast.elm.pk)
    refresh(cast)
    cover = Cover.objects.create(
        organisation=cast.alder, away=cast.cat, stand_in=cast.ivy, begins_on=TODAY, ends_on=TODAY
    )
    refresh(cast)
    assert "ivy" in readers_of(reference)

    Cover.objects.filter(pk=cover.pk).update(begins_on=YESTERDAY, ends_on=YESTERDAY)
    refresh(cast)

    assert "ivy" not in readers_of(reference)


def test_with_the_post_of_one_it_is_about_the_road_changes(cast: Cast) -> None:
    """Ivy is staff when it is told, and becomes the lead: her successor's road is another."""
    about_ivy = reported(cast, about=[About(person_id=cast.ivy.pk)])
    ordinary = reported(cast)
    refresh(cast)
    end(cast, "ama")
    appoint(cast, "ivy", "lead")

    refresh(cast)

    assert set(readers_of(about_ivy)) == {"ben", "fay"}
    assert set(readers_of(ordinary)) == {"ivy", "ben"}


def test_a_new_champion_is_on_the_road_of_what_is_about_the_lead(cast: Cast) -> None:
    end(cast, "fay")
    reference = reported(cast, about=[About(person_id=cast.ama.pk)])
    refresh(cast)
    assert readers_of(reference) == ["ben"]

    appoint(cast, "lou", "board_safeguarding_lead")
    refresh(cast)

    assert set(readers_of(reference)) == {"ben", "lou"}


def test_who_was_let_in_stays_in_and_gains_by_a_post(cast: Cast) -> None:
    reference = reported(cast)
    commands.grant(cast.actor("ama"), reference, person_id=cast.ivy.pk, reason="x", at=NOON)
    refresh(cast)
    assert "ivy" in readers_of(reference)

    appoint(cast, "ivy", "officer", "oak")
    refresh(cast)

    commands.acknowledge(cast.actor("ivy"), reference, at=NOON)


def test_who_was_called_in_stays(cast: Cast) -> None:
    reference = reported(cast)
    for _ in range(3):
        commands.pass_on(cast.actor("ama"), reference, reason="x", at=NOON)
    assert "fay" in asked(reference)

    refresh(cast)

    assert "fay" in readers_of(reference)


def test_concerns_told_while_rows_are_brought_have_theirs(cast: Cast) -> None:
    appoint(cast, "ivy", "officer", "oak")
    reported(cast)
    actor = house(cast.alder.pk, "desks")
    commands.refresh_readers(actor, at=NOON)

    later = reported(cast)
    refresh(cast)

    assert Reader.objects.filter(concern__reference=later, person=cast.ivy).count() == 1


def test_the_worker_goes_round_all_organisations(cast: Cast) -> None:
    reference = reported(cast)
    end(cast, "ben")

    ROUNDS["concerns.desks"].act(NOON)

    cast.actor("ama")
    assert readers_of(reference) == ["ama"]


def test_a_fault_in_one_organisation_keeps_no_other_from_its_desks(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    due_seats = seating.due_seats

    def broken(roster: Roster) -> dict[int, seating.Seats]:
        if cast.birch_site.pk in roster.branches:
            raise ValueError("a road that nobody can walk")
        return due_seats(roster)

    monkeypatch.setattr(seating, "due_seats", broken)
    reference = reported(cast)
    end(cast, "ben")

    ROUNDS["concerns.desks"].act(NOON)

    cast.actor("ama")
    assert readers_of(reference) == ["ama"]
    assert f"the desks of organisation {cast.birch.pk} were not refreshed" in caplog.text


def test_what_somebody_works_on_whose_post_has_ended_is_taken_by_somebody_else(
    cast: Cast,
) -> None:
    reference = acknowledged(cast, by="cat", site_id=cast.elm.pk)
    triaged(cast, reference, by="cat")
    commands.watch(cast.actor("cat"), reference, until=TODAY + timedelta(2), reason="x", at=NOON)
    kept = acknowledged(cast, by="ben", site_id=cast.elm.pk)
    refresh(cast)
    end(cast, "cat")

    refresh(cast)

    given_back = concern(reference)
    assert (given_back.owner_id, given_back.stage) == (None, ConcernState.SUBMITTED)
    assert given_back.due_at is not None
    assert asked(reference) & {"ama", "ben"}
    held = duties.open_duties(cast.alder.pk, reference, NOON)
    assert not any("Cat Doyle" in one.holders for one in held)
    assert concern(kept).owner_id == cast.ben.pk
    [line] = lines_about(cast.alder.pk, reference, {"concern.given-back"})
    assert line.subject == reference


def test_before_anything_is_told_there_is_nothing_to_bring(cast: Cast) -> None:
    refresh(cast)

    assert not Seating.objects.filter(below__isnull=False).exists()
    assert Seating.objects.filter(person=cast.ama).exists()


def test_a_second_worker_finds_nothing_left_to_bring(cast: Cast) -> None:
    reported(cast)
    refresh(cast)

    assert not fill(house(cast.alder.pk, "desks"), cast.ama.pk, at=NOON)
