"""A concern goes at the end of its time. Called by the room of retention alone, inside the
transaction that writes the certificate."""

from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from bield.concerns.gone import tags
from bield.concerns.models import (
    Attachment,
    Concern,
    Draft,
    Exclusion,
    Flag,
    Gone,
    Received,
    StaffSaid,
    StaffSaidOf,
    Transfer,
)
from bield.duties import commands as duties
from bield.duties import queries as asked
from bield.people.actors import Actor
from bield.retention.registry import Disposed
from bield.retention.states import Method
from bield.vault import commands as vault
from bield.vault import search

REASON = "disposed"


def dispose_concern(actor: Actor, subject: str, at: datetime) -> Disposed:
    """Its key and all that it sealed, its files, the hashes of its words, and every name beside
    it. A number and a reference stay, and the lines of the record."""
    concern = Concern.objects.get(organisation_id=actor.organisation_id, reference=subject)
    _leave_number(concern, at)
    _close_duties(actor, concern, at)
    files = list(Attachment.objects.filter(concern=concern).values_list("file_id", flat=True))
    keys = [concern.key_id]
    pieces = 0
    for beside in _sealed_apart(concern):
        keys += beside.values_list("key_id", flat=True)
        pieces += remove(beside)
    search.forget(concern.organisation_id, concern.pk)
    drafts = Draft.objects.filter(organisation_id=actor.organisation_id, form__contains=subject)
    pieces += drafts.delete()[0]
    pieces += remove(Concern.objects.filter(pk=concern.pk))
    for file in files:
        vault.destroy_file(actor, file, reason_code=REASON, at=at)
    for key in dict.fromkeys(keys):
        vault.destroy_key(actor, key, reason_code=REASON, at=at)
    return Disposed(Method.KEY_DESTROYED, pieces + len(files))


def _leave_number(concern: Concern, at: datetime) -> None:
    kept_from = Exclusion.objects.filter(concern=concern).values_list("person_id", "named")
    by_name: dict[bool, list[int]] = {True: [], False: []}
    for person, named in kept_from:
        by_name[named].append(person)
    house = concern.organisation_id
    Gone.objects.create(
        organisation_id=house,
        reference=concern.reference,
        log_number=concern.log_number,
        disposed_at=at,
        named=tags(house, concern.reference, by_name[True]),
        kept_from=tags(house, concern.reference, by_name[False]),
    )


def _close_duties(actor: Actor, concern: Concern, at: datetime) -> None:
    standing = asked.open_duties(concern.organisation_id, concern.reference, at)
    for duty in standing:
        duties.waive(actor, duty.code, subject=duty.subject, reason_code=REASON, at=at)


def _sealed_apart(concern: Concern) -> list[QuerySet[Any]]:
    """What is about it and lies under other keys: flags set from it, what a staff file says of it
    alone, and files that left or came with it, which hold its words too."""
    said = StaffSaid.objects.filter(of__concern=concern).values("pk")
    also_of_others = StaffSaidOf.objects.filter(said__in=said).exclude(concern=concern)
    alone = StaffSaid.objects.filter(pk__in=said).exclude(pk__in=also_of_others.values("said"))
    return [
        Flag.objects.filter(concern=concern),
        alone,
        Transfer.objects.filter(concerns__concern=concern),
        Received.objects.filter(concerns__concern=concern),
    ]


def remove(found: QuerySet[Any]) -> int:
    """The rows, and before them all that hangs on them. Answers how many."""
    ids = list(found.values_list("pk", flat=True))
    if not ids:
        return 0
    model: type[Model] = found.model
    removed = 0
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            below = relation.related_model._base_manager
            removed += remove(below.filter(**{f"{relation.field.name}__in": ids}))
    return removed + model._base_manager.filter(pk__in=ids).delete()[0]
