"""Where words of another setting come in: one place that reads their JSON, texts, times and digits.

Whoever signs rightly may still write what no machine can reckon with.
"""

import json
import re
from datetime import date, datetime
from typing import Any
from unicodedata import category

from django.utils import timezone

SHORT, LONG = 300, 100_000  # characters of a line, and of a text
EARLIEST, LATEST = 1900, 9998  # years: within them every zone of the world can be reckoned
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def parsed(text: str) -> object:
    """Raises `ValueError` for anything that is not JSON, or says a name twice, or is no number."""
    try:
        held: object = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
    except RecursionError:
        raise ValueError("it is nested without end") from None
    return held


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        raise ValueError("a name stands there twice")
    return held


def _no_number(text: str) -> None:
    raise ValueError(text)


def is_text(value: object, most: int, *, needed: bool = False) -> bool:
    fits = isinstance(value, str) and len(value) <= most and not any(map(is_unseen, value))
    return fits and (not needed or bool(str(value).strip()))


def is_unseen(sign: str) -> bool:
    """Controls, halves of signs, and marks that turn the reading direction round."""
    return (category(sign) in {"Cc", "Cs"} and sign not in "\n\r\t") or sign in TURNING


def clean(text: str) -> str:
    """Words of ours as a capsule may hold them: without signs that nobody sees."""
    return "".join(sign for sign in text if not is_unseen(sign))


def is_moment(value: object) -> bool:
    if not isinstance(value, str) or len(value) > len("2026-03-03T12:00:00.000000+00:00"):
        return False
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    return moment.tzinfo is not None and EARLIEST <= moment.year <= LATEST


def is_day(value: object) -> bool:
    if not isinstance(value, str) or not DAY.fullmatch(value):
        return False
    try:
        return EARLIEST <= date.fromisoformat(value).year <= LATEST
    except ValueError:
        return False


def is_to_come(said: str, *, at: datetime) -> bool:
    """Whether a time or a day of theirs lies after the day on which it came here: clocks differ by
    less."""
    moment = datetime.fromisoformat(said)
    day = timezone.localdate(moment) if moment.tzinfo else moment.date()
    return day > timezone.localdate(at)


def digits(typed: str) -> str:
    """The digits that were typed, in whichever script; spaces and strokes do not matter."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())
