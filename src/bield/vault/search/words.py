"""A text becomes terms: what is said, without accents, endings and spellings.

Pure: no keys, no tables. Terms exist in memory only; `search` hashes them before anything is kept.
"""

import re
import threading
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

import jellyfish
import Stemmer

WORDS_OF_A_SEARCH = 12  # more would be a whole sentence: one missing word would hide the answer
WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
OWNER = re.compile(r"['’ʼ]s$")
AMERICAN = re.compile(r"iz(e[drs]?|ing|ation|ations|ers)$")
LONGEST = 64  # letters of a word
SOUNDS_FROM = 3  # letters: shorter names all sound alike


def _lines(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split()


# Names that stand for each other; a name may stand in several groups (Alex, Sam, Ali). A group is
# known by its first name, which later editions of the file must leave in its place.
GROUPS: dict[str, list[str]] = {}
for _names in _lines("names.txt"):
    for _name in _names:
        GROUPS.setdefault(_name, []).append(_names[0])
SILENT = frozenset(word for line in _lines("silent.txt") for word in line)
# Words of every account. Only with a capital are they taken for names, and never for their sound.
ORDINARY = frozenset(word for line in _lines("ordinary.txt") for word in line)
IRREGULAR = {form: line[0] for line in _lines("irregular.txt") for form in line[1:]}

_stemmer = Stemmer.Stemmer("english", 0)  # no cache: no word outlives its request
_one_at_a_time = threading.Lock()  # the stemmer keeps its working space in itself


def terms(text: str) -> set[str]:
    """All that a text can be found by."""
    found: set[str] = set()
    for written, word in _words(text):
        if word not in SILENT:
            found.add(_stem(word))
            capital = written[0].isupper()
            if capital or word not in ORDINARY:
                found.update(_group_terms(word))
            if capital and word not in ORDINARY:
                found.update(_sound_term(word))
    return found


def asked(text: str) -> list[list[str]]:
    """What is looked for: of each inner list one must be found, and so for every list."""
    wanted: list[list[str]] = []
    for _written, word in _words(text):
        if word not in SILENT and len(wanted) < WORDS_OF_A_SEARCH:
            terms_of_word = {_stem(word), *_group_terms(word)}
            if word not in ORDINARY:
                terms_of_word.update(_sound_term(word))
            if (ordered := sorted(terms_of_word)) not in wanted:
                wanted.append(ordered)
    return wanted


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each word as written, and in lower case without accents and apostrophes."""
    for match in WORD.finditer(text):
        written = match[0][:LONGEST]
        plain = unicodedata.normalize("NFKD", OWNER.sub("", written.casefold()))
        word = "".join(letter for letter in plain if letter.isalnum()).translate(UNACCENTED)
        if word:
            yield written, word


# Letters that Unicode does not take apart.
UNACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def _stem(word: str) -> str:
    word = AMERICAN.sub(r"is\1", IRREGULAR.get(word, word))
    with _one_at_a_time:
        return f"w:{_stemmer.stemWord(word)}"


def _group_terms(word: str) -> list[str]:
    return [f"n:{group}" for group in GROUPS.get(word, ())]


def _sound_term(word: str) -> list[str]:
    if len(word) < SOUNDS_FROM or not word.isascii() or not word.isalpha():
        return []
    sound = jellyfish.metaphone(word)
    return [f"s:{sound}"] if sound else []
