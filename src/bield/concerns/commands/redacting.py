"""What is taken out of a copy: marked bit by bit, then made into an edition of its own."""

import json
from collections.abc import Sequence
from datetime import datetime

from bield.concerns import queries, redacting, rules
from bield.concerns.commands import releasing
from bield.concerns.editions import redacted
from bield.concerns.models import Concern, Disclosure, Redaction
from bield.concerns.queries.redacting import Marked
from bield.concerns.redacting import Kind, Mark, Veil
from bield.concerns.rules import redacting as rules_of
from bield.concerns.rules.redacting import Taking
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import seal


@recorded
def take_out(
    actor: Actor, reference: str, number: str, taking: Taking, *, version: int, at: datetime
) -> None:
    """Mark names, words and sentences for one reason. Nothing is changed where they stand."""
    concern, key, one, now = _begun(actor, reference, number)
    places = {line.place for line in redacting.lines(now.paper, now.over)}
    words = tuple(dict.fromkeys(one.strip() for one in taking.words if one.strip()))
    fresh = _marks(now, taking, words)
    absent = [
        mark.words
        for mark in fresh
        if mark.kind == Kind.WORDS and not redacting.times(now.paper, mark)
    ]
    enforce(
        rules_of.changed_meanwhile(version, now.version),
        rules_of.take(taking, places=places, people=now.who.keys(), absent=absent),
    )
    _keep(actor, concern, key, one, [*now.over.marks, *fresh], at)


def _marks(now: Marked, taking: Taking, words: Sequence[str]) -> list[Mark]:
    number = max((mark.number for mark in now.over.marks), default=0) + 1
    why = taking.why.strip() if taking.reason == redacting.Reason.OTHER else ""
    made = [
        Mark(0, Kind.NAME, taking.reason, why, name=now.who[who], who=who)
        for who in taking.people
        if who in now.who
    ]
    made += [Mark(0, Kind.WORDS, taking.reason, why, words=one) for one in words]
    if taking.places:
        made.append(Mark(0, Kind.LINES, taking.reason, why, places=taking.places))
    return [redacting.numbered(mark, place) for place, mark in enumerate(made, number)]


@recorded
def put_back(
    actor: Actor, reference: str, number: str, mark: int, *, version: int, at: datetime
) -> None:
    """It stands in the copy again."""
    concern, key, one, now = _begun(actor, reference, number)
    enforce(rules_of.changed_meanwhile(version, now.version))
    left = [one for one in now.over.marks if one.number != mark]
    _keep(actor, concern, key, one, left, at)


@recorded
def make_redacted(actor: Actor, reference: str, number: str, *, version: int, at: datetime) -> int:
    """A disclosure of its own, with bars where words were. It leaves once somebody else has
    released it."""
    concern, key, one, now = _begun(actor, reference, number)
    row = queries.open_redaction(one)
    enforce(
        rules_of.changed_meanwhile(version, now.version),
        rules_of.some_marks(len(now.over.marks) if row else 0),
    )
    says = redacted(queries.opened(key, reference, one), one.number, now.paper, now.over)
    made = releasing.keep(actor, concern, key, says, at=at)
    if row is not None:
        row.made = made
        row.save(update_fields=["made"])
    note(
        event="concern.disclosure-redacted",
        subject=reference,
        by=actor.id,
        at=at,
        number=one.number,
        made=made.number,
    )
    return made.number


def _begun(actor: Actor, reference: str, number: str) -> tuple[Concern, bytes, Disclosure, Marked]:
    concern = queries.concern(actor, reference)
    one = queries.disclosure(concern, number)
    key = vault.secret(concern.organisation_id, concern.key_id)
    says = queries.opened(key, reference, one)
    enforce(rules.work(queries.my_row(actor, concern).why), rules.original(redacted="of" in says))
    return concern, key, one, queries.marked_so_far(concern, key, one)


def _keep(
    actor: Actor,
    concern: Concern,
    key: bytes,
    one: Disclosure,
    marks: Sequence[Mark],
    at: datetime,
) -> None:
    """Those that the edition had before it was marked are its own, and not kept again."""
    row = queries.open_redaction(one) or Redaction(
        organisation_id=concern.organisation_id, disclosure=one, begun_at=at
    )
    kept = json.dumps([mark.as_data() for mark in Veil(marks).marks if not mark.says])
    context = queries.redaction_context(concern.reference, one.number)
    row.says = seal(key, kept, context=context)
    row.version += 1
    row.save()
    note(
        event="concern.redaction-marked",
        subject=concern.reference,
        by=actor.id,
        at=at,
        number=one.number,
    )
