"""Pages that ask something about a family."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.models import Household, Person
from bield.people.queries.asked import MOST, Asked
from bield.people.queries.families import last_notes, links_of, responsible
from bield.people.queries.own_family import is_own, looked_after
from bield.people.queries.pages import require
from bield.people.queries.persons import people_known_to, person_by_reference
from bield.people.rules.families import LAST_CALLED
from bield.people.states import KEEPERS_OF_PEOPLE, NoteKind


@dataclass(frozen=True)
class NotesPage:
    child: str
    guardian: str
    child_id: int
    guardian_id: int
    back: str
    notes: tuple[tuple[str, str], ...]  # kind, words
    kinds: tuple[tuple[str, str], ...]


def linked_pair(actor: Actor, child: str, guardian: str, at: datetime) -> tuple[Person, Person]:
    """A child and one of the carers, for whoever looks after people and is not of this family."""
    require(actor, *KEEPERS_OF_PEOPLE)
    one, other = person_by_reference(actor, child), person_by_reference(actor, guardian)
    linked = links_of(actor, day_of(at), Q(child=one, guardian=other))
    if not linked or is_own(actor, one.pk, other.pk):
        raise NotFound(guardian)
    return one, other


def notes_page(actor: Actor, child: str, guardian: str, at: datetime) -> NotesPage:
    one, other = linked_pair(actor, child, guardian, at)
    links = links_of(actor, day_of(at), Q(child=one, guardian=other))
    kinds = [kind for kind in NoteKind if rules.read_note(actor, kind)]
    read = [(kind.label, last_notes(actor, links, kind).get(links[0].pk, "")) for kind in kinds]
    return NotesPage(
        child=one.name,
        guardian=other.name,
        child_id=one.pk,
        guardian_id=other.pk,
        back=reverse("people:family-of", args=[child]),
        notes=tuple((label, words) for label, words in read if words),
        kinds=tuple((kind.value, kind.label) for kind in kinds),
    )


def family_page(actor: Actor, reference: str, words: str) -> Asked:
    """Whoever is to be linked is looked for by name first: the list may be long."""
    require(actor, *KEEPERS_OF_PEOPLE)
    person = looked_after(actor, reference)
    found = [one for one in people_known_to(actor, words, MOST) if one.pk != person.pk]
    called = links_of(actor, actor.on, Q(child=person))
    following = min(max((one.call_order for one in called), default=0) + 1, LAST_CALLED)
    return Asked(
        f"Who cares for {person.name}?",
        "Link them",
        reverse("people:family-of", args=[reference]),
        person_id=person.pk,
        initial={"call_order": following},
        people=[(str(one.pk), one.name) for one in found],
        words=words,
        here=reverse("people:family", args=[reference]),
        may_add=True,
    )


def link_page(actor: Actor, child: str, guardian: str, at: datetime) -> Asked:
    """What one carer is to one child, to be changed."""
    one, other = linked_pair(actor, child, guardian, at)
    link = links_of(actor, day_of(at), Q(child=one, guardian=other))[0]
    return Asked(
        f"{other.name} as carer of {one.name}",
        "Keep",
        reverse("people:family-of", args=[child]),
        person_id=one.pk,
        post_id=other.pk,
        initial={
            "relation": link.relation,
            "responsible": responsible(link),
            "call_order": link.call_order,
        },
    )


def end_link_page(actor: Actor, child: str, guardian: str, at: datetime) -> Asked:
    one, other = linked_pair(actor, child, guardian, at)
    return Asked(
        f"{other.name} cares for {one.name} no more",
        "Note the last day",
        reverse("people:family-of", args=[child]),
        "From the day after they are asked nothing about this child any more.",
        person_id=one.pk,
        post_id=other.pk,
    )


def home_page(actor: Actor, reference: str) -> Asked:
    """A new address of somebody."""
    require(actor, *KEEPERS_OF_PEOPLE)
    person = looked_after(actor, reference)
    return Asked(
        f"Where does {person.name} live?",
        "Keep this address",
        reverse("people:family-of", args=[reference]),
        f"This is where {person.name} lives. Whoever lives elsewhere has an address of their own:"
        " say it on their own page. A few words are enough to tell it from another, like the"
        " street.",
        person_id=person.pk,
    )


def move_in_page(actor: Actor, reference: str, household: str, words: str) -> Asked:
    require(actor, *KEEPERS_OF_PEOPLE)
    looked_after(actor, reference)
    home = Household.objects.filter(
        organisation_id=actor.organisation_id, reference=household
    ).first()
    if home is None or is_own(actor, *home.members.values_list("person_id", flat=True)):
        raise NotFound(household)
    return Asked(
        f"Who else lives at {home.label}?",
        "They live there",
        reverse("people:family-of", args=[reference]),
        people=[(str(one.pk), one.name) for one in people_known_to(actor, words, MOST)],
        words=words,
        here=reverse("people:move-in", args=[reference, household]),
        may_add=True,
    )
