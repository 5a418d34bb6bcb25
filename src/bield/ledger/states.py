"""What can be wrong with a record, and the record's own events."""

from datetime import timedelta
from enum import StrEnum

SUBJECT = "ledger"  # what the record's lines about itself are about
REVIEWERS = ("lead", "deputy")  # the posts whose holders sign off a review, as `people` names them
READERS = (*REVIEWERS, "board_safeguarding_lead")  # who may look at the record as a whole
TWO_FACTORS = 2  # how surely they are known, as `people` counts it
REVIEW_EVERY = timedelta(days=31)
VERIFY_EVERY = timedelta(days=1)


class Outcome(StrEnum):
    """How a review of the record ended."""

    IN_ORDER = "in-order"
    FOLLOWED_UP = "followed-up"  # something was found, and somebody is on it


class Event(StrEnum):
    VERIFIED = "ledger.verified"
    FOUND_BROKEN = "ledger.found-broken"
    REVIEWED = "ledger.reviewed"
    DETAIL_ERASED = "ledger.detail-erased"
    EXPORTED = "ledger.exported"
    LOSS_ACCEPTED = "ledger.loss-accepted"


VERDICTS = (Event.VERIFIED, Event.FOUND_BROKEN, Event.LOSS_ACCEPTED)


class Fault(StrEnum):
    """How a record can be broken, each with what it means to a person."""

    MISSING = "line-missing"
    OUT_OF_PLACE = "line-out-of-place"
    CHANGED = "line-changed"
    CUT = "tail-cut"
    UNSIGNED = "lines-unsigned"
    HEAD_MISSING = "head-missing"
    HEAD_FORGED = "head-forged"
    HEAD_ELSEWHERE = "head-elsewhere"
    DETAIL_CHANGED = "detail-changed"
    DETAIL_MISSING = "detail-missing"
    DETAIL_ADDED = "detail-added"

    @property
    def meaning(self) -> str:
        return MEANINGS[self]


MEANINGS = {
    Fault.MISSING: "is missing",
    Fault.OUT_OF_PLACE: "stands twice or out of place",
    Fault.CHANGED: "was changed, or another stands in its place",
    Fault.CUT: "is missing: the end of the record was cut off",
    Fault.UNSIGNED: "stands after the signed head: it was added without the key",
    Fault.HEAD_MISSING: "is the last, and no signed head stands there",
    Fault.HEAD_FORGED: "is the head, and its signature is wrong: the head or a line was changed",
    Fault.HEAD_ELSEWHERE: "is not the line that was signed at this place",
    Fault.DETAIL_CHANGED: "has a personal detail that was changed",
    Fault.DETAIL_MISSING: "has lost its personal detail, and no line says that it was erased",
    Fault.DETAIL_ADDED: "has a personal detail that it never had or that was erased",
}
