"""Codes made by chance: of a view, and of whoever comes back without a name.

That one is read out, written down, and typed again."""

import secrets

from bield.concerns.states import ALPHABET

GROUPS, LETTERS = 4, 4  # 69 bits: not to be guessed, even by a thief of every hash
VIEW_LETTERS = 10  # a view is found by its maker alone: only to be told apart
LONGEST = 100  # what is longer was never one of ours


def new_code() -> str:
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS)
    )


def view_reference() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(VIEW_LETTERS))


def plain(typed: str) -> str:
    """However it was typed: small letters, spaces, no strokes."""
    return "".join(sign for sign in typed[:LONGEST].upper() if sign.isalnum())
