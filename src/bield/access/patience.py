"""How often one may be wrong, and how long one waits. Pure.

Each way in has its own count. A stranger who guesses fills the counts of strangers: a device that
was used before has a count to itself and a passkey has none, so nobody can be shut out by another.
"""

from dataclasses import dataclass
from datetime import timedelta

from bield.kit.keeps import keeps

HOUR = timedelta(hours=1)
QUARTER = timedelta(minutes=15)
LONGEST_PAUSE = 60  # seconds, while there are tries left


@dataclass(frozen=True)
class Patience:
    free: int  # wrong tries that cost nothing: people mistype
    locked_at: int
    locked_for: timedelta
    told: bool = False  # the person and the lead hear when it locks


ONE_PATH = Patience(free=3, locked_at=10, locked_for=HOUR, told=True)
ONE_ADDRESS = Patience(free=20, locked_at=50, locked_for=QUARTER)  # from everywhere together
ONE_ORIGIN = Patience(free=50, locked_at=200, locked_for=QUARTER)  # a school is one origin
ALL_STRANGERS = Patience(free=5, locked_at=10, locked_for=HOUR, told=True)  # six digits are few


@dataclass(frozen=True)
class Path:
    parts: tuple[str, ...]
    patience: Patience
    own: bool = True  # a right try clears it; else it only takes back its own count


def password_paths(*, email: str, origin: str, device: str | None) -> tuple[Path, ...]:
    if device is not None:
        return (Path(("password", "device", device, email), ONE_PATH),)
    return (
        Path(("password", "path", email, origin), ONE_PATH),
        Path(("password", "address", email), ONE_ADDRESS, own=False),
        Path(("password", "origin", origin), ONE_ORIGIN, own=False),
    )


def code_paths(*, account_id: int, device: str | None) -> tuple[Path, ...]:
    """Codes of the app and from paper, after the password was right."""
    if device is not None:
        return (Path(("code", "device", device, str(account_id)), ONE_PATH),)
    return (Path(("code", "strangers", str(account_id)), ALL_STRANGERS),)


def asking_paths(*, origin: str) -> tuple[Path, ...]:
    """Asking for links by mail: nobody is to fill another's letter box."""
    return (Path(("asking", "origin", origin), ONE_PATH),)


def token_paths(*, origin: str) -> tuple[Path, ...]:
    """Tokens for other systems. A right one is never made to wait for somebody's wrong ones."""
    return (Path(("token", "origin", origin), ONE_ORIGIN, own=False),)


def link_paths(*, origin: str) -> tuple[Path, ...]:
    """Links and codes that open something for whoever has no account."""
    return (Path(("link", "origin", origin), ONE_ORIGIN, own=False),)


@keeps("EY-16")
def wait_after(wrong: int, patience: Patience) -> timedelta:
    """A growing delay, then an hour."""
    if wrong >= patience.locked_at:
        return patience.locked_for
    if wrong <= patience.free:
        return timedelta()
    return timedelta(seconds=min(2 ** (wrong - patience.free), LONGEST_PAUSE))
