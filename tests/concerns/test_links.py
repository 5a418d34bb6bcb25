"""Concerns that name the same people: shown to whoever reads both, linked or not with a reason."""

from datetime import timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.states import FOLLOW_UP
from bield.duties.models import Duty
from bield.kit.refusals import NotFound, Refused
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.triage import triaged
from tests.conftest import NOON, TODAY, Cast, SignIn
from tests.pages import LookingClient


def about_joe(cast: Cast) -> list[About]:
    return [About(person_id=cast.joe.pk)]


def two(cast: Cast) -> tuple[str, str]:
    """An older concern and a newer one, both about Joe."""
    return acknowledged(cast, about=about_joe(cast)), acknowledged(cast, about=about_joe(cast))


def others(cast: Cast, reference: str, by: str = "ben") -> list[tuple[str, str]]:
    page = queries.concern_page(cast.actor(by), reference, at=NOON)
    return [(one.reference, one.judged) for one in page.others]


def required(cast: Cast, reference: str) -> str | None:
    found = queries.outcome(concern(reference), at=NOON).action("link")
    return found and str(found.state)


def test_another_concern_about_the_same_child_is_shown_and_asked_about(cast: Cast) -> None:
    older, newer = two(cast)

    assert others(cast, newer) == [(older, "")]
    assert others(cast, older) == [(newer, "")]
    assert (required(cast, older), required(cast, newer)) == (None, "open")


def test_it_belongs_or_not_with_a_reason_and_both_keep_it(cast: Cast) -> None:
    older, newer = two(cast)
    ben = cast.actor("ben")
    with pytest.raises(Refused, match="no-reason"):
        commands.link(ben, newer, other=older, linked=True, reason=" ", at=NOON)

    commands.link(ben, newer, other=older, linked=True, reason="The same game.", at=NOON)

    assert required(cast, newer) == "done"
    assert others(cast, newer) == [(older, "belongs to this one, because: The same game.")]
    assert others(cast, older) == [(newer, "belongs to this one, because: The same game.")]


def test_a_concern_that_is_kept_from_a_reader_is_never_shown_to_them(cast: Cast) -> None:
    hidden = reported(
        cast, about=[*about_joe(cast), About(person_id=cast.ben.pk, role="alleged_to_have_harmed")]
    )
    newer = acknowledged(cast, about=about_joe(cast))

    assert others(cast, newer, by="ben") == []
    assert others(cast, newer, by="ama") == [(hidden, "")]
    assert required(cast, newer) is None, "a step asked of Ben would tell him that there is one"
    with pytest.raises(NotFound):
        commands.link(cast.actor("ben"), newer, other=hidden, linked=True, reason="x", at=NOON)


def test_two_that_name_nobody_in_common_are_not_linked(cast: Cast) -> None:
    one, other = acknowledged(cast, about=about_joe(cast)), acknowledged(cast)

    with pytest.raises(Refused, match="nobody-in-common"):
        commands.link(cast.actor("ben"), one, other=other, linked=True, reason="x", at=NOON)


@pytest.mark.clause("TP-A1-8g")
def test_a_new_report_brings_back_what_is_watched_to_whoever_reads_both(cast: Cast) -> None:
    quiet = triaged(cast, reported_and_taken(cast))
    commands.watch(
        cast.actor("ben"), quiet, until=TODAY + timedelta(days=60), reason="Quiet.", at=NOON
    )
    later = NOON + timedelta(days=9)
    newer = reported(cast, about=about_joe(cast), at=later)

    commands.acknowledge(cast.actor("ben"), newer, at=later)

    duty = Duty.objects.get(subject=quiet, kind=FOLLOW_UP, state="open")
    assert set(duty.holdings.values_list("person__name", flat=True)) == {
        "Ama Boateng",
        "Ben Carter",
    }


def reported_and_taken(cast: Cast) -> str:
    return acknowledged(cast, about=about_joe(cast))


def test_who_reads_only_the_old_one_learns_nothing_of_the_new(cast: Cast) -> None:
    quiet = triaged(cast, reported_and_taken(cast))
    commands.watch(
        cast.actor("ben"), quiet, until=TODAY + timedelta(days=60), reason="Quiet.", at=NOON
    )
    named = [*about_joe(cast), About(person_id=cast.ben.pk, role="alleged_to_have_harmed")]
    newer = reported(cast, about=named)

    commands.acknowledge(cast.actor("ama"), newer, at=NOON)

    duty = Duty.objects.get(subject=quiet, kind=FOLLOW_UP, state="open")
    assert (
        "Ama Boateng"
        not in duty.holdings.exclude(person=cast.ben).values_list("person__name", flat=True)
        or duty.holdings.filter(person=cast.ama).exists()
    )
    assert others(cast, quiet, by="ben") == []


def test_the_page_asks_and_keeps_it(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    older, newer = two(cast)
    sign_in(client, cast.ben)
    shown = client.get(f"/concern/{newer}/").content.decode()
    here = f"/concern/{newer}/belongs/{older}/"

    refused = client.send(here, {"version": concern(newer).version, "linked": "no"})
    kept = client.send(
        here, {"version": concern(newer).version, "linked": "no", "reason": "Another game."}
    )

    assert f'href="{here}"' in shown
    assert "Write the reason. It stays with both." in refused.content.decode()
    assert kept.headers["Location"] == f"/concern/{newer}/?said=linked"
    assert others(cast, newer) == [(older, "something else, because: Another game.")]
    assert client.get(f"/concern/{newer}/belongs/C-222-2222/").status_code == 404
