"""The files of a concern: listed for whoever reads it, opened where nothing seals them off."""

from datetime import datetime

from bield.advice import queries as advice
from bield.concerns.filing import AttachPage, FileItem, OpenedFile
from bield.concerns.labels import Label, copy_name, file_reference, open_label, read_reference
from bield.concerns.lenses import guards
from bield.concerns.lenses.attaching import admitted, sealed_off
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Outcome
from bield.concerns.models import Attachment, Concern
from bield.concerns.moments import moment
from bield.concerns.queries.facts import facts, outcome
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.rules import work
from bield.kit.judging import Kind
from bield.kit.refusals import NotFound, Refusal
from bield.people.actors import Actor
from bield.vault import queries as vault

KILO = 1024
HOUSE = "Bield"


def attach_page(actor: Actor, reference: str, *, at: datetime) -> AttachPage:
    found = concern(actor, reference)
    known = facts(found, at=at)
    made = work_out(known)
    asked = guards.Responding("capture", done=True, file=1)
    decides = work(my_row(actor, found).why)
    return AttachPage(
        reference=reference,
        law=advice.on_indecent_pictures(),
        may=admitted(known, made),
        capture=tuple(guards.respond(known, made, asked)) + ((decides,) if decides else ()),
    )


def files(concern: Concern, key: bytes, made: Outcome, *, at: datetime) -> tuple[FileItem, ...]:
    """In the order in which they came. Whoever asks has found the concern."""
    rows = Attachment.objects.filter(concern=concern).select_related("added_by").order_by("number")
    return tuple(_item(concern, row, _label(concern, key, row), made, at) for row in rows)


def _label(concern: Concern, key: bytes, row: Attachment) -> Label:
    return open_label(key, concern.reference, row.number, bytes(row.label))


def _item(concern: Concern, row: Attachment, label: Label, made: Outcome, at: datetime) -> FileItem:
    return FileItem(
        reference=file_reference(concern.reference, row.number),
        number=row.number,
        kind_word=Kind(label.kind).label,
        size=size_in_words(label.size),
        name=label.name,
        shows=label.shows,
        where=label.where,
        sha256=label.sha256,
        added=moment(row.added_at, at),
        by=row.added_by.name if row.added_by else HOUSE,
        shut=sealed_off(made, holds_picture=label.holds_picture),
    )


def size_in_words(size: int) -> str:
    if size < KILO:
        return f"{size} bytes"
    return f"{size / KILO:.0f} KB" if size < KILO**2 else f"{size / KILO**2:.1f} MB"


def file_to_open(actor: Actor, file: str, *, at: datetime) -> tuple[Concern, int, Refusal | None]:
    """Absent, foreign and not for this actor's eyes are the same answer."""
    found, row = _found(actor, file)
    key = vault.secret(found.organisation_id, found.key_id)
    label = _label(found, key, row)
    made = outcome(found, at=at)
    return found, row.number, sealed_off(made, holds_picture=label.holds_picture)


def opened_file(actor: Actor, file: str, *, at: datetime) -> OpenedFile:
    """The file itself. The view has called `commands.open_file` first, which records it."""
    found, row = _found(actor, file)
    key = vault.secret(found.organisation_id, found.key_id)
    label = _label(found, key, row)
    if sealed_off(outcome(found, at=at), holds_picture=label.holds_picture) is not None:
        raise NotFound(file)
    return OpenedFile(
        name=copy_name(found.reference, row.number, label),
        content_type=Kind(label.kind).content_type,
        data=vault.open_file(found.organisation_id, row.file_id),
    )


def _found(actor: Actor, file: str) -> tuple[Concern, Attachment]:
    named = read_reference(file)
    if named is None:
        raise NotFound(file)
    found = concern(actor, named[0])
    try:
        return found, Attachment.objects.get(concern=found, number=named[1])
    except Attachment.DoesNotExist:
        raise NotFound(file) from None
