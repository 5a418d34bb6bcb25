"""A list from the command line, where no view of the database stands open."""

from pathlib import Path

import pytest

from bield.front.cli import main
from bield.people.models import Person
from tests.conftest import Cast, look_into
from tests.houses import LiveDatabase
from tests.people.importing.packages import Trust

PEOPLE = 20


@pytest.fixture
def package(tmp_path: Path) -> Path:
    made = tmp_path / "rolls.zip"
    made.write_bytes(Trust(PEOPLE).package())
    return made


def bring(package: Path, address: str, *more: str) -> int:
    words = ("people", "import", str(package), "--as", address, "--source", "Rolls", "--whole")
    return main([*words, *more])


def newcomers(cast: Cast) -> int:
    look_into(cast.alder)
    return Person.objects.filter(keys__isnull=False).count()


def test_it_is_shown_and_then_taken_in(
    live_db: LiveDatabase, cast: Cast, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(package, cast.eve.email) == 0
    assert "It waits for your yes." in capsys.readouterr().out
    assert newcomers(cast) == 0

    assert bring(package, cast.eve.email, "--take-in") == 0
    assert "It is taken in." in capsys.readouterr().out
    assert newcomers(cast) == PEOPLE


def test_not_for_whoever_does_not_look_after_people(
    live_db: LiveDatabase, cast: Cast, package: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(package, cast.ivy.email) == 1
    assert "looks after people" in capsys.readouterr().err
    assert newcomers(cast) == 0
