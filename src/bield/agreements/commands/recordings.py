"""A family says that it records, both sign what for and until when, and it is deleted in time."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bield.agreements import queries
from bield.agreements.commands import letters
from bield.agreements.kinds import FAMILY_DELETES
from bield.agreements.models import DeletionAnswer, FamilyRecording
from bield.agreements.rules import recordings as rules
from bield.agreements.states import Deleted
from bield.duties import commands as duties
from bield.duties.queries import end_of
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

ANSWER_WITHIN = timedelta(days=7)  # then it is late, and the lead's


@recorded
def will_record(actor: Actor, person: str, *, at: datetime) -> FamilyRecording:
    """A family says that it will record. From now on no session of that person is ready until both
    have signed. Said twice before that, it is one."""
    if actor.person_id is None:
        raise NotFound("the house is no family")
    about = queries.recorded_by(actor, person, at=at)
    row = FamilyRecording.objects.filter(
        person=about, said_by=actor.person_id, countersigned_at=None, dropped_at=None
    ).first() or FamilyRecording.objects.create(
        organisation_id=actor.organisation_id,
        person=about,
        said_by_id=actor.person_id,
        said_at=at,
    )
    note(event="agreements.family-records", subject=row.reference, by=actor.id, at=at)
    return row


@recorded
def sign_recording(
    actor: Actor, reference: str, *, uses: Collection[str], ends_on: date | None, at: datetime
) -> None:
    """The family signs. Until we have signed too, it can sign otherwise."""
    row = _own(actor, reference)
    if row.countersigned_at is not None or row.dropped_at is not None:
        raise NotFound(reference)
    queries.recorded_by(actor, row.person.reference, at=at)  # still in their care
    latest = queries.latest_end(day_of(at))
    enforce(rules.sign(uses, ends_on, today=day_of(at), latest=latest))
    row.uses, row.ends_on, row.signed_at = sorted(uses), ends_on, at
    row.save(update_fields=["uses", "ends_on", "signed_at"])
    note(event="agreements.family-signed", subject=reference, by=actor.id, at=at)


@recorded
def countersign(actor: Actor, reference: str, *, at: datetime) -> None:
    """We sign. From now on both have the copy."""
    row = queries.recording_for_office(actor, reference)
    family = people.carers(actor.organisation_id, [row.person_id], day_of(at))
    carers = {one.pk for one in family.get(row.person_id, [])}
    if row.said_by_id not in {row.person_id, *carers}:
        raise NotFound(reference)  # whoever said so does not care for the child any more
    adults = {row.person_id, row.said_by_id, *carers}
    enforce(
        rules.countersign(
            actor, signed=row.signed_at is not None, own_family=actor.person_id in adults
        )
    )
    if row.countersigned_at is not None or row.dropped_at is not None:
        raise NotFound(reference)
    row.countersigned_by_id, row.countersigned_at = actor.person_id, at
    row.save(update_fields=["countersigned_by", "countersigned_at"])
    letters.told_of_both(actor, row.said_by_id, reference, at)
    note(event="agreements.we-signed", subject=reference, by=actor.id, at=at)


@recorded
def drop_recording(actor: Actor, reference: str, *, at: datetime) -> None:
    """They do not record after all. What both have signed is deleted instead."""
    row = _own(actor, reference)
    if row.countersigned_at is not None or row.dropped_at is not None:
        raise NotFound(reference)
    row.dropped_at = at
    row.save(update_fields=["dropped_at"])
    note(event="agreements.family-records-not", subject=reference, by=actor.id, at=at)


@recorded
def ask_deletion(house: Actor, reference: str, *, at: datetime) -> None:
    """Its last day has come: the family is asked, and the lead hears if no answer comes."""
    row = FamilyRecording.objects.get(organisation=house.organisation_id, reference=reference)
    row.asked_at = at
    row.save(update_fields=["asked_at"])
    duties.open_duty(
        house,
        FAMILY_DELETES.code,
        subject=reference,
        due_at=end_of(day_of(at + ANSWER_WITHIN)),
        link=f"/family-recordings/{reference}/",
        at=at,
    )
    letters.asked_to_delete(house, row.said_by_id, reference, at)
    note(event="agreements.deletion-asked", subject=reference, by=house.id, at=at)


@recorded
def answer_deletion(actor: Actor, reference: str, *, said: str, at: datetime) -> None:
    """What the family says is kept. Only that it is deleted closes the duty."""
    row = _own(actor, reference)
    if row.countersigned_at is None or row.deleted_at is not None:
        raise NotFound(reference)
    DeletionAnswer.objects.create(
        organisation_id=actor.organisation_id,
        recording=row,
        said=Deleted(said),
        by_id=row.said_by_id,  # nobody else gets this far
        at=at,
    )
    if said == Deleted.DELETED:
        row.deleted_at = at
        row.save(update_fields=["deleted_at"])
        duties.done(actor, FAMILY_DELETES.code, subject=reference, evidence=said, at=at)
    note(event="agreements.deletion-answered", subject=reference, by=actor.id, at=at, said=said)


def _own(actor: Actor, reference: str) -> FamilyRecording:
    row = queries.recording(actor, reference)
    if row.said_by_id != actor.person_id:
        raise NotFound(reference)
    return row
