"""What a page says about how surely it must be known who asks. The room of signing in reads it."""

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])

NEEDS = "needs_strength"
IF_ANY = "if_there_is_a_second_factor"


def needs(strength: int) -> Callable[[V], V]:
    """This page asks for more than one factor; the way there leads back to it."""

    def mark(view: V) -> V:
        setattr(view, NEEDS, strength)
        return view

    return mark


def needs_what_there_is(strength: int) -> Callable[[V], V]:
    """As `needs`, for whoever has a second factor; the password does for who has none yet."""

    def mark(view: V) -> V:
        setattr(view, IF_ANY, True)
        return needs(strength)(view)

    return mark
