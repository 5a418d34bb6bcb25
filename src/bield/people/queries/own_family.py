"""Whoever is family of a child is no office for that family. They see what family sees, and no
more; somebody else looks after these people."""

from collections.abc import Iterable

from django.db.models import Exists, Q

from bield.kit.refusals import NotFound
from bield.people.actors import Actor, held_on
from bield.people.models import Guardianship, HouseholdMember, Person, Post
from bield.people.queries.families import family_of
from bield.people.queries.persons import person_by_reference, withheld
from bield.people.states import KEEPERS_OF_PEOPLE, Withheld


def own_family(organisation_id: int, person_id: int) -> frozenset[int]:
    """Of whom somebody is family or was, by care or by household: the children, whoever cares or
    cared for them, and whoever lives or lived with any of these. In an office as well, what these
    say is theirs to tell."""
    if not person_id:
        return frozenset()
    links = Guardianship.objects.filter(organisation_id=organisation_id)
    near = {person_id, *_lived_with(organisation_id, [person_id])}
    theirs = links.filter(Q(guardian__in=near) | Q(child__in=near))
    # By number, not as a part of the next question: of a register that has just come in PostgreSQL
    # knows nothing yet, and would compare everybody with everybody.
    children = set(theirs.values_list("child_id", flat=True))
    linked = links.filter(child__in=children).values_list("child_id", "guardian_id")
    close = near.union(*linked) if children else near
    if close == {person_id}:
        return frozenset()
    return frozenset(close | _lived_with(organisation_id, close)) - {person_id}


def _lived_with(organisation_id: int, person_ids: Iterable[int]) -> set[int]:
    lived = HouseholdMember.objects.filter(organisation_id=organisation_id)
    homes = lived.filter(person__in=list(person_ids)).values("household")
    return set(lived.filter(household__in=homes).values_list("person_id", flat=True))


def is_own(actor: Actor, *person_ids: int) -> bool:
    """One of them is the actor, or of their family."""
    if actor.person_id is None:
        return False
    family = own_family(actor.organisation_id, actor.person_id)
    return not (family | {actor.person_id}).isdisjoint(person_ids)


def not_to_read(actor: object) -> frozenset[str]:
    """Of whom the actor reads no line of the record, as its lines call them."""
    if not isinstance(actor, Actor) or actor.person_id is None:
        return frozenset()
    family = own_family(actor.organisation_id, actor.person_id)
    return frozenset(f"person:{one}" for one in family)


def beyond(actor: Actor) -> frozenset[int]:
    """Who is of the actor's own family, and is not shown to them as family: the other household,
    whomever they care for no more, and a child of whom they are told nothing."""
    me = actor.person_id or 0
    family = own_family(actor.organisation_id, me)
    if not family:
        return family
    untold = Guardianship.objects.filter(
        Exists(withheld().filter(what=Withheld.ALL)),
        organisation_id=actor.organisation_id,
        guardian=me,
    )
    shown = family_of(actor.organisation_id, me, actor.on)
    return family - (shown - set(untold.values_list("child_id", flat=True)))


def looked_after(actor: Actor, reference: str) -> Person:
    """Somebody, for a page of an office. Of the actor's own family, whom family may see."""
    found = person_by_reference(actor, reference)
    if found.pk in beyond(actor):
        raise NotFound(reference)
    return found


def is_alone(actor: Actor) -> bool:
    """Nobody but the actor and their own family looks after people here."""
    if not actor.holds(*KEEPERS_OF_PEOPLE):
        return False
    own = own_family(actor.organisation_id, actor.person_id or 0) | {actor.person_id or 0}
    here = Q(person__left_on__isnull=True) | Q(person__left_on__gte=actor.on)
    others = Post.objects.filter(
        held_on(actor.on), here, organisation_id=actor.organisation_id, role__in=KEEPERS_OF_PEOPLE
    )
    return not others.exclude(person__in=own).exists()


def left_to_others(actor: Actor) -> frozenset[int]:
    """Of the actor's own family, whose name, numbers and posts another changes: all of them, and
    for whoever looks after people alone those whom family may not see."""
    family = own_family(actor.organisation_id, actor.person_id or 0)
    return beyond(actor) if family and is_alone(actor) else family


def others_look_after(actor: Actor, person_id: int) -> bool:
    return person_id in left_to_others(actor)


def shown_links(actor: Actor, links: Iterable[Guardianship]) -> list[Guardianship]:
    """All of a child's carers for whoever is not family; for family, their own household."""
    hidden = beyond(actor)
    return [link for link in links if hidden.isdisjoint({link.child_id, link.guardian_id})]
