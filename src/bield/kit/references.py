"""Short references that can be read out over the phone. They say nothing about what they name."""

import secrets

ALPHABET = "23456789CFGHJMPQRVWX"  # no vowels, no look-alikes


def reference(length: int = 8) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))
