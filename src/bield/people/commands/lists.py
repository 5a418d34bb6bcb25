"""A list of people arrives, in sealed pieces. Until somebody accepts it, it changes nobody."""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bield.kit.refusals import Refusal, Refused, enforce
from bield.ledger.record import housekeeping, recorded
from bield.people import rules
from bield.people.actors import Actor
from bield.people.commands.accepting_lists import choose_columns
from bield.people.commands.list_rows import note_list, touch
from bield.people.commands.reading_lists import give_up_reading
from bield.people.commands.rows import own, own_site_id
from bield.people.importing import tables
from bield.people.importing.models import Intake, IntakePiece, Source
from bield.people.importing.states import Format, Stage
from bield.people.queries.pieces import PIECE, file_of
from bield.vault import commands as vault_commands
from bield.vault import queries as vault
from bield.vault.seal import wrap


def receive_list(
    actor: Actor,
    pieces: Iterable[bytes],
    *,
    source: str,
    site_id: int | None = None,
    whole: bool | None = None,
    mark: str = "",
    at: datetime,
) -> Intake:
    """Take a file in, sealed piece by piece. Of it nothing but the next piece is in memory."""
    pieces = _evenly(pieces)
    first = next(pieces, b"")
    intake = _begin(
        actor, source=source, site_id=site_id, whole=whole, kind=_kind_of(first), mark=mark, at=at
    )
    digest, size = hashlib.sha256(), 0
    for number, piece in enumerate(_from(first, pieces)):
        size += len(piece)
        enforce(rules.small_enough(size))
        digest.update(piece)
        _keep_piece(actor, intake.pk, number=number, piece=piece, at=at)
    intake, reasons = _close(actor, intake.pk, digest=digest.hexdigest(), size=size, at=at)
    enforce(reasons)
    return intake


def receive_rows(
    actor: Actor,
    said: Sequence[Mapping[str, str]],
    *,
    source: str,
    whole: bool,
    at: datetime,
) -> Intake:
    """What another system says row by row is a table whose columns mean what they are called."""
    made = io.StringIO()
    table = csv.DictWriter(made, list(tables.MEANINGS), restval="", delimiter=",")
    table.writeheader()
    table.writerows(said)
    intake = receive_list(actor, [made.getvalue().encode()], source=source, whole=whole, at=at)
    if intake.stage != Stage.ASKED:
        return intake
    own_names = {name: name for name in tables.MEANINGS}
    return choose_columns(actor, intake.reference, columns=own_names, order="year", role="", at=at)


def _evenly(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held = bytearray()
    for piece in pieces:
        held += piece
        while len(held) >= PIECE:
            yield bytes(held[:PIECE])
            del held[:PIECE]
    if held:
        yield bytes(held)


def _from(first: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from pieces


def _kind_of(first: bytes) -> Format:
    """What it is, its first bytes say; a name is never asked."""
    if first.startswith(b"PK"):
        return Format.ONEROSTER
    head = first[:1_000].lstrip(b"\xef\xbb\xbf \r\n\t")
    return Format.CTF if head.startswith((b"<?xml", b"<CTfile")) else Format.TABLE


@recorded
def _begin(
    actor: Actor,
    *,
    source: str,
    site_id: int | None,
    whole: bool | None,
    kind: Format,
    mark: str,
    at: datetime,
) -> Intake:
    enforce(rules.take_in_list(actor))
    known, _ = Source.objects.get_or_create(organisation_id=actor.organisation_id, name=source)
    if site_id is not None:
        known.site_id = own_site_id(actor, site_id)
    if whole is not None:
        known.whole = whole
    known.save(update_fields=["site", "whole"])
    key = vault_commands.new_key(actor, context=f"list:{known.reference}", at=at)
    intake = Intake.objects.create(
        organisation_id=actor.organisation_id,
        source=known,
        format=kind,
        key_id=key.id,
        mark=mark,
        touched_at=at,
        begun_at=at,
    )
    note_list("people.list-began", intake, actor, at, source=known.reference, format=kind.value)
    return intake


@housekeeping("a piece of a file that is on its way; the lines of its beginning and end tell of it")
def _keep_piece(actor: Actor, intake_id: int, *, number: int, piece: bytes, at: datetime) -> None:
    intake = own(Intake, actor, pk=intake_id, stage=Stage.ARRIVING)
    key = vault.secret(actor.organisation_id, intake.key_id)
    IntakePiece.objects.create(
        organisation_id=actor.organisation_id,
        intake=intake,
        number=number,
        size=len(piece),
        sealed=wrap(key, piece, context=f"{intake.reference}:{number}"),
    )
    touch(intake, at)


@recorded
def _close(
    actor: Actor, intake_id: int, *, digest: str, size: int, at: datetime
) -> tuple[Intake, Sequence[Refusal]]:
    """It is here, or here is why it is no list."""
    intake = own(Intake, actor, pk=intake_id, stage=Stage.ARRIVING)
    intake.digest, intake.stage = digest, Stage.ARRIVED
    try:
        if intake.format == Format.TABLE and not _is_laid_out(intake):
            intake.stage = Stage.ASKED
    except Refused as refused:
        give_up_reading(actor, intake_id, reasons=refused.refusals, at=at)
        return intake, refused.refusals
    touch(intake, at, "digest", "stage")
    note_list("people.list-arrived", intake, actor, at, bytes=size, sha256=digest)
    return intake, ()


def _is_laid_out(intake: Intake) -> bool:
    """As last time: the columns that were chosen then are all there."""
    columns = intake.source.columns
    there = {head.casefold() for head in tables.heads(file_of(intake))}
    return bool(columns) and all(head.casefold() in there for head in columns.values())
