"""People, as far as somebody may know of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bield.kit import rows
from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.ages import is_child_on, years_on
from bield.people.models import (
    Engagement,
    Guardianship,
    HouseholdMember,
    Person,
    Post,
    Withholding,
)
from bield.people.queries.organisations import sites_in_reach
from bield.people.rules import Age, protection
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Protection, Role, Withheld

SHORTEST = 2  # letters typed before names are offered
# Asked for every concern that is opened: round the ORM.
HELD = (
    "SELECT person_id, role, site_id FROM people_post"
    " WHERE organisation_id = %s AND person_id IN ({places})"
    " AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s) ORDER BY id"
)
OF_THESE = "FROM people_person p WHERE p.organisation_id = %s AND p.id IN ({places}) ORDER BY p.id"
GUARDIANS = (
    "SELECT g.child_id, g.guardian_id, p.reference FROM people_guardianship g"
    " JOIN people_person p ON p.id = g.guardian_id"
    " WHERE g.organisation_id = %s AND g.child_id IN ({places})"
    " AND g.begins_on <= %s AND (g.ends_on IS NULL OR g.ends_on >= %s) ORDER BY g.id"
)


def visible_to(actor: Actor) -> QuerySet[Person]:
    """Staff know the people of their sites and the adults of the whole organisation; learners
    and parents know the adults of their sites, themselves and their family."""
    everyone = Person.objects.filter(organisation_id=actor.organisation_id)
    reach = sites_in_reach(actor)
    if reach is None:
        return everyone
    posts = Post.objects.filter(person=OuterRef("pk"))
    adults = posts.filter(role__in=ADULTS_OF_THE_ORGANISATION)
    known = Q(Exists(adults.filter(Q(site__in=reach) | Q(site__isnull=True))))
    known |= _family(actor) | _sent(actor)
    if actor.is_adult_of_the_organisation:
        here = posts.filter(site__in=reach)
        wards_here = Guardianship.objects.filter(
            guardian=OuterRef("pk"), child__posts__site__in=reach
        )
        comes_here = Engagement.objects.filter(person=OuterRef("pk"), site__in=reach)
        known |= Q(Exists(here)) | Q(Exists(wards_here)) | Q(Exists(comes_here))
    return everyone.filter(known)


def _family(actor: Actor) -> Q:
    """To the last day of it."""
    me, today = actor.person_id, held_on(actor.on)
    ward = Guardianship.objects.filter(today, guardian=me, child=OuterRef("pk"))
    carer = Guardianship.objects.filter(today, child=me, guardian=OuterRef("pk"))
    home = HouseholdMember.objects.filter(today, person=me).values("household")
    mate = HouseholdMember.objects.filter(today, person=OuterRef("pk"), household__in=home)
    return Q(pk=me) | Q(Exists(ward)) | Q(Exists(carer)) | Q(Exists(mate))


def _sent(actor: Actor) -> Q:
    """Whom an organisation outside sends, for the one who answers for it."""
    sent = Engagement.objects.filter(
        person=OuterRef("pk"),
        body__contact=actor.person_id,
        body__closed_on__isnull=True,
        ends_on__isnull=True,
    )
    return Q(Exists(sent))


def people(actor: Actor, *, text: str = "", on: date | None = None) -> list[Person]:
    """By name; with a day, only those who have not left by then."""
    found = named(visible_to(actor), text)
    if on is not None:
        found = found.filter(Q(left_on__isnull=True) | Q(left_on__gte=on))
    return list(found.order_by("name", "pk"))


def people_known_to(actor: Actor, text: str, limit: int = 8) -> list[Person]:
    """Type-ahead: people the actor may know of whose name holds a word that begins so."""
    text = text.strip()
    if len(text) < SHORTEST:
        return []
    return list(named(visible_to(actor), text).order_by("name", "pk")[:limit])


def named(found: QuerySet[Person], text: str) -> QuerySet[Person]:
    for word in text.split():
        found = found.filter(
            Q(name__istartswith=word)
            | Q(name__icontains=f" {word}")
            | Q(known_as__istartswith=word)
            | Q(known_as__icontains=f" {word}")
        )
    return found


def person(actor: Actor, person_id: int) -> Person:
    try:
        return visible_to(actor).get(pk=person_id)
    except Person.DoesNotExist:
        raise NotFound(f"person:{person_id}") from None


def person_by_reference(actor: Actor, reference: str) -> Person:
    try:
        return visible_to(actor).get(reference=reference)
    except Person.DoesNotExist:
        raise NotFound(reference) from None


def leavers(organisation_id: int, since: date, until: date) -> dict[int, date]:
    """Who left in these days, both included, and when."""
    left = Person.objects.filter(organisation_id=organisation_id, left_on__range=(since, until))
    rows = left.order_by("pk").values_list("pk", "left_on")
    return {person: day for person, day in rows if day is not None}


def worked_to_the_end(organisation_id: int, ids: Iterable[int]) -> frozenset[int]:
    """Those of whoever left who held a post of an adult of the organisation until then."""
    held = Post.objects.filter(
        organisation_id=organisation_id,
        person__in=ids,
        role__in=ADULTS_OF_THE_ORGANISATION,
        ends_on__gte=F("person__left_on"),
    )
    return frozenset(held.values_list("person_id", flat=True))


def people_by_id(organisation_id: int, ids: Iterable[int]) -> dict[int, Person]:
    """For rooms that hold ids of people already (recipients, entries of a chronology)."""
    return Person.objects.filter(organisation_id=organisation_id).in_bulk(list(ids))


def held_by(
    organisation_id: int, ids: Iterable[int], on: date
) -> dict[int, list[tuple[str, int | None]]]:
    """The posts of these people on a day: person -> (role, site)."""
    wanted, day = list(ids), on.isoformat()
    held: dict[int, list[tuple[str, int | None]]] = {}
    if not wanted:
        return held
    found = rows.fetch(
        HELD.format(places=rows.places(wanted)), [organisation_id, *wanted, day, day]
    )
    for person_id, role, site_id in found:
        held.setdefault(person_id, []).append((role, site_id))
    return held


def grown_by_post(organisation_id: int, ids: Iterable[int]) -> frozenset[int]:
    """Those of these people who hold a post that says that they are adults, or held one."""
    posts = Post.objects.filter(organisation_id=organisation_id, person__in=list(ids))
    return frozenset(posts.exclude(role=Role.LEARNER).values_list("person_id", flat=True))


def may_be_child(person: Person, day: date) -> bool:
    """For letters: not yet 18, or not known and without a post that says that they are grown."""
    if not is_child_on(person.born_on, person.born_precision, day):
        return False
    return person.born_on is not None or not grown_by_post(person.organisation_id, [person.pk])


def protections(
    organisation_id: int, ids: Iterable[int], day: date
) -> dict[int, Protection | None]:
    """The protected group of each of these people on a day: sessions, filters, concerns ask it."""
    return {pk: one.protection for pk, one in aged(organisation_id, ids, day).items()}


@dataclass(frozen=True, slots=True)
class Aged:
    """How old somebody was on a day, and whether that protects them."""

    protection: Protection | None
    years: int | None


def aged(organisation_id: int, ids: Iterable[int], day: date) -> dict[int, Aged]:
    wanted = list(ids)
    if not wanted:
        return {}
    found = rows.read(
        OF_THESE.format(places=rows.places(wanted)), [organisation_id, *wanted], p=Person
    )
    return {
        one.pk: Aged(
            protection(Age(one.born_on, one.born_precision, one.at_risk), day),
            years_on(one.born_on, one.born_precision, day),
        )
        for (one,) in found
    }


def guardians_of(actor: Actor, child_id: int, on: date) -> list[Guardianship]:
    person(actor, child_id)
    return list(_linked(actor, on).filter(child=child_id).select_related("guardian"))


def guardians_among(
    organisation_id: int, child_ids: Iterable[int], on: date
) -> list[tuple[int, int, str]]:
    """Who has a care link to any of these children: child, guardian, the guardian's reference."""
    wanted, day = list(child_ids), on.isoformat()
    if not wanted:
        return []
    return rows.fetch(
        GUARDIANS.format(places=rows.places(wanted)), [organisation_id, *wanted, day, day]
    )


def carers(organisation_id: int, child_ids: Iterable[int], on: date) -> dict[int, list[Person]]:
    """The parents and carers of each of these children, for rooms that may know of the child."""
    links = Guardianship.objects.filter(
        held_on(on), organisation_id=organisation_id, child__in=list(child_ids)
    )
    found: dict[int, list[Person]] = {}
    for link in links.select_related("guardian").order_by("pk"):
        found.setdefault(link.child_id, []).append(link.guardian)
    return found


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody of a person's family, as far as care links tell."""

    person_id: int
    name: str
    relation: str


def kin(organisation_id: int, person_id: int, on: date) -> list[Kin]:
    """Who cares for somebody, whom they care for, and who is cared for by the same people. For
    rooms that may know of the person; whether of the others is theirs to ask."""
    links = Guardianship.objects.filter(held_on(on), organisation_id=organisation_id)
    carers = links.filter(child=person_id).values("guardian")
    found = links.filter(Q(child=person_id) | Q(guardian=person_id) | Q(guardian__in=carers))
    named: dict[int, Kin] = {}
    for link in found.select_related("guardian", "child").order_by("pk"):
        if link.child_id == person_id:
            one, relation = link.guardian, "Parent or carer"
        elif link.guardian_id == person_id:
            one, relation = link.child, "Child they care for"
        else:
            one, relation = link.child, "Brother, sister, or cared for by the same people"
        if one.pk != person_id:
            named.setdefault(one.pk, Kin(one.pk, one.name, relation))
    return list(named.values())


def known_among(actor: Actor, ids: Iterable[int]) -> frozenset[int]:
    """Those of these people of whom the actor may know anyway."""
    return frozenset(visible_to(actor).filter(pk__in=list(ids)).values_list("pk", flat=True))


def known_by_reference(actor: Actor, references: Iterable[str]) -> dict[str, int]:
    """The same by reference, whoever of them has left too."""
    found = visible_to(actor).filter(reference__in=list(references))
    return dict(found.values_list("reference", "pk"))


def children_of(actor: Actor, guardian_id: int, on: date) -> list[Guardianship]:
    """In their care; not one of whom a lead decided that they are told nothing."""
    person(actor, guardian_id)
    rows = _linked(actor, on).filter(guardian=guardian_id).select_related("child")
    return list(rows.exclude(Exists(withheld().filter(what=Withheld.ALL))))


def withheld() -> QuerySet[Withholding]:
    """Of a guardianship: what is kept from this guardian about this child."""
    return Withholding.objects.filter(
        guardian=OuterRef("guardian"), child=OuterRef("child"), ended_at__isnull=True
    )


def _linked(actor: Actor, on: date) -> QuerySet[Guardianship]:
    rows = Guardianship.objects.filter(held_on(on), organisation_id=actor.organisation_id)
    return rows.order_by("pk")


def answered_for(
    organisation_id: int, guardian_ids: Iterable[int], on: date
) -> dict[int, list[Person]]:
    """The children for whom each of these people answers on a day: with responsibility, and under
    18 or of an age that nobody knows."""
    links = Guardianship.objects.filter(
        held_on(on),
        organisation_id=organisation_id,
        guardian__in=list(guardian_ids),
        parental_responsibility=True,
    )
    found: dict[int, list[Person]] = {}
    for link in links.select_related("child").order_by("pk"):
        child = link.child
        here = child.left_on is None or child.left_on >= on
        if here and is_child_on(child.born_on, child.born_precision, on):
            found.setdefault(link.guardian_id, []).append(child)
    return found
