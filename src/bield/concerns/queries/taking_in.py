"""Files that came from other settings: what they say, and what may be answered."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from bield.concerns.capsule import edge, receipts, shapes, shown
from bield.concerns.capsule.cards import Card
from bield.concerns.capsule.meant import names_of
from bield.concerns.capsule.receipts import Receipt
from bield.concerns.capsule.shapes import Content
from bield.concerns.models import Concern, KeptFromReceived, Received, ReceivedConcern
from bield.concerns.models.received import FROM_TABLE
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.queries.sight import visible_to
from bield.concerns.queries.transferring import (
    may_move_files,
    own_card,
    own_keys,
    require_may_move_files,
)
from bield.concerns.states import ReceivedState
from bield.concerns.taken_in import (
    Candidate,
    ReceivedLook,
    ReceivedPage,
    ReceivedRow,
    ReceivingPage,
)
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import unseal

Brief = Mapping[str, Any]
NEWEST = 50
TONES = {
    ReceivedState.WAITING: "new",
    ReceivedState.ACCEPTED: "done",
    ReceivedState.REFUSED: "quiet",
}


def visible_received(actor: Actor) -> QuerySet[Received]:
    """For the lead and the deputies, less whoever it names."""
    own = Received.objects.filter(organisation_id=actor.organisation_id)
    if not may_move_files(actor):
        return own.none()
    kept = KeptFromReceived.objects.filter(received=OuterRef("pk"), person=actor.person_id)
    return own.filter(~Exists(kept))


def received(actor: Actor, reference: str) -> Received:
    found = visible_received(actor).filter(reference=reference)
    opened = opened_to(actor, found.select_related("taken_by", "answered_by", "person"))
    if not opened:
        raise NotFound(reference)
    return opened[0].row


def received_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    opened = opened_to(actor, visible_received(actor).filter(reference__in=references))
    return frozenset(one.row.reference for one in opened)


@dataclass(frozen=True)
class Opened:
    row: Received
    brief: Brief


def opened_to(actor: Actor, rows: Iterable[Received]) -> list[Opened]:
    """Less those that name the actor, who may have come here or changed names since they came. A
    name is asked for whenever a file is read; no whole file is opened for it."""
    opened = _opened(actor.organisation_id, rows)
    if not opened or actor.person_id is None:
        return []
    naming = _naming(actor.organisation_id, actor.person_id, opened)
    return [one for one in opened if one.row.pk not in naming]


def files_naming(organisation_id: int, person_id: int) -> frozenset[int]:
    """Every file that came in which this person may be meant."""
    rows = Received.objects.filter(organisation_id=organisation_id).defer("says").order_by("pk")
    opened = _opened(organisation_id, rows)
    return _naming(organisation_id, person_id, opened) if opened else frozenset()


def _opened(organisation_id: int, rows: Iterable[Received]) -> list[Opened]:
    listed = list(rows)
    keys = vault.secrets(organisation_id, {one.key_id for one in listed}) if listed else {}
    return [Opened(one, brief_of(one, keys[one.key_id])) for one in listed]


def _naming(organisation_id: int, person_id: int, opened: Iterable[Opened]) -> frozenset[int]:
    names = {one.row.pk: one.brief["named"] for one in opened}
    return people.meaning(organisation_id, person_id, names)


def came_before(organisation_id: int, digest: str) -> Received | None:
    return Received.objects.filter(organisation_id=organisation_id, digest=digest).first()


def signer_of(card: Card) -> str:
    """What stands for the keys and the name of whoever signed, as it was compared."""
    return card.number.replace(" ", "")


def signer_is_known(organisation_id: int, card: Card) -> bool:
    """Whoever signed had their number compared here before, under this name."""
    known = Received.objects.filter(organisation_id=organisation_id, signer=signer_of(card))
    return known.exists()


def named_in(organisation_id: int, content: Content) -> frozenset[int]:
    """Everybody here who may be meant by a name in the file, its person apart."""
    return people.bearing(organisation_id, names_of(content))


def content_of(row: Received, key: bytes) -> Content:
    return shapes.read(json.loads(unseal(key, bytes(row.says), context=row.reference)))


def key_of(row: Received) -> bytes:
    return vault.secret(row.organisation_id, row.key_id)


def brief(content: Content, heard: str) -> Brief:
    """Who said the number (nobody where it was known), what the list shows, and who may be meant
    by a name: so that nothing of it need open whole files."""
    return {
        "heard": heard,
        "name": content.person.name,
        "setting": content.sender.setting,
        "named": sorted(names_of(content)),
    }


def brief_of(row: Received, key: bytes) -> Brief:
    held: Brief = json.loads(unseal(key, bytes(row.heard), context=f"{row.reference}:heard"))
    return held


def receiving_page(actor: Actor, *, at: datetime) -> ReceivingPage:
    """Our card and number, and what came; the newest first."""
    require_may_move_files(actor)
    opened = opened_to(actor, visible_received(actor).defer("says").order_by("-pk")[:NEWEST])
    card = own_card(actor)
    return ReceivingPage(card, card.number, tuple(_row(one.row, one.brief, at) for one in opened))


def _row(one: Received, says: Brief, at: datetime) -> ReceivedRow:
    return ReceivedRow(
        reference=one.reference,
        name=says["name"],
        setting=says["setting"],
        state_word=str(ReceivedState(one.state).label),
        tone=TONES[ReceivedState(one.state)],
        came=moment(one.came_at, at),
    )


def received_page(actor: Actor, reference: str, *, at: datetime) -> ReceivedPage:
    row = received(actor, reference)
    key = key_of(row)
    content = content_of(row, key)
    came_with = ReceivedConcern.objects.filter(received=row).values("concern_id")
    read = visible_to(actor).filter(concern__in=came_with).values("concern_id")
    made = Concern.objects.filter(pk__in=read).order_by("pk")
    return ReceivedPage(
        reference=reference,
        version=row.version,
        name=content.person.name,
        born=_born(content),
        setting=content.sender.setting,
        by=content.sender.by,
        number=content.number,
        made=shown.exactly(content.made_at),
        ground=content.ground,
        reason=content.reason,
        others=shown.OTHERS[content.others],
        told=tuple((one.reference, shown.exactly(one.reported_at)) for one in content.concerns),
        lines=content.lines,
        state=row.state,
        state_word=str(ReceivedState(row.state).label),
        tone=TONES[ReceivedState(row.state)],
        came=moment(row.came_at, at),
        taken_by=row.taken_by.name,
        heard=brief_of(row, key)["heard"],
        answered=moment_or_none(row.answered_at, at),
        answered_by=row.answered_by.name if row.answered_by else "",
        why=_why(row, key),
        person=row.person.name if row.person else "",
        concerns=tuple(made.values_list("reference", flat=True)),
        candidates=_candidates(actor, content) if row.state == ReceivedState.WAITING else (),
        receipt=receipt_text(actor, row, content, _why(row, key)),
    )


def _why(row: Received, key: bytes) -> str:
    return unseal(key, bytes(row.reason), context=f"{row.reference}:reason") if row.reason else ""


def _born(content: Content) -> str:
    born = content.person.born_on
    return times.exact_day(date.fromisoformat(born)) if born else ""


def _candidates(actor: Actor, content: Content) -> tuple[Candidate, ...]:
    return tuple(candidates(actor, [content.person.name, content.person.known_as]))


def candidates(actor: Actor, names: Iterable[str]) -> list[Candidate]:
    """People here of that name, for a person to say which of them it is, or none."""
    meant = people.bearing(actor.organisation_id, [name for name in names if name])
    known = people.people_by_id(actor.organisation_id, meant).values()
    return [
        Candidate(one.reference, one.name, people.said_birth(one.born_on, one.born_precision))
        for one in known
    ]


def received_look(actor: Actor, reference: str) -> ReceivedLook:
    row = received(actor, reference)
    content = content_of(row, key_of(row))
    return ReceivedLook(reference, content.sender.setting, shown.page_of(content))


def receipt_text(actor: Actor, row: Received, content: Content, why: str) -> str:
    """The same text for the same answer, however often it is asked for."""
    card = own_card(actor)
    waits = row.state == ReceivedState.WAITING
    by = row.answered_by or row.taken_by
    receipt = Receipt(
        capsule=content.number,
        digest=row.digest,
        answer=receipts.OPENED if waits else row.state,
        opened_at=row.came_at.isoformat(),
        answered_at=(row.answered_at or row.came_at).isoformat(),
        setting=card.setting,
        by=edge.clean(by.name),
        reason=why,
        key=card.key,
    )
    return receipts.written(receipt, own_keys(row.organisation_id))


def came_from_elsewhere(concern: Concern) -> bool:
    """Whether it came with a file or a table: it stays with the lead and the deputies."""
    if concern.reporter_id is not None:
        return False
    return (
        concern.send_key.startswith(FROM_TABLE)
        or ReceivedConcern.objects.filter(concern=concern).exists()
    )
