"""What lets an outsider check a copy for evidence: its words as one file, and the record."""

import io
from pathlib import Path

import bield.ledger
from bield.concerns.deeds import Says
from bield.concerns.editions import contents_of, digest_of
from bield.concerns.models import Concern, Disclosure
from bield.concerns.queries import disclosing
from bield.concerns.states import Occasion
from bield.ledger import queries as ledger

CONTENTS, RECORD, VERIFIER = "contents.json", "record.jsonl", "verify_ledger.py"


def digest(found: Concern, one: Disclosure, says: Says) -> str:
    """Of the words: a line of the record has it from the moment in which they were prepared."""
    by = one.by.name if one.by else "Bield"
    return digest_of(disclosing.paper_from(found, says, by=by, at=one.prepared_at))


def proof(found: Concern, one: Disclosure, says: Says) -> dict[str, bytes]:
    """The whole chain of the organisation, open only where it is about this concern: so that no
    line can have been added, changed or left out. None for another occasion, nor where words were
    taken out."""
    if says.get("occasion") != Occasion.EVIDENCE or "of" in says:
        return {}
    record = io.StringIO()
    ledger.export(
        found.organisation_id, record.write, opens=lambda subject: subject == found.reference
    )
    program = Path(bield.ledger.__path__[0]) / "standalone.py"
    return {
        CONTENTS: contents_of(disclosing.paper_of(found, one)),
        RECORD: record.getvalue().encode(),
        VERIFIER: program.read_bytes(),
    }
