"""Every read of concerns. The pages of the room are in `pages`; each is given by one query here."""

import secrets
from datetime import datetime

from django.db.models import QuerySet

from bield.concerns import rules
from bield.concerns.models import Concern, Reader
from bield.concerns.moments import moment
from bield.concerns.pages import ClosingGate, ConcernPage, DeskFilter, DeskPage, MyReport, Receipt
from bield.concerns.states import ALPHABET, Why
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength

__all__ = [
    "closing_gate",
    "concern",
    "concern_page",
    "desk",
    "free_reference",
    "last_change",
    "my_reports",
    "receipt",
    "receipt_of",
    "sent",
    "visible_to",
]


def visible_to(actor: Actor) -> QuerySet[Reader]:
    """The rows of the actor's own desk, as long as the post behind each still stands.

    No rank opens a concern: who has no row, has nothing, and a row is worth nothing without a
    second factor.
    """
    if actor.person_id is None or actor.strength < Strength.TWO_FACTORS:
        return Reader.objects.none()
    bases = [rules.name_of_post(role, site) for role, site in actor.holdings]
    return Reader.objects.filter(
        organisation_id=actor.organisation_id,
        person_id=actor.person_id,
        basis__in=[*bases, Why.GRANTED],
    )


def concern(actor: Actor, reference: str) -> Concern:
    """Absent, foreign and not for this actor's eyes are the same answer."""
    try:
        return Concern.objects.get(
            organisation_id=actor.organisation_id,
            reference=reference,
            pk__in=visible_to(actor).values("concern_id"),
        )
    except Concern.DoesNotExist:
        raise NotFound(reference) from None


def sent(actor: Actor, send_key: str) -> Concern | None:
    """What this person sent with this key before."""
    if actor.person_id is None:
        return None
    return Concern.objects.filter(reporter_id=actor.person_id, send_key=send_key).first()


def free_reference(organisation_id: int) -> str:
    """Three and four letters, read out over the phone; they say nothing and follow no order."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(7))
        reference = f"C-{letters[:3]}-{letters[3:]}"
        taken = Concern.objects.filter(organisation_id=organisation_id, reference=reference)
        if not taken.exists():
            return reference


def last_change(concern: Concern) -> str:
    """Who changed it last, and how, for whoever came second."""
    raise NotImplementedError


def receipt(actor: Actor, reference: str, *, at: datetime) -> Receipt:
    """The reporter's own receipt again."""
    found = Concern.objects.filter(
        organisation_id=actor.organisation_id, reference=reference, reporter_id=actor.person_id
    )
    if actor.person_id is None or not found:
        raise NotFound(reference)
    return receipt_of(found[0], at=at)


def receipt_of(concern: Concern, *, at: datetime, again: bool = False) -> Receipt:
    house = people.organisation_by_id(concern.organisation_id)
    rows = concern.readers.filter(why=Why.ROUTED).order_by("pk")
    told = [
        f"{name}, {people.label(house, basis.split(':')[0])}"
        for name, basis in rows.values_list("person__name", "basis")
    ]
    due_at = concern.due_at or concern.reported_at
    return Receipt(
        reference=concern.reference,
        reported=moment(concern.reported_at, at),
        answer_by=moment(due_at, at),
        told=tuple(told),
        danger=rules.is_danger(concern.danger_now),
        again=again,
        nobody=not told,
    )


def my_reports(actor: Actor, *, at: datetime) -> list[MyReport]:
    """What the actor has reported, the newest first. Needs a stepped-up sign-in."""
    raise NotImplementedError


def desk(actor: Actor, *, tab: str, chosen: DeskFilter, after: str, at: datetime) -> DeskPage:
    """The reader's desk, 25 rows at a time, oldest risk first."""
    raise NotImplementedError


def concern_page(actor: Actor, reference: str, *, at: datetime) -> ConcernPage:
    """The whole concern. The view has called `commands.open_concern` first, which records it."""
    raise NotImplementedError


def closing_gate(actor: Actor, reference: str, *, at: datetime) -> ClosingGate:
    """What still stands between the concern and its closing."""
    raise NotImplementedError
