"""Unique pupil numbers: thirteen signs, the first a check letter over the rest."""

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # no I, no O, no S
SHAPE = re.compile(rf"[{LETTERS}]\d{{11}}[\d{LETTERS}]")
SHOWN = 3  # of its end: enough to tell two apart, too few to use


def tidy(said: str) -> str:
    return re.sub(r"[\s-]", "", said).upper()


def looks_like_one(said: str) -> bool:
    return SHAPE.fullmatch(said) is not None


def is_one(said: str) -> bool:
    """The sum of each sign times its place, modulo 23, is the check letter. A number given for a
    time ends in a letter, which counts as its place in the alphabet of these."""
    if not looks_like_one(said):
        return False
    values = [LETTERS.index(sign) if sign in LETTERS else int(sign) for sign in said[1:]]
    total = sum(place * value for place, value in enumerate(values, start=2))
    return LETTERS[total % 23] == said[0]


def masked(number: str) -> str:
    return "•" * (len(number) - SHOWN) + number[-SHOWN:]
