"""How a house comes to a catalog of its own, without touching code."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from bield.front import catalogs
from bield.front.cli import main
from bield.front.environment import read
from bield.kit.languages import english_name, own_name
from tests.languages.conftest import Speaks


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.LOCALE_PATHS = [tmp_path / "languages"]
    return tmp_path / "languages"


def translated(file: Path, sentence: str, says: str) -> None:
    begun = f'msgid "{sentence}"\nmsgstr ""'
    text = file.read_text()
    assert begun in text
    file.write_text(text.replace(begun, f'msgid "{sentence}"\nmsgstr "{says}"'))


def test_a_catalog_is_begun_translated_and_made_ready(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", "--new", "cy"]) == 0
    file = folder / "cy" / "LC_MESSAGES" / "django.po"
    translated(file, "Get help", "Cael help")

    assert main(["languages"]) == 0

    said = capsys.readouterr().out
    assert "cy: 0 of " in said
    assert "cy: 1 of " in said
    assert file.with_suffix(".mo").exists()
    house = read({"DATA_DIR": str(tmp_path), "KEY_FILE": str(tmp_path.parent / "keys.json")})
    assert (house.catalogs, house.languages) == (folder, [("en-gb", "English"), ("cy", "cy")])


def test_what_was_translated_stays_when_sentences_change(folder: Path) -> None:
    file = catalogs.begin(folder, "cy")
    translated(file, "Get help", "Cael help")
    file.write_text(f'{file.read_text()}\nmsgid "Of long ago"\nmsgstr "Ers talwm"\n')

    [first] = catalogs.compile_all(folder)
    [again] = catalogs.compile_all(folder)

    assert first == again
    assert (first.said, first.wrong) == (1, ())
    assert 'msgstr "Cael help"' in file.read_text()


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Text {number}", "Tecstiwch"),
        ("Text {number}", "Tecstiwch {rhif}"),
        ("Question %(step)s of %(steps)s", "Cwestiwn %(step)s"),
        ("Get help", "<script src='x'>Cael help</script>"),
        ("Get help", "<b>Cael help</b>"),
        ("Get help", "<script src=x"),
        ("Get help", 'Cael \\" onclick=x help'),
    ],
)
def test_a_place_that_is_missing_or_new_and_markup_of_ones_own_stay_out(
    folder: Path, capsys: pytest.CaptureFixture[str], sentence: str, says: str
) -> None:
    translated(catalogs.begin(folder, "cy"), sentence, says)

    assert main(["languages"]) == 1

    said = capsys.readouterr().out
    assert "cy: 0 of " in said
    assert f"those of: {sentence}" in said


def test_a_language_that_nobody_knows_is_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["languages", "--new", "klingon"]) == 1

    assert "No language goes by “klingon”." in capsys.readouterr().out
    assert not folder.exists()


def test_a_language_is_called_by_its_readers_and_by_whoever_looks_for_an_interpreter(
    speaks: Speaks,
) -> None:
    speaks("cy")

    assert (own_name("cy"), english_name("cy")) == ("Cymraeg", "Welsh")
    assert (own_name("en-gb"), english_name("ur")) == ("English", "Urdu")


def test_a_language_that_django_does_not_know_has_the_name_that_its_catalog_gives(
    speaks: Speaks,
) -> None:
    speaks("so")

    assert own_name("so").strip("⟦·⟧") == "English"
