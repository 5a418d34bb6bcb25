"""What the registers room will lean on: evidence is not used, wiped, passed on or cleared. Proved
with a pretend registers room."""

from datetime import timedelta

import pytest

from bield.kit.refusals import NotFound, Refused
from bield.retention import commands, queries
from bield.retention.states import Adviser, Handling
from tests.conftest import NOON, Cast
from tests.retention.conftest import HIDDEN
from tests.retention.pretend import Device, Registers
from tests.retention.test_holds import CASE, place


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [refusal.code for refusal in refused.value.refusals]


@pytest.mark.clause("EY-37b", "TP-A1-6a")
@pytest.mark.parametrize("handling", Handling)
def test_a_device_that_is_evidence_is_left_as_it_is(
    cast: Cast, registers: Registers, tablet: Device, handling: Handling
) -> None:
    registers.handle(cast.actor("hal"), tablet, Handling.CHECK_OUT)
    commands.mark_evidence(cast.actor("ivy"), tablet.subject, cause=CASE, at=NOON)

    with pytest.raises(Refused, match="evidence"):
        registers.handle(cast.actor("hal"), tablet, handling)

    assert not tablet.wiped


@pytest.mark.clause("EY-37b", "TP-A1-6a")
def test_only_the_lead_lets_evidence_go_and_only_with_advice(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    commands.mark_evidence(cast.actor("ivy"), tablet.subject, at=NOON)
    release = {"adviser": Adviser.POLICE, "advice": "Not needed.", "at": NOON}

    with pytest.raises(Refused, match="not-yours-to-hold"):
        commands.release_evidence(cast.actor("hal"), tablet.subject, **release)
    with pytest.raises(Refused, match="advice-not-recorded"):
        commands.release_evidence(cast.actor("ama"), tablet.subject, **(release | {"advice": ""}))
    commands.release_evidence(cast.actor("ama"), tablet.subject, **release)
    registers.handle(cast.actor("hal"), tablet, Handling.WIPE)

    assert tablet.wiped


def test_a_device_in_two_cases_is_evidence_until_both_let_it_go(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    for cause in (CASE, "C-222-2222"):
        commands.mark_evidence(cast.actor("ivy"), tablet.subject, cause=cause, at=NOON)
    ama = cast.actor("ama")
    commands.release_evidence(
        ama, tablet.subject, cause=CASE, adviser=Adviser.POLICE, advice="Closed.", at=NOON
    )

    with pytest.raises(Refused, match="evidence"):
        registers.handle(ama, tablet, Handling.REISSUE)


def test_evidence_of_a_case_is_not_let_go_by_somebody_it_is_about(
    cast: Cast, tablet: Device
) -> None:
    HIDDEN[CASE] = cast.ama.pk
    commands.mark_evidence(cast.actor("ivy"), tablet.subject, cause=CASE, at=NOON)

    with pytest.raises(NotFound):
        commands.release_evidence(
            cast.actor("ama"),
            tablet.subject,
            cause=CASE,
            adviser=Adviser.LEAD,
            advice="No need.",
            at=NOON,
        )


def test_a_learner_marks_nothing_and_a_second_mark_changes_nothing(
    cast: Cast, tablet: Device
) -> None:
    with pytest.raises(Refused, match="not-staff"):
        commands.mark_evidence(cast.actor("joe"), tablet.subject, at=NOON)

    first = commands.mark_evidence(cast.actor("ivy"), tablet.subject, at=NOON)
    again = commands.mark_evidence(cast.actor("dev"), tablet.subject, at=NOON + timedelta(hours=1))
    assert again == first


@pytest.mark.clause("TP-A1-0.4")
def test_the_termly_deletion_skips_what_is_held_and_names_the_hold(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    hold = place(cast, tablet.subject)

    with pytest.raises(Refused) as refused:
        registers.close_clearing(cast.actor("ivy"), tablet, deleted=3, worrying=False, at=NOON)

    (refusal,) = refused.value.refusals
    assert refusal.code == "held"
    assert hold.reference in refusal.message
    assert tablet.pictures == 3


@pytest.mark.clause("TP-A1-0.4")
def test_a_hold_stops_a_wipe_but_not_daily_use(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    place(cast, tablet.subject)
    hal = cast.actor("hal")

    registers.handle(hal, tablet, Handling.CHECK_OUT)
    for handling in (Handling.WIPE, Handling.REISSUE, Handling.RETIRE, Handling.CLEAR):
        with pytest.raises(Refused, match="held"):
            registers.handle(hal, tablet, handling)

    assert not tablet.wiped


@pytest.mark.clause("EY-23b")
def test_a_tablet_is_not_called_cleared_while_pictures_are_left(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    ivy = cast.actor("ivy")

    with pytest.raises(Refused) as refused:
        registers.close_clearing(ivy, tablet, deleted=2, worrying=False, at=NOON)
    registers.close_clearing(ivy, tablet, deleted=3, worrying=False, at=NOON)

    assert codes(refused) == ["pictures-left"]
    assert tablet.pictures == 0


@pytest.mark.clause("EY-23b", "TP-A1-0.4")
def test_something_worrying_stops_the_deletion(
    cast: Cast, registers: Registers, tablet: Device
) -> None:
    ivy = cast.actor("ivy")

    with pytest.raises(Refused) as refused:
        registers.close_clearing(ivy, tablet, deleted=0, worrying=True, at=NOON)

    assert "worrying-find" in codes(refused)
    assert "report a concern" in str([r.message for r in refused.value.refusals])
    with pytest.raises(Refused, match="evidence"):
        registers.close_clearing(ivy, tablet, deleted=3, worrying=False, at=NOON)
    assert tablet.pictures == 3
    assert queries.in_evidence(cast.alder.pk, [tablet.subject]) == {tablet.subject}
