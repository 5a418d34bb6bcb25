"""Every deed about a concern is written here: sealed, numbered, noted, and followed up."""

from collections.abc import Iterable
from datetime import datetime

from bield.concerns.deeds import Says, open_deed, seal_says
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Deed
from bield.concerns.states import DeedKind
from bield.kit import rows
from bield.ledger.record import note
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault import search


def do(
    actor: Actor,
    concern: Concern,
    kind: DeedKind,
    says: Says,
    *,
    event: str,
    at: datetime,
    words: Iterable[str] = (),
    what: str = "",
) -> Done:
    """Write a deed down. `words` are found by the search; `what` is a code for the record.

    The caller has asked its rule, and afterwards calls `following.follow`, which brings severity,
    road, locks and duties to what the decision table now says.
    """
    key = vault.secret(concern.organisation_id, concern.key_id)
    number = Deed.objects.filter(concern=concern).count() + 1
    deed = Deed(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        kind=kind,
        says=seal_says(key, concern.reference, number, says),
        done_at=at,
        by_id=actor.person_id,
    )
    rows.insert([deed])
    if text := "\n".join(word for word in words if word.strip()):
        search.extend(concern.organisation_id, concern.pk, text)
    note(event=event, subject=concern.reference, by=actor.id, at=at, deed=number, what=what)
    return open_deed(key, concern.reference, deed)
