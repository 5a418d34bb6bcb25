"""What every deed on a concern has in common: found, in hand, written twice, and followed up.

A deed is written for the decision table, and as a line of the chronology for people.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bield.concerns import queries, rules
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import follow
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern
from bield.concerns.states import ConcernState, DeedKind, EntryKind
from bield.kit.refusals import enforce
from bield.people.actors import Actor


def in_hand(actor: Actor, reference: str, *, version: int | None = None) -> Concern:
    """The concern, taken by somebody and not closed, for whoever may decide about it."""
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("act", concern.stage),
    )
    return concern


def act(
    actor: Actor,
    concern: Concern,
    kind: DeedKind,
    says: Mapping[str, Any],
    *,
    event: str,
    entry: EntryKind,
    text: str,
    at: datetime,
    what: str = "",
    happened_at: datetime | None = None,
) -> Done:
    """Write the deed and its line, and let the rest of the concern follow."""
    if concern.stage == ConcernState.TRIAGED:
        concern.stage = ConcernState.IN_ACTION
    write(actor, concern, entry, text, at=at, happened_at=happened_at)
    readers.move(concern)
    done = do(actor, concern, kind, says, event=event, at=at, what=what)
    follow(actor, concern, at)
    return done
