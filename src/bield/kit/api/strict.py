"""JSON of strangers: plain, small and said once, or refused.

Python's own reader lets through what other systems read otherwise: a name said twice (the last
one counts here, the first one there), NaN, numbers beyond counting, half a character. What two
readers understand differently is how something is smuggled past one of them.
"""

import json
import math
from typing import Any

DEEPEST = 8  # lists and records within each other; what is asked for has three
LONGEST_NUMBER = 20  # digits


class Unreadable(Exception):
    """The bytes are no JSON that we take; the message says why, without repeating any of it."""


def read(body: bytes) -> Any:
    try:
        text = body.decode("utf-8")
        found = json.loads(
            text,
            object_pairs_hook=_once,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_finite,
        )
    except UnicodeDecodeError:
        raise Unreadable("It is not UTF-8.") from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except ValueError:
        raise Unreadable("It is not JSON.") from None
    _look_through(found, 0)
    return found


TOO_DEEP = f"It is more than {DEEPEST} levels deep."


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise Unreadable("It says one name twice.")
    return found


def _no_constant(_name: str) -> Any:
    raise Unreadable("It holds NaN or Infinity.")


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise Unreadable("It holds a number that is too long.")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise Unreadable("It holds a number that is too large.")
    return number


def _look_through(found: Any, depth: int) -> None:
    if isinstance(found, str):
        _whole_characters(found)
    elif isinstance(found, dict):
        _go_down(depth)
        for name, value in found.items():
            _whole_characters(name)
            _look_through(value, depth + 1)
    elif isinstance(found, list):
        _go_down(depth)
        for value in found:
            _look_through(value, depth + 1)


def _go_down(depth: int) -> None:
    if depth >= DEEPEST:
        raise Unreadable(TOO_DEEP)


def _whole_characters(text: str) -> None:
    """Half of a pair is no text, and the databases keep no NUL."""
    if "\x00" in text or (not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text)):
        raise Unreadable("It holds NUL, or half a character.")
