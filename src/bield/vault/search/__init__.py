"""Search over sealed text: keyed hashes of normalised words stand in the engine's own word index.

A document is a concern, known by its number. Nothing here is in clear: without the organisation's
search key a hash tells only that two documents share a word.
"""

import hashlib
import hmac
from base64 import b32encode
from collections.abc import Iterable, Sequence

from django.db import connection

from bield.kit import writes
from bield.ledger.record import Unrecorded
from bield.vault import queries
from bield.vault.search import postgresql, sqlite
from bield.vault.search.wanted import Between, Engine, Through, Values, Wanted
from bield.vault.search.words import asked, terms, written

__all__ = [
    "Between",
    "Through",
    "Values",
    "bulk_index",
    "extend",
    "find",
    "forget",
    "index",
    "rescope",
    "withdraw",
]

BITS = 50  # ten letters in base 32: of ten million words two still never meet
ENGINES: dict[str, Engine] = {"sqlite": sqlite, "postgresql": postgresql}
NEWEST = 2**62


def index(organisation_id: int, document_id: int, text: str, *, scopes: Sequence[str]) -> None:
    """Let a document be found by these words, instead of whatever it was found by before.

    `scopes` are codes of who may see it (a site, a team): they only speed the search up, what a
    reader may see is decided by `Through`.
    """
    hashes = _Hashes(organisation_id)
    document = document_id, hashes.of_text(text), hashes.of_scopes(scopes)
    _engine().put(organisation_id, document)


def extend(organisation_id: int, document_id: int, text: str) -> None:
    """Let a document be found by these words too."""
    _engine().add(organisation_id, document_id, _Hashes(organisation_id).of_text(text))


def withdraw(organisation_id: int, document_id: int, text: str, *, stays: str) -> None:
    """Let a document be found by these words no more, but for those that `stays` holds as well."""
    hashes = _Hashes(organisation_id)
    gone = set(hashes.of_text(text)).difference(hashes.of_text(stays))
    _engine().take(organisation_id, document_id, sorted(gone))


def rescope(organisation_id: int, document_id: int, scopes: Sequence[str]) -> None:
    _engine().rescope(organisation_id, document_id, _Hashes(organisation_id).of_scopes(scopes))


def forget(organisation_id: int, document_id: int) -> None:
    _engine().forget(organisation_id, document_id)


def bulk_index(organisation_id: int, documents: Iterable[tuple[int, str, Sequence[str]]]) -> None:
    """The same for many new documents at once: (number, text, scopes)."""
    hashes = _Hashes(organisation_id, remember=True)
    _engine().put_many(
        organisation_id,
        (
            (document_id, hashes.of_text(text), hashes.of_scopes(scopes))
            for document_id, text, scopes in documents
        ),
    )


def find(
    organisation_id: int,
    words: str,
    *,
    scopes: Sequence[str],
    through: Through,
    limit: int,
    before: int | None = None,
    down_to: int = 0,
) -> list[int]:
    """The newest documents that hold all the words, among those the reader may see.

    `scopes`: documents outside all of them are not this reader's; empty when that is not known.
    `through` names the table that says what this reader may see. `before` goes on to older ones,
    and `down_to` is the oldest that can be meant.
    """
    looked_for = asked(words)
    if not looked_for or limit < 1:
        return []
    hashes = _Hashes(organisation_id)
    wanted = Wanted(
        organisation_id=organisation_id,
        words=[hashes.of(alternatives) for alternatives in looked_for],
        scopes=hashes.of_scopes(scopes),
        through=through,
        limit=limit,
        before=NEWEST if before is None else before,
        down_to=down_to,
    )
    return ENGINES[connection.vendor].find(wanted)


class _Hashes:
    def __init__(self, organisation_id: int, *, remember: bool = False) -> None:
        self.key = queries.organisation_secret(organisation_id, "search")
        self.known: dict[str, list[str]] | None = {} if remember else None

    def of(self, terms: Iterable[str]) -> list[str]:
        """Sorted, so that nothing of their order is kept."""
        return sorted(_hash(self.key, term) for term in terms)

    def of_text(self, text: str) -> list[str]:
        hashes: set[str] = set()
        for word in set(written(text)):
            hashes.update(self._of_word(word))
        return sorted(hashes)

    def of_scopes(self, scopes: Sequence[str]) -> list[str]:
        return self.of({f"scope:{scope}" for scope in scopes})

    def _of_word(self, word: str) -> list[str]:
        if self.known is None:
            return self.of(terms(word))
        if word not in self.known:
            self.known[word] = self.of(terms(word))
        return self.known[word]


def _hash(key: bytes, term: str) -> str:
    digest = hmac.digest(key, term.encode(), hashlib.sha256)
    return b32encode(digest[:7])[: BITS // 5].decode().lower()


def _engine() -> Engine:
    """Only inside a command: words that change without a line would be a change without a trace."""
    if writes.running() is None:
        raise Unrecorded("the search was changed outside a command")
    return ENGINES[connection.vendor]
