"""Pages that ask something: what stands above the question, and the answers to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.conditions import OPTIONAL
from bield.people.models import Cover, Person, Post
from bield.people.queries.families import lead_is_asked_first
from bield.people.queries.organisations import label, organisation, site, site_choices
from bield.people.queries.own_family import beyond, looked_after
from bield.people.queries.pages import EVERYWHERE, require, said_born
from bield.people.queries.team import Way, ways
from bield.people.states import (
    ADMINISTRATION,
    ADULTS_OF_THE_ORGANISATION,
    GUARDED,
    KEEPERS_OF_PEOPLE,
    OFFICES_SHOWN,
    SECOND_HOLDERS,
    STAND_INS,
    Role,
)

Choices = list[tuple[str, str]]
MOST = 40  # names offered at once


@dataclass(frozen=True)
class Asked:
    """One question page. What it is about is named by an id only the server sees."""

    title: str
    verb: str
    back: str
    why: str = ""
    person_id: int = 0
    post_id: int = 0
    site_id: int = 0
    initial: Mapping[str, object] = field(default_factory=dict)
    roles: Choices = field(default_factory=list)
    places: Choices = field(default_factory=list)
    people: Choices = field(default_factory=list)
    stand_ins: Choices = field(default_factory=list)
    optional: Choices = field(default_factory=list)
    words: str = ""
    here: str = ""
    may_add: bool = False  # whoever is not here yet, the reader may add


def add_person_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    return Asked("Add a person", "Add this person", reverse("people:people"))


def change_page(actor: Actor, reference: str) -> Asked:
    person = _kept(actor, reference)
    return Asked(
        f"Change what is known of {person.name}",
        "Keep",
        _to(person),
        person_id=person.pk,
        initial={
            "name": person.name,
            "known_as": person.known_as,
            "birth": said_born(person.born_on, person.born_precision),
            "at_risk": person.at_risk,
            "email": person.email,
            "phone": person.phone,
        },
    )


def leave_page(actor: Actor, reference: str) -> Asked:
    person = _kept(actor, reference, *ADMINISTRATION)
    return Asked(
        f"{person.name} leaves",
        "Note the last day",
        _to(person),
        "Every post ends with that day, and so does the way in. What is known stays.",
        person_id=person.pk,
    )


def give_page(actor: Actor, reference: str) -> Asked:
    person = _kept(actor, reference)
    return Asked(
        f"Give {person.name} a post",
        "Give the post",
        _to(person),
        "Safeguarding posts are not given here: somebody is put forward and a second holder"
        " confirms it.",
        person_id=person.pk,
        roles=_roles(actor, guarded=False),
        places=_places(actor),
    )


def put_forward_page(actor: Actor, at: datetime) -> Asked:
    require(actor, *SECOND_HOLDERS)
    return Asked(
        "Put somebody forward",
        "Put this person forward",
        reverse("people:posts"),
        "Another holder confirms it, and it takes effect the day after. The lead, the deputies and"
        " the board’s champion are told at once.",
        people=_may_be_put_forward(actor, at),
        roles=_roles(actor, guarded=True),
        places=_places(actor),
    )


def end_page(actor: Actor, reference: str) -> Asked:
    """A post about to end: for who looks after people, and for its holder."""
    post = (
        Post.objects.filter(organisation_id=actor.organisation_id, reference=reference)
        .select_related("person", "site")
        .first()
    )
    if post is None or not (actor.person_id == post.person_id or actor.holds(*OFFICES_SHOWN)):
        raise NotFound(reference)
    if post.person_id in beyond(actor):
        raise NotFound(reference)
    where = post.site.name if post.site else EVERYWHERE
    word = label(organisation(actor), post.role)
    return Asked(
        f"End the post of {post.person.name}",
        "End this post",
        reverse("people:posts" if actor.holds(*OFFICES_SHOWN) else "people:team"),
        f"{word}, {where}. The other holders are told at once."
        if post.role in GUARDED
        else f"{word}, {where}.",
        post_id=post.pk,
    )


def add_place_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    return Asked(
        "Add a place",
        "Add this place",
        reverse("people:places"),
        places=[("", "Nothing above it"), *site_choices(actor)],
    )


def close_page(actor: Actor, reference: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    place = site(actor, reference)
    return Asked(
        f"Close {place.name}", "Close this place", reverse("people:places"), site_id=place.pk
    )


def words_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    return Asked(
        "Your own words for posts",
        "Keep",
        reverse("people:people"),
        "Write what people here call each post. Empty means the word that stands beside it.",
        initial=dict(organisation(actor).labels),
    )


def organisation_page(actor: Actor) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    house = organisation(actor)
    return Asked(
        "Our organisation",
        "Keep",
        reverse("people:people"),
        initial={
            "name": house.name,
            "acknowledge_within_hours": house.acknowledge_within_hours,
            "adopted": house.adopted,
        },
        optional=sorted(OPTIONAL.items()),
    )


def away_page(actor: Actor, reference: str, at: datetime) -> Asked:
    """Somebody who works here is to be noted away, and who may stand in for them."""
    person = looked_after(actor, reference)
    if person.pk != actor.person_id:
        require(actor, *OFFICES_SHOWN)
    held = Post.objects.filter(held_on(day_of(at)), person=person)
    roles = set(held.values_list("role", flat=True))
    if not roles & ADULTS_OF_THE_ORGANISATION:
        raise NotFound(reference)
    return Asked(
        f"{person.name} is away",
        "Note the absence",
        reverse("people:cover"),
        "While nobody stands in for the safeguarding lead, it shows as a gap."
        if Role.LEAD in roles
        else "",
        person_id=person.pk,
        stand_ins=_stand_ins(actor, person, roles, at),
    )


@dataclass(frozen=True)
class ContactPage:
    person_id: int
    reference: str
    initial: Mapping[str, str]
    ways: tuple[Way, ...]


def contact_page(actor: Actor, at: datetime) -> ContactPage:
    """How the reader is reached."""
    person = Person.objects.get(organisation_id=actor.organisation_id, pk=actor.person_id or 0)
    return ContactPage(
        person.pk,
        person.reference,
        {"email": person.email, "phone": person.phone},
        tuple(ways(person, at)),
    )


def rung(actor: Actor, reference: str) -> Person:
    """Somebody whose number is about to be rung, and may be."""
    require(actor, *OFFICES_SHOWN)
    person = looked_after(actor, reference)
    if lead_is_asked_first(actor, person.pk, actor.on):
        raise NotFound(reference)
    return person


def own_or_kept_cover(actor: Actor, reference: str) -> Cover:
    cover = Cover.objects.filter(
        organisation_id=actor.organisation_id, reference=reference, cancelled_at=None
    ).first()
    if cover is None or not (actor.person_id == cover.away_id or actor.holds(*OFFICES_SHOWN)):
        raise NotFound(reference)
    return cover


def _kept(actor: Actor, reference: str, *others: str) -> Person:
    require(actor, *KEEPERS_OF_PEOPLE, *others)
    return looked_after(actor, reference)


def _to(person: Person) -> str:
    return reverse("people:person", args=[person.reference])


def _roles(actor: Actor, *, guarded: bool) -> Choices:
    house = organisation(actor)
    roles = [role for role in Role if (role in GUARDED) is guarded]
    return [("", ""), *((role.value, label(house, role)) for role in roles)]


def _places(actor: Actor) -> Choices:
    """Where a post may be held; the first answer is the whole organisation."""
    return [("", EVERYWHERE), *site_choices(actor)]


def _stand_ins(actor: Actor, person: Person, own: set[str], at: datetime) -> Choices:
    held = Post.objects.filter(held_on(day_of(at)), organisation_id=actor.organisation_id)
    rows = held.filter(role__in=ADULTS_OF_THE_ORGANISATION).exclude(person=person)
    for role in own & STAND_INS.keys():
        rows = rows.filter(person__in=held.filter(role__in=STAND_INS[role]).values("person"))
    names = dict(rows.values_list("person_id", "person__name"))
    offered = sorted(((str(pk), name) for pk, name in names.items()), key=lambda one: one[1])
    return [("", "Nobody yet"), *offered]


def _may_be_put_forward(actor: Actor, at: datetime) -> Choices:
    """By name: the adults of the organisation, and who holds nothing (an outside contact)."""
    today = day_of(at)
    here = Q(left_on__isnull=True) | Q(left_on__gte=today)
    held = Post.objects.filter(held_on(today), person=OuterRef("pk"))
    adult = Exists(held.filter(role__in=ADULTS_OF_THE_ORGANISATION))
    people = Person.objects.filter(
        here, adult | ~Exists(held), organisation_id=actor.organisation_id
    ).exclude(pk=actor.person_id or 0)
    names = people.order_by("name", "pk").values_list("pk", "name")
    return [("", ""), *((str(pk), name) for pk, name in names)]
