"""The database itself refuses to change what is written, whoever asks."""

import pytest
from django.db import DatabaseError, connection

from tests.ledger import by_hand
from tests.ledger.telling import ALDER, tell

pytestmark = pytest.mark.django_db
REFUSED = r"only added to|only moves forward|never changed"
LINE = "opened, tip FROM ledger_entry"
ANEW = f"INTO ledger_entry SELECT organisation_id, number, {LINE}"
WITHOUT_RECURSION = f"PRAGMA recursive_triggers = OFF; REPLACE {ANEW}"
UPSERT = f"INSERT {ANEW} ON CONFLICT (organisation_id, number) DO UPDATE SET tip = 'x'"
OWN = {
    "sqlite": [
        WITHOUT_RECURSION,
        f"INSERT OR REPLACE {ANEW}",
        "UPDATE OR REPLACE ledger_entry SET number = 1",
        "REPLACE INTO ledger_head SELECT * FROM ledger_head",
        "REPLACE INTO ledger_detail SELECT * FROM ledger_detail",
    ],
    "postgresql": [
        "TRUNCATE ledger_entry",
        "TRUNCATE ledger_detail",
        "TRUNCATE ledger_head",
        UPSERT,
    ],
}
BOTH = [
    "UPDATE ledger_entry SET tip = opened",
    "UPDATE ledger_entry SET organisation_id = 9",
    "DELETE FROM ledger_entry",
    "DELETE FROM ledger_entry WHERE number = 2",
    "UPDATE ledger_head SET number = 1",
    "UPDATE ledger_head SET tip = signature",
    "UPDATE ledger_head SET organisation_id = 9",
    "DELETE FROM ledger_head",
    "UPDATE ledger_detail SET opened = opened",
]


@pytest.mark.clause("TP-A1-8f")
@pytest.mark.parametrize("statement", BOTH)
def test_what_is_written_stands(statement: str) -> None:
    tell(ALDER, "S-1", "S-2", detail={"name": "Joe Tanner"})

    with pytest.raises(DatabaseError, match=REFUSED):
        by_hand.as_owner(statement)


@pytest.mark.parametrize("statement", OWN[connection.vendor])
def test_what_is_written_is_not_replaced_or_emptied(statement: str) -> None:
    tell(ALDER, "S-1", "S-2", detail={"name": "Joe Tanner"})

    *first, last = statement.split("; ")
    for one in first:
        by_hand.as_owner(one)
    with pytest.raises(DatabaseError, match=REFUSED):
        by_hand.as_owner(last)
