"""What people wrote about holds of their own, requests and breaches lies sealed."""

from collections.abc import Mapping

from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

WORDS = "retention.words"


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
