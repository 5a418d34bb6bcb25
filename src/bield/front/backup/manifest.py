"""What a backup says of itself: what it holds, which edition made it, which keys open it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bield.kit.refusals import Refusal, Refused

NAME = "backup.json"
FORMAT = 1
CHUNK = 1 << 20


@dataclass(frozen=True)
class Table:
    """A table of PostgreSQL, copied column by column."""

    name: str
    columns: list[str]


@dataclass(frozen=True)
class Manifest:
    edition: str
    engine: str
    made_at: str
    migrations: Mapping[str, str]  # room -> the last step its tables had taken
    masters: Mapping[str, str]  # id of a master key that opens it -> its proof
    files: Mapping[str, str]  # name -> SHA-256
    tables: list[Table]

    def write(self, folder: Path) -> None:
        """Last of all: a folder without it holds no finished backup."""
        text = json.dumps({"format": FORMAT, **asdict(self)}, indent=2)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    try:
        held = json.loads((folder / NAME).read_text(encoding="utf-8"))
        if held.pop("format") != FORMAT:
            raise ValueError
        tables = [Table(**table) for table in held.pop("tables")]
        return Manifest(**held, tables=tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise refused(
            "no-backup",
            f"{folder} holds no finished backup that this edition can read. Name the folder that"
            " `bield backup` wrote.",
        ) from None


def digest(path: Path) -> str:
    """Over the file in pieces; a backup is larger than the memory."""
    known = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            known.update(piece)
    return known.hexdigest()


def check_files(folder: Path, manifest: Manifest) -> None:
    for name, expected in manifest.files.items():
        path = folder / name
        if not path.is_file() or digest(path) != expected:
            raise refused(
                "damaged-backup",
                f"{path} is missing or was damaged since the backup was made. Take another copy of"
                " this backup, or an older one.",
            )


def refused(code: str, message: str) -> Refused:
    return Refused(Refusal(code, message))
