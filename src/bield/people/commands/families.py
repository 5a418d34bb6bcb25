from collections.abc import Iterable
from datetime import datetime, timedelta

from bield.kit.refusals import Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import queries, rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands.rows import own, own_person, standing_link
from bield.people.models import FamilyNote, Household, HouseholdMember
from bield.people.states import NoteKind
from bield.vault import queries as vault
from bield.vault.seal import seal


@recorded
def open_household(actor: Actor, *, label: str, person_id: int, at: datetime) -> Household:
    """Somebody lives at an address; whoever lives there too is added to it. Sent again on the day,
    word for word, it answers with the first."""
    person = own_person(actor, person_id)
    enforce(rules.keep_people(actor), _another(actor, person.pk), rules.readable(label=label))
    again = _opened_already(actor, label, person.pk, at)
    if again is not None:
        _note("people.household-sent-again", person.pk, actor, at, household=again.pk)
        return again
    household = Household.objects.create(organisation_id=actor.organisation_id, label=label)
    _lives(actor, household, person.pk, at)
    _note("people.household-opened", person.pk, actor, at, household=household.pk)
    return household


@recorded
def move_in(actor: Actor, reference: str, person_id: int, *, at: datetime) -> Household:
    household, person = own(Household, actor, reference=reference), own_person(actor, person_id)
    enforce(rules.keep_people(actor), _another(actor, person.pk, *_of(household)))
    _lives(actor, household, person.pk, at)
    _note("people.moved-in", person.pk, actor, at, household=household.pk)
    return household


@recorded
def move_out(actor: Actor, reference: str, person_id: int, *, at: datetime) -> None:
    """From today they do not live there; noted today by mistake, they never did."""
    household, today = own(Household, actor, reference=reference), day_of(at)
    enforce(rules.keep_people(actor), _another(actor, person_id, *_of(household)))
    member = own(
        HouseholdMember, actor, household=household, person=person_id, ends_on__isnull=True
    )
    if member.begins_on < today:
        member.ends_on = today - timedelta(days=1)
        member.save(update_fields=["ends_on"])
    else:
        member.delete()
    _note("people.moved-out", person_id, actor, at, household=household.pk)


@recorded
def write_note(
    actor: Actor, *, guardian_id: int, child_id: int, kind: str, words: str, at: datetime
) -> FamilyNote:
    """What has to be known before somebody is called. It stays sealed; the last one holds."""
    link = standing_link(actor, guardian_id, child_id, at)
    enforce(rules.write_note(actor, kind), _another(actor, guardian_id, child_id))
    row = FamilyNote(
        organisation_id=actor.organisation_id,
        link=link,
        kind=kind,
        written_by_id=actor.person_id,
        written_at=at,
    )
    key = vault.organisation_secret(actor.organisation_id, queries.NOTES)
    row.sealed = seal(key, words, context=queries.note_context(row))
    row.save()
    if kind == NoteKind.COURT:
        link.ask_lead_first = bool(words)
        link.save(update_fields=["ask_lead_first"])
    _note("people.note-written", child_id, actor, at, guardian=f"person:{guardian_id}", kind=kind)
    return row


@recorded
def open_notes(actor: Actor, *, guardian_id: int, child_id: int, at: datetime) -> None:
    """Somebody reads what is sealed: that is a line of the record."""
    standing_link(actor, guardian_id, child_id, at)
    enforce(rules.keep_people(actor), _another(actor, guardian_id, child_id))
    _note("people.notes-opened", child_id, actor, at, guardian=f"person:{guardian_id}")


@recorded
def open_call(actor: Actor, child_id: int, *, at: datetime) -> None:
    """Who alone looks after people calls the other household of their own family."""
    enforce(rules.keep_people(actor))
    _note("people.call-opened", child_id, actor, at)


def _opened_already(actor: Actor, label: str, person_id: int, at: datetime) -> Household | None:
    """Nobody lives twice at one address. Safe with two at once, as one command writes at a time."""
    lives = HouseholdMember.objects.filter(
        person=person_id, begins_on=day_of(at), ends_on__isnull=True
    )
    here = Household.objects.filter(organisation_id=actor.organisation_id, label=label)
    return here.filter(members__in=lives).order_by("pk").first()


def _another(actor: Actor, *person_ids: int) -> Refusal | None:
    return rules.another(actor, own=queries.is_own(actor, *person_ids))


def _of(household: Household) -> Iterable[int]:
    """Whoever lives there, or did."""
    return household.members.values_list("person_id", flat=True)


def _lives(actor: Actor, household: Household, person_id: int, at: datetime) -> None:
    HouseholdMember.objects.get_or_create(
        organisation_id=actor.organisation_id,
        household=household,
        person_id=person_id,
        ends_on__isnull=True,
        defaults={"begins_on": day_of(at)},
    )


def _note(event: str, person_id: int, actor: Actor, at: datetime, **more: object) -> None:
    note(event=event, subject=f"person:{person_id}", by=actor.id, at=at, **more)  # type: ignore[arg-type]
