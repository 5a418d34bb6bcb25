from datetime import datetime

from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger import chain, outside, queries, rules
from bield.ledger.models import Detail, Entry
from bield.ledger.publish import publish
from bield.ledger.record import Somebody, note, recorded
from bield.ledger.rules import Reviewer
from bield.ledger.states import SUBJECT, Event
from bield.ledger.verify import Verdict

__all__ = [
    "accept_loss",
    "erase_detail",
    "publish",
    "record_export",
    "record_verdict",
    "sign_off_review",
]


@recorded
def erase_detail(actor: Somebody, number: int, *, reason_code: str, at: datetime) -> None:
    """Erase the personal detail beside a line. The line stands, the chain holds, and a line of its
    own says who erased it and why. Whether it may be erased is for the room that asks."""
    here = {"organisation_id": actor.organisation_id, "number": number}
    opened = Entry.objects.filter(**here).values_list("opened", flat=True).first()
    if opened is None:
        raise NotFound(f"line {number}")
    details = Detail.objects.filter(**here)
    enforce(rules.erase_detail(number, details.values_list("number", flat=True)))
    details.delete()
    note(
        event=Event.DETAIL_ERASED,
        subject=chain.body(bytes(opened)).subject,
        by=actor.id,
        at=at,
        erases=number,
        line=number,
        reason=reason_code,
    )


@recorded
@keeps("EY-35f")
def sign_off_review(actor: Reviewer, *, outcome: str, at: datetime) -> None:
    """The lead has gone through what the record says of the time since the last review."""
    state = queries.state(actor.organisation_id)
    enforce(rules.sign_off_review(actor, outcome, broken=state.broken))
    note(
        event=Event.REVIEWED,
        subject=SUBJECT,
        by=actor.id,
        at=at,
        outcome=outcome,
        since=state.reviewed.number if state.reviewed else 0,
        until=state.lines,
    )


@recorded
@keeps("EY-35f", "TP-A1-8f")
def record_verdict(actor: Somebody, verdict: Verdict, *, at: datetime) -> None:
    """What a verification found is itself a line: it cannot be hushed up."""
    if verdict.broken is None:
        note(event=Event.VERIFIED, subject=SUBJECT, by=actor.id, at=at, lines=verdict.lines)
        return
    note(
        event=Event.FOUND_BROKEN,
        subject=SUBJECT,
        by=actor.id,
        at=at,
        fault=verdict.broken.fault,
        line=verdict.broken.line,
    )


@recorded
def record_export(actor: Somebody, *, opened: bool, at: datetime) -> None:
    note(event=Event.EXPORTED, subject=SUBJECT, by=actor.id, at=at, opened=opened)


@recorded
def accept_loss(actor: Somebody, *, reason_code: str, at: datetime) -> None:
    """Go on from an earlier end, after a backup was brought back. What was lost is named for good,
    and the head that was signed for it is put aside, not thrown away."""
    lost = outside.head(actor.organisation_id)
    head = queries.head(actor.organisation_id)
    parted = head and outside.parted(actor.organisation_id, head.number, head.tip)
    enforce(rules.accept_loss(parted=lost is not None and (head is None or parted is not None)))
    note(
        event=Event.LOSS_ACCEPTED,
        subject=SUBJECT,
        by=actor.id,
        at=at,
        reason=reason_code,
        line=lost.number if lost else None,
        tip=lost.tip.hex() if lost else None,
    )
