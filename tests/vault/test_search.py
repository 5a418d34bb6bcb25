"""Sealed text is found by its words, by whoever may see it, and shows none of them."""

import random
from collections.abc import Sequence

import pytest
from django.db import connection

from bield.ledger.record import Unrecorded
from bield.people.actors import Actor
from bield.vault import search
from bield.vault.search import Through, postgresql, sqlite
from tests.conftest import Cast, look_into
from tests.vault.telling import do, keep

TEXT = (
    "Katherine O’Brien had two bruises, said Zoë’s teacher in the café. Mohammed saw children hit."
)


class Shelf:
    """Documents of one organisation. A row of the table of keys stands for “may be seen by”."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.organisation_id = actor.organisation_id

    def put(self, text: str, *, reader: str = "ama", scopes: Sequence[str] = ("all",)) -> int:
        (key,) = keep(self.actor, reader)
        self.index(key.id, text, scopes=scopes)
        return key.id

    def index(self, number: int, text: str, *, scopes: Sequence[str] = ("all",)) -> None:
        do(self.actor, lambda: search.index(self.organisation_id, number, text, scopes=scopes))

    def find(
        self,
        words: str,
        *readers: str,
        scopes: Sequence[str] = ("all",),
        limit: int = 25,
        before: int | None = None,
    ) -> list[int]:
        own = {"organisation_id": self.organisation_id, "context": readers or ("ama",)}
        return search.find(
            self.organisation_id,
            words,
            scopes=scopes,
            through=Through("vault_datakey", "id", own),
            limit=limit,
            before=before,
        )


@pytest.fixture
def shelf(cast: Cast) -> Shelf:
    return Shelf(cast.actor("ama"))


@pytest.mark.parametrize(
    "words",
    [
        "bruise",
        "BRUISED",
        "Katherine",
        "katherine",
        "Cathrine",
        "Kate",
        "katie",
        "Catarina",
        "obrien",
        "O'Brien",
        "o’brien’s",
        "zoe",
        "Zoey",
        "cafe",
        "muhammad",
        "Mo",
        "child",
        "hitting",
        "kate bruise teacher",
        "the bruises",
    ],
)
def test_a_word_is_found_however_it_is_written(shelf: Shelf, words: str) -> None:
    number = shelf.put(TEXT)

    assert shelf.find(words) == [number]


@pytest.mark.parametrize("words", ["Bruce", "elbow", "kate elbow", "", "the", "?!", "🙂"])
def test_what_was_not_said_is_not_found(shelf: Shelf, words: str) -> None:
    shelf.put(TEXT)

    assert shelf.find(words) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("he will mark it", "William"),
        ("Bruce was there", "bruise"),
        ("a bruise", "Bruce"),
        ("may I go", "Mary"),
    ],
)
def test_ordinary_words_are_not_taken_for_names(shelf: Shelf, text: str, words: str) -> None:
    shelf.put(text)

    assert shelf.find(words) == []


def test_a_name_that_is_a_word_too_is_found_by_its_capital(shelf: Shelf) -> None:
    number = shelf.put("Then Will and Mark left.")

    assert shelf.find("william") == [number]
    assert shelf.find("Marcus") == [number]


def test_the_newest_come_first_and_older_ones_on_asking(shelf: Shelf) -> None:
    one, two, three = (shelf.put("a bruise") for _ in range(3))

    newest = shelf.find("bruise", limit=2)

    assert newest == [three, two]
    assert shelf.find("bruise", limit=2, before=two) == [one]
    assert shelf.find("bruise", limit=0) == []


def test_a_reader_finds_only_what_the_reader_may_see(shelf: Shelf) -> None:
    hers = shelf.put("a bruise", reader="ama")
    his = shelf.put("a bruise", reader="ben")

    assert shelf.find("bruise", "ama") == [hers]
    assert shelf.find("bruise", "ben") == [his]
    assert shelf.find("bruise", "ama", "ben") == [his, hers]
    assert shelf.find("bruise", "cat") == []


def test_a_table_says_who_sees_by_values_lists_and_nothing(shelf: Shelf) -> None:
    number = shelf.put("a bruise")

    def seen(**where: object) -> list[int]:
        through = Through("vault_datakey", "id", where)  # type: ignore[arg-type] # as rooms do
        words = (shelf.organisation_id, "bruise")
        return search.find(*words, scopes=[], through=through, limit=9)

    assert seen(context="ama", destroyed_at=None) == [number]
    assert seen(context=["ben", "ama"]) == [number]
    assert seen(context=[]) == []
    assert seen(wrapped=None) == []


def test_words_of_another_organisation_never_match(cast: Cast) -> None:
    alder, birch = Shelf(cast.actor("ama")), Shelf(cast.actor("mia"))
    there = birch.put("a bruise")
    look_into(cast.alder)
    here = alder.put("a bruise")

    assert alder.find("bruise") == [here]
    assert here != there
    elsewhere = Through("vault_datakey", "id", {"context": "ama"})
    found = search.find(cast.alder.pk, "bruise", scopes=[], through=elsewhere, limit=9)
    assert found == [here]


def test_another_organisation_cannot_change_what_is_found(cast: Cast) -> None:
    alder, birch = Shelf(cast.actor("ama")), Shelf(cast.actor("mia"))
    look_into(cast.alder)
    number = alder.put("a bruise")

    do(birch.actor, lambda: search.extend(birch.organisation_id, number, "elbow"))
    do(birch.actor, lambda: search.rescope(birch.organisation_id, number, ["none"]))
    do(birch.actor, lambda: search.forget(birch.organisation_id, number))

    look_into(cast.alder)
    assert alder.find("bruise") == [number]


def test_a_document_put_again_is_found_by_its_new_words_alone(shelf: Shelf) -> None:
    number = shelf.put("a bruise")

    shelf.index(number, "an elbow")

    assert shelf.find("bruise") == []
    assert shelf.find("elbow") == [number]


def test_more_words_join_the_old_ones(shelf: Shelf) -> None:
    number = shelf.put("a bruise")

    do(shelf.actor, lambda: search.extend(shelf.organisation_id, number, "on the elbow"))

    assert shelf.find("bruise elbow") == [number]


def test_a_forgotten_document_is_not_found(shelf: Shelf) -> None:
    number = shelf.put("a bruise")

    do(shelf.actor, lambda: search.forget(shelf.organisation_id, number))

    assert shelf.find("bruise") == []


def test_the_table_of_the_search_shows_nothing_in_clear(shelf: Shelf) -> None:
    shelf.put(f"{TEXT} brobdingnag", scopes=["site:oak"])

    with connection.cursor() as cursor:
        cursor.execute("SELECT words, scopes FROM vault_search")
        held = str(cursor.fetchall()).lower()

    words = {word.strip(".,’").lower() for word in [*TEXT.split(), "brobdingnag", "site", "oak"]}
    assert [word for word in words if len(word) > 3 and word in held] == []


def test_the_order_of_words_is_not_kept(shelf: Shelf) -> None:
    shelf.put("alpha bravo charlie")
    shelf.put("charlie alpha bravo alpha")

    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM vault_search")
        (one,), (two,) = cursor.fetchall()

    assert one == two


def test_words_change_only_inside_a_command(shelf: Shelf) -> None:
    with pytest.raises(Unrecorded):
        search.index(shelf.organisation_id, 1, TEXT, scopes=[])


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Few documents are many: every way of searching is gone in a small world."""
    for engine in (sqlite, postgresql):
        monkeypatch.setattr(engine, "GLANCE", 4)
    monkeypatch.setattr(sqlite, "FEW", 12)


WORDS = ["bruise", "elbow", "knee", "shoulder"]
LIKELY = {"bruise": 0.8, "elbow": 0.5, "knee": 0.2, "shoulder": 0.05}
READERS = {"everyone": 0.5, "many": 0.3, "some": 0.15, "few": 0.05}


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("seed", range(5))
def test_every_way_of_searching_finds_the_same(shelf: Shelf, seed: int) -> None:
    chance = random.Random(seed)
    documents = _fill(shelf, chance, 120)

    for _ in range(60):
        words = chance.sample(WORDS, chance.choice([1, 1, 2]))
        readers = chance.sample(list(READERS), chance.choice([1, 1, 2]))
        before = chance.choice([None, *documents])
        limit = chance.choice([1, 3, 25, 200])
        expected = [
            number
            for number, (said, reader) in sorted(documents.items(), reverse=True)
            if said.issuperset(words) and reader in readers and number < (before or number + 1)
        ][:limit]
        scopes = chance.choice([["all"], readers, []])
        found = shelf.find(" ".join(words), *readers, scopes=scopes, limit=limit, before=before)
        assert found == expected


def _fill(shelf: Shelf, chance: random.Random, count: int) -> dict[int, tuple[set[str], str]]:
    readers = chance.choices(list(READERS), list(READERS.values()), k=count)
    keys = keep(shelf.actor, *readers)
    said = [{word for word in WORDS if chance.random() < LIKELY[word]} for _ in readers]
    documents = [
        (key.id, " ".join(words), ["all", reader])
        for key, words, reader in zip(keys, said, readers, strict=True)
    ]
    do(shelf.actor, lambda: search.bulk_index(shelf.organisation_id, documents))
    return {key.id: (words, reader) for key, words, reader in zip(keys, said, readers, strict=True)}


@pytest.mark.usefixtures("narrow")
def test_a_document_that_moved_is_found_where_it_is_now(shelf: Shelf) -> None:
    numbers = [shelf.put("a bruise", reader=f"r{n % 2}", scopes=["oak"]) for n in range(40)]
    moved = numbers[0]

    do(shelf.actor, lambda: search.rescope(shelf.organisation_id, moved, ["elm"]))

    found_there = shelf.find("bruise", "r0", "r1", scopes=["elm"], limit=40)
    found_here = shelf.find("bruise", "r0", "r1", scopes=["oak"], limit=40)
    assert moved in found_there
    assert set(numbers) - {moved} <= set(found_here)
