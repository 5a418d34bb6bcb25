"""What makes a password strong, once: the page shows these sentences, the commands ask these rules.

Nothing here expires, nothing asks for a drawing of symbols where length does the work, and anything
may be pasted.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator

from bield.access.hashing import LONGEST
from bield.access.states import PasswordPolicy
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

LONG, LONG_ENOUGH_MIXED = 12, 10
FEW = 5  # different characters at least
OF_ITS_OWN = 6  # letters that must be left once names are taken out
WALKED = 0.7  # share of steps to a neighbouring key, from which on it is a walk
OWN_WORDS = Path(__file__).parent / "words" / "common.txt"
ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
SPOKEN = str.maketrans("013457@$!|", "oleastasil")  # how people write letters as figures
EDGES = re.compile(r"^[^a-z]+|[^a-z]+$")  # a year, a figure, an exclamation mark
NO_LETTER = re.compile(r"[^a-z]+")
SHORT = 3  # a shorter word is no word
POLICY_CLAUSE = ("EY-17c",)


@dataclass(frozen=True)
class Context:
    """What is known of whoever chooses: none of it may carry the password."""

    policies: frozenset[str] = frozenset({PasswordPolicy.EITHER})
    names: frozenset[str] = frozenset()  # of the organisation, its sites, the person


@dataclass(frozen=True)
class Rule:
    code: str
    says: str  # the sentence on the page
    refused: str  # the sentence beside the field
    kept: Callable[[str, Context], bool]


def is_long(password: str) -> bool:
    return len(password) >= LONG


def is_mixed(password: str) -> bool:
    kinds = (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    return len(password) >= LONG_ENOUGH_MIXED and all(
        any(kind(character) for character in password) for kind in kinds
    )


STRENGTH = {
    PasswordPolicy.EITHER: Rule(
        "password-too-weak",
        f"At least {LONG} characters. {LONG_ENOUGH_MIXED} are enough if they mix small and capital"
        " letters, numbers and symbols.",
        f"Make it {LONG} characters or longer, or mix small and capital letters, numbers and"
        f" symbols in at least {LONG_ENOUGH_MIXED}.",
        lambda password, _: is_long(password) or is_mixed(password),
    ),
    PasswordPolicy.LENGTH: Rule(
        "password-too-short",
        f"At least {LONG} characters. Three words that do not belong together are good.",
        f"Make it {LONG} characters or longer. Three words that do not belong together are good.",
        lambda password, _: is_long(password),
    ),
    PasswordPolicy.MIX: Rule(
        "password-not-mixed",
        f"At least {LONG_ENOUGH_MIXED} characters that mix small and capital letters, numbers and"
        " symbols.",
        f"Mix small and capital letters, numbers and symbols, in at least {LONG_ENOUGH_MIXED}"
        " characters.",
        lambda password, _: is_mixed(password),
    ),
}


def is_uncommon(password: str, _: Context) -> bool:
    """Not on the lists, also not with letters written as figures and a year at its end."""
    lists = _common()
    plain = password.casefold()
    forms = {plain, plain.translate(SPOKEN)}
    forms |= {EDGES.sub("", form) for form in forms}
    forms |= {EDGES.sub("", plain).translate(SPOKEN)}
    if forms & lists:
        return False
    return not any(_only_common(form, lists) for form in forms)


def _only_common(form: str, lists: frozenset[str]) -> bool:
    """Two common words, however they are joined: all pairs of a list are soon tried."""
    letters = NO_LETTER.sub("", form)
    return any(
        letters[:cut] in lists and letters[cut:] in lists
        for cut in range(SHORT, len(letters) - SHORT + 1)
    )


def is_no_pattern(password: str, _: Context) -> bool:
    """No walk over the keyboard, no row of figures, no few characters again and again."""
    plain = password.casefold()
    if len(set(plain)) < FEW:
        return False
    if _repeats(plain) or _repeats(NO_LETTER.sub("", plain)):
        return False
    steps = sum(a + b in _neighbours() for a, b in pairwise(plain))
    return steps < WALKED * (len(plain) - 1)


def _repeats(text: str) -> bool:
    """The same few characters over and over, the last time perhaps cut short."""
    sizes = range(1, len(text) // 2 + 1)
    return any((text[:size] * len(text))[: len(text)] == text for size in sizes)


def names_nobody(password: str, context: Context) -> bool:
    """What is left without the names that everybody here knows must still be something."""
    left = password.casefold()
    for name in sorted(context.names, key=len, reverse=True):
        left = left.replace(name, " ")
    if left == password.casefold():
        return True
    return sum(character.isalpha() for character in left) >= OF_ITS_OWN


TOO_LONG = Rule(
    "password-too-long",
    f"At most {LONGEST} characters.",
    f"Shorten it to {LONGEST} characters.",
    lambda password, _: len(password) <= LONGEST,
)
ALWAYS = (
    TOO_LONG,
    Rule(
        "password-common",
        "Not a password that many people use, like Summer2024 or Password123!.",
        "Choose another: many people use this one, and it is the first that is tried.",
        is_uncommon,
    ),
    Rule(
        "password-pattern",
        "Not a row of keys or the same few characters again and again.",
        "Choose another: a row of keys or a repetition is quickly guessed.",
        is_no_pattern,
    ),
    Rule(
        "password-name",
        "Not only your own name, your organisation’s or your site’s.",
        "Choose another: it is little more than a name that others know.",
        names_nobody,
    ),
)


def rules(context: Context) -> tuple[Rule, ...]:
    """The rules that hold for somebody: the policies of all their organisations, and the lists."""
    return (*(STRENGTH[PasswordPolicy(code)] for code in sorted(context.policies)), *ALWAYS)


@keeps("EY-16", "EY-17c", "TP-2.9g")
def refusals(password: str, context: Context, *, field: str = "password") -> list[Refusal]:
    if len(password) > LONGEST:  # nothing else is asked of a page of text
        return [Refusal(TOO_LONG.code, TOO_LONG.refused, field=field)]
    return [
        Refusal(rule.code, rule.refused, POLICY_CLAUSE, field=field)
        for rule in rules(context)
        if not rule.kept(password, context)
    ]


def names_in(*texts: str) -> frozenset[str]:
    """The words of names that are long enough to be recognised."""
    words = (word for text in texts for word in re.split(r"[^\w]+", text.casefold()))
    return frozenset(word for word in words if len(word) > 2)


@cache
def _common() -> frozenset[str]:
    """Django's list of twenty thousand leaked ones, and our own of what people here would take."""
    own = (line.strip() for line in OWN_WORDS.read_text(encoding="utf-8").splitlines())
    return frozenset(CommonPasswordValidator().passwords) | {
        word for word in own if word and not word.startswith("#")
    }


@cache
def _neighbours() -> frozenset[str]:
    pairs = {a + b for row in ROWS for a, b in pairwise(row)}
    return frozenset(pairs | {pair[::-1] for pair in pairs} | {"09", "90"})


def check_lists(samples: Iterable[str] = ("Summer2024", "Password123!", "qwertyuiop123")) -> bool:
    """The lists are there and work: each of these must be refused."""
    return all(refusals(sample, Context()) for sample in samples)
