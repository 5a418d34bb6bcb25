"""What a message may say. Pure functions: no tables, no clock, no request."""

import re

LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
REFERENCE = re.compile(r"\b[A-Z]-[A-Z0-9]{3}-[A-Z0-9]{3,6}\b")  # of a concern, like C-4F7-9HK2


class TellsTooMuch(Exception):
    """A programming error: a message about a concern would have carried more than 'sign in'."""


def is_about_a_concern(about: str) -> bool:
    return bool(REFERENCE.search(about)) or about.startswith("concern")


def content_free(words: str, *, about: str, sign_in: str) -> None:
    """E-mail is read by anyone who glances at a phone, and gateways open every link in it."""
    if REFERENCE.search(words) or about in words:
        raise TellsTooMuch("a reference")
    if any(link.rstrip(".") != sign_in for link in LINK.findall(words)):
        raise TellsTooMuch("a link other than the one to sign in")


def organisation(organisation_id: int | None) -> int:
    """A message belongs to the organisation of whoever causes it."""
    if organisation_id is None:
        raise ValueError("a message outside any organisation")
    return organisation_id
