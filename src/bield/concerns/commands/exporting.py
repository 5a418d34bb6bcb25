"""Many concerns leave as a file: written down before a byte of it is handed out."""

from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.exports import Chosen
from bield.concerns.queries.exporting import Counted
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
@keeps("TP-2.9h2", "EY-43b")
def export_concerns(actor: Actor, chosen: Chosen, *, at: datetime, token: str = "") -> Counted:
    """How many there are stands in a line of the actor's own: beside what somebody else counts it
    would tell of a concern that is hidden from them. Words leave with a line for each concern."""
    counted = queries.to_export(actor, chosen)
    enforce(rules.export(chosen, count=counted.rows))
    note(
        event="concern.exported",
        subject="log:export",
        by=actor.id,
        at=at,
        detail={"recipient": chosen.recipient} if chosen.recipient else None,
        purpose=chosen.purpose,
        part=chosen.part,
        site=chosen.site or None,
        since=chosen.since.isoformat() if chosen.since else None,
        until=chosen.until.isoformat() if chosen.until else None,
        how=chosen.how,
        words=chosen.words,
        token=token or None,
    )
    count(actor, counted.rows, at=at)
    if chosen.words:
        for reference in queries.references_of(actor, chosen, newest=counted.newest):
            note(event="concern.words-exported", subject=reference, by=actor.id, at=at)
    return counted


def count(actor: Actor, rows: int, *, at: datetime) -> None:
    note(
        event="concern.export-counted",
        subject=f"export:{actor.person_id}",
        by=actor.id,
        at=at,
        rows=rows,
    )
