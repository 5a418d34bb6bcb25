"""The one-time code that the console shows while nobody has set the house up."""

import hashlib
from datetime import datetime

from django.conf import settings

from bield.front.models import FirstSetUp
from bield.front.setup.queries import is_open
from bield.kit.references import reference
from bield.ledger.record import housekeeping

LENGTH = 12  # of twenty letters and digits: fifty-one bits, more than anybody guesses


def fresh(at: datetime) -> str | None:
    """A new code, in groups one can read; none once the set-up is finished.

    Each start of the server makes a new one, so a code that was lost or used is no dead end. Only
    its hash is kept. What was answered already stays.
    """
    if not is_open():
        return None
    code = reference(LENGTH)
    _keep(hashed(code), at)
    return "-".join(code[i : i + 4] for i in range(0, LENGTH, 4))


def announcement(at: datetime) -> list[str]:
    """For the console of whoever starts the server, and nowhere else."""
    code = fresh(at)
    if code is None:
        return []
    return [f"Nobody has set this house up yet. Open {settings.BASE_URL}/set-up/ and type {code}"]


@housekeeping("the code of the first set-up: there is no organisation yet that could record it")
def _keep(code_hash: str, at: datetime) -> None:
    row = FirstSetUp.objects.first() or FirstSetUp()
    row.code_hash, row.code_made_at, row.code_used_at = code_hash, at, None
    row.save()


def hashed(secret: str) -> str:
    plain = "".join(sign for sign in secret.upper() if sign.isalnum())
    return hashlib.sha256(f"bield first set-up:{plain}".encode()).hexdigest()
