"""A person's file goes to another setting: prepared, locked, taken out, sent, and answered."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from bield.concerns.capsule import bounds, cards, edge, making, receipts
from bield.concerns.capsule.receipts import Receipt
from bield.concerns.commands import telling
from bield.concerns.commands.chronicle import write
from bield.concerns.models import Concern, Transfer, TransferredConcern, TransferStep
from bield.concerns.queries import composing, flags, transferring
from bield.concerns.rules import changed_meanwhile
from bield.concerns.rules import transferring as rules
from bield.concerns.rules.transferring import Sending
from bield.concerns.states import TRANSFER, EntryKind, TransferState
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.states import ClockUnit, Period
from bield.kit import phrases, rows, times
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault.commands import new_key
from bield.vault.seal import seal

WITHIN = Period(5, ClockUnit.SCHOOL_DAYS)
A_MINUTE = timedelta(minutes=1)  # clocks differ


@recorded
def prepare_transfer(
    actor: Actor, reference: str, number: int, sending: Sending, *, at: datetime
) -> str:
    """Keep the file as it stands now, for one setting. Nothing has left by it."""
    party = transferring.whose(actor, reference, number)
    person = party.person
    assert person is not None  # noqa: S101  # `whose` asks for it
    offered = transferring.that_go(transferring.naming(actor, person.pk))
    enforce(
        rules.prepare(
            sending,
            [one.reference for one in offered],
            works_here=transferring.works_here(actor, person.pk, at),
            today=day_of(at),
        )
    )
    going = [one for one in offered if one.reference not in sending.left_out]
    chosen = _chosen(sending)
    again = _prepared_already(actor, person.pk, chosen, at)
    if again is not None:
        note(event="concern.file-prepared-again", subject=again, by=actor.id, at=at)
        return again
    row = Transfer(
        organisation_id=actor.organisation_id,
        person=person,
        state=TransferState.PREPARED,
        prepared_at=at,
        by_id=_me(actor),
        began_on=sending.began_on,
        due_at=_due(actor, sending),
    )
    key = new_key(actor, context=row.reference, at=at)
    content = composing.compose(
        going,
        person,
        sending,
        number=row.reference,
        card=transferring.own_card(actor),
        by=actor.name,
        flags=flags.told(actor, [person.pk]),
        at=at,
    )
    enforce(rules.fits(bounds.too_much(content)))
    row.key_id = key.id
    row.says = seal(key.secret, cards.canonical(content.held), context=row.reference)
    row.chosen = seal(key.secret, chosen, context=f"{row.reference}:chosen")
    row.digest = making.digest(transferring.made(row, key.secret))
    rows.insert([row])
    rows.insert(
        [
            TransferredConcern(organisation_id=actor.organisation_id, transfer=row, concern=one)
            for one in going
        ]
    )
    _step(actor, row, key.secret, TransferState.PREPARED, "", at=at)
    duties.open_duty(
        actor,
        TRANSFER,
        subject=row.reference,
        holder_ids=_holders(actor, going, at),
        at=at,
        due_at=row.due_at,
        link=f"/files-sent/{row.reference}/",
    )
    note(
        event="concern.file-prepared",
        subject=row.reference,
        by=actor.id,
        at=at,
        concerns=len(going),
        digest=row.digest,
    )
    return row.reference


def _me(actor: Actor) -> int:
    if actor.person_id is None:
        raise NotFound("the house sends no file by itself")
    return actor.person_id


def _chosen(sending: Sending) -> str:
    return json.dumps(
        {
            "setting": sending.setting.strip(),
            "recipient": sending.recipient.strip(),
            "surely": sending.surely.strip(),
            "ground": sending.ground,
            "reason": sending.reason.strip(),
            "others": sending.others,
            "why_others": sending.why_others.strip(),
            "began_on": sending.began_on.isoformat(),
            "left_out": {one: why.strip() for one, why in sending.left_out.items()},
        }
    )


def _prepared_already(actor: Actor, person_id: int, chosen: str, at: datetime) -> str | None:
    """The form was sent twice. Safe with two at once: one command writes at a time."""
    before = transferring.visible_transfers(actor).filter(
        person=person_id, by=actor.person_id, prepared_at__gt=at - SENT_AGAIN
    )
    wanted = json.loads(chosen)
    same = (
        row.reference
        for row in before
        if transferring.chosen(row, transferring.key_of(row)) == wanted
    )
    return next(same, None)


def _due(actor: Actor, sending: Sending) -> datetime:
    began = timezone.make_aware(datetime.combine(sending.began_on, time(12)))
    return duty_queries.due_at(actor.organisation_id, None, WITHIN, began)


def _holders(actor: Actor, going: Sequence[Concern], at: datetime) -> list[int]:
    """Whoever prepared it, and the lead where the lead reads all that goes."""
    lead = people.roster(actor.organisation_id, day_of(at)).holders(Role.LEAD)
    reading = transferring.read_by_all([one.pk for one in going], lead)
    return sorted({*reading, *([actor.person_id] if actor.person_id else [])})


def _step(
    actor: Actor,
    row: Transfer,
    key: bytes,
    what: TransferState,
    words: str,
    *,
    at: datetime,
    happened: datetime | None = None,
    digest: str = "",
) -> None:
    number = TransferStep.objects.filter(transfer=row).count() + 1
    TransferStep.objects.create(
        organisation_id=row.organisation_id,
        transfer=row,
        number=number,
        what=what,
        at=happened or at,
        written_at=at,
        by_id=_me(actor),
        digest=digest,
        says=seal(key, words, context=f"{row.reference}:{number}"),
    )


def _found(actor: Actor, reference: str, version: int | None) -> Transfer:
    row = transferring.transfer(actor, reference)
    if version not in {None, row.version}:
        last = TransferStep.objects.filter(transfer=row).select_related("by").latest("number")
        word = str(TransferState(last.what).label).lower()
        enforce(changed_meanwhile(f"{last.by.name}, {times.exact(last.written_at)}: {word}"))
    return row


def _move(row: Transfer, state: TransferState) -> None:
    row.state = state
    row.version += 1
    row.save(update_fields=["state", "version", "lock"])


@recorded
def lock_transfer(
    actor: Actor,
    reference: str,
    *,
    phrase: bool = False,
    card: str = "",
    number: str = "",
    heard: str = "",
    at: datetime,
    version: int | None = None,
) -> None:
    """To the card of the receiver, whose number was compared; or with a pass phrase."""
    row = _found(actor, reference, version)
    theirs = cards.read(card)
    enforce(
        rules.lock(
            row.state,
            phrase=phrase,
            card=bool(card.strip()),
            readable=theirs is not None,
            number=number,
            fits=theirs is not None and theirs.fits(number),
            heard=heard,
        )
    )
    key = transferring.key_of(row)
    lock = {"phrase": phrases.make()} if phrase else {"card": card.strip(), "heard": heard.strip()}
    row.lock = seal(key, json.dumps(lock), context=f"{reference}:lock")
    _step(actor, row, key, TransferState.LOCKED, "", at=at)
    _move(row, TransferState.LOCKED)
    how = "phrase" if phrase else "card"
    note(event="concern.file-locked", subject=reference, by=actor.id, at=at, how=how)


@recorded
def take_transfer(actor: Actor, reference: str, *, digest: str, at: datetime) -> None:
    """It leaves now, and exactly this: written before a byte of it is handed out."""
    row = transferring.transfer(actor, reference)
    enforce(rules.leave(row.state, locked=row.lock is not None))
    key = transferring.key_of(row)
    first = not TransferStep.objects.filter(transfer=row, what=TransferState.LEFT).exists()
    _step(actor, row, key, TransferState.LEFT, "", at=at, digest=digest)
    if row.state == TransferState.LOCKED:
        _move(row, TransferState.LEFT)
    if first:
        _tell_concerns(actor, row, key, at)
    note(
        event="concern.file-left",
        subject=reference,
        by=actor.id,
        at=at,
        digest=digest,
        signed=row.digest,
    )


def _tell_concerns(actor: Actor, row: Transfer, key: bytes, at: datetime) -> None:
    """Each concern says in its own chronology where a copy of it went."""
    says = transferring.chosen(row, key)
    words = (
        f"With the file of {row.person.name} for {says['setting']}, {says['recipient']}"
        f" ({row.reference})."
    )
    going = Concern.objects.filter(transfers__transfer=row).order_by("pk")
    for concern in going:
        write(actor, concern, EntryKind.CONTACT, words, at=at)
        note(
            event="concern.went-with-file",
            subject=concern.reference,
            by=actor.id,
            at=at,
            file=row.reference,
        )


@recorded
def send_transfer(
    actor: Actor,
    reference: str,
    *,
    how: str,
    sent_at: datetime,
    at: datetime,
    version: int | None = None,
) -> None:
    """It is on its way: how it was sent. Whether it arrives, only they can say."""
    row = _found(actor, reference, version)
    enforce(rules.sent(row.state, how=how, to_come=sent_at > at + A_MINUTE))
    key = transferring.key_of(row)
    _step(actor, row, key, TransferState.SENT, how.strip(), at=at, happened=sent_at)
    _move(row, TransferState.SENT)
    note(event="concern.file-sent", subject=reference, by=actor.id, at=at)


@recorded
def hear_of_transfer(
    actor: Actor,
    reference: str,
    *,
    what: str,
    words: str,
    at: datetime,
    version: int | None = None,
) -> None:
    """What they said themselves, without a receipt; or that it is not sent after all."""
    row = _found(actor, reference, version)
    enforce(rules.answer(row.state, what=what, words=words))
    _answered(actor, row, TransferState(what), words.strip(), at=at, happened=at, proved=False)


@recorded
def take_receipt(actor: Actor, reference: str, *, receipt: str, at: datetime) -> None:
    """A receipt that was signed by whoever holds the card it was locked to. Twice it is one."""
    row = transferring.transfer(actor, reference)
    key = transferring.key_of(row)
    theirs = receipts.read(receipt)
    if theirs is not None and _known(row, key, theirs):
        note(event="concern.file-answered-again", subject=reference, by=actor.id, at=at)
        return
    card = cards.read(transferring.lock_of(row, key).get("card", ""))
    of_this = theirs is not None and (theirs.capsule, theirs.digest) == (reference, row.digest)
    enforce(
        rules.receipt(
            row.state,
            readable=theirs is not None,
            of_this=of_this,
            by_them=theirs is not None and card is not None and theirs.key == card.key,
            to_come=theirs is not None and any(edge.is_to_come(one, at=at) for one in theirs.times),
        )
    )
    assert theirs is not None  # noqa: S101  # the rule has refused what is none
    state = TransferState(theirs.answer)
    happened = datetime.fromisoformat(theirs.answered_at)
    _answered(actor, row, state, _in_words(theirs), at=at, happened=happened, proved=True)


def _known(row: Transfer, key: bytes, theirs: Receipt) -> bool:
    """A receipt that was taken already."""
    said = transferring.words_of(row, key)
    return (theirs.answer, _in_words(theirs)) in said


def _in_words(theirs: Receipt) -> str:
    opened = times.exact(datetime.fromisoformat(theirs.opened_at))
    said = [f"Receipt of {theirs.setting}, {theirs.by}.", f"Opened {opened}."]
    return " ".join([*said, *([theirs.reason] if theirs.reason else [])])


def _answered(
    actor: Actor,
    row: Transfer,
    state: TransferState,
    words: str,
    *,
    at: datetime,
    happened: datetime,
    proved: bool,
) -> None:
    key = transferring.key_of(row)
    _step(actor, row, key, state, words, at=at, happened=happened)
    _move(row, state)
    note(
        event="concern.file-answered",
        subject=row.reference,
        by=actor.id,
        at=at,
        what=state.value,
        proved=proved,
    )
    if state == TransferState.ACCEPTED:
        duties.done(actor, TRANSFER, subject=row.reference, evidence="accepted", at=at)
    if state == TransferState.ENDED:
        duties.waive(actor, TRANSFER, subject=row.reference, reason_code="not-sent", at=at)


def tell_file_late(actor: Actor, reference: str, holder_ids: Sequence[int], at: datetime) -> None:
    """Whoever holds it, and every deputy who reads all that is in it."""
    row = Transfer.objects.get(organisation_id=actor.organisation_id, reference=reference)
    going = list(row.concerns.values_list("concern_id", flat=True))
    roster = people.roster(actor.organisation_id, day_of(at))
    leads = {*holder_ids, *roster.holders(Role.LEAD), *roster.holders(Role.DEPUTY)}
    told = transferring.read_by_all(going, leads)
    known = people.contacts(actor.organisation_id, told)
    telling.late(actor, [known[one] for one in told], about=reference, at=at)
