"""What a document is made of. Words only: no mark-up is read in them."""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

# How a passage that was taken out stands in the words: always as long, with the number of its
# reason. A document shows it as a solid block.
BAR = re.compile(r"\[taken out: (\d+)\]")

Rows = tuple[tuple[str, str], ...]  # (name, value)


def bar(reason: int) -> str:
    return f"[taken out: {reason}]"


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
    mark: str = ""  # across every page, behind the words: whose copy it is

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"made_at": int(self.made_at.timestamp())}
