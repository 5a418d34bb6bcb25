"""What breaks the code of conduct online goes to the manager too, unless it may be about them."""

from collections.abc import Sequence
from datetime import datetime

from bield.concerns.commands import readers, telling
from bield.concerns.commands.chronicle import write
from bield.concerns.lenses.conduct import OF_CONDUCT
from bield.concerns.models import Concern
from bield.concerns.states import EntryKind, Why
from bield.kit import rows
from bield.kit.keeps import keeps
from bield.ledger.record import note
from bield.people import queries as people
from bield.people.actors import house
from bield.people.states import Role
from bield.vault.search.words import ORDINARY

WHY = "The manager reads what is told of conduct online."


@keeps("EY-74", "EY-75", "EY-78a", "OT-32a")
def let_manager_in(
    concern: Concern,
    kind: str,
    to: readers.Routed,
    named: frozenset[int],
    *,
    words: Sequence[str],
    at: datetime,
) -> None:
    """Beside those designated, who handle it: they read, and add what they know. Never whoever it
    names or may mean, and nobody where one person is head and all else."""
    if kind not in OF_CONDUCT or to.roster.one_person:
        return
    heads = set(to.roster.anywhere(Role.HEAD)) - named - set(to.seats.readers)
    known = people.contacts(concern.organisation_id, heads, roster=to.roster)
    meant = people.spoken_of(words, {pk: one.name for pk, one in known.items()}, ordinary=ORDINARY)
    free = sorted(heads - meant)
    if not free:
        return
    us = house(concern.organisation_id, "concerns")
    rows.insert([readers.row(concern, one, Why.GRANTED, why=Why.GRANTED) for one in free])
    for one in free:
        write(us, concern, EntryKind.GRANTED, f"{known[one].name}\n{WHY}", at=at)
        note(
            event="concern.let-in",
            subject=concern.reference,
            by=us.id,
            at=at,
            person=f"person:{one}",
        )
    mail = [known[one] for one in free]
    telling.ask(us, mail, danger=False, about=concern.reference, at=at)
    readers.file(concern)
