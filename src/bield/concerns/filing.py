"""What the pages of files are given: one frozen dataclass each, beside `pages`."""

from dataclasses import dataclass, field

from bield.advice.queries import Statement
from bield.concerns.lenses.attaching import Admitted
from bield.concerns.moments import Moment
from bield.kit.refusals import Refusal


@dataclass(frozen=True)
class FileItem:
    """A file as a page lists it. Nothing of its content is shown: no picture in small either."""

    reference: str  # "C-4F7-9HK2-1"
    number: int
    kind_word: str
    size: str  # "12 KB"
    name: str  # as whoever sent it called it
    shows: str
    where: str  # where it stood, when it was kept as evidence of something posted
    sha256: str
    added: Moment
    by: str
    shut: Refusal | None  # why nobody opens it


@dataclass(frozen=True)
class AttachPage:
    """What may be attached to a concern now."""

    reference: str
    law: Statement
    may: Admitted
    capture: tuple[Refusal, ...]  # why nothing posted can be kept as evidence here


@dataclass(frozen=True)
class OpenedFile:
    name: str
    content_type: str
    data: bytes = field(repr=False)
