"""The main road, end to end: told, taken, worked, closed, told back."""

from bield.concerns import commands, queries
from bield.concerns.pages import DeskFilter
from bield.ledger.queries import lines_about
from tests.concerns.telling import report
from tests.conftest import NOON, Cast

ALL = DeskFilter()


def test_a_concern_travels_the_road(cast: Cast) -> None:
    reference = report(cast).reference
    ben = cast.actor("ben")

    commands.open_concern(ben, reference, at=NOON)
    commands.acknowledge(ben, reference, at=NOON)
    commands.add_entry(ben, reference, kind="action", text="Spoke with the school.", at=NOON)
    commands.close(
        ben,
        reference,
        outcome="support",
        reasons="She has somebody to talk to.",
        no_follow_up="Her form teacher sees her daily.",
        lesson="Show the report button in every lesson.",
        tell_reporter=True,
        at=NOON,
    )

    page = queries.concern_page(ben, reference, at=NOON)
    assert [item.kind for item in page.chronology] == [
        "reported",
        "acknowledged",
        "action",
        "closed",
    ]
    assert page.account == "She said somebody online asks her for pictures."
    assert [row.state for row in queries.desk(ben, tab="closed", chosen=ALL, at=NOON).rows] == [
        "closed"
    ]
    assert [r.state for r in queries.my_reports(cast.actor("dev"), at=NOON)] == ["dealt_with"]
    assert [line.event for line in lines_about(cast.alder.pk, reference)] == [
        "concern.reported",
        "duty.opened",
        "concern.opened",
        "duty.done",
        "concern.acknowledged",
        "concern.entry-added",
        "concern.closed",
    ]
