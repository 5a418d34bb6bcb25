"""`bield ledger`, as whoever runs the server or sits on the board meets it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bield.front.cli import main
from bield.front.cli.ledger import HELP
from bield.kit.reading import reading
from bield.kit.rounds import ROUNDS
from bield.ledger import outside, queries
from tests.conftest import NOON, Cast
from tests.houses import LiveDatabase
from tests.ledger import by_hand
from tests.ledger.telling import tell


@pytest.fixture
def record(live_db: LiveDatabase, cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    tell(cast.actor("ama"), "S-1", detail={"name": "Joe Tanner"})


def bield(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(["ledger", *map(str, words)])
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.mark.parametrize("action", HELP)
def test_each_action_has_its_help(action: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["ledger", action, "--help"])

    assert HELP[action].capitalize() in " ".join(capsys.readouterr().out.split())


@pytest.mark.usefixtures("record")
def test_every_record_is_verified(capsys: pytest.CaptureFixture[str], cast: Cast) -> None:
    code, said, _ = bield(capsys, "verify")

    assert code == 0
    assert f"Alder Training (organisation {cast.alder.pk}): All " in said
    assert f"Birch Nursery (organisation {cast.birch.pk}): All " in said


@pytest.mark.usefixtures("record")
def test_an_organisation_goes_by_its_name_or_its_number(
    capsys: pytest.CaptureFixture[str], cast: Cast, tmp_path: Path
) -> None:
    by_name = bield(capsys, "verify", "--organisation", "birch nursery")
    to = tmp_path / "record.jsonl"

    assert by_name == bield(capsys, "verify", "--organisation", cast.birch.pk)
    assert "Alder" not in by_name[1]
    assert bield(capsys, "export", "--organisation", "Birch Nursery", "--to", to)[0] == 0
    _, _, why = bield(capsys, "verify", "--organisation", "Nobody")
    assert "There is no such organisation. There are: " in why
    assert f"{cast.birch.pk} Birch Nursery" in why


@pytest.mark.usefixtures("record")
def test_a_broken_record_is_named_and_the_others_are_whole(
    capsys: pytest.CaptureFixture[str], cast: Cast
) -> None:
    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 2")

    code, said, _ = bield(capsys, "verify")

    assert code == 1
    assert "Line 2 was changed, or another stands in its place." in said
    assert "Birch Nursery" in said


@pytest.mark.usefixtures("record")
def test_a_record_is_judged_against_heads_published_before(
    capsys: pytest.CaptureFixture[str], cast: Cast, tmp_path: Path
) -> None:
    code, said, _ = bield(capsys, "publish", "--to", tmp_path / "published")
    assert code == 0
    assert "Copy it to where this machine cannot reach it." in said
    (path,) = (tmp_path / "published").iterdir()
    later = [json.loads(line) | {"number": 10_000} for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(head) + "\n" for head in later))

    code, said, _ = bield(capsys, "verify", "--organisation", cast.alder.pk, "--head", path)

    assert code == 1
    assert "Line 10000 is the head, and its signature is wrong" in said


@pytest.mark.usefixtures("record")
def test_the_heads_are_published_once_a_day(settings: Settings, cast: Cast) -> None:
    ROUNDS["ledger.publish"].act(NOON)
    (path,) = (settings.DATA_DIR.parent / "data-published-heads").iterdir()
    first = path.read_text()
    tell(cast.actor("ama"), "S-2")

    ROUNDS["ledger.publish"].act(NOON)

    assert path.name == "2026-03-03.jsonl"
    assert path.read_text() == first
    assert [head.organisation_id for head in queries.heads_in(path)] == [
        *sorted([cast.alder.pk, cast.birch.pk])
    ]


@pytest.mark.usefixtures("record")
def test_the_heads_are_shown(capsys: pytest.CaptureFixture[str], cast: Cast) -> None:
    code, said, _ = bield(capsys, "head", "--organisation", cast.alder.pk)

    with reading(cast.alder.pk):
        assert (code, outside.parse(said)) == (0, queries.head(cast.alder.pk))


@pytest.mark.usefixtures("record")
def test_an_export_is_checked_by_the_verifier_that_is_handed_out(
    capsys: pytest.CaptureFixture[str], cast: Cast, tmp_path: Path
) -> None:
    to, program = tmp_path / "record.jsonl", tmp_path / "verify_ledger.py"
    exported = bield(capsys, "export", "--organisation", cast.alder.pk, "--to", to)
    written = bield(capsys, "verifier", "--to", program)

    done = subprocess.run(
        [sys.executable, "-I", program, to], capture_output=True, text=True, check=False
    )

    assert (exported[0], written[0], done.returncode) == (0, 0, 0)
    assert ", 0 of them open, written to" in exported[1]
    assert "0 lines are open; the others show number, time and salted hash." in done.stdout
    with reading(cast.alder.pk):
        assert queries.last_about(cast.alder.pk, "ledger", ["ledger.exported"]) is not None


@pytest.mark.usefixtures("record")
def test_an_export_opens_what_one_person_may_see(
    capsys: pytest.CaptureFixture[str], cast: Cast, tmp_path: Path
) -> None:
    for name in ("ama", "nan"):
        to, who = tmp_path / name, cast.people[name].name
        code, _, _ = bield(
            capsys, "export", "--organisation", cast.alder.pk, "--to", to, "--open-for", who
        )
        assert code == 0

    lead, parent = ((tmp_path / name).read_text() for name in ("ama", "nan"))
    assert f"person:{cast.joe.pk}\\u001fpeople.appointed" in lead
    assert f"person:{cast.nan.pk}\\u001fpeople.appointed" in parent  # what is about herself
    assert f"person:{cast.joe.pk}\\u001f" not in parent
    assert "test.told" not in lead  # no room says who may open these


ERRORS = {
    "verify --organisation 99": "There is no such organisation.",
    "accept-loss --organisation=": "There is no such organisation.",
    "verify --head nothing.jsonl": "nothing.jsonl cannot be read",
    "export --organisation 1 --to /dev/null": "is there already",
    "export --organisation 1 --to /nowhere/x": "cannot be written to",
    "verifier --to /dev/null": "is there already",
    "accept-loss --organisation 1": "There is no loss to accept.",
}


@pytest.mark.usefixtures("record")
def test_an_error_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    for words, sentence in ERRORS.items():
        code, out, error = bield(capsys, *words.split())

        assert (code, out) == (1, "")
        assert sentence in error


@pytest.mark.usefixtures("record")
def test_an_unknown_reader_opens_nothing(
    capsys: pytest.CaptureFixture[str], cast: Cast, tmp_path: Path
) -> None:
    to = tmp_path / "record.jsonl"

    code, _, error = bield(
        capsys, "export", "--organisation", cast.alder.pk, "--to", to, "--open-for", "Nobody Here"
    )

    assert code == 1
    assert "0 people are called Nobody Here." in error
    assert not to.exists()
