"""PostgreSQL: hashed words in a tsvector. The planner is told the plan, for it falls off cliffs.

A word is first looked for among the newest documents the reader may see, which finds a common one
at once. Only one so rare that it is not there is looked up in the index of words.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from django.db import connection

from bield.vault.search.wanted import Document, Wanted, execute, fetch

GLANCE = 2_000  # of the newest documents the reader may see
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


def take(organisation_id: int, document_id: int, words: list[str]) -> None:
    execute(
        """
        UPDATE vault_search SET words = ts_delete(words, %s::text[])
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
    found, reached = _glance(wanted)
    if reached is None:
        return found
    return found + _looked_up(wanted, reached, wanted.limit - len(found))


def _glance(wanted: Wanted) -> tuple[list[int], int | None]:
    """The newest documents the reader may see. None says that there is nothing further.

    `ts_match_vq` is what the operator @@ calls; by name it keeps the planner off the index.
    """
    rows, params = wanted.through.rows()
    document = wanted.through.document
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH own AS MATERIALIZED (
                SELECT DISTINCT {document} AS id FROM {rows}
                AND {document} < %s AND {document} >= %s
                ORDER BY {document} DESC LIMIT %s
            )
            SELECT
                ARRAY(
                    SELECT own.id FROM own JOIN vault_search s ON s.document_id = own.id
                    WHERE s.organisation_id = %s AND ts_match_vq(s.words, %s::tsquery)
                    ORDER BY own.id DESC LIMIT %s
                ),
                (SELECT min(id) FROM own),
                (SELECT count(*) FROM own)
            """,
            [
                *params,
                wanted.before,
                wanted.down_to,
                GLANCE,
                wanted.organisation_id,
                _query(wanted.words),
                wanted.limit,
            ],
        )
        found, reached, looked_at = cursor.fetchone()
    over = len(found) == wanted.limit or looked_at < GLANCE
    return found, None if over else reached


def _looked_up(wanted: Wanted, before: int, limit: int) -> list[int]:
    """MATERIALIZED and OFFSET 0 keep the planner from walking in order through all documents, or
    through all that the reader may see: the hits are few, and looked up newest first."""
    rows, params = wanted.through.rows()
    narrow = "AND scopes && %s::text[]" if 0 < len(wanted.scopes) <= SCOPES else ""
    return fetch(
        f"""
        WITH hits AS MATERIALIZED (
            SELECT document_id FROM vault_search
            WHERE words @@ %s::tsquery {narrow} AND organisation_id = %s
            AND document_id < %s AND document_id >= %s
        )
        SELECT document_id FROM (SELECT * FROM hits ORDER BY document_id DESC OFFSET 0) h
        WHERE (SELECT true FROM {rows} AND {wanted.through.document} = document_id LIMIT 1)
        LIMIT %s
        """,
        [
            _query(wanted.words),
            *([wanted.scopes] if narrow else []),
            wanted.organisation_id,
            before,
            wanted.down_to,
            *params,
            limit,
        ],
    )


def _query(groups: Sequence[Sequence[str]]) -> str:
    return " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)
