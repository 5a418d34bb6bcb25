"""Who may read a concern: opened with a line, excluded, let in for a reason."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bield.concerns import queries, rules
from bield.concerns.commands import elsewhere, readers
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.following import follow, hand_on
from bield.concerns.models import Concern, Exclusion, Reader
from bield.concerns.states import ACKNOWLEDGE, ALPHABET, UNTAKEN, WORKED, EntryKind, Why
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

WRITTEN_RIGHT = re.compile(rf"C-[{ALPHABET}]{{3}}-[{ALPHABET}]{{4}}")


Through = Mapping[str, str | bool]  # facts about the other system that reads
BY_HAND: Through = {}


@keeps("TP-2.9h1")
def open_concern(actor: Actor, reference: str, *, at: datetime) -> None:
    """Reading leaves a trace, and so does trying to. Call it before `queries.concern_page`.

    Whoever has no business with the concern hears the same as if there were none.
    """
    _look(actor, reference, "concern.opened", at)


@recorded
def open_history(
    actor: Actor, references: Collection[str], *, at: datetime, token: str = ""
) -> None:
    """The words of several concerns are read on one page, or by another system through `token`: a
    line for each, before it is shown."""
    event = "concern.opened-through-token" if token else "concern.opened"
    through: Through = {"token": token, "narrative": True} if token else BY_HAND
    for reference in sorted(queries.subjects_seen(actor, frozenset(references))):
        note(event=event, subject=reference, by=actor.id, at=at, **through)  # type: ignore[arg-type]  # facts alone


class RefusedOpening(NotFound):
    """Not for this actor's eyes, and the try is in the record already."""


def refuse_opening(actor: Actor, reference: str, *, at: datetime) -> None:
    """Something below a concern was asked for in vain: that is a try at the concern itself, unless
    the actor reads it and only the thing below was not there."""
    seen = queries.subjects_seen(actor, frozenset({reference}))
    if WRITTEN_RIGHT.fullmatch(reference) and not seen:
        _looked(actor, reference, "concern.opened", BY_HAND, at=at)


def open_through(
    actor: Actor, reference: str, *, token: str, narrative: bool, at: datetime
) -> None:
    """Another system reads it, in the name of whoever made its token."""
    through: Through = {"token": token, "narrative": narrative}
    _look(actor, reference, "concern.opened-through-token", at, through)


def _look(
    actor: Actor, reference: str, event: str, at: datetime, through: Through = BY_HAND
) -> None:
    if not WRITTEN_RIGHT.fullmatch(reference):
        raise NotFound(reference)
    if not _looked(actor, reference, event, through, at=at):
        raise RefusedOpening(reference)


@recorded
def _looked(actor: Actor, reference: str, event: str, through: Through, *, at: datetime) -> bool:
    """Refused or not, the line stays; so the answer is given outside of this command."""
    if reference in queries.subjects_seen(actor, frozenset({reference})):
        note(event=event, subject=reference, by=actor.id, at=at, **through)  # type: ignore[arg-type]  # facts alone
        return True
    note(
        event="concern.refused-opening",
        subject=reference,
        by=actor.id,
        at=at,
        exists=queries.exists(actor.organisation_id, reference),
        **through,  # type: ignore[arg-type]  # facts, never the other arguments
    )
    return False


@recorded
@keeps("OT-14c")
def exclude(
    actor: Actor,
    reference: str,
    *,
    person_id: int,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """From now on this person cannot learn that the concern exists, whatever post they hold.

    Refused when nobody would be left who could read it.
    """
    concern = found(actor, reference, version=version)
    person = people.people_by_id(concern.organisation_id, [person_id]).get(person_id)
    to = readers.routed_on(concern, at, without=[person_id])
    left = readers.left(concern, at, without=[person_id])
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.exclude(known=person is not None, left=len(left)),
    )
    name = person.name if person else ""
    _keep_away(actor, concern, person_id, to, f"{name}\n{reason.strip()}", at=at)
    follow(actor, concern, at)
    return concern


def keep_away_whom_it_is_about(
    actor: Actor, concern: Concern, person_ids: Sequence[int], *, at: datetime
) -> None:
    """Whoever told says later that it is about these: as if it had been said at first."""
    people_by_id = people.people_by_id(concern.organisation_id, person_ids)
    for person_id in person_ids:
        to = readers.routed_on(concern, at, without=[person_id])
        why = f"{people_by_id[person_id].name}\n{IT_IS_ABOUT_THEM}"
        _keep_away(actor, concern, person_id, to, why, at=at, named=True)
    follow(actor, concern, at)


def keep_away_whom_it_names_now(
    actor: Actor, concern: Concern, person_ids: Sequence[int], *, at: datetime
) -> None:
    """The people of it were put right. No name stands in the line: that too may be put right, and
    then nothing is left of whoever was named by mistake. The caller lets the rest follow."""
    for person_id in person_ids:
        to = readers.routed_on(concern, at, without=[person_id])
        _keep_away(actor, concern, person_id, to, IT_NAMES_THEM_NOW, at=at, named=True)
    if person_ids and not Reader.objects.filter(concern=concern).exists():
        to = readers.routed_on(concern, at)
        readers.call_in(concern, to.seats.next(frozenset()), to.roster)


OWNER_KEPT_OUT = "Whoever worked on it was kept out of it."
IT_NAMES_THEM_NOW = "Somebody is named now who was not before."
IT_IS_ABOUT_THEM = "Whoever told us says that it is about this person."


def _keep_away(
    actor: Actor,
    concern: Concern,
    person_id: int,
    to: readers.Routed,
    why: str,
    *,
    at: datetime,
    named: bool = False,
) -> None:
    _, fresh = Exclusion.objects.get_or_create(
        concern=concern,
        person_id=person_id,
        defaults={"organisation_id": concern.organisation_id, "since": at, "named": named},
    )
    worked = concern.owner_id == person_id and concern.stage in WORKED
    write(actor, concern, EntryKind.EXCLUDED, why, at=at)
    _take_from(actor, concern, person_id, to, at)
    if worked:
        hand_on(actor, concern, to, OWNER_KEPT_OUT, at=at)
    elsewhere.take_from(actor, concern, person_id, at=at, by_name=not named)
    note(
        event="concern.person-excluded",
        subject=concern.reference,
        by=actor.id,
        at=at,
        person=f"person:{person_id}",
        again=not fresh,
    )


def _take_from(
    actor: Actor, concern: Concern, person_id: int, to: readers.Routed, at: datetime
) -> None:
    """The row, the duties and the words it is found by; whoever is left takes over."""
    if concern.owner_id == person_id:
        concern.owner_id = None
    Reader.objects.filter(concern=concern, person_id=person_id).delete()
    readers.reseat(concern, to)
    readers.move(concern)
    readers.file(concern)
    asked = _asked(concern)
    if concern.stage in UNTAKEN and not asked:
        asked = list(readers.first_asked(concern, to))
        readers.ask(actor, concern, asked, at)
    working = [concern.owner_id] if concern.owner_id else list(to.seats.readers[:1])
    for duty in duty_queries.open_duties(concern.organisation_id, concern.reference, at):
        holders = asked if duty.code == ACKNOWLEDGE else working
        duties.hand_over(actor, duty.code, subject=concern.reference, holder_ids=holders, at=at)


def _asked(concern: Concern) -> list[int]:
    asked = Reader.objects.filter(concern=concern, asked_at__isnull=False)
    return list(asked.order_by("pk").values_list("person_id", flat=True))


@recorded
def grant(actor: Actor, reference: str, *, person_id: int, reason: str, at: datetime) -> Concern:
    """Let one person in for a reason: to read, and to add what they know."""
    concern = found(actor, reference)
    person = people.people_by_id(concern.organisation_id, [person_id]).get(person_id)
    held = people.held_by(concern.organisation_id, [person_id], day_of(at)).get(person_id, [])
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.grant(
            roles=frozenset(role for role, _ in held),
            excluded=Exclusion.objects.filter(concern=concern, person_id=person_id).exists(),
            reads=Reader.objects.filter(concern=concern, person_id=person_id).exists(),
        ),
    )
    row = readers.row(concern, person_id, Why.GRANTED, why=Why.GRANTED)
    row.save(force_insert=True)
    readers.file(concern)
    name = person.name if person else ""
    write(actor, concern, EntryKind.GRANTED, f"{name}\n{reason.strip()}", at=at)
    note(
        event="concern.let-in",
        subject=reference,
        by=actor.id,
        at=at,
        person=f"person:{person_id}",
    )
    return concern


@recorded
def end_grant(
    actor: Actor, reference: str, *, person_id: int, reason: str, at: datetime
) -> Concern:
    """What was needed has been given: the person reads it no more."""
    concern = found(actor, reference)
    let_in = Reader.objects.filter(concern=concern, person_id=person_id, why=Why.GRANTED)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.reason(reason),
        rules.end_grant(stands=let_in.exists()),
    )
    let_in.delete()
    readers.file(concern)
    name = people.people_by_id(concern.organisation_id, [person_id])[person_id].name
    write(actor, concern, EntryKind.GRANT_ENDED, f"{name}\n{reason.strip()}", at=at)
    note(
        event="concern.grant-ended",
        subject=reference,
        by=actor.id,
        at=at,
        person=f"person:{person_id}",
    )
    return concern
