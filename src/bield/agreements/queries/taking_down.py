"""What was seen online: the steps by which it comes down, for those who take them and whoever
reported it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bield.agreements.models import Asking, TakeDown
from bield.agreements.rules import events as rules
from bield.agreements.states import Down, Told
from bield.kit import times
from bield.kit.components import Condition, unmet
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault
from bield.vault.seal import unseal

SEAL = "agreements.take-down"
LISTED = 100
ASKS = (
    "A picture or film from {event} is online. Families agreed that such pictures stay in the"
    " family, and that no child of others is shown online. Please take it down wherever it is, ask"
    " whoever passed it on to do the same, and tell us when you have."
)


@dataclass(frozen=True)
class TakeDownRow:
    reference: str
    when: str
    event: str
    state: str
    closed: bool


@dataclass(frozen=True)
class AskedDown:
    whom: str
    words: str
    when: str
    answer: str  # "" where it is waited for
    answered: str


@dataclass(frozen=True)
class TakeDownPage:
    reference: str
    when: str
    by: str
    event: str
    words: str
    of_another: bool
    askings: tuple[AskedDown, ...]
    waits: bool  # for an answer
    told: str
    told_words: str
    told_when: str
    closed: str
    wanting: tuple[Condition, ...]  # before it is closed
    asks: str  # words to begin with


@dataclass(frozen=True)
class SeenOnline:
    """What whoever reported it may know."""

    reference: str
    when: str
    words: str
    said: str


def visible_to(actor: Actor) -> QuerySet[TakeDown]:
    """The lead and the deputies see all; an officer those of their own places, and of none."""
    if not rules.may_take_down(actor):
        return TakeDown.objects.none()
    rows = TakeDown.objects.filter(organisation=actor.organisation_id).select_related("event", "by")
    reach = people.sites_in_reach(actor)
    if reach is None:
        return rows
    no_place = rows.filter(event__isnull=True) | rows.filter(event__site__isnull=True)
    return rows.filter(event__site__in=reach) | no_place


def take_downs_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    found = visible_to(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def take_down(actor: Actor, reference: str) -> TakeDown:
    found = visible_to(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def require_taker_down(actor: Actor) -> None:
    if not rules.may_take_down(actor):
        raise NotFound("take-downs")


def take_downs(actor: Actor) -> list[TakeDownRow]:
    """Those that are open first, the newest first."""
    require_taker_down(actor)
    rows = visible_to(actor).prefetch_related("askings").order_by("-reported_at", "-pk")[:LISTED]
    listed = [
        TakeDownRow(
            reference=row.reference,
            when=times.exact_day(day_of(row.reported_at)),
            event=row.event.title if row.event else "",
            state=_state(row),
            closed=row.closed_at is not None,
        )
        for row in rows
    ]
    return sorted(listed, key=lambda one: one.closed)


def _state(row: TakeDown) -> str:
    if row.closed_at is not None:
        return f"Closed on {times.exact_day(day_of(row.closed_at))}"
    asked = list(row.askings.all())
    if not asked:
        return "Nobody was asked yet"
    if any(not one.answer for one in asked):
        return "Asked, no answer yet"
    return "Answered"


def take_down_page(actor: Actor, reference: str) -> TakeDownPage:
    row = take_down(actor, reference)
    key = vault.organisation_secret(actor.organisation_id, SEAL)
    asked = list(row.askings.order_by("pk"))
    wanting = rules.close(
        reference, answers=[one.answer for one in asked], of_another=row.of_another, told=row.told
    )
    event = row.event.title if row.event else ""
    return TakeDownPage(
        reference=reference,
        when=times.exact(row.reported_at),
        by=row.by.name,
        event=event,
        words=unseal(key, bytes(row.words), context=f"{reference}:words"),
        of_another=row.of_another,
        askings=tuple(_asked(key, one) for one in asked),
        waits=any(not one.answer for one in asked),
        told=str(Told(row.told).label) if row.told else "",
        told_words=unseal(key, bytes(row.told_words), context=f"{reference}:told")
        if row.told_words
        else "",
        told_when=times.exact(row.told_at) if row.told_at else "",
        closed=times.exact(row.closed_at) if row.closed_at else "",
        wanting=() if row.closed_at else tuple(unmet(wanting)),
        asks=ASKS.format(event=f"“{event}”" if event else "one of our events"),
    )


def _asked(key: bytes, one: Asking) -> AskedDown:
    return AskedDown(
        whom=unseal(key, bytes(one.whom), context=f"{one.reference}:whom"),
        words=unseal(key, bytes(one.words), context=f"{one.reference}:words"),
        when=times.exact(one.asked_at),
        answer=str(Down(one.answer).label) if one.answer else "",
        answered=times.exact(one.answered_at) if one.answered_at else "",
    )


def seen_online(actor: Actor, reference: str, *, at: datetime) -> SeenOnline:
    """For whoever reported it: what they wrote, and how far it is. Not who was asked, and not
    whom it shows."""
    row = TakeDown.objects.filter(
        organisation=actor.organisation_id, reference=reference, by=actor.person_id
    ).first()
    if row is None or actor.person_id is None:
        raise NotFound(reference)
    key = vault.organisation_secret(actor.organisation_id, SEAL)
    return SeenOnline(
        reference=reference,
        when=times.said(row.reported_at, at),
        words=unseal(key, bytes(row.words), context=f"{reference}:words"),
        said="It has been dealt with." if row.closed_at else "We are seeing to it.",
    )
