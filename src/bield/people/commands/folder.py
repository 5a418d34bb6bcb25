"""The folder in which another system leaves its lists: one folder in it for each list, named by the
reference that the page of lists shows. Nothing in it is changed or removed, and nothing is taken in
without somebody's yes."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.people import rules
from bield.people.actors import Actor, house
from bield.people.commands.lists import receive_list
from bield.people.queries import lists

AT_REST = timedelta(minutes=1)  # unchanged for as long: whoever writes it is done
PIECE = 2**16


def look_into_folder(organisation_id: int, *, at: datetime) -> None:
    if settings.LISTS_FOLDER is None:
        return
    actor = house(organisation_id, "folder")
    with reading(organisation_id):
        sources = lists.sources_by_folder(organisation_id)
    for name, source in sources.items():
        for path, mark in _at_rest(settings.LISTS_FOLDER / name, at):
            with reading(organisation_id):
                known = lists.arrived_before(source.pk, mark)
            if not known:
                _take(actor, path, source.name, mark, at)


def _take(actor: Actor, path: Path, source: str, mark: str, at: datetime) -> None:
    try:
        receive_list(actor, pieces_of(path), source=source, mark=mark, at=at)
    except Refused:
        return  # the page of lists says why


def _at_rest(folder: Path, at: datetime) -> Iterator[tuple[Path, str]]:
    """Plain files only, by name; a link leads nowhere."""
    if not folder.is_dir() or folder.is_symlink():
        return
    for path in sorted(folder.iterdir()):
        known = path.lstat()
        rests = datetime.fromtimestamp(known.st_mtime, UTC) <= at - AT_REST
        small = rules.small_enough(known.st_size) is None
        if stat.S_ISREG(known.st_mode) and rests and small:
            said = f"{path.name}\n{known.st_size}\n{known.st_mtime_ns}"
            yield path, sha256(said.encode("utf-8", "surrogateescape")).hexdigest()


def pieces_of(path: Path) -> Iterator[bytes]:
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        while piece := file.read(PIECE):
            yield piece
