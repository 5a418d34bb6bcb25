"""Who is in a concern, as reported and as put right: what is said of it, and what is shown."""

import json
from dataclasses import dataclass
from enum import StrEnum

from bield.concerns.moments import Moment
from bield.kit.refusals import Refusal
from bield.vault.seal import seal, unseal

Says = dict[str, str]  # what, was, now, role, reason


class What(StrEnum):
    """How the people of a concern were put right."""

    TIED = "tied"
    REPLACED = "replaced"
    TAKEN_OUT = "taken-out"
    ADDED = "added"


# Without a name: whoever reads this later may read the file of somebody else.
IN_WORDS = {
    What.TIED: "Who is meant by a name was put right",
    What.REPLACED: "Somebody else had been named by mistake. That is put right",
    What.TAKEN_OUT: "Somebody had been named by mistake, and is in it no more",
    What.ADDED: "Somebody else is in it too",
}
SHORT = {
    What.TIED: "Name tied to the person",
    What.REPLACED: "Somebody else instead",
    What.TAKEN_OUT: "Named by mistake",
    What.ADDED: "Added",
}


@dataclass(frozen=True)
class InIt:
    number: int
    name: str
    role_word: str
    known: bool
    may_be: tuple[tuple[str, str], ...]  # reference and how we know them, of a name as typed


@dataclass(frozen=True)
class Changed:
    what_word: str
    role_word: str
    was: str
    now: str
    reason: str
    by: str
    at: Moment


@dataclass(frozen=True)
class PeoplePage:
    reference: str
    version: int
    people: tuple[InIt, ...]
    put_right: tuple[Changed, ...]  # the newest first
    may: Refusal | None


def seal_said(key: bytes, reference: str, number: int, says: Says) -> bytes:
    return seal(key, json.dumps(says, separators=(",", ":")), context=_context(reference, number))


def open_said(key: bytes, reference: str, number: int, sealed: bytes) -> Says:
    says: Says = json.loads(unseal(key, sealed, context=_context(reference, number)))
    return says


def _context(reference: str, number: int) -> str:
    return f"{reference}:put-right:{number}"
