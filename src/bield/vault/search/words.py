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
MISSPELT_FROM = 5


def _lines(name: str) -> Iterator[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def _metaphone(word: str) -> str:
    """How a word sounds to an English ear; empty when it is too short to tell."""
    if len(word) < SOUNDS_FROM or not word.isascii() or not word.isalpha():
        return ""
    return jellyfish.metaphone(word)


# Names that stand for each other; a name may stand in several groups (Alex, Sam, Ali). A group is
# known by its first name, which later editions of the file must leave in its place.
GROUPS: dict[str, list[str]] = {}
for _names in _lines("names.txt"):
    for _name in _names:
        GROUPS.setdefault(_name, []).append(_names[0])
SOUNDS: dict[str, set[str]] = {}
for _name, _heads in GROUPS.items():
    SOUNDS.setdefault(_metaphone(_name), set()).update(_heads)
SILENT = frozenset(word for line in _lines("silent.txt") for word in line)
# Words of every account. Only with a capital are they taken for names, and never for their sound.
ORDINARY = frozenset(word for line in _lines("ordinary.txt") for word in line)
IRREGULAR = {form: line[0] for line in _lines("irregular.txt") for form in line[1:]}

_stemmer = Stemmer.Stemmer("english", 0)  # no cache: no word outlives its request
_one_at_a_time = threading.Lock()  # the stemmer keeps its working space in itself


def written(text: str) -> list[str]:
    """The words of a text, as they are written."""
    return WORD.findall(text)


def terms(word: str) -> set[str]:
    """What a document with this word can be found by."""
    plain = _plain(word)
    if not plain or plain in SILENT:
        return set()
    capital = word[0].isupper()
    found = {_stem(plain)}
    if capital or plain not in ORDINARY:
        found.update(_groups(plain))
    if capital and plain not in ORDINARY:
        found.update(_sound(plain))
    return found


def asked(text: str) -> list[set[str]]:
    """What is looked for: of each set one term must be found, and so for every set."""
    wanted: list[set[str]] = []
    for word in written(text):
        plain = _plain(word)
        if plain and plain not in SILENT and len(wanted) < WORDS_OF_A_SEARCH:
            sounds = [] if plain in ORDINARY else [*_sound(plain), *_groups_by_sound(plain)]
            alternatives = {_stem(plain), *_groups(plain), *sounds}
            if alternatives not in wanted:
                wanted.append(alternatives)
    return wanted


def _plain(word: str) -> str:
    """In lower case, without accents, apostrophes and the owner's s."""
    lower = OWNER.sub("", word[:LONGEST].casefold())
    if lower.isascii():
        return lower.replace("'", "")
    apart = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in apart if letter.isalnum()).translate(UNACCENTED)


# Letters that Unicode does not take apart.
UNACCENTED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)


def _stem(word: str) -> str:
    word = AMERICAN.sub(r"is\1", IRREGULAR.get(word, word))
    with _one_at_a_time:
        return f"w:{_stemmer.stemWord(word)}"


def _groups(word: str) -> list[str]:
    return [f"n:{group}" for group in GROUPS.get(word, ())]


def _groups_by_sound(word: str) -> list[str]:
    """A misspelt name of a group ("Catarina") stands for the group, unless it is very short."""
    if word in GROUPS or len(word) < MISSPELT_FROM:
        return []
    return [f"n:{group}" for group in SOUNDS.get(_metaphone(word), ())]


def _sound(word: str) -> list[str]:
    return [f"s:{sound}"] if (sound := _metaphone(word)) else []
