"""Long random tokens go to the browser or the mail; only their hashes stay here."""

import hashlib
import secrets


def new() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


FOR_SYSTEMS = "bield_"  # so that a leaked one is recognised for what it is


def new_for_system() -> str:
    return FOR_SYSTEMS + new()


ALPHABET = "23456789CFGHJMPQRVWX"  # as in references: nothing that is misread on paper
GROUPS, LETTERS = 3, 6  # 77 bits: nothing to be gained by guessing, even from a stolen database


def new_code() -> str:
    """A recovery code, in groups that can be typed from paper."""
    return "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(GROUPS)
    )


def code_hash(code: str) -> str:
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashed(plain)
