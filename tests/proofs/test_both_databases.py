"""Run last, by `make test`: every test passed on both databases, and nothing was left out."""

import pytest

from tests import results

RUNS = {database: results.read(database) for database in ("sqlite", "postgresql")}


@pytest.mark.parametrize("database", RUNS)
def test_the_suite_ran_on(database: str) -> None:
    assert RUNS[database]


def test_both_databases_ran_the_same_tests() -> None:
    """A test may try other statements on another engine; no test is for one engine alone."""
    tests = {database: {node.partition("[")[0] for node in run} for database, run in RUNS.items()}

    assert tests["sqlite"] == tests["postgresql"]


@pytest.mark.parametrize(
    ("database", "node"), [(database, node) for database, run in RUNS.items() for node in run]
)
def test_passed(database: str, node: str) -> None:
    assert RUNS[database][node].outcome == results.PASSED
