"""A person's file for another setting: what can go, what was prepared, what came of it."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.concerns.capsule import cards, edge, locks, making, shapes, shown
from bield.concerns.capsule.cards import Card, Keys
from bield.concerns.capsule.shapes import Content
from bield.concerns.models import (
    Concern,
    KeptFromFlag,
    Party,
    Reader,
    Transfer,
    TransferredConcern,
    TransferStep,
)
from bield.concerns.moments import moment
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import visible_to
from bield.concerns.rules import transferring as rules
from bield.concerns.states import (
    ConcernState,
    Moving,
    Others,
    PartyRole,
    Track,
    TransferState,
)
from bield.concerns.transfers import (
    LookPage,
    OfferedConcern,
    SendPage,
    StepRow,
    TransferPage,
    TransferRow,
)
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role
from bield.vault import queries as vault
from bield.vault.seal import unseal

SEND_FILES = (Role.LEAD, Role.DEPUTY)
CAPSULES = "concerns.capsules"  # the purpose of the secret from which the keys come
NEWEST = 100
TONES = {
    TransferState.ACCEPTED: "done",
    TransferState.ENDED: "quiet",
    TransferState.REFUSED: "danger",
}


def may_move_files(actor: Actor) -> bool:
    return actor.strength >= Strength.TWO_FACTORS and actor.holds(*SEND_FILES)


def require_may_move_files(actor: Actor) -> None:
    if not may_move_files(actor):
        raise NotFound("files of other settings")


def own_keys(organisation_id: int) -> Keys:
    return cards.keys(vault.organisation_secret(organisation_id, CAPSULES))


def own_card(actor: Actor) -> Card:
    """What other settings need to send to this one."""
    require_may_move_files(actor)
    setting = people.organisation_by_id(actor.organisation_id).name
    return own_keys(actor.organisation_id).card(edge.clean(setting))


# ------ before


def whose(actor: Actor, reference: str, number: int) -> Party:
    """Somebody who was picked, in a concern that the actor opens, for the lead and the deputies."""
    require_may_move_files(actor)
    here = concern_of(actor, reference)
    named = Party.objects.filter(concern=here, number=number, person__isnull=False)
    party = named.select_related("person").first()
    if party is None:
        raise NotFound(f"{reference}:{number}")
    return party


def naming(actor: Actor, person_id: int) -> list[Concern]:
    """Concerns that name the person and that the actor reads, the oldest first."""
    found = Concern.objects.filter(
        pk__in=visible_to(actor).values("concern_id"),
        parties__in=Party.objects.filter(person=person_id),
    )
    return list(found.distinct().order_by("pk")[: shapes.MOST_CONCERNS])


def that_go(concerns: Sequence[Concern]) -> list[Concern]:
    """What is about an adult of the organisation lies in the staff file, and never goes so."""
    return [one for one in concerns if one.track != Track.STAFF]


def works_here(actor: Actor, person_id: int, at: datetime) -> bool:
    held = people.held_by(actor.organisation_id, [person_id], day_of(at)).get(person_id, [])
    return any(role in ADULTS_OF_THE_ORGANISATION for role, _ in held)


def send_page(actor: Actor, reference: str, number: int, *, at: datetime) -> SendPage:
    party = whose(actor, reference, number)
    person = party.person
    assert person is not None  # noqa: S101  # `whose` asks for it
    concerns = naming(actor, person.pk)
    going = that_go(concerns)
    roles = dict(
        Party.objects.filter(concern__in=going, person=person)
        .order_by("-number")
        .values_list("concern_id", "role")
    )
    return SendPage(
        reference=reference,
        number=number,
        name=person.name,
        concerns=tuple(
            OfferedConcern(
                one.reference,
                moment(one.reported_at, at),
                str(ConcernState(one.stage).label),
                str(PartyRole(roles[one.pk]).label),
            )
            for one in going
        ),
        stays=tuple(one.reference for one in concerns if one.track == Track.STAFF),
        before=tuple(_rows(visible_transfers(actor).filter(person=person), at)),
        refusal=rules.WORKS_HERE if works_here(actor, person.pk, at) else None,
    )


# ------ after


def visible_transfers(actor: Actor) -> QuerySet[Transfer]:
    """Those for the lead and the deputies of whose concerns the actor reads every one, and of whose
    person no flag that went is kept from them. One that never left, with a concern in which its
    person had been named by mistake, is nobody's any more."""
    own = Transfer.objects.filter(organisation_id=actor.organisation_id)
    if not may_move_files(actor):
        return own.none()
    unread = TransferredConcern.objects.filter(transfer=OuterRef("pk")).exclude(
        concern__in=visible_to(actor).values("concern_id")
    )
    named = KeptFromFlag.objects.filter(
        person=actor.person_id,
        flag__person=OuterRef("person"),
        flag__concern__transfers__transfer=OuterRef("pk"),
        flag__set_at__lte=OuterRef("prepared_at"),
    )
    meant = Party.objects.filter(concern=OuterRef("concern"), person=OuterRef("transfer__person"))
    by_mistake = TransferredConcern.objects.filter(~Exists(meant), transfer=OuterRef("pk"))
    here = Q(state__in=NEVER_LEFT)
    return own.filter(~here | ~Exists(by_mistake), ~Exists(unread), ~Exists(named))


NEVER_LEFT = (TransferState.PREPARED, TransferState.LOCKED, TransferState.ENDED)


def transfer(actor: Actor, reference: str) -> Transfer:
    found = visible_transfers(actor).filter(reference=reference).select_related("person", "by")
    try:
        return found.get()
    except Transfer.DoesNotExist:
        raise NotFound(reference) from None


def transfers_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    found = visible_transfers(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def chosen(row: Transfer, key: bytes) -> dict[str, Any]:
    held: dict[str, Any] = json.loads(
        unseal(key, bytes(row.chosen), context=f"{row.reference}:chosen")
    )
    return held


def content(row: Transfer, key: bytes) -> Content:
    return shapes.read(json.loads(unseal(key, bytes(row.says), context=row.reference)))


def lock_of(row: Transfer, key: bytes) -> Mapping[str, str]:
    if row.lock is None:
        return {}
    held: dict[str, str] = json.loads(unseal(key, bytes(row.lock), context=f"{row.reference}:lock"))
    return held


def key_of(row: Transfer) -> bytes:
    return vault.secret(row.organisation_id, row.key_id)


def transfers(actor: Actor, *, at: datetime) -> tuple[TransferRow, ...]:
    """What is on its way, then what is over; the newest first in each."""
    require_may_move_files(actor)
    listed = _rows(visible_transfers(actor), at)
    return tuple(sorted(listed, key=lambda one: not one.due))


def _rows(found: QuerySet[Transfer], at: datetime) -> list[TransferRow]:
    listed = list(found.select_related("person").defer("says").order_by("-pk")[:NEWEST])
    organisation = listed[0].organisation_id if listed else 0
    keys = vault.secrets(organisation, [one.key_id for one in listed])
    return [_row(one, keys[one.key_id], at) for one in listed]


def _row(one: Transfer, key: bytes, at: datetime) -> TransferRow:
    over = one.state in rules.CLOSED
    return TransferRow(
        reference=one.reference,
        name=one.person.name,
        setting=chosen(one, key)["setting"],
        state_word=str(TransferState(one.state).label),
        tone=_tone(one, at),
        prepared=moment(one.prepared_at, at),
        due="" if over else times.due(one.due_at, at),
        late=not over and one.due_at < at,
    )


def _tone(one: Transfer, at: datetime) -> str:
    late = one.due_at < at and one.state not in rules.CLOSED
    return "danger" if late else TONES.get(TransferState(one.state), "new")


def transfer_page(actor: Actor, reference: str, *, at: datetime) -> TransferPage:
    row = transfer(actor, reference)
    key = key_of(row)
    says, lock = chosen(row, key), lock_of(row, key)
    card = cards.read(lock.get("card", ""))
    over = row.state in rules.CLOSED
    return TransferPage(
        reference=reference,
        version=row.version,
        name=row.person.name,
        setting=says["setting"],
        recipient=says["recipient"],
        surely=says["surely"],
        ground=str(Moving(says["ground"]).label),
        reason=says["reason"],
        others=str(Others(says["others"]).label),
        why_others=says["why_others"],
        concerns=_concerns(row),
        left_out=tuple(says["left_out"].items()),
        state=row.state,
        state_word=str(TransferState(row.state).label),
        tone=_tone(row, at),
        due="" if over else times.due(row.due_at, at),
        due_at=moment(row.due_at, at),
        late=not over and row.due_at < at,
        over=over,
        gone=row.state in rules.GONE,
        lockable=row.state in rules.LOCKABLE,
        locked=_locked(card, lock),
        card=card,
        phrase=lock.get("phrase", ""),
        steps=_steps(row, key, at),
        digest=row.digest,
    )


def _locked(card: Card | None, lock: Mapping[str, str]) -> str:
    if card is not None:
        return f"To the card of {card.setting}. The number was compared: {lock['heard']}"
    return "With a pass phrase" if lock else ""


def _concerns(row: Transfer) -> tuple[str, ...]:
    found = TransferredConcern.objects.filter(transfer=row).order_by("concern_id")
    return tuple(found.values_list("concern__reference", flat=True))


def _steps(row: Transfer, key: bytes, at: datetime) -> tuple[StepRow, ...]:
    found = TransferStep.objects.filter(transfer=row).select_related("by").order_by("number")
    return tuple(
        StepRow(
            word=str(TransferState(one.what).label),
            at=moment(one.at, at),
            by=one.by.name,
            words=unseal(key, bytes(one.says), context=f"{row.reference}:{one.number}"),
            digest=one.digest,
        )
        for one in found
    )


def words_of(row: Transfer, key: bytes) -> set[tuple[str, str]]:
    """What was written down of it before: the step, and its words."""
    found = TransferStep.objects.filter(transfer=row)
    return {
        (one.what, unseal(key, bytes(one.says), context=f"{row.reference}:{one.number}"))
        for one in found
    }


def look(actor: Actor, reference: str) -> LookPage:
    """What the file says, as whoever receives it will read it."""
    row = transfer(actor, reference)
    key = key_of(row)
    page = shown.page_of(content(row, key))
    return LookPage(reference, chosen(row, key)["setting"], page, _concerns(row))


def made(row: Transfer, key: bytes) -> making.Files:
    return making.files(content(row, key), own_keys(row.organisation_id))


def locked_file(actor: Actor, reference: str) -> bytes:
    """The bytes that leave. The view records them before it hands them out."""
    row = transfer(actor, reference)
    key = key_of(row)
    lock = lock_of(row, key)
    packed = making.packed(made(row, key))
    card = cards.read(lock.get("card", ""))
    if card is not None:
        return locks.to_card(packed, card.receive)
    if "phrase" not in lock:
        raise NotFound(reference)
    return locks.with_phrase(packed, lock["phrase"])


def read_by_all(concern_ids: Collection[int], person_ids: Collection[int]) -> list[int]:
    """Those of the people who have a row on the desk for every one of the concerns."""
    rows = Reader.objects.filter(concern__in=concern_ids, person__in=person_ids)
    read: dict[int, set[int]] = {}
    for person, one in rows.values_list("person_id", "concern_id"):
        read.setdefault(person, set()).add(one)
    return sorted(who for who, seen in read.items() if seen >= set(concern_ids))


def checker(actor: Actor) -> bytes:
    require_may_move_files(actor)
    return making.checker()
