"""What an answer leaves in the record: the value before and the value after, sealed.

A line takes codes of two hundred characters and may be exported; which question was answered, and
how, is for readers of the concern alone. Both values stand in the chain, so that neither can be
changed; whoever opens the concern opens them.
"""

import hashlib
from base64 import b85decode, b85encode
from collections.abc import Sequence
from dataclasses import dataclass

from bield.vault.seal import seal, unseal

LENGTH = 120  # every value is sealed as long as this, so that its length tells nothing
DIGEST = "sha256 "  # of an answer that is longer: the deed itself says it in full


@dataclass(frozen=True, slots=True)
class Value:
    """An answer as the line has it."""

    question: str
    values: tuple[str, ...]  # empty: not asked before, or only bound by a digest
    digest: str = ""


def seal_values(
    key: bytes, reference: str, deed: int, question: str, *, was: Sequence[str], now: Sequence[str]
) -> dict[str, str]:
    """The facts `was` and `now` of a line about a deed."""
    return {
        name: _seal(key, _context(reference, deed, name), question, values)
        for name, values in (("was", was), ("now", now))
    }


def open_value(key: bytes, reference: str, deed: int, name: str, sealed: str) -> Value:
    text = unseal(key, b85decode(sealed), context=_context(reference, deed, name)).rstrip()
    question, _, values = text.partition(":")
    if values.startswith(DIGEST):
        return Value(question, (), values.removeprefix(DIGEST))
    return Value(question, tuple(one for one in values.split(",") if one))


def _seal(key: bytes, context: str, question: str, values: Sequence[str]) -> str:
    text = f"{question}:{','.join(values)}"
    if len(text) > LENGTH:
        text = f"{question}:{DIGEST}{hashlib.sha256(text.encode()).hexdigest()}"
    return b85encode(seal(key, text.ljust(LENGTH), context=context)).decode()


def _context(reference: str, deed: int, name: str) -> str:
    return f"{reference}:deed:{deed}:{name}"
