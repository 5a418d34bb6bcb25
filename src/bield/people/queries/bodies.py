"""Who belongs here from outside: organisations, who answers for each, and whom they send."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q
from django.urls import reverse

from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.models import Engagement, OutsideBody
from bield.people.queries.asked import MOST, Asked, Choices
from bield.people.queries.organisations import site_choices
from bield.people.queries.own_family import looked_after
from bield.people.queries.pages import EVERYWHERE, require
from bield.people.queries.persons import people_known_to
from bield.people.states import ADMINISTRATION, KEEPERS_OF_PEOPLE, BodyKind, EngagementKind


@dataclass(frozen=True)
class BodyRow:
    name: str
    link: str
    kind: str
    contact: str
    users: int
    closed: str = ""


@dataclass(frozen=True)
class BodyUser:
    name: str
    kind: str
    place: str
    since: str
    end: str  # where it is ended, for whoever may


@dataclass(frozen=True)
class BodyPage:
    reference: str
    name: str
    kind: str
    contact: str
    users: tuple[BodyUser, ...]
    closed: str
    may_change: bool
    back: str


def bodies_page(actor: Actor, at: datetime) -> list[BodyRow]:
    require(actor, *ADMINISTRATION)
    today = day_of(at)
    now = Q(engagements__begins_on__lte=today) & (
        Q(engagements__ends_on__isnull=True) | Q(engagements__ends_on__gte=today)
    )
    found = OutsideBody.objects.filter(organisation_id=actor.organisation_id)
    rows = found.select_related("contact").annotate(now=Count("engagements", filter=now))
    return [
        BodyRow(
            name=row.name,
            link=reverse("people:body", args=[row.reference]),
            kind=BodyKind(row.kind).label,
            contact=row.contact.name,
            users=row.now,
            closed=times.said_day(row.closed_on, today) if row.closed_on else "",
        )
        for row in rows.order_by("closed_on", "name", "pk")
    ]


@keeps("TP-6.4.1")
def users_of(body: OutsideBody, on: date) -> list[Engagement]:
    """Whom an organisation sends, by name."""
    found = Engagement.objects.filter(held_on(on), body=body, organisation=body.organisation_id)
    return list(found.select_related("person", "site").order_by("person__name", "pk"))


def body_page(actor: Actor, reference: str, at: datetime) -> BodyPage:
    """For whoever looks after people, and for the contact: nobody else learns who comes from
    where."""
    body, today = _body(actor, reference), day_of(at)
    keeps_people = rules.keep_people(actor) is None
    return BodyPage(
        reference=body.reference,
        name=body.name,
        kind=BodyKind(body.kind).label,
        contact=body.contact.name,
        users=tuple(
            BodyUser(
                name=one.person.name,
                kind=EngagementKind(one.kind).label,
                place=one.site.name if one.site else EVERYWHERE,
                since=times.said_day(one.begins_on, today),
                end=reverse("people:end-engagement", args=[one.reference]) if keeps_people else "",
            )
            for one in users_of(body, today)
        ),
        closed=times.said_day(body.closed_on, today) if body.closed_on else "",
        may_change=keeps_people and body.closed_on is None,
        back=reverse("people:bodies") if actor.holds(*ADMINISTRATION) else reverse("front:home"),
    )


def _body(actor: Actor, reference: str) -> OutsideBody:
    found = OutsideBody.objects.filter(organisation_id=actor.organisation_id, reference=reference)
    body = found.select_related("contact").first()
    if body is None:
        raise NotFound(reference)
    shown = rules.see_body(actor, contact_id=body.contact_id) is None
    if not shown and not actor.holds(*ADMINISTRATION):
        raise NotFound(reference)
    return body


def spoken_for(actor: Actor) -> list[OutsideBody]:
    """The organisations that the reader answers for."""
    found = OutsideBody.objects.filter(
        organisation_id=actor.organisation_id, contact=actor.person_id or 0, closed_on__isnull=True
    )
    return list(found.order_by("name", "pk"))


def engagements(
    organisation_id: int, person_ids: Iterable[int], on: date
) -> dict[int, list[Engagement]]:
    """As what each of these belongs here from outside, on a day."""
    found: dict[int, list[Engagement]] = {}
    rows = Engagement.objects.filter(
        held_on(on), organisation_id=organisation_id, person__in=list(person_ids)
    )
    for row in rows.select_related("body").order_by("pk"):
        found.setdefault(row.person_id, []).append(row)
    return found


def add_body_page(actor: Actor, words: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    return Asked(
        "Add an organisation that works with us",
        "Add this organisation",
        reverse("people:bodies"),
        "First find who answers for it. If they are not here yet, add them as a person.",
        people=_found(actor, words),
        words=words,
        here=reverse("people:add-body"),
    )


def contact_of_page(actor: Actor, reference: str, words: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    body = _body(actor, reference)
    return Asked(
        f"Who answers for {body.name}?",
        "Keep",
        reverse("people:body", args=[reference]),
        people=_found(actor, words),
        words=words,
        here=reverse("people:contact-of", args=[reference]),
    )


def close_body_page(actor: Actor, reference: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    body = _body(actor, reference)
    if body.closed_on:
        raise NotFound(reference)
    return Asked(
        f"{body.name} works with us no more",
        "Note the last day",
        reverse("people:body", args=[reference]),
        "Everybody who comes from there is here no more with that day.",
    )


def engage_page(actor: Actor, reference: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    person = looked_after(actor, reference)
    bodies = OutsideBody.objects.filter(
        organisation_id=actor.organisation_id, closed_on__isnull=True
    ).order_by("name", "pk")
    return Asked(
        f"As what does {person.name} come from outside?",
        "Keep",
        reverse("people:person", args=[reference]),
        person_id=person.pk,
        places=[("", EVERYWHERE), *site_choices(actor)],
        roles=[("", ""), *EngagementKind.choices],
        optional=[("", "None"), *((str(body.pk), body.name) for body in bodies)],
    )


def end_engagement_page(actor: Actor, reference: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    found = Engagement.objects.filter(organisation_id=actor.organisation_id, reference=reference)
    engagement = found.select_related("person").first()
    if engagement is None:
        raise NotFound(reference)
    return Asked(
        f"{engagement.person.name} is here no more as: {_as(engagement)}",
        "Note the last day",
        reverse("people:person", args=[engagement.person.reference]),
    )


def _as(engagement: Engagement) -> str:
    return EngagementKind(engagement.kind).label.lower()


def _found(actor: Actor, words: str) -> Choices:
    return [(str(one.pk), one.name) for one in people_known_to(actor, words, MOST)]
