"""The team's side: what the reporter wrote is read, and answered."""

from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import found, write
from bield.concerns.models import Concern, Entry, WayBack
from bield.concerns.rules import door as door_rules
from bield.concerns.states import ANSWER, ConcernState, EntryKind
from bield.duties import commands as duties
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
def write_to_reporter(
    actor: Actor, reference: str, *, text: str, at: datetime, version: int | None = None
) -> Entry:
    """A question or an answer, sealed like everything else. Whoever told reads it with the code."""
    concern = found(actor, reference, version=version)
    way = WayBack.objects.filter(concern=concern).first()
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        door_rules.write_to_reporter(way_back=way is not None),
        rules.words(text),
        rules.asks_for_picture(text),
    )
    if concern.stage == ConcernState.ACKNOWLEDGED:
        concern.stage = ConcernState.IN_ACTION
    entry = write(actor, concern, EntryKind.TO_REPORTER, text, at=at)
    readers.move(concern)
    _heard(actor, concern, way, evidence="answered", at=at)
    note(event="concern.reporter-answered", subject=reference, by=actor.id, at=at)
    return entry


@recorded
def hear(actor: Actor, reference: str, *, at: datetime) -> None:
    """What the reporter wrote has been read, and asks for no answer."""
    concern = found(actor, reference)
    way = WayBack.objects.filter(concern=concern).first()
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        door_rules.hear(unheard=way is not None and way.unheard_since is not None),
    )
    _heard(actor, concern, way, evidence="read", at=at)
    note(event="concern.reporter-heard", subject=reference, by=actor.id, at=at)


def _heard(
    actor: Actor, concern: Concern, way: WayBack | None, *, evidence: str, at: datetime
) -> None:
    if way is not None and way.unheard_since is not None:
        way.unheard_since = None
        way.save(update_fields=["unheard_since"])
    duties.done(actor, ANSWER, subject=concern.reference, evidence=evidence, at=at)
