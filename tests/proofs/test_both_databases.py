"""Run last, by `make test`: every test passed on both databases, and nothing was left out."""

import pytest

from tests import results

RUNS = {database: results.read(database) for database in ("sqlite", "postgresql")}


@pytest.mark.parametrize("database", RUNS)
def test_the_suite_ran_on(database: str) -> None:
    assert RUNS[database]


def test_both_databases_ran_the_same_tests() -> None:
    assert RUNS["sqlite"].keys() == RUNS["postgresql"].keys()


@pytest.mark.parametrize(
    ("database", "node"), [(database, node) for database, run in RUNS.items() for node in run]
)
def test_passed(database: str, node: str) -> None:
    assert RUNS[database][node].outcome == results.PASSED
