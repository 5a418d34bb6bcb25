"""Families: who cares for a child, who must be asked, and who lives with whom.

Whoever is family of a child learns of their own household alone, whatever posts they hold: of a
second household neither names nor numbers nor answers.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from bield.people import rules
from bield.people.actors import Actor, held_on
from bield.people.models import FamilyNote, Guardianship, HouseholdMember
from bield.people.states import NoteKind, Responsible
from bield.vault import queries as vault
from bield.vault.seal import unseal

NOTES = "people.family-notes"


def note_context(row: FamilyNote) -> str:
    return f"family:{row.link_id}:{row.kind}"


def responsible_for(
    organisation_id: int, child_ids: Iterable[int], on: date
) -> dict[int, list[int]]:
    """Who has parental responsibility for each of these: who must be asked. Not known is no."""
    return _among(organisation_id, child_ids, on, Q(parental_responsibility=True))


def perhaps_responsible_for(
    organisation_id: int, child_ids: Iterable[int], on: date
) -> dict[int, list[int]]:
    """Of whom it is not known: while one is left, it is not sure that everybody was asked."""
    return _among(organisation_id, child_ids, on, Q(responsibility_known=False))


def _among(
    organisation_id: int, child_ids: Iterable[int], on: date, which: Q
) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {child: [] for child in child_ids}
    links = Guardianship.objects.filter(
        held_on(on), which, organisation_id=organisation_id, child__in=list(found)
    )
    for child, guardian in links.order_by("call_order", "pk").values_list("child_id", "guardian"):
        found[child].append(guardian)
    return found


def households_of(organisation_id: int, person_ids: Iterable[int], on: date) -> dict[int, set[int]]:
    """In which households each of these lives."""
    found: dict[int, set[int]] = {one: set() for one in person_ids}
    rows = HouseholdMember.objects.filter(
        held_on(on), organisation_id=organisation_id, person__in=list(found)
    )
    for person, household in rows.values_list("person_id", "household_id"):
        found[person].add(household)
    return found


def housemates(organisation_id: int, person_id: int, on: date) -> set[int]:
    """Who lives with somebody, themselves left out."""
    own = HouseholdMember.objects.filter(held_on(on), person=person_id).values("household")
    rows = HouseholdMember.objects.filter(
        held_on(on), organisation_id=organisation_id, household__in=own
    )
    return set(rows.values_list("person_id", flat=True)) - {person_id}


def family_of(organisation_id: int, person_id: int, on: date) -> set[int]:
    """Whom somebody may know of as their family: whom they care for or who cares for them, and
    who lives with them. Never a second household of somebody they care for."""
    links = Guardianship.objects.filter(held_on(on), organisation_id=organisation_id)
    wards = links.filter(guardian=person_id).values_list("child_id", flat=True)
    carers = links.filter(child=person_id).values_list("guardian_id", flat=True)
    return {*wards, *carers, *housemates(organisation_id, person_id, on)}


def responsible(link: Guardianship) -> Responsible:
    if not link.responsibility_known:
        return Responsible.NOT_KNOWN
    return Responsible.YES if link.parental_responsibility else Responsible.NO


def lead_is_asked_first(actor: Actor, carer_id: int, on: date) -> bool:
    """A court order stands, and the reader is none who may have the number of this carer."""
    if rules.keep_people(actor) is None:
        return False
    links = Guardianship.objects.filter(
        held_on(on), organisation_id=actor.organisation_id, guardian=carer_id, ask_lead_first=True
    )
    return links.exists()


def links_of(actor: Actor, today: date, which: Q) -> list[Guardianship]:
    found = Guardianship.objects.filter(
        held_on(today), which, organisation_id=actor.organisation_id
    )
    return list(found.select_related("guardian", "child").order_by("call_order", "pk"))


def last_notes(actor: Actor, links: Iterable[Guardianship], kind: NoteKind) -> dict[int, str]:
    """The last words about each of these, opened."""
    rows = FamilyNote.objects.filter(
        organisation_id=actor.organisation_id, link__in=list(links), kind=kind
    )
    last = {row.link_id: row for row in rows.order_by("pk")}
    if not last:
        return {}
    key = vault.organisation_secret(actor.organisation_id, NOTES)
    return {
        link: unseal(key, bytes(row.sealed), context=note_context(row))
        for link, row in last.items()
    }
