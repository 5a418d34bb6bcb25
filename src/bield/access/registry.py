"""What a page says about who may open it, and who keeps what was typed on it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.http import HttpRequest

from bield.access import hooks, queries
from bield.kit.doors import IF_ANY, NEEDS, THEIRS
from bield.kit.keeps import keeps
from bield.people.actors import Actor, Strength

V = TypeVar("V", bound=Callable[..., Any])

PUBLIC = "open_to_all"
NEVER_HELD_UP = "never_held_up"
STRANGERS = "where_strangers_go"
LED_TO = "comes_before_the_work"

FIRST: list[Callable[[], str | None]] = []


def before_anybody(leads: Callable[[], str | None]) -> None:
    """Until somebody lives here, every door leads to where the house is set up."""
    FIRST.append(leads)


def first_door() -> str | None:
    return next((path for leads in FIRST if (path := leads())), None)


def before_work(leads: queries.Leads) -> None:
    """A room above says what somebody must do before they go on, and where. It is asked when they
    sign in; reporting, help and signing out never wait for it."""
    queries.LEADS.append(leads)


def led_to(view: V) -> V:
    """Part of what comes before the work."""
    setattr(view, LED_TO, True)
    return view


def is_led_to(view: object) -> bool:
    return getattr(view, LED_TO, False)


Keeper = Callable[[HttpRequest, Actor], None]
KEEPERS_OF_TYPED: dict[str, Keeper] = {}


def public(view: V) -> V:
    """Nobody needs to sign in for this page."""
    setattr(view, PUBLIC, True)
    return view


def never_held_up(view: V) -> V:
    """Open even to one who must first do something else (choose a new password): reporting."""
    setattr(view, NEVER_HELD_UP, True)
    return view


def strangers_go_to(name: str) -> Callable[[V], V]:
    """Whoever was never signed in here is not asked to sign in for this page, but led there."""

    def mark(view: V) -> V:
        setattr(view, STRANGERS, name)
        return view

    return mark


def where_strangers_go(view: object) -> str:
    return getattr(view, STRANGERS, "")


def is_public(view: object) -> bool:
    return getattr(view, PUBLIC, False)


def strength_needed(view: object) -> Strength:
    return getattr(view, NEEDS, Strength.ONE_FACTOR)


@keeps("EY-16")
def is_enough(view: object, strength: Strength, *, has_second_factor: Callable[[], bool]) -> bool:
    """Whether somebody known so surely may open this page."""
    if strength >= strength_needed(view):
        return True
    return getattr(view, IF_ANY, False) and not has_second_factor()


def ask_whose(view: object, actor: Actor) -> None:
    """Asked of somebody as they would be with a second factor: no post comes with it."""
    if (theirs := getattr(view, THEIRS, None)) is not None:
        theirs(replace(actor, strength=Strength.STEPPED_UP))


def may_wait(view: object) -> bool:
    """Whether something else (a new password) comes before this page."""
    return not getattr(view, NEVER_HELD_UP, False)


def told_outside(events: Mapping[str, str]) -> None:
    """Say of which lines of a room another system may be told, in words to choose by. It is told
    of nothing that whoever made the hook may not open."""
    for event, words in events.items():
        hooks.tell_outside(event, words)


def keeper_of_typed(view_name: str, keep: Keeper) -> None:
    """What somebody posts to `view_name` after the time-out is handed to `keep`, as a draft.

    `keep` runs outside any page: it is a write of its own, on behalf of the person who was signed
    in, and shows nothing. After signing in again that person comes back to the page.
    """
    KEEPERS_OF_TYPED[view_name] = keep
