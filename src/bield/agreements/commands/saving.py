"""A list of who was asked is taken out of the house."""

import csv
import io
from datetime import datetime

from bield.agreements import queries
from bield.kit.cells import safe
from bield.ledger.record import note, recorded
from bield.people.actors import Actor

HEAD = ("name", "stands", "asked_since", "last_day")


@recorded
def save_list(actor: Actor, reference: str, *, at: datetime) -> str:
    rows = list(queries.list_of(actor, reference, at=at))
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(HEAD)
    table.writerows(map(safe, row) for row in rows)
    note(
        event="agreements.list-saved",
        subject=reference,
        by=actor.id,
        at=at,
        people=str(len(rows)),
    )
    return made.getvalue()
