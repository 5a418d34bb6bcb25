"""All that this room keeps about one person, for whoever asked to see it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bield.kit import times
from bield.people.models import Guardianship, HouseholdMember, Membership, Person, Post
from bield.people.queries.organisations import label, organisation_by_id
from bield.people.queries.pages import said_birth
from bield.people.states import Relation


@dataclass(frozen=True)
class KeptFact:
    title: str
    facts: tuple[tuple[str, str], ...]
    others: tuple[int, ...] = ()  # people it names beside them
    where: bool = False  # it says where they are, live, or are reached
    home: int = 0  # the household it speaks of


@dataclass(frozen=True)
class PlaceName:
    name: str
    home: int = 0  # of this household


def kept_of(organisation_id: int, person_id: int) -> list[KeptFact]:
    """In six statements. Notes about the family stay sealed: the lead decides about them."""
    person = Person.objects.get(organisation_id=organisation_id, pk=person_id)
    return [
        KeptFact("As we know them", _facts(person)),
        *_reached(person),
        *_posts(organisation_id, person_id),
        *_groups(person_id),
        *_homes(person_id),
        *_family(person_id),
    ]


def places_of(organisation_id: int, person_id: int) -> list[PlaceName]:
    """What the places, groups and homes of somebody are called, then and now: words that tell where
    they are. In three statements."""
    house = organisation_by_id(organisation_id).name
    posts = Post.objects.filter(organisation_id=organisation_id, person=person_id)
    sites = set(posts.filter(site__isnull=False).values_list("site__name", flat=True))
    groups = Membership.objects.filter(person=person_id)
    met = {name for pair in groups.values_list("group__name", "group__site__name") for name in pair}
    homes = HouseholdMember.objects.filter(organisation_id=organisation_id, person=person_id)
    return [
        *(PlaceName(name) for name in sorted((sites | met) - {house, None})),
        *(PlaceName(*one) for one in homes.values_list("household__label", "household_id")),
    ]


def homes_of(organisation_id: int, person_id: int) -> frozenset[int]:
    """The households in which somebody lives or lived."""
    rows = HouseholdMember.objects.filter(organisation_id=organisation_id, person=person_id)
    return frozenset(rows.values_list("household_id", flat=True))


def _facts(person: Person) -> tuple[tuple[str, str], ...]:
    rows = (
        ("Name", person.name),
        ("Known as", person.known_as),
        ("Birth date", said_birth(person.born_on, person.born_precision)),
        ("Here since", _day(person.joined_on)),
        ("Left on", _day(person.left_on)),
        ("Reference", person.reference),
    )
    return tuple((name, value) for name, value in rows if value)


def _reached(person: Person) -> list[KeptFact]:
    rows = (("E-mail", person.email), ("Telephone", person.phone))
    facts = tuple((name, value) for name, value in rows if value)
    return [KeptFact("How we reach them", facts, where=True)] if facts else []


def _posts(organisation_id: int, person_id: int) -> list[KeptFact]:
    rows = Post.objects.filter(organisation_id=organisation_id, person=person_id)
    house = organisation_by_id(organisation_id)
    return [
        KeptFact(
            label(house, one.role),
            (("Where", one.site.name if one.site else "Everywhere"), *_from(one)),
            where=True,
        )
        for one in rows.select_related("site").order_by("-begins_on", "-pk")
    ]


def _groups(person_id: int) -> list[KeptFact]:
    rows = Membership.objects.filter(person=person_id).select_related("group").order_by("-pk")
    return [
        KeptFact("In a group", (("Group", one.group.name), *_from(one)), where=True) for one in rows
    ]


def _homes(person_id: int) -> list[KeptFact]:
    rows = HouseholdMember.objects.filter(person=person_id).select_related("household")
    return [
        KeptFact(
            "Household",
            (("Called", one.household.label), *_from(one)),
            where=True,
            home=one.household_id,
        )
        for one in rows.order_by("-pk")
    ]


def _family(person_id: int) -> list[KeptFact]:
    rows = Guardianship.objects.filter(Q(child=person_id) | Q(guardian=person_id))
    kept = []
    for one in rows.select_related("child", "guardian").order_by("-pk"):
        cares = one.guardian_id == person_id
        other = one.child if cares else one.guardian
        facts = (
            ("Cares for" if cares else "Cared for by", other.name),
            ("As", str(Relation(one.relation).label) if one.relation else ""),
            ("Parental responsibility", "Yes" if one.parental_responsibility else "No"),
            *_from(one),
        )
        kept.append(KeptFact("Family", tuple(fact for fact in facts if fact[1]), (other.pk,)))
    return kept


def _from(
    one: Post | Membership | HouseholdMember | Guardianship,
) -> tuple[tuple[str, str], ...]:
    rows = (("From", _day(one.begins_on)), ("Until", _day(one.ends_on)))
    return tuple(row for row in rows if row[1])


def _day(day: date | None) -> str:
    return times.exact_day(day) if day else ""
