"""Lines of a commit are chained, and the head is signed."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bield.kit.reading import reading
from bield.ledger import chain, queries, signing
from bield.ledger.verify import verify
from tests.conftest import NOON
from tests.ledger.telling import ALDER, BIRCH, tell

HERE = ALDER.organisation_id
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_alder(db: None) -> Iterator[None]:
    with reading(ALDER.organisation_id):
        yield


def test_a_line_can_be_read_again() -> None:
    tell(ALDER, "S-1", detail={"name": "Joe Tanner"})

    (line,) = queries.lines_about(ALDER.organisation_id, "S-1")
    assert (line.event, line.by, line.facts) == ("test.told", "house:alder", {"kind": "plain"})
    assert (line.number, line.at, line.detailed) == (1, NOON, True)
    assert queries.detail(ALDER.organisation_id, 1) == {"name": "Joe Tanner"}


def test_the_head_leads_to_the_last_line_and_is_signed() -> None:
    tell(ALDER, "S-1", "S-2")
    tell(ALDER, "S-3")

    head = queries.head(ALDER.organisation_id)
    assert head is not None
    assert (head.number, head.at) == (3, chain.microseconds(NOON))
    assert signing.is_signed(head, by=signing.public_key())


def test_each_organisation_has_a_chain_of_its_own() -> None:
    tell(ALDER, "S-1", "S-2", detail={"name": "Joe Tanner"})
    tell(BIRCH, "S-1")

    verdicts = [verify(house.organisation_id) for house in (ALDER, BIRCH)]
    assert [(verdict.lines, verdict.broken) for verdict in verdicts] == [(2, None), (1, None)]


def test_lines_about_a_subject_are_found_by_the_index() -> None:
    tell(ALDER, "S-1", "S-10", "S-1")

    assert [line.number for line in queries.lines_about(HERE, "S-1")] == [1, 3]
    assert [line.number for line in queries.lines_about(HERE, "S-1", ["test.told"])] == [1, 3]
    assert queries.lines_about(HERE, "S-1", ["test.tol"]) == []
    assert queries.last_about(HERE, "S-10", ["test.told", "test.other"]) is not None
    assert "ledger_entry_by_topic" in plan(f"{queries.TOPIC[connection.vendor]} = %s")


MANY = """INSERT INTO ledger_entry SELECT organisation_id, 9 + more, opened, tip
FROM ledger_entry, generate_series(1, 5000) AS more WHERE organisation_id = %s AND number = 2"""


def plan(condition: str) -> str:
    """How the database would look for it among many lines."""
    asked = f"SELECT opened FROM ledger_entry WHERE organisation_id = %s AND {condition}"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(MANY, [HERE])
            cursor.execute("ANALYZE ledger_entry")
            asked = f"EXPLAIN {asked}"
        else:
            asked = f"EXPLAIN QUERY PLAN {asked}"
        cursor.execute(asked, [HERE, b"S-1"])
        return str(cursor.fetchall())
