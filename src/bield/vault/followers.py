"""Rooms that seal something with a master itself, because no organisation owns it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Follower:
    masters: Callable[[], set[str]]  # that something hangs on; asked within a command
    follow: Callable[[datetime], None]  # brings some of it, or all, to the current master


FOLLOWERS: list[Follower] = []


def follow_masters(follower: Follower) -> None:
    """A master is removed only when nothing of this room hangs on it any more."""
    FOLLOWERS.append(follower)
