from collections.abc import Collection
from typing import Protocol

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.ledger.record import Somebody
from bield.ledger.states import READERS, REVIEWERS, TWO_FACTORS, Outcome


class Reviewer(Somebody, Protocol):
    @property
    def strength(self) -> int: ...

    def holds(self, *roles: str) -> bool: ...


def read_the_record(actor: Reviewer) -> bool:
    """The lead, the deputies and the board's champion, surely known."""
    return actor.holds(*READERS) and actor.strength >= TWO_FACTORS


@keeps("EY-35f")
def sign_off_review(actor: Reviewer, outcome: str, *, broken: bool) -> list[Refusal]:
    """The lead or a deputy signs; a record found broken is not signed off as in order."""
    refusals = []
    if not actor.holds(*REVIEWERS):
        refusals.append(
            Refusal(
                "not-a-reviewer",
                "Only the safeguarding lead or a deputy can sign off the review of the record.",
                clauses=("EY-35f",),
                mender="the safeguarding lead",
            )
        )
    if broken and outcome == Outcome.IN_ORDER:
        refusals.append(
            Refusal(
                "record-is-broken",
                "The record was found broken. Say that you follow it up, and have it looked into.",
                clauses=("EY-35f", "TP-A1-8f"),
                field="outcome",
            )
        )
    return refusals


def accept_loss(*, parted: bool) -> Refusal | None:
    if parted:
        return None
    return Refusal("nothing-lost", "The record leads where it should. There is no loss to accept.")


def erase_detail(number: int, erasable: Collection[int]) -> Refusal | None:
    if number in erasable:
        return None
    return Refusal("no-detail", f"Line {number} has no personal detail, or it was erased before.")
