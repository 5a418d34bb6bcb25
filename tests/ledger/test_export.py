"""An exported record shows nothing it need not, and an outsider can check it with one file."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bield.kit.reading import reading
from bield.ledger import commands, queries, standalone
from tests.conftest import NOON
from tests.ledger.telling import ALDER, BIRCH, tell

pytestmark = pytest.mark.django_db


def everybody(_subject: str) -> bool:
    return True


def exported(opens: Callable[[str], bool] = queries.nobody) -> list[str]:
    file = io.StringIO()
    queries.export(ALDER.organisation_id, file.write, opens=opens)
    return file.getvalue().splitlines(keepends=True)


@pytest.fixture(autouse=True)
def record(db: None) -> None:
    tell(ALDER, "S-1", "S-2", detail={"name": "Joe Tanner"})
    tell(BIRCH, "S-1")
    tell(ALDER, "S-3")


def test_an_export_tells_number_time_and_salted_hash_and_nothing_else() -> None:
    lines = [json.loads(line) for line in exported()[1:-1]]

    assert [set(line) for line in lines] == [{"number", "time", "commitment", "tip"}] * 3
    assert not any(word in "".join(exported()) for word in ("test.told", "S-1", "Joe", "alder"))


def test_the_verifier_finds_it_whole() -> None:
    assert "All 3 lines of organisation 7 stand as written." in standalone.check(exported())


def test_a_line_opens_only_where_it_may() -> None:
    first, second, third = (json.loads(line) for line in exported(lambda s: s == "S-1")[1:-1])

    assert "test.told" in first["body"]
    assert json.loads(first["detail"]["text"]) == {"name": "Joe Tanner"}
    assert {"body", "salt", "detail"}.isdisjoint({*second, *third})


def test_open_lines_are_checked_and_shown(capsys: pytest.CaptureFixture[str]) -> None:
    told = standalone.check(exported(everybody), show=True)

    assert "3 lines are open" in told
    assert "test.told S-2 house:alder" in capsys.readouterr().out


def test_a_detail_erased_is_told_apart() -> None:
    commands.erase_detail(ALDER, 1, reason_code="asked-for", at=NOON)

    assert "The personal detail of 1 open lines was erased." in standalone.check(
        exported(everybody)
    )


def test_an_outsider_runs_the_one_file_alone(tmp_path: Path) -> None:
    (tmp_path / "record.jsonl").write_text("".join(exported()))
    program = tmp_path / "verify_ledger.py"
    program.write_text(Path(standalone.__file__).read_text())
    with reading(ALDER.organisation_id):
        head = queries.head(ALDER.organisation_id)
    assert head is not None
    (tmp_path / "heads.jsonl").write_text(queries.head_text(head))

    done = subprocess.run(
        [
            sys.executable,
            "-I",
            program,
            "record.jsonl",
            "--key",
            head.key.hex(),
            "--head",
            "heads.jsonl",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "They lead to the head signed for 03 March 2026, 12:00 UTC." in done.stdout
