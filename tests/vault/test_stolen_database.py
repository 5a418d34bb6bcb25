"""Whoever steals the database, its files or the log learns no word of what anybody told."""

import ast
import calendar
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings
from pytest_django import DjangoDbBlocker

import bield
from bield.front.demo import story
from bield.kit import writes
from tests.conftest import found_cast
from tests.databases import Databases
from tests.server import Server
from tests.vault import thief, world

LONGER_THAN = 4
TELLS_OF_WORRIES = {"narratives.py", "invented.py"}  # of the product's files; the rest is interface


@dataclass
class Stolen:
    planted: set[str]
    narrative: set[str]  # every word of everything that anybody told
    tables: dict[str, set[str]]  # of each, every word that any decoding shows
    files: bytes  # of the database
    empty: bytes  # the same files before anything was told: the engine's own words
    journals: bytes  # that PostgreSQL keeps for all its databases
    around: bytes  # the log, and every file that the server left anywhere
    links: set[str]  # what opens the door to whoever was invited, and waits to be sent

    @property
    def clear(self) -> set[str]:
        """Names and the like, which stand open in the tables of people."""
        open_ones = [held for name, held in self.tables.items() if name.startswith("people_")]
        return set().union(*open_ones)

    @property
    def secret(self) -> set[str]:
        long = {word for word in self.narrative if len(word) > LONGER_THAN and word.isalpha()}
        return long - _interface() - self.clear


@pytest.fixture(scope="module")
def stolen(
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stolen]:
    """The demonstration and a house of planted words, served and used; then all that can be
    copied, the server's folders and journals included. Everything but the keys."""
    keys = Path(shutil.copy(settings.KEY_FILE, tmp_path_factory.mktemp("keys")))
    as_served = override_settings(WRITES="queued", WRITES_DURABLE=True, KEY_FILE=keys)
    with as_served, django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield _steal(name, databases.url(name), tmp_path_factory.mktemp("server"))
        databases.drop(name)


def _steal(name: str, url: str, place: Path) -> Stolen:
    began, empty = time.time(), _together(thief.raw_files(name))
    story.tell_all(progress=str)
    cast, words = found_cast(), world.nonsense()
    told = islice(words, world.PLANTED - world.OVER_HTTP * 2)
    while world.tell(cast, told):
        pass
    writes.rest()
    (place / "tmp").mkdir()
    links = world.invite(cast)
    with Server(url, place, TMPDIR=str(place / "tmp"), HOME=str(place)) as server:
        world.tell_over_http(server, cast, words)
    left = [path for path in place.rglob("*") if path.is_file()]
    return Stolen(
        planted=set(world.nonsense()),
        narrative=world.everything_told(),
        tables={table: thief.words_of(held) for table, held in thief.decoded(name).items()},
        files=_together(thief.raw_files(name)),
        empty=empty,
        journals=_together(thief.journals(since=began)),
        around=_together(left),
        links=links,
    )


def _together(paths: list[Path]) -> bytes:
    return b"\n".join(path.read_bytes() for path in paths)


def test_no_table_shows_a_word_of_a_narrative(stolen: Stolen) -> None:
    secret = stolen.secret

    found = {name: sorted(held & secret) for name, held in stolen.tables.items() if held & secret}

    assert found == {}
    # Words of the pages do not count, and the pages gain words: some real ones must be left to
    # look for. What is searched for in earnest is planted, and no page will ever say it.
    assert len(secret - stolen.planted) > 20
    assert len(secret & stolen.planted) > world.PLANTED * 0.9


def test_no_file_of_the_database_shows_a_word_of_a_narrative(stolen: Stolen) -> None:
    own = thief.words_of([stolen.empty])

    assert thief.words_of([stolen.files]) & (stolen.secret - own) == set()


def test_no_planted_word_is_anywhere_in_any_file(stolen: Stolen) -> None:
    for blob in (stolen.files, stolen.journals):
        assert stolen.planted & world.nonsense_in(blob) == set()


def test_the_server_leaves_no_word_in_its_log_or_its_folders(stolen: Stolen) -> None:
    assert stolen.planted & world.nonsense_in(stolen.around) == set()
    assert thief.words_of([stolen.around]) & stolen.secret == set()


def test_no_link_that_waits_to_be_sent_lets_the_thief_in(stolen: Stolen) -> None:
    (link,) = stolen.links
    parts = {part.casefold() for part in thief.WORD.findall(link) if len(part) > 2 * LONGER_THAN}

    found = {name: sorted(held & parts) for name, held in stolen.tables.items() if held & parts}

    assert found == {}
    for blob in (stolen.files, stolen.journals, stolen.around):
        assert link.encode() not in blob


def test_the_same_look_finds_what_stands_in_clear(stolen: Stolen) -> None:
    assert {"harbour", "tanner"} <= stolen.clear
    assert {"account", "ivy"} <= stolen.tables["outbox_message"]
    assert "tanner" in thief.words_of([stolen.files]) or not stolen.files
    assert world.nonsense_in("a Babebibobuq".encode("utf-16")) == {"babebibobuq"}
    assert len(stolen.planted) == world.PLANTED


@pytest.mark.parametrize("hidden", [
    "a secret word", b"a secret word", "YSBzZWNyZXQgd29yZA==", "612073656372657420776f7264",
    "a secret word".encode("utf-16-le"), {"word": ["a secret word"]},
])  # fmt: skip
def test_the_thief_tries_every_encoding(hidden: object) -> None:
    assert "secret" in thief.words_of([hidden])


def _interface() -> set[str]:
    """Every word that the product itself says or is written in."""
    source = Path(bield.__file__).parent
    said = [path.read_text() for path in source.rglob("*.html")]
    said += [path.read_text() for path in source.rglob("*.yaml")]  # forms that come with it
    said += [*calendar.month_name, *calendar.day_name]  # days are written in words
    for path in source.rglob("*.py"):
        if path.name not in TELLS_OF_WORRIES:
            tree = ast.walk(ast.parse(path.read_text()))
            said += [node.value for node in tree if isinstance(node, ast.Constant)
                     and isinstance(node.value, str)]  # fmt: skip
    return thief.words_in("\n".join(re.sub(r"[_-]", " ", text) for text in said))
