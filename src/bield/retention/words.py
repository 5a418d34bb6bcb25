"""What people wrote about holds of their own, requests and breaches lies sealed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

WORDS = "retention.words"


class Worded(Protocol):
    """Something of ours with words of its own."""

    @property
    def organisation_id(self) -> int: ...
    @property
    def words(self) -> bytes | memoryview | None: ...


W = TypeVar("W", bound=Worded)


def seal_words(organisation_id: int, words: str, *, context: str) -> bytes:
    return seal(vault.organisation_secret(organisation_id, WORDS), words, context=context)


def open_words(organisation_id: int, sealed: bytes | memoryview | None, *, context: str) -> str:
    if sealed is None:
        return ""
    key = vault.organisation_secret(organisation_id, WORDS)
    return unseal(key, bytes(sealed), context=context)


def opened_all(organisation_id: int, rows: Mapping[str, bytes]) -> dict[str, str]:
    """Many at once: context -> words, with one look for the key."""
    key = vault.organisation_secret(organisation_id, WORDS)
    return {
        context: unseal(key, bytes(sealed), context=context) for context, sealed in rows.items()
    }


def first_saying(words: str, rows: Iterable[W], context: Callable[[W], str]) -> W | None:
    """The first of these rows that says just this."""
    for row in rows:
        if open_words(row.organisation_id, row.words, context=context(row)) == words.strip():
            return row
    return None
