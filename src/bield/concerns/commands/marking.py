"""Marks on a body map: added, and marked as a mistake. Nothing is taken out."""

import json
from datetime import datetime

from bield.concerns import figure, queries, rules
from bield.concerns.commands import readers
from bield.concerns.commands.chronicle import found, write
from bield.concerns.figure import View
from bield.concerns.marks import Says, in_words, open_mark, seal_mark
from bield.concerns.models import BodyMark, Concern, Party
from bield.concerns.rules import marking
from bield.concerns.rules.marking import Mark
from bield.concerns.states import ConcernState, EntryKind
from bield.kit import rows
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault


@recorded
def mark_body(actor: Actor, reference: str, mark: Mark, *, at: datetime) -> int:
    """Add what somebody saw, and a line of the chronology that says it in words. Its number."""
    concern = found(actor, reference)
    party = Party.objects.filter(concern=concern, number=mark.party).first()
    enforce(
        rules.only_words(seen_by=mark.seen_by, note=mark.note),
        marking.mark(mark, known=party is not None, at=at),
    )
    if party is None:
        raise NotFound(str(mark.party))
    key, says = vault.secret(concern.organisation_id, concern.key_id), _says(mark)
    if (again := _marked_already(actor, concern, party, key, says, at)) is not None:
        note(event="concern.sent-again", subject=reference, by=actor.id, at=at)
        return again
    if concern.stage == ConcernState.TRIAGED:
        concern.stage = ConcernState.IN_ACTION
    number = _next(concern)
    name = queries.party_name(concern, key, party)
    words = f"Body map, mark {number}: {in_words(says, name)}"
    entry = write(
        actor,
        concern,
        EntryKind.NOTE,
        words,
        at=at,
        happened_at=mark.seen_at,
        day_alone=mark.day_alone,
    )
    _keep(actor, concern, party, key, says, number=number, entry=entry.number, at=at)
    readers.move(concern)
    note(event="concern.body-marked", subject=reference, by=actor.id, at=at, number=number)
    return number


@recorded
def take_mark_back(actor: Actor, reference: str, number: int, *, reason: str, at: datetime) -> None:
    """It was a mistake: said with a reason beside it. It stays to be seen as one."""
    concern = found(actor, reference)
    row = BodyMark.objects.filter(concern=concern, number=number, takes_back=None).first()
    if row is None:
        raise NotFound(f"{reference}:{number}")
    key = vault.secret(concern.organisation_id, concern.key_id)
    says = {"reason": reason.strip()}
    taken = BodyMark.objects.filter(concern=concern, takes_back=number)
    mine = taken.filter(by_id=actor.person_id).first()
    if mine is not None and open_mark(key, reference, mine) == says:
        note(event="concern.sent-again", subject=reference, by=actor.id, at=at)
        return
    enforce(
        rules.reason(reason),
        rules.only_words(reason=reason),
        marking.take_back(stands=not taken.exists(), changed=queries.last_change(concern)),
    )
    words = f"Body map, mark {number} was a mistake: {reason.strip()}"
    entry = write(actor, concern, EntryKind.CORRECTION, words, at=at, corrects=row.entry)
    _keep(
        actor,
        concern,
        row.party,
        key,
        says,
        number=_next(concern),
        entry=entry.number,
        takes_back=number,
        at=at,
    )
    readers.move(concern)
    note(event="concern.body-mark-ended", subject=reference, by=actor.id, at=at, number=number)


def _says(mark: Mark) -> Says:
    x, y = figure.placed(mark.part, View(mark.view), mark.at)
    known = {"day_alone": True} if mark.day_alone else {}
    return known | {
        "view": mark.view,
        "part": mark.part,
        "x": x,
        "y": y,
        "kind": mark.kind,
        "size": mark.size,
        "colour": mark.colour,
        "seen_by": mark.seen_by.strip(),
        "seen_at": mark.seen_at.isoformat(),
        "note": mark.note.strip(),
    }


def _next(concern: Concern) -> int:
    return int(BodyMark.objects.filter(concern=concern).count()) + 1


def _marked_already(
    actor: Actor, concern: Concern, party: Party, key: bytes, says: Says, at: datetime
) -> int | None:
    """The same from the same person a moment ago: a form that was sent again."""
    same = BodyMark.objects.filter(
        concern=concern, party=party, by_id=actor.person_id, marked_at__gt=at - SENT_AGAIN
    )
    for row in same:
        if json.dumps(open_mark(key, concern.reference, row)) == json.dumps(says):
            return int(row.number)
    return None


def _keep(
    actor: Actor,
    concern: Concern,
    party: Party,
    key: bytes,
    says: Says,
    *,
    number: int,
    entry: int,
    at: datetime,
    takes_back: int | None = None,
) -> None:
    row = BodyMark(
        organisation_id=concern.organisation_id,
        concern=concern,
        party=party,
        number=number,
        entry=entry,
        takes_back=takes_back,
        says=seal_mark(key, concern.reference, number, says),
        marked_at=at,
        by_id=actor.person_id,
    )
    rows.insert([row])
