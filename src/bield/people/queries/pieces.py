"""The sealed file of a list, read like any file: one piece of it is open at a time."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, cast

from bield.kit.refusals import NotFound
from bield.people.importing import ctf, oneroster, plans, tables
from bield.people.importing.models import Intake, IntakeBatch, IntakePiece
from bield.people.importing.plans import Entry
from bield.people.importing.rows import Package
from bield.people.importing.states import Format
from bield.vault import queries as vault
from bield.vault.seal import unwrap

PIECE = 256 * 1024  # bytes


class Pieces(io.RawIOBase):
    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.key = vault.secret(intake.organisation_id, intake.key_id)
        rows = IntakePiece.objects.filter(intake=intake).order_by("number")
        self.size = sum(rows.values_list("size", flat=True))
        self.at = 0
        self.open: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begins = {io.SEEK_SET: 0, io.SEEK_CUR: self.at, io.SEEK_END: self.size}[whence]
        self.at = max(0, begins + offset)
        return self.at

    def tell(self) -> int:
        return self.at

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        if self.at >= self.size:
            return 0
        piece = self._piece(self.at // PIECE)
        found = piece[self.at % PIECE :][: len(room)]
        room[: len(found)] = found
        self.at += len(found)
        return len(found)

    def _piece(self, number: int) -> bytes:
        if self.open[0] != number:
            row = IntakePiece.objects.filter(intake=self.intake, number=number).first()
            if row is None:
                raise NotFound(f"piece {number} of {self.intake.reference}")
            context = f"{self.intake.reference}:{number}"
            self.open = number, unwrap(self.key, bytes(row.sealed), context=context)
        return self.open[1]


def file_of(intake: Intake) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(Pieces(intake), 2**16))


def package_of(intake: Intake, today: date) -> Package:
    """The list, opened; raises `Refused` where it is none."""
    file, source = file_of(intake), intake.source
    if intake.format == Format.ONEROSTER:
        return oneroster.opened(file, today)
    if intake.format == Format.CTF:
        return ctf.TransferFile(file, today)
    layout = tables.Layout(source.columns, source.order, source.role)
    return tables.Table(file, layout, today, source.whole)


def entries_of(batch: IntakeBatch, key: bytes) -> list[Entry]:
    context = f"{batch.intake.reference}:plan:{batch.number}"
    return plans.unpacked(unwrap(key, bytes(batch.sealed), context=context))


def planned(intake: Intake, *parts: str) -> Iterator[tuple[IntakeBatch, list[Entry]]]:
    """The batches of these parts, one open at a time."""
    key = vault.secret(intake.organisation_id, intake.key_id)
    rows = IntakeBatch.objects.filter(intake=intake, part__in=parts).order_by("number")
    for pk in list(rows.values_list("pk", flat=True)):
        batch = IntakeBatch.objects.select_related("intake").get(pk=pk)
        yield batch, entries_of(batch, key)
