"""The table of clauses: what keeps each, what proves each."""

import json
import os
import subprocess
import sys
from pathlib import Path
from pydoc import locate

import pytest

from bield.policies import queries
from bield.policies.proofs import proofs

ROOT = Path(__file__).resolve().parents[2]


def bield(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command line with nothing around it: no database, no key, no home, no network."""
    return subprocess.run(
        [sys.executable, "-m", "bield.front.cli", *words],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_packs_are_whole() -> None:
    assert len(queries.clauses()) == 472


def test_the_json_is_all_that_is_printed(tmp_path: Path) -> None:
    done = bield("clauses", "--json", folder=tmp_path)

    rows = json.loads(done.stdout)["clauses"]
    assert (done.stderr, len(rows), list(tmp_path.iterdir())) == ("", 472, [])
    assert {tuple(row) for row in rows} == {("id", "room", "mode", "keepers", "proofs", "waits")}


def test_rooms_narrow_the_json_and_the_table(tmp_path: Path) -> None:
    rooms = ("--room", "ledger", "--room", "access")

    rows = json.loads(bield("clauses", "--json", *rooms, folder=tmp_path).stdout)["clauses"]
    table = bield("clauses", *rooms, folder=tmp_path).stdout.splitlines()

    assert {row["room"] for row in rows} == {"ledger", "access"}
    kept, proved = (sum(bool(row[what]) for row in rows) for what in ("keepers", "proofs"))
    assert table[-1] == f"kept {kept} of {len(rows)}, proved {proved} of {len(rows)}"
    assert len(table) == len(rows) + 1


def test_a_room_that_carries_no_clause_is_named(tmp_path: Path) -> None:
    done = bield("clauses", "--room", "cellar", folder=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert "no clause belongs to cellar" in done.stderr


def test_keepers_and_proofs_name_clauses_that_a_pack_knows() -> None:
    assert queries.departures() == []


def test_what_is_kept_is_proved() -> None:
    unproved = [row.clause.id for row in queries.clauses() if row.keepers and not row.proofs]

    assert unproved == []


def test_a_keeper_is_something_that_exists() -> None:
    """A dotted path under `bield.`: a function, a method, or an object that a room registers."""
    keepers = {keeper for row in queries.clauses() for keeper in row.keepers}

    assert [path for path in sorted(keepers) if not path.startswith("bield.")] == []
    assert [path for path in sorted(keepers) if locate(path) is None] == []


def test_proofs_are_read_as_pytest_reads_them(request: pytest.FixtureRequest) -> None:
    """Of the tests of this run, those that carry the marker and those that are listed agree."""
    listed = {test for tests in proofs().values() for test in tests}
    files = {item.location[0] for item in request.session.items}

    marked = {
        item.nodeid.partition("[")[0]
        for item in request.session.items
        if any(item.iter_markers("clause"))
    }

    assert marked == {test for test in listed if test.partition("::")[0] in files} & {
        item.nodeid.partition("[")[0] for item in request.session.items
    }
