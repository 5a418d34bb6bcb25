"""PostgreSQL: hashed words in a tsvector. The planner is told the plan, for it falls off cliffs.

A word is first looked for among the newest documents the reader may see, which finds a common one
at once. Only one so rare that it is not there is looked up in the index of words.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from bield.vault.search.wanted import Document, Wanted, execute, fetch

GLANCES = (100, 2_000)  # of the newest documents the reader may see
SCOPES = 12  # more alternatives cost more than they save
BATCH = 1_000  # documents on their way at once


PUT = """
    INSERT INTO vault_search (document_id, organisation_id, words, scopes)
    VALUES (%s, %s, array_to_tsvector(%s::text[]), %s::text[])
    ON CONFLICT (document_id) DO UPDATE SET words = excluded.words, scopes = excluded.scopes
"""


def put(organisation_id: int, document: Document) -> None:
    number, words, scopes = document
    execute(PUT, [number, organisation_id, words, scopes])


def put_many(organisation_id: int, documents: Iterable[Document]) -> None:
    """Not by COPY, which row-level security forbids."""
    rows = ((number, organisation_id, words, scopes) for number, words, scopes in documents)
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(PUT, batch)


def add(organisation_id: int, document_id: int, words: list[str]) -> None:
    execute(
        """
        UPDATE vault_search SET words = words || array_to_tsvector(%s::text[])
        WHERE document_id = %s AND organisation_id = %s
        """,
        [words, document_id, organisation_id],
    )


def rescope(organisation_id: int, document_id: int, scopes: list[str]) -> None:
    execute(
        """
        UPDATE vault_search SET scopes = %s::text[] WHERE document_id = %s AND organisation_id = %s
        """,
        [scopes, document_id, organisation_id],
    )


def forget(organisation_id: int, document_id: int) -> None:
    execute(
        "DELETE FROM vault_search WHERE document_id = %s AND organisation_id = %s",
        [document_id, organisation_id],
    )


def find(wanted: Wanted) -> list[int]:
    found: list[int] = []
    reached = wanted.before
    for glance in GLANCES:
        own = _newest_seen(wanted, reached, glance)
        found += _holding(wanted, own, wanted.limit - len(found))
        if len(found) == wanted.limit or len(own) < glance:
            return found
        reached = own[-1]
    return found + _looked_up(wanted, reached, wanted.limit - len(found))


def _newest_seen(wanted: Wanted, before: int, limit: int) -> list[int]:
    rows, params = wanted.through.rows()
    document = wanted.through.document
    return fetch(
        f"""
        SELECT DISTINCT {document} FROM {rows} AND {document} < %s
        ORDER BY {document} DESC LIMIT %s
        """,
        [*params, before, limit],
    )


def _holding(wanted: Wanted, numbers: list[int], limit: int) -> list[int]:
    """`ts_match_vq` is what the operator @@ calls; by name it keeps the planner off the index."""
    return fetch(
        """
        SELECT document_id FROM vault_search
        WHERE document_id = ANY(%s::bigint[]) AND organisation_id = %s
            AND ts_match_vq(words, %s::tsquery)
        ORDER BY document_id DESC LIMIT %s
        """,
        [numbers, wanted.organisation_id, _query(wanted.words), limit],
    )


def _looked_up(wanted: Wanted, before: int, limit: int) -> list[int]:
    """MATERIALIZED keeps the planner from walking all documents in order instead."""
    rows, params = wanted.through.rows()
    narrow = "AND scopes && %s::text[]" if 0 < len(wanted.scopes) <= SCOPES else ""
    return fetch(
        f"""
        WITH hits AS MATERIALIZED (
            SELECT document_id FROM vault_search
            WHERE words @@ %s::tsquery {narrow} AND organisation_id = %s AND document_id < %s
        )
        SELECT document_id FROM hits
        WHERE EXISTS (SELECT 1 FROM {rows} AND {wanted.through.document} = document_id)
        ORDER BY document_id DESC LIMIT %s
        """,
        [
            _query(wanted.words),
            *([wanted.scopes] if narrow else []),
            wanted.organisation_id,
            before,
            *params,
            limit,
        ],
    )


def _query(groups: Sequence[Sequence[str]]) -> str:
    return " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)
