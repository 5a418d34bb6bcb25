"""The worker looks every second or two: it reads what waits, never all that ever was."""

import re
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet

from bield.duties import queries as duties
from bield.outbox import queries
from bield.outbox.models import Message
from bield.outbox.states import FAILED
from tests.conftest import NOON, Cast

EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def indexes_read(sql: str, params: Any) -> set[str]:
    """The indexes by which the database would find it, were there many rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_bitmapscan = off")
        cursor.execute(EXPLAIN[connection.vendor] + sql, params)
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    return set(re.findall(r"(?:INDEX|Index (?:Only )?Scan using) (\w+)", plan))


def asked(found: "QuerySet[Any]") -> set[str]:
    return indexes_read(*found.query.sql_with_params())


@pytest.mark.parametrize(
    ("find", "index"),
    [
        (lambda house: queries.due(house, NOON), "message_due"),
        (lambda house: queries.over(house, NOON), "message_by_end"),
        (lambda house: queries.calls_due(house, NOON), "call_due"),
        (
            lambda house: Message.objects.filter(
                queries.among(FAILED), organisation_id=house, settled_at__gt=NOON
            ),
            "message_failed",
        ),
    ],
)
def test_the_outbox_is_asked_by_the_index_of_what_waits(cast: Cast, find: Any, index: str) -> None:
    assert asked(find(cast.alder.pk)) == {index}


def test_duties_that_stand_are_found_by_their_kind(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    put: list[tuple[str, Any]] = []
    read = duties.rows.read

    def listen(tail: str, params: Any, **models: Any) -> Any:
        put.append((f"SELECT d.id {tail}", params))
        return read(tail, params, **models)

    monkeypatch.setattr(duties.rows, "read", listen)

    duties.standing(cast.alder.pk, ["concerns.acknowledge", "concerns.chase", "retention.look"])

    [(sql, params)] = put
    # With next to no rows PostgreSQL may take the other one: it holds what stands alone as well.
    assert indexes_read(sql, params) in ({"duty_standing_of_kind"}, {"duty_standing"})
