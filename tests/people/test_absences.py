from datetime import timedelta

import pytest

from bield.kit.refusals import Refused
from bield.kit.watches import WATCHES
from bield.people import commands, queries
from bield.people.models import Cover
from bield.people.states import Role
from tests.conftest import NOON, TODAY
from tests.people.conftest import House

NEXT_WEEK = TODAY + timedelta(days=7)


def cover(fern: House, away: str = "ama", stand_in: str | None = "ben", by: str = "ama") -> Cover:
    return commands.set_cover(
        fern.actor(by),
        fern.id(away),
        stand_in_id=fern.id(stand_in) if stand_in else None,
        begins_on=TODAY,
        ends_on=NEXT_WEEK,
        at=NOON,
    )


def gaps(fern: House) -> list[str]:
    findings = WATCHES["people.lead-is-covered"].look(fern.organisation.pk, NOON)
    return [finding.subject for finding in findings]


@pytest.mark.clause("EY-9a", "TP-6.2.1a")
def test_an_absent_lead_passes_everything_to_the_deputy_for_those_days(fern: House) -> None:
    cover(fern)

    assert fern.holders(Role.LEAD) == ["ben"]
    assert fern.holders(Role.LEAD, NEXT_WEEK + timedelta(days=1)) == ["ama"]
    assert gaps(fern) == []


@pytest.mark.clause("EY-9a", "TP-6.2.1a")
def test_a_lead_away_without_cover_is_a_breach(fern: House) -> None:
    assert gaps(fern) == []
    cover(fern, stand_in=None)

    assert fern.holders(Role.LEAD) == []
    assert gaps(fern) == ["cover:lead"]
    assert [p.name for p in queries.officer_for(fern.organisation.pk, None, TODAY)] == [
        "Ben Ashworth"
    ]


@pytest.mark.clause("EY-9a", "TP-6.2.1a")
@pytest.mark.parametrize("stand_in", ["eve", "ivy", "fay", "cat"])
def test_an_absent_lead_passes_it_to_nobody_but_a_deputy(fern: House, stand_in: str) -> None:
    with pytest.raises(Refused, match="stand-in-holds-no-such-post"):
        cover(fern, stand_in=stand_in)

    assert fern.holders(Role.LEAD) == ["ama"]


def test_an_administrator_sends_no_designated_person_away(fern: House) -> None:
    with pytest.raises(Refused, match="not-a-second-holder"):
        cover(fern, by="eve")


def test_an_administrator_covers_plain_posts(fern: House) -> None:
    cover(fern, away="pat", stand_in="ivy", by="eve")

    assert fern.holders(Role.POLICY_OFFICER) == ["ivy"]
    assert fern.told() == []


def test_the_other_holders_hear_of_it(fern: House) -> None:
    cover(fern, by="ben")

    assert fern.told() == ["ama", "ben", "fay"]


def test_days_are_covered_once(fern: House) -> None:
    cover(fern)

    with pytest.raises(Refused, match="absence-overlaps"):
        cover(fern, stand_in=None)


def test_the_last_day_is_not_before_the_first(fern: House) -> None:
    with pytest.raises(Refused, match="ends-before-it-begins"):
        commands.set_cover(
            fern.actor("ama"),
            fern.id("ama"),
            stand_in_id=None,
            begins_on=NEXT_WEEK,
            ends_on=TODAY,
            at=NOON,
        )


def test_nobody_stands_in_for_themselves_nor_after_leaving(fern: House) -> None:
    with pytest.raises(Refused, match="not-themselves"):
        cover(fern, stand_in="ama")
    commands.leave(fern.actor("ama"), fern.id("ben"), left_on=TODAY, at=NOON)
    with pytest.raises(Refused, match="has-left"):
        cover(fern)


def test_back_early(fern: House) -> None:
    reference = cover(fern).reference

    with pytest.raises(Refused, match="not-a-second-holder"):
        commands.end_cover(fern.actor("eve"), reference, at=NOON)
    commands.end_cover(fern.actor("ama"), reference, at=NOON)

    assert fern.holders(Role.LEAD) == ["ama"]


def test_back_early_leaves_the_days_that_were_covered(fern: House) -> None:
    reference = cover(fern).reference

    commands.end_cover(fern.actor("ama"), reference, at=NOON + timedelta(days=2))

    assert fern.holders(Role.LEAD, TODAY + timedelta(days=1)) == ["ben"]
    assert fern.holders(Role.LEAD, TODAY + timedelta(days=2)) == ["ama"]
