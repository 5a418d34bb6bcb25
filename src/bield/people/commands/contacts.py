"""Ways to reach a person, confirmed by that person through the channel itself."""

import hashlib
import hmac
from datetime import datetime

from bield.kit.references import reference
from bield.kit.refusals import Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.commands.letters import send_code, take_code_back
from bield.people.commands.rows import own_person
from bield.people.models import ContactCode, Person
from bield.people.states import CODE_STANDS_FOR, CODE_TRIES, Channel

CODE_LENGTH = 6


@recorded
def send_contact_code(actor: Actor, *, channel: str, at: datetime) -> str:
    """Make a code for the actor's own address. By e-mail it travels; by phone the person reads it
    out to whoever rings the number, so it is answered here. Only its hash is kept."""
    enforce(rules.is_a_person(actor))
    person = own_person(actor, actor.person_id or 0)
    address = person.email if channel == Channel.EMAIL else person.phone
    enforce(_address_is_there(address))
    code = reference(CODE_LENGTH)
    ContactCode.objects.update_or_create(
        person=person,
        channel=channel,
        defaults={
            "organisation_id": actor.organisation_id,
            "address": address,
            "code_hash": _hash(person, code),
            "made_at": at,
            "tries": 0,
        },
    )
    if channel == Channel.EMAIL:
        send_code(actor, person, code=code, at=at)
    _note("people.contact-code-sent", person, channel, actor, at)
    return code


def _address_is_there(address: str) -> Refusal | None:
    if address:
        return None
    return Refusal("no-address", "Write down how to reach you first.", field="channel")


@recorded
def confirm_contact(actor: Actor, person_id: int, *, channel: str, code: str, at: datetime) -> bool:
    """Hand the code back. A wrong one counts and answers False, so that the count is kept."""
    person = own_person(actor, person_id)
    enforce(rules.hear_code(actor, person_id=person.pk, by_phone=channel == Channel.PHONE))
    sent = ContactCode.objects.filter(person=person, channel=channel).first()
    if sent is None or not _matches(sent, person, code, at):
        if sent is not None:
            sent.tries += 1
            sent.save(update_fields=["tries"])
        _note("people.contact-not-confirmed", person, channel, actor, at)
        return False
    setattr(person, f"{channel}_confirmed_at", at)
    person.save(update_fields=[f"{channel}_confirmed_at"])
    sent.delete()
    if channel == Channel.EMAIL:
        take_code_back(actor, person, at=at)
    _note("people.contact-confirmed", person, channel, actor, at)
    return True


def _matches(sent: ContactCode, person: Person, code: str, at: datetime) -> bool:
    now = person.email if sent.channel == Channel.EMAIL else person.phone
    return (
        sent.tries < CODE_TRIES
        and at - sent.made_at <= CODE_STANDS_FOR
        and sent.address == now
        and hmac.compare_digest(sent.code_hash, _hash(person, code))
    )


def _hash(person: Person, code: str) -> str:
    plain = "".join(code.upper().split()).replace("-", "")
    return hashlib.sha256(f"{person.reference}:{plain}".encode()).hexdigest()


def _note(event: str, person: Person, channel: str, actor: Actor, at: datetime) -> None:
    note(event=event, subject=f"person:{person.pk}", by=actor.id, at=at, channel=channel)
