"""What was printed of a concern, and what for."""

import json
from datetime import datetime

from bield.concerns.models import Concern, Printed
from bield.concerns.moments import moment
from bield.concerns.printing import PrintedItem, what_for
from bield.concerns.states import PrintOf
from bield.vault.seal import unseal


def context(concern: Concern, reference: str) -> str:
    return f"{concern.reference}:print:{reference}"


def said(concern: Concern, key: bytes, row: Printed) -> dict[str, str]:
    says: dict[str, str] = json.loads(
        unseal(key, bytes(row.says), context=context(concern, row.reference))
    )
    return says


def prints_of(concern: Concern, key: bytes, at: datetime) -> tuple[PrintedItem, ...]:
    """In the order in which they were made, in one statement. What else is on a paper, and
    that there is more, is not told here: a reader of this concern may not read that."""
    found = Printed.objects.filter(concern=concern).select_related("by").order_by("pk")
    return tuple(_item(concern, key, row, at) for row in found)


def _item(concern: Concern, key: bytes, row: Printed, at: datetime) -> PrintedItem:
    says = said(concern, key, row)
    return PrintedItem(
        reference=row.reference,
        what=PrintOf(row.what).label,
        what_for=what_for(says),
        recipient=says["recipient"],
        by=row.by.name,
        at=moment(row.at, at),
    )
