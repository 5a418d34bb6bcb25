"""One-way hashes, made and compared outside the write queue: each costs a twentieth of a second.

Two at a time, so that sixteen people who sign in at once do not take sixteen times the memory.
"""

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

_two_at_a_time = threading.BoundedSemaphore(2)


class Argon2(Argon2PasswordHasher):
    """argon2id, 46 MiB on one lane: Django's 100 MiB on eight would drown a small machine."""

    time_cost = 2
    memory_cost = 47104
    parallelism = 1


LONGEST = 512  # what is longer was never set, and is not worth its hash


def hashed(password: str) -> str:
    with _two_at_a_time:
        return make_password(password)


def matches(password: str, against: str) -> bool:
    """Costs the same for an account that does not exist or has no password."""
    with _two_at_a_time:
        if not against or len(password) > LONGEST:
            make_password(password[:LONGEST])
            return False
        return check_password(password, against)
