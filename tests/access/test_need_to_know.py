"""Personal information is held securely: sealed at rest, opened by need, every opening recorded."""

import sqlite3
from pathlib import Path

import pytest
from django.db import connection

from bield.concerns import commands, queries
from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.ledger import queries as ledger
from bield.people.actors import Strength
from tests.concerns.telling import report
from tests.conftest import NOON, Cast
from tests.houses import LiveDatabase

WORDS = "Quizzicalwombat"


def lines(cast: Cast, reference: str) -> list[tuple[str, str]]:
    return [(line.event, line.by) for line in ledger.lines_about(cast.alder.pk, reference)]


@pytest.mark.clause("TP-2.9h1")
@pytest.mark.parametrize("name", ["ivy", "eve", "hal", "lou", "fay"])
def test_whoever_is_outside_is_refused_and_that_is_recorded(cast: Cast, name: str) -> None:
    reference = report(cast).reference

    with pytest.raises(NotFound):
        commands.open_concern(cast.actor(name), reference, at=NOON)

    assert lines(cast, reference)[-1] == (
        "concern.refused-opening",
        f"person:{cast.people[name].pk}",
    )


@pytest.mark.clause("TP-2.9h1")
def test_every_opening_is_recorded(cast: Cast) -> None:
    reference = report(cast).reference

    commands.open_concern(cast.actor("ama"), reference, at=NOON)

    assert lines(cast, reference)[-1] == ("concern.opened", f"person:{cast.ama.pk}")


@pytest.mark.clause("EY-16", "TP-2.9h1")
def test_without_a_second_factor_no_concern_opens(cast: Cast) -> None:
    reference = report(cast).reference

    with pytest.raises(NotFound):
        commands.open_concern(cast.actor("ama", Strength.ONE_FACTOR), reference, at=NOON)
    assert not queries.subjects_seen(cast.actor("ama", Strength.ONE_FACTOR), frozenset({reference}))


@pytest.mark.clause("TP-2.9h1")
def test_the_words_are_not_legible_in_the_database(live_db: LiveDatabase, cast: Cast) -> None:
    told = report(cast, account=f"{WORDS} said something.", child_words=f"I am {WORDS}.")

    dump = dumped(live_db, cast.alder.pk).lower()

    assert told.reference.lower() in dump  # it is the right database
    assert WORDS.lower() not in dump
    assert WORDS.encode().hex() not in dump


def dumped(database: LiveDatabase, house: int) -> str:
    """Every value of every table as it is stored; on SQLite the bytes of the files as well."""
    if connection.vendor == "sqlite":
        files = Path(database.name).parent.glob(f"{Path(database.name).name}*")
        with sqlite3.connect(database.name) as raw:
            rows = "\n".join(raw.iterdump())
        return rows + "".join(file.read_bytes().decode("latin-1") for file in files)
    with reading(house), connection.cursor() as cursor:
        text = ""
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            text += "\n".join(row[0] for row in cursor.fetchall())
    return text
