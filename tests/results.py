"""What became of every test of one run, with the clauses it proves; written for `tests/proofs`."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest

FROM_ENVIRONMENT = "BIELD_TEST_RESULTS"  # the file to write; without it nothing is written
FOLDER = Path(__file__).resolve().parents[1] / "var" / "tests"
PASSED = "passed"


@dataclass
class Result:
    outcome: str = PASSED
    clauses: list[str] = field(default_factory=list)


def read(database: str) -> dict[str, Result]:
    path = FOLDER / f"{database}.json"
    if not path.exists():
        return {}
    return {node: Result(**row) for node, row in json.loads(path.read_text()).items()}


class Recorder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.results: dict[str, Result] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            clauses = [clause for mark in item.iter_markers("clause") for clause in mark.args]
            self.results[item.nodeid] = Result("not run", sorted(clauses))

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        result = self.results[report.nodeid]
        if report.outcome != PASSED:
            result.outcome = report.outcome
        elif report.when == "teardown" and result.outcome == "not run":
            result.outcome = PASSED

    def pytest_sessionfinish(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        rows = {node: asdict(result) for node, result in self.results.items()}
        self.path.write_text(json.dumps(rows, indent=1))


def recorder() -> Recorder | None:
    path = os.environ.get(FROM_ENVIRONMENT)
    return Recorder(Path(path)) if path else None
