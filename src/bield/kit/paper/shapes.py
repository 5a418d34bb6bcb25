"""What a document is made of. Words only: no mark-up is read in them."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

Rows = tuple[tuple[str, str], ...]  # (name, value)


@dataclass(frozen=True, slots=True)
class Part:
    """A section: facts by name, then paragraphs."""

    heading: str
    facts: Rows = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    foot: str  # on every page, before its number
    made_at: datetime
    facts: Rows = ()
    parts: tuple[Part, ...] = ()

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"made_at": int(self.made_at.timestamp())}
