"""Holds, for those who keep them: the lead and the deputies, and among them for those who may know
of the cause."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.retention import rules
from bield.retention.models import Held, Hold, HoldNote
from bield.retention.registry import causes_seen, is_cause
from bield.retention.states import NoteKind
from bield.vault import queries as vault
from bield.vault.seal import unseal

SEAL = "retention.hold"


@dataclass(frozen=True)
class HoldRow:
    reference: str
    ground: str
    cause: str
    subjects: tuple[str, ...]
    placed_at: datetime
    review_on: date
    released_at: datetime | None


@dataclass(frozen=True)
class NoteRow:
    kind: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class HoldPage:
    hold: HoldRow
    notes: list[NoteRow]
    needs_advice: bool


@dataclass(frozen=True)
class HoldsPage:
    standing: list[HoldRow]
    released: list[HoldRow]


def visible_to(actor: Actor) -> QuerySet[Hold]:
    """The lead and the deputies; of holds placed for a concern, those who may know of it."""
    own = Hold.objects.filter(organisation_id=actor.organisation_id)
    if rules.hold(actor) is not None:
        return own.none()
    if actor.is_house:
        return own
    causes = {one for one in own.values_list("cause", flat=True).distinct() if one}
    held = Held.objects.filter(hold__in=own).values_list("subject", flat=True).distinct()
    causes |= {one for one in held if is_cause(one)}
    hidden = causes - causes_seen(actor, causes)
    return own.exclude(cause__in=hidden).exclude(held__subject__in=hidden)


def holds(actor: Actor) -> list[HoldRow]:
    """Those that stand, the next to be looked at first."""
    found = visible_to(actor).filter(released_at__isnull=True).prefetch_related("held")
    return [_hold_row(row) for row in found.order_by("review_on", "pk")]


def released_holds(actor: Actor, limit: int = 50) -> list[HoldRow]:
    found = visible_to(actor).filter(released_at__isnull=False).prefetch_related("held")
    return [_hold_row(row) for row in found.order_by("-released_at", "-pk")[:limit]]


def holds_page(actor: Actor) -> HoldsPage:
    """For the lead and the deputies; for anybody else there is no such page."""
    require_holder(actor)
    return HoldsPage(holds(actor), released_holds(actor))


def require_holder(actor: Actor) -> None:
    if rules.hold(actor) is not None:
        raise NotFound("holds")


def hold(actor: Actor, reference: str) -> Hold:
    found = visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def hold_page(actor: Actor, reference: str) -> HoldPage:
    found = hold(actor, reference)
    return HoldPage(
        hold=_hold_row(found),
        notes=notes(actor, found),
        needs_advice=rules.release(ground=found.ground, cause=found.cause, adviser="", advice="")
        is not None,
    )


def standing_page(actor: Actor, reference: str) -> HoldPage:
    """The same, while there is still something to decide about it."""
    page = hold_page(actor, reference)
    if page.hold.released_at is not None:
        raise NotFound(reference)
    return page


def notes(actor: Actor, hold: Hold) -> list[NoteRow]:
    """The sealed words, opened for somebody who may see the hold."""
    key = vault.organisation_secret(actor.organisation_id, SEAL)
    rows = list(hold.notes.order_by("pk"))
    names = names_of(actor.organisation_id, [row.written_by for row in rows])
    return [
        NoteRow(
            kind=row.get_kind_display(),
            words=unseal(key, bytes(row.words), context=note_context(row)),
            by=names.get(row.written_by, row.written_by),
            at=row.written_at,
        )
        for row in rows
    ]


def why(hold: Hold) -> str:
    """The words with which it was placed."""
    row = hold.notes.filter(kind=NoteKind.REASON).order_by("pk").first()
    if row is None:
        return ""
    key = vault.organisation_secret(hold.organisation_id, SEAL)
    return unseal(key, bytes(row.words), context=note_context(row))


def note_context(note: HoldNote) -> str:
    return f"hold-note:{note.reference}"


def seen_by(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Which of these holds the actor may know of: for their duties."""
    found = visible_to(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def names_of(organisation_id: int, actor_ids: Iterable[str]) -> dict[str, str]:
    """How the record names people, as people name them."""
    ids = {int(one.removeprefix("person:")) for one in actor_ids if one.startswith("person:")}
    found = people.people_by_id(organisation_id, ids)
    return {f"person:{person_id}": person.name for person_id, person in found.items()}


def _hold_row(hold: Hold) -> HoldRow:
    return HoldRow(
        reference=hold.reference,
        ground=hold.get_ground_display(),
        cause=hold.cause,
        subjects=tuple(sorted(held.subject for held in hold.held.all())),
        placed_at=hold.placed_at,
        review_on=hold.review_on,
        released_at=hold.released_at,
    )
