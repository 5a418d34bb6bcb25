"""The pages of families. Each learns of the own household alone; the office of all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from bield.kit import times
from bield.kit.components import dialled
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.models import Guardianship, HouseholdMember, Person, Post
from bield.people.queries.families import (
    housemates,
    last_notes,
    links_of,
    responsible,
)
from bield.people.queries.own_family import is_alone, is_own, looked_after, shown_links
from bield.people.queries.pages import require
from bield.people.queries.persons import person_by_reference
from bield.people.queries.withholding import withheld_from
from bield.people.states import ADMINISTRATION, NoteKind, Relation, Role, Withheld

# Who works with children, and the office.
CALL_FAMILIES = ADMINISTRATION | {Role.OFFICER, Role.STAFF, Role.VOLUNTEER}


@dataclass(frozen=True)
class Carer:
    name: str
    reference: str
    relation: str
    responsible: str
    wanting: bool  # whether it is known
    lives: str  # at which address
    order: int
    ask_lead_first: bool
    since: str
    phone: str = ""
    dial: str = ""
    note: str = ""


@dataclass(frozen=True)
class Ward:
    person_id: int
    name: str
    reference: str
    relation: str
    responsible: str
    places: str


@dataclass(frozen=True)
class Home:
    reference: str
    label: str
    people: tuple[tuple[str, str], ...]  # name, reference


@dataclass(frozen=True)
class FamilyOf:
    """The family of somebody, for whoever looks after people."""

    reference: str
    name: str
    carers: tuple[Carer, ...]
    wards: tuple[Ward, ...]
    homes: tuple[Home, ...]
    may_change: bool
    own: bool  # the reader belongs to it: somebody else looks after it


def family_of_page(actor: Actor, reference: str, at: datetime) -> FamilyOf:
    require(actor, *ADMINISTRATION)
    person, today = looked_after(actor, reference), day_of(at)
    own = is_own(actor, person.pk)
    links = links_of(actor, today, Q(child=person) | Q(guardian=person))
    links = shown_links(actor, links)
    near = {person.pk, *(link.guardian_id for link in links)}
    lives = _addresses(actor, near, today, own=own)
    homes = _homes(actor, person, today, own=own)
    return FamilyOf(
        reference=person.reference,
        name=person.name,
        carers=tuple(_carer(link, lives, today) for link in links if link.child_id == person.pk),
        wards=_wards(links, person.pk, today),
        homes=homes,
        may_change=rules.keep_people(actor) is None and not own,
        own=own,
    )


@dataclass(frozen=True)
class CallPage:
    reference: str
    name: str
    carers: tuple[Carer, ...]
    keeps: bool
    own: bool  # the reader belongs to the family
    opened_for: int = 0  # the child, where nobody else could call the other household


def call_page(actor: Actor, reference: str, at: datetime) -> CallPage:
    """Whom to call for a child, in which order. Where a court order stands, the number is not
    shown: the lead is asked first. Another calls for the reader's own family, but where there is
    no other: then it is open, and a line of the record."""
    require(actor, *CALL_FAMILIES)
    person, today = person_by_reference(actor, reference), day_of(at)
    linked = links_of(actor, today, Q(child=person))
    links, own = shown_links(actor, linked), is_own(actor, person.pk)
    opened = own and len(links) < len(linked) and is_alone(actor)
    if opened:
        links = linked
    if not links:
        raise NotFound(reference)
    may_know = rules.keep_people(actor) is None
    notes = last_notes(actor, links, NoteKind.CONTACT)
    near = [link.guardian_id for link in links]
    lives = _addresses(actor, near, today, own=own and not opened)
    carers = [
        _carer(
            link,
            lives,
            today,
            phone="" if link.ask_lead_first and not may_know else link.guardian.phone,
            note="" if link.ask_lead_first and not may_know else notes.get(link.pk, ""),
        )
        for link in links
    ]
    return CallPage(
        person.reference,
        person.name,
        tuple(carers),
        may_know,
        own,
        opened_for=person.pk if opened else 0,
    )


@dataclass(frozen=True)
class OwnFamily:
    carers: tuple[str, ...]
    wards: tuple[Ward, ...]
    housemates: tuple[str, ...]


def own_family_page(actor: Actor, at: datetime) -> OwnFamily:
    """Your family here: of your own household alone, and nothing that is kept from you."""
    me, today = actor.person_id or 0, day_of(at)
    links = links_of(actor, today, Q(child=me) | Q(guardian=me))
    kept = withheld_from(actor.organisation_id, me, [link.child_id for link in links])
    linked = {one for link in links for one in (link.child_id, link.guardian_id)}
    others = housemates(actor.organisation_id, me, today) - linked
    names = Person.objects.filter(organisation_id=actor.organisation_id, pk__in=others)
    return OwnFamily(
        carers=tuple(link.guardian.name for link in links if link.child_id == me),
        wards=tuple(_told(ward, kept) for ward in _wards(links, me, today) if _known(ward, kept)),
        housemates=tuple(names.order_by("name", "pk").values_list("name", flat=True)),
    )


def _addresses(actor: Actor, ids: Iterable[int], today: date, *, own: bool) -> dict[int, list[str]]:
    """Of the reader's own family only where the reader lives, too."""
    found: dict[int, list[str]] = {}
    rows = HouseholdMember.objects.filter(
        held_on(today), organisation_id=actor.organisation_id, person__in=list(ids)
    )
    if own:
        rows = rows.filter(household__in=_where_at_home(actor, today))
    for person, label in rows.order_by("pk").values_list("person_id", "household__label"):
        found.setdefault(person, []).append(label)
    return found


def _where_at_home(actor: Actor, today: date) -> QuerySet[HouseholdMember, Any]:
    mine = HouseholdMember.objects.filter(held_on(today), person=actor.person_id)
    return mine.values("household")


def _homes(actor: Actor, person: Person, today: date, *, own: bool) -> tuple[Home, ...]:
    theirs = HouseholdMember.objects.filter(held_on(today), person=person).values("household")
    rows = HouseholdMember.objects.filter(
        held_on(today), organisation_id=actor.organisation_id, household__in=theirs
    )
    if own:
        rows = rows.filter(household__in=_where_at_home(actor, today))
    homes: dict[str, Home] = {}
    for row in rows.select_related("household", "person").order_by("household", "pk"):
        home = homes.get(row.household.reference)
        people = (*(home.people if home else ()), (row.person.name, row.person.reference))
        homes[row.household.reference] = Home(row.household.reference, row.household.label, people)
    return tuple(homes.values())


def _carer(
    link: Guardianship,
    lives: dict[int, list[str]],
    today: date,
    *,
    phone: str = "",
    note: str = "",
) -> Carer:
    return Carer(
        name=link.guardian.name,
        reference=link.guardian.reference,
        relation=_relation(link),
        responsible=responsible(link).label,
        wanting=not link.responsibility_known,
        lives=", ".join(lives.get(link.guardian_id, [])),
        order=link.call_order,
        ask_lead_first=link.ask_lead_first,
        since=times.said_day(link.begins_on, today),
        phone=phone,
        dial=dialled(phone),
        note=note,
    )


def _wards(links: Iterable[Guardianship], guardian_id: int, today: date) -> tuple[Ward, ...]:
    """With the places where each is, in one statement for all of them."""
    mine = [link for link in links if link.guardian_id == guardian_id]
    places: dict[int, list[str]] = {}
    posts = Post.objects.filter(held_on(today), person__in=[link.child_id for link in mine])
    for child, name in posts.order_by("pk").values_list("person_id", "site__name"):
        if name and name not in places.setdefault(child, []):
            places[child].append(name)
    return tuple(
        Ward(
            person_id=link.child_id,
            name=link.child.name,
            reference=link.child.reference,
            relation=_relation(link),
            responsible=responsible(link).label,
            places=", ".join(places.get(link.child_id, [])),
        )
        for link in mine
    )


def _known(ward: Ward, kept: Mapping[int, Withheld]) -> bool:
    return kept.get(ward.person_id) != Withheld.ALL


def _told(ward: Ward, kept: Mapping[int, Withheld]) -> Ward:
    return replace(ward, places="") if ward.person_id in kept else ward


def _relation(link: Guardianship) -> str:
    return Relation(link.relation).label if link.relation else "Parent or carer"
