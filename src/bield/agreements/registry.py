"""What higher rooms tell this one: what hangs on a permission, and what follows when it ends;
where one reports what is wrong, and which numbers help.

Gates ask the standing each time, so everything that needs the permission is refused from the moment
that it ends. What is registered here is what follows later, by the worker: disposing, taking down.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import NoReverseMatch, reverse

from bield.agreements.states import Purpose, Stands
from bield.kit.components import Helpline
from bield.people.actors import Actor

AGAINST = frozenset({Stands.REFUSED, Stands.WITHDRAWN})


@dataclass(frozen=True)
class Ended:
    """A permission that stands no more. What came about after `at` has a yes of its own."""

    organisation_id: int
    person_id: int
    purpose: Purpose
    why: Stands
    at: datetime
    asked_by: int  # whose answer it was


@dataclass(frozen=True)
class Piece:
    """What one turn of the worker has done."""

    done: int
    held: int = 0  # kept by a hold: neither used nor disposed of
    after: str = ""  # where the next turn begins; "" where nothing is left to go through


@dataclass(frozen=True)
class Follower:
    """What hangs on some purposes in one room.

    `touches` counts it in one statement, inside the transaction of whoever takes an answer back.
    `follow` deals with the next few things after a place, in the transaction that writes down how
    far it came. What it leaves outside the database may be done twice, never not at all. What was
    held before is gone through again from the start.
    """

    code: str  # "media.recordings"
    purposes: frozenset[Purpose]
    thing: str  # "recording"
    things: str
    at_once: str  # what is true from the first moment: "Nobody can play them."
    then: str  # what the worker sees to, as it is said of the things: "disposed of"
    touches: Callable[[Ended], int]
    follow: Callable[[Actor, Ended, str, datetime], Piece]
    within: timedelta  # until when it is promised
    after: frozenset[Stands] = AGAINST


FOLLOWERS: dict[str, Follower] = {}


def register(follower: Follower) -> None:
    if follower.code in FOLLOWERS:
        raise ValueError(f"what follows in {follower.code} is registered already")
    FOLLOWERS[follower.code] = follower


def followers(purpose: str, why: Stands) -> list[Follower]:
    return [one for one in FOLLOWERS.values() if purpose in one.purposes and why in one.after]


_report_form: list[str] = []


def register_report_form(name: str) -> None:
    """The name of the page on which anybody signed in reports a concern."""
    _report_form[:] = [name]


def report_form() -> str:
    """Its address, printed into every form that says how to report; "" where no such page is."""
    with suppress(NoReverseMatch):
        return reverse(_report_form[0]) if _report_form else ""
    return ""


Numbers = Callable[[bool, date], tuple[Helpline, ...]]

_numbers: list[Numbers] = []


def register_numbers(numbers: Numbers) -> None:
    """Which numbers help, for a child or for somebody grown up."""
    _numbers[:] = [numbers]


def numbers_that_help(today: date, *, child: bool) -> tuple[Helpline, ...]:
    return next((numbers(child, today) for numbers in _numbers), ())
