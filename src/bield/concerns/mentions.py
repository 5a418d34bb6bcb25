"""What a report names that others may name as well: apps, places, addresses. Pure.

What people wrote is looked through once, as it comes in, and told as things: each with the words
in which it is called here, and the same fold of them for everybody who means the same.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bield.concerns.platforms import MEANT, PLATFORMS
from bield.concerns.states import PartyRole, Thing
from bield.vault.seal import seal, unseal

PURPOSE = "concerns.patterns"  # of the key that hides which things they are
LETTERS = 20  # of a hash
LONGEST, WORDS = 60, 8  # of what is still a name and not a sentence
SEEN = 100  # letters of a word without a gap, such as a long link
PARTS = 4  # of an answer to “where?”
PLACE_ENDS = re.compile(r"[,;\n/(]|\s+and\s+")
BEFORE = re.compile(
    r"^(?:(?:in|at|on|by|near|inside|from|to)\s+)?(?:(?:the|a|an|our|my)\s+)?", re.IGNORECASE
)
OWNER = re.compile(r"['’]s$")
WORD = re.compile(r"\w+(?:[.'’]\w+)*")
SITE = re.compile(
    r"(?<![\w@.])(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|uk|gg|tv|io|me|app|live|chat|info|ly|be))(?![\w-])",
    re.IGNORECASE,
)
HANDLE = re.compile(r"(?<![\w.@])@[a-z0-9_](?:[\w.]{1,28}\w)", re.IGNORECASE)
MAIL = re.compile(r"(?<![\w.])[\w.+-]+@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """One thing. `fold` is the same for all who mean it; `label` as it is called here, if no list
    of ours says what it is called."""

    what: Thing
    fold: str
    label: str = ""
    person_id: int | None = None


def fold(words: str) -> str:
    """In lower case, without accents and signs: “Stairwell B” and “stairwell  b.” are one."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    return " ".join(WORD.findall(letters))


def thing_of(secret: bytes, what: str, folded: str) -> str:
    """The keyed hash under which a thing is counted."""
    return hmac.digest(secret, f"{what}:{folded}".encode(), hashlib.sha256).hex()[:LETTERS]


def seal_label(key: bytes, reference: str, thing: str, label: str) -> bytes:
    return seal(key, label, context=f"{reference}:mention:{thing}")


def open_label(key: bytes, reference: str, thing: str, sealed: bytes) -> str:
    return unseal(key, sealed, context=f"{reference}:mention:{thing}")


def somebody(role: str, *, person_id: int | None = None, name: str = "") -> Iterator[Named]:
    """Whom a concern is about. A name that was typed is one with the same name alone."""
    what = Thing.ALLEGED if role == PartyRole.ALLEGED else Thing.PERSON
    if person_id is not None:
        yield Named(what, f"#{person_id}", person_id=person_id)
    elif fold(name):
        yield Named(what, fold(name), name.strip()[:LONGEST])


def kinds(codes: Iterable[str]) -> Iterator[Named]:
    for code in codes:
        yield Named(Thing.KIND, code)


def device(words: str) -> Iterator[Named]:
    yield from _whole(Thing.DEVICE, words)


def account(words: str) -> Iterator[Named]:
    yield from _whole(Thing.ADDRESS, words)


def _whole(what: Thing, words: str) -> Iterator[Named]:
    if fold(words) and len(words.strip()) <= LONGEST:
        yield Named(what, fold(words), words.strip())


def where(words: str) -> Iterator[Named]:
    """What is no app is a place, as long as it is short enough to be called one."""
    for part in PLACE_ENDS.split(words)[:PARTS]:
        said = part.strip(" .)!?“”\"'")
        place = fold(BEFORE.sub("", said))
        if len(said) > LONGEST or _platforms(said, answer=True) or SITE.search(said):
            continue
        if place and len(place.split()) <= WORDS:
            yield Named(Thing.PLACE, place, said[:1].upper() + said[1:])


def online(*texts: str, answer: str = "") -> Iterator[Named]:
    """Apps and addresses in what was written; `answer` says where it was, so that a word of
    everyday life that is an app as well (“Steam”) is the app there."""
    codes = {code for text in texts for code in _platforms(text)}
    for code in sorted(codes | _platforms(answer, answer=True)):
        yield Named(Thing.PLATFORM, code)
    written = "\n".join((*texts, answer))
    for word in written.split():
        yield from _addresses(word[:SEEN])


def _addresses(word: str) -> Iterator[Named]:
    """In one word, and not much of it: whoever tells may write twenty thousand dashes, and a
    pattern tries each as the beginning of a name."""
    for found in (SITE, HANDLE, MAIL):
        for one in found.finditer(word):
            address = (one[1] if found is SITE else one[0]).lower().rstrip(".")
            if len(address) <= LONGEST:
                yield Named(Thing.ADDRESS, address, address)


def _platforms(text: str, *, answer: bool = False) -> set[str]:
    """`answer`: all of the text says where it was."""
    found = set()
    words = WORD.findall(text)
    lower = [OWNER.sub("", word.casefold()) for word in words]
    for place in range(len(lower)):
        for said in {lower[place], " ".join(lower[place : place + 2])}:
            one = PLATFORMS.get(said)
            if one is not None and (not one.everyday or _is_meant(words, lower, place, answer)):
                found.add(one.code)
    return found


def _is_meant(words: list[str], lower: list[str], place: int, answer: bool) -> bool:
    if not words[place][0].isupper():
        return False
    return lower[place - 1] in MEANT if place else answer
