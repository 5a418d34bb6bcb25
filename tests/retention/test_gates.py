"""Each gate answers with every reason at once, and lets pass what has none."""

from datetime import date

import pytest

from bield.retention.gates import (
    ClearFacts,
    DisposalFacts,
    EvidenceFacts,
    HoldFacts,
    UseFacts,
    may_close_clearing,
    may_dispose,
    may_handle,
    may_use,
)
from bield.retention.states import Handling

HOLD = HoldFacts("H-222222", date(2026, 5, 3))


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (DisposalFacts(), []),
        (DisposalFacts(is_due=False), ["not-due"]),
        (DisposalFacts(evidence=True), ["evidence"]),
        (
            DisposalFacts((HOLD, HoldFacts("H-333333", HOLD.review_on)), True, False),
            ["held", "held", "evidence", "not-due"],
        ),
    ],
)
def test_what_may_be_disposed_of(facts: DisposalFacts, expected: list[str]) -> None:
    assert [refusal.code for refusal in may_dispose(facts)] == expected


def test_a_hold_is_named_with_the_day_it_is_looked_at_again_and_nothing_else() -> None:
    (refusal,) = may_dispose(DisposalFacts((HOLD,)))

    assert refusal.message == (
        "Hold H-222222 stands, so nothing is deleted. It is looked at again on 3 May 2026."
    )
    assert DisposalFacts((HOLD,), evidence=True).kept_by == "H-222222,evidence"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (UseFacts(), []),
        (UseFacts(disposed=True, withdrawn=True), ["disposed"]),
        (UseFacts(withdrawn=True), ["withdrawn"]),
        (UseFacts(withdrawn=True, held=True), ["withdrawn"]),
        (UseFacts(withdrawn=True, of_the_concern_team=True), ["withdrawn"]),
        (UseFacts(withdrawn=True, held=True, of_the_concern_team=True), []),
        (UseFacts(held=True), []),
    ],
)
def test_what_may_be_opened(facts: UseFacts, expected: list[str]) -> None:
    assert [refusal.code for refusal in may_use(facts)] == expected


@pytest.mark.parametrize("handling", Handling)
def test_what_is_neither_held_nor_evidence_may_be_handled(handling: Handling) -> None:
    assert may_handle(EvidenceFacts(), handling) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (ClearFacts(0, 0, worrying=False), []),
        (ClearFacts(3, 3, worrying=False), []),
        (ClearFacts(3, 2, worrying=False), ["pictures-left"]),
        (ClearFacts(3, 0, worrying=True), ["worrying-find"]),
        (
            ClearFacts(3, 0, worrying=True, evidence=True, holds=(HOLD,)),
            ["evidence", "held", "worrying-find"],
        ),
    ],
)
def test_when_a_device_is_cleared(facts: ClearFacts, expected: list[str]) -> None:
    assert [refusal.code for refusal in may_close_clearing(facts)] == expected
