"""A house that is watched from outside while somebody tries to bring a picture in.

Looked at are the tables of the database, its files, the folder of the data, the temporary folder,
what the processes have open, and the log. The pictures are noise around a mark, so that a copy is
known by its mark where it lies in clear, and by its size where it is sealed.
"""

import os
import random
import stat
import struct
import threading
import zlib
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bield.access.models import Visit
from bield.concerns import queries
from bield.concerns.models import Concern
from bield.concerns.queries import door as doors
from bield.concerns.states import REPORT_FORM
from bield.outbox.models import Message
from bield.vault.models import SealedPiece
from tests import files
from tests.conftest import Cast, look_into
from tests.databases import Databases
from tests.server import Server

LOOK_EVERY = 0.01  # seconds
WRITING = os.O_WRONLY | os.O_RDWR
NOISE = 4_000  # dots: written out they are shorter than a field of words takes


@dataclass(frozen=True)
class Picture:
    """A PNG that shows noise. `mark` stands in it as it is."""

    mark: bytes
    data: bytes = field(repr=False)

    @property
    def written_out(self) -> str:
        return b64encode(self.data).decode()


def picture(mark: str, size: int = NOISE) -> Picture:
    noise = random.Random(mark).randbytes(max(size, 1))
    dots = zlib.compress(b"".join(b"\x00" + noise[at : at + 1] for at in range(size)), 0)
    head = struct.pack(">2I5B", 1, size, 8, 0, 0, 0, 0)
    said = files.chunk(b"tEXt", b"Comment\x00" + mark.encode())
    body = files.chunk(b"IHDR", head) + said + files.chunk(b"IDAT", dots)
    return Picture(mark.encode(), b"\x89PNG\r\n\x1a\n" + body + files.chunk(b"IEND", b""))


def signs(mark: bytes) -> tuple[bytes, ...]:
    """The mark as it stands, and as base64 and hexadecimal write it."""
    in_base64 = [
        b64encode(bytes(before) + mark)[-(-before * 8 // 6) : (before + len(mark)) * 8 // 6]
        for before in range(3)
    ]
    apart = [bytes(byte for one in mark for byte in pair(one)) for pair in (_before, _behind)]
    return (mark, *in_base64, mark.hex().encode(), mark.hex().upper().encode(), *apart)


def _before(one: int) -> tuple[int, int]:
    return (0, one)


def _behind(one: int) -> tuple[int, int]:
    return (one, 0)


@dataclass(frozen=True)
class Seen:
    """The house at one moment."""

    tables: dict[str, bytes] = field(repr=False)
    concerns: int
    pieces: int
    messages: int

    @property
    def size(self) -> int:
        return sum(map(len, self.tables.values()))


@dataclass
class Siege:
    server: Server
    cast: Cast
    databases: Databases
    name: str  # of the database
    folder: Path
    concerns: dict[str, str]  # how each stands -> reference
    stay: tuple[doors.AtDoor, str] | None = None  # what a browser holds at the public door
    marks: set[bytes] = field(default_factory=set)

    @property
    def temporary(self) -> Path:
        return self.folder / "temporary"

    @property
    def keys(self) -> Path:
        """Beside the keys the heads of the record are kept."""
        return self.folder / "keys"

    @contextmanager
    def watched(self, picture: Picture, *, most: int = 0) -> Iterator[None]:
        """Nothing of the picture may be anywhere, now or while it is sent. `most`: bytes of other
        things that may be kept meanwhile; without, nothing else happens."""
        self.marks.add(picture.mark)
        self._stay_awake()
        before = self.seen()
        with _Watch(self) as watch:
            yield
        after = self.seen()
        assert not watch.found, f"it was written while it was sent: {watch.found}"
        self._nothing_in_clear(picture, after)
        grown = {
            table: len(rows) - len(before.tables[table])
            for table, rows in after.tables.items()
            if len(rows) > len(before.tables[table])
        }
        kept = after.size - before.size
        assert kept < (most or len(picture.data) // 2), f"as much was kept: {grown}"
        assert after.pieces == before.pieces, "a file was sealed"
        if not most:
            assert after.concerns == before.concerns, "it became a concern"
            assert after.messages == before.messages, "somebody was written to"
        shown = self.unsealed()
        assert not [one for one in signs(picture.mark) if one in shown], "it can be read again"

    def _stay_awake(self) -> None:
        """Or the worker signs out whoever was left idle, and writes that down in the middle."""
        for house in (self.cast.birch, self.cast.alder):
            look_into(house)
            Visit.objects.filter(organisation_id=house.pk).update(last_seen_at=timezone.now())

    def seen(self) -> Seen:
        concerns = pieces = messages = 0
        tables: dict[str, bytes] = {}
        for house in (self.cast.birch, self.cast.alder):
            look_into(house)
            for table, rows in _rows():
                tables[table] = tables.get(table, b"") + rows
            mine = {"organisation_id": house.pk}
            concerns += Concern.objects.filter(**mine).count()
            pieces += SealedPiece.objects.filter(**mine).count()
            messages += Message.objects.filter(**mine).count()
        return Seen(tables, concerns, pieces, messages)

    def _nothing_in_clear(self, picture: Picture, seen: Seen) -> None:
        places = {f"table {table}": rows for table, rows in seen.tables.items()}
        places |= {str(path): path.read_bytes() for path in self.files()}
        found = [
            place for place, kept in places.items() for sign in signs(picture.mark) if sign in kept
        ]
        assert not found, f"it lies in clear: {found}"

    def files(self) -> Iterator[Path]:
        """All that the house wrote: its data, its log, the heads beside its keys, the database."""
        places = [*self.folder.rglob("*")]
        if not self.databases.on_postgresql:
            places += Path(self.name).parent.glob(f"{Path(self.name).name}*")
        yield from (path for path in places if path.is_file())

    def unsealed(self) -> bytes:
        """All that the house would show anybody of what it sealed."""
        ama = self.cast.actor("ama")
        at = timezone.now()
        said: list[object] = [
            queries.draft(self.cast.actor(who), REPORT_FORM, at=at) for who in ("ama", "ben", "ivy")
        ]
        for reference in self.concerns.values():
            said.append(queries.concern_page(ama, reference, at=at))
            concern = Concern.objects.get(reference=reference)
            said.append(queries.facts(concern, at=at).done)
        if self.stay is not None:
            held = doors.stay(*self.stay, at)
            said.append(held and held.held)
        return repr(said).encode()

    def settle(self) -> None:
        """What waits to be brought into the one file of the database is brought there now."""
        if not self.databases.on_postgresql:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def wrote(self) -> int:
        """Bytes that the processes have written, wherever to."""
        return sum(_number(process, "io", "wchar:") for process in self.processes())

    def memory(self) -> int:
        """Bytes, at the peak since `forget_peaks`."""
        return sum(_number(one, "status", "VmHWM:") for one in self.processes()) * 1024

    def forget_peaks(self) -> None:
        for process in self.processes():
            Path(f"/proc/{process}/clear_refs").write_text("5")

    def nothing_in_the_files_of_the_database(self) -> None:
        """What was written and undone again lies in no table, and may still lie in a file."""
        with connection.cursor() as cursor:
            self._nothing_lies_in(self._database_files(cursor))

    def _database_files(self, cursor: Any) -> Iterator[Path]:
        if not self.databases.on_postgresql:
            yield from Path(self.name).parent.glob(f"{Path(self.name).name}*")
            return
        folder = Path(settings.DATABASES["default"]["HOST"])  # of the socket, and of the data
        yield from (path for path in (folder / "data").rglob("*") if path.is_file())

    def _nothing_lies_in(self, places: Iterator[Path]) -> None:
        found = [
            (str(place), mark)
            for place in places
            for kept in (place.read_bytes(),)
            for mark in self.marks
            for sign in signs(mark)
            if sign in kept
        ]
        assert not found, f"a mark lies in clear: {found}"

    def processes(self) -> list[int]:
        """Those of the server: parent, web, worker."""
        leader = self.server.process.pid if self.server.process else 0
        return [
            int(entry.name)
            for entry in Path("/proc").iterdir()
            if entry.name.isdecimal() and _session_of(entry) == leader
        ]


def _number(process: int, page: str, name: str) -> int:
    said = Path(f"/proc/{process}/{page}").read_text().partition(name)[2].split()
    return int(said[0]) if said else 0


def _session_of(process: Path) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    return 0


def _rows() -> Iterator[tuple[str, bytes]]:
    """Every table, as bytes; what is sealed stays sealed."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows = cursor.fetchall()
            yield table, b"\n".join(_bytes(value) for row in rows for value in row)


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


class _Watch(threading.Thread):
    """What the processes of the server have open for writing, and what lies in its folders."""

    def __init__(self, siege: Siege) -> None:
        super().__init__(name="watch", daemon=True)
        self.siege = siege
        self.usual = (siege.server.log, *(Path(f"{siege.name}{end}") for end in DATABASE))
        self.found: set[str] = set()
        self.over = threading.Event()

    def __enter__(self) -> "_Watch":
        self.processes = self.siege.processes()
        self.known = set(self._folders())
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._look()
        self.over.set()
        self.join()

    def run(self) -> None:
        while not self.over.wait(LOOK_EVERY):
            self._look()

    def _look(self) -> None:
        self.found.update(self._folders() - self.known)
        for process in self.processes:
            with suppress(OSError):
                for handle in os.scandir(f"/proc/{process}/fd"):
                    with suppress(OSError):
                        self._look_at(process, handle)

    def _look_at(self, process: int, handle: "os.DirEntry[str]") -> None:
        """A file that is deleted already, or never had a name, is open all the same."""
        if not stat.S_ISREG(handle.stat().st_mode):
            return
        place = str(Path(handle.path).readlink())
        if Path(place) in self.usual or place.startswith(f"{self.siege.keys}/heads/"):
            return
        flags = Path(f"/proc/{process}/fdinfo/{handle.name}").read_text()
        if int(flags.partition("flags:")[2].split()[0], 8) & WRITING:
            self.found.add(place)

    def _folders(self) -> set[str]:
        inside = self.siege.temporary, Path(self.siege.server.environment["DATA_DIR"])
        return {str(path) for folder in inside for path in folder.rglob("*")}


DATABASE = ("", "-wal", "-shm", "-journal")
