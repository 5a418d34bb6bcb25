"""The main road, end to end: told, taken, worked, closed, told back."""

import pytest

from bield.concerns import commands, queries, roads
from bield.concerns.narrowing import DeskFilter
from bield.ledger.queries import lines_about
from bield.people import queries as people
from tests.concerns.gate import CLOSED, at_the_gate
from tests.concerns.telling import report
from tests.conftest import NOON, TODAY, Cast

ALL = DeskFilter()
DEEDS = {
    "concern.answered",
    "concern.triaged-at-once",
    "concern.left-out",
    "concern.parents-decided",
    "concern.responded",
    "concern.answer-chosen",
}


def test_a_concern_travels_the_road(cast: Cast) -> None:
    reference = report(cast).reference
    ben = cast.actor("ben")

    commands.open_concern(ben, reference, at=NOON)
    commands.acknowledge(ben, reference, at=NOON)
    commands.add_entry(ben, reference, kind="action", text="Spoke with the school.", at=NOON)
    at_the_gate(cast, reference)
    commands.close(ben, reference, **CLOSED, at=NOON)

    page = queries.concern_page(ben, reference, at=NOON)
    assert [item.kind for item in page.chronology] == [
        "reported",
        "acknowledged",
        "action",
        "decision",  # triage is finished
        "decision",  # below the threshold of an agency
        "decision",  # whether those at home are told
        "decision",  # what is not needed
        "closed",
    ]
    assert page.account == "She said somebody online asks her for pictures."
    assert [row.state for row in queries.desk(ben, tab="closed", chosen=ALL, at=NOON).rows] == [
        "closed"
    ]
    assert [r.state for r in queries.my_reports(cast.actor("dev"), at=NOON)] == ["dealt_with"]
    events = [line.event for line in lines_about(cast.alder.pk, reference)]
    assert [event for event in events if event.startswith("concern.") and event not in DEEDS] == [
        "concern.reported",
        "concern.opened",
        "concern.acknowledged",
        "concern.entry-added",
        "concern.triaged",
        "concern.closed",
    ]
    assert set(events) >= DEEDS


@pytest.mark.clause("TP-6.6.2d")
def test_a_monitoring_report_about_its_reader_goes_to_the_other_and_the_champion(
    cast: Cast,
) -> None:
    roster = people.roster(cast.alder.pk, TODAY)

    def told(*about: str) -> list[str]:
        ids = roads.monitoring_readers(roster, [cast.people[name].pk for name in about])
        return [person.known_as for person in map(everybody.get, ids) if person]

    everybody = people.people_by_id(cast.alder.pk, [one.pk for one in cast.people.values()])
    assert told() == ["Ama", "Lou"]
    assert told("lou") == ["Ama", "Fay"]
    assert told("ama") == ["Lou", "Fay"]
    assert told("dev") == ["Ama", "Lou"]
