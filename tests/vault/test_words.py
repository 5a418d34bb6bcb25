"""The lists of words and names that come with the search."""

from collections import Counter
from importlib.resources import files

import pytest

from bield.vault import search
from bield.vault.search import words
from bield.vault.search.words import asked, terms, written


def lines(name: str) -> list[list[str]]:
    text = files(search).joinpath(name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if not line.startswith("#")]


def test_every_group_of_names_is_known_by_a_name_of_its_own() -> None:
    groups = lines("names.txt")

    assert len(groups) >= 150
    assert [
        name for name, times in Counter(group[0] for group in groups).items() if times > 1
    ] == []
    assert [group for group in groups if len(group) < 2 or len(set(group)) < len(group)] == []


@pytest.mark.parametrize("name", ["names.txt", "ordinary.txt", "silent.txt", "irregular.txt"])
def test_the_lists_are_written_as_words_are_compared(name: str) -> None:
    listed = [word for line in lines(name) for word in line]

    assert [
        word for word in listed if not (word.isascii() and word.isalpha() and word.islower())
    ] == []


def test_no_silent_word_is_a_name_of_a_group() -> None:
    assert sorted(words.SILENT & words.GROUPS.keys()) == []


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ("mother’s", "mother"),
        ("BRUISES", "bruise"),
        ("organize", "organised"),
        ("children", "child"),
        ("told", "tells"),
        ("Łukasz", "lukasz"),
        ("naïve", "naive"),
        ("don’t", "dont"),
        ("07700", "07700"),
    ],
)
def test_forms_of_a_word_meet(here: str, there: str) -> None:
    assert terms(here) & asked(there)[0]


def test_a_sentence_is_cut_into_its_words() -> None:
    assert written("Anne-Marie’s phone (07700 900123), 3/3: “no”_x") == [
        "Anne", "Marie’s", "phone", "07700", "900123", "3", "3", "no", "x",
    ]  # fmt: skip


def test_a_search_of_a_whole_page_keeps_its_first_words() -> None:
    wanted = asked(" ".join(f"word{number}" for number in range(40)))

    assert len(wanted) == 12
    assert "w:word0" in wanted[0]


def test_a_word_asked_twice_is_looked_for_once() -> None:
    assert asked("bruise bruises Bruise") == [{"w:bruis"}]
