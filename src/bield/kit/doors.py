"""What a page says about how surely it must be known who asks. The room of signing in reads it."""

from collections.abc import Callable
from typing import Any, TypeVar

V = TypeVar("V", bound=Callable[..., Any])

NEEDS = "needs_strength"
IF_ANY = "if_there_is_a_second_factor"
THEIRS = "whose_it_is"

Theirs = Callable[[Any], object]  # of an actor: raises `NotFound` where it is not there for them


def needs(strength: int, *, theirs: Theirs | None = None) -> Callable[[V], V]:
    """This page asks for more than one factor; the way there leads back to it. Whoever would not
    find it with a second factor either (`theirs`, by their posts alone) is not sent for one."""

    def mark(view: V) -> V:
        setattr(view, NEEDS, strength)
        setattr(view, THEIRS, theirs)
        return view

    return mark


def needs_what_there_is(strength: int, *, theirs: Theirs | None = None) -> Callable[[V], V]:
    """As `needs`, for whoever has a second factor; the password does for who has none yet."""

    def mark(view: V) -> V:
        setattr(view, IF_ANY, True)
        return needs(strength, theirs=theirs)(view)

    return mark
