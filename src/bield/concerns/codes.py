"""The code with which somebody without a name comes back: read out, written down, typed again."""

import secrets

from bield.concerns.states import ALPHABET

GROUPS, LETTERS = 4, 4  # 69 bits: not to be guessed, even by a thief of every hash
LONGEST = 100  # what is longer was never one of ours


def new_code() -> str:
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS)
    )


def plain(typed: str) -> str:
    """However it was typed: small letters, spaces, no strokes."""
    return "".join(sign for sign in typed[:LONGEST].upper() if sign.isalnum())
