"""What shows that somebody said what another wrote down: sealed, and never changed."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from bield.agreements import queries
from bield.agreements.models import Scan
from bield.agreements.rules.answering import Shown
from bield.kit.judging import Judged
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import commands as vault_commands
from bield.vault import queries as vault
from bield.vault.seal import seal


@dataclass(frozen=True)
class Evidence:
    """As it stands beside an answer that the office writes down."""

    signed_on: date | None = None
    scan: Judged | None = None
    witness: str = ""
    words: str = ""  # of a message
    reply: int | None = None  # to a statement of ours
    reads: str = ""
    came_at: datetime | None = None  # that reply

    @property
    def as_shown(self) -> Shown:
        scanned = self.scan is not None
        return Shown(self.signed_on, scanned, self.witness, self.reads, self.words, self.came_at)


NOTHING = Evidence()


def seal_evidence(actor: Actor, by: Evidence, *, at: datetime) -> dict[str, Any]:
    """What a certificate holds of it. Within a command."""
    if by == NOTHING:
        return {}
    return {
        "signed_on": by.signed_on,
        "scan": _scan(actor, by.scan, at=at) if by.scan is not None else None,
        "witness": by.witness.strip(),
        "reply_id": by.reply,
        "words": sealed(actor.organisation_id, by.words) if by.words else None,
    }


def sealed(organisation_id: int, words: str) -> bytes:
    key = vault.organisation_secret(organisation_id, queries.EVIDENCE)
    return seal(key, words.strip(), context=queries.EVIDENCE)


def _scan(actor: Actor, file: Judged, *, at: datetime) -> Scan:
    digest = sha256(file.data).hexdigest()
    return Scan.objects.create(
        organisation_id=actor.organisation_id,
        file_id=vault_commands.seal_file(actor, file.data, context=queries.scan(digest), at=at),
        kind=file.kind.value,
        digest=digest,
        kept_at=at,
    )


@recorded
def open_scan(actor: Actor, reference: str, *, at: datetime) -> queries.OpenedScan:
    """A copy leaves the house: that it was opened is a line in the record."""
    found = queries.scan_of(actor, reference)
    note(
        event="agreements.scan-opened",
        subject=f"person:{found.person_id}",
        by=actor.id,
        at=at,
        certificate=reference,
    )
    return found
