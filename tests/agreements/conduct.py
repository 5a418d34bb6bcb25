"""How tests have the cast sign what they must keep to, and write down what was not kept."""

from datetime import date, datetime, timedelta

from bield.agreements import commands
from bield.agreements.commands import Declared, Put
from bield.agreements.models import Misuse, Tie
from bield.agreements.states import Action, Audience, Purpose, TieKind
from tests.agreements.asking import published, says
from tests.conftest import BEGAN, NOON, TODAY, Cast

CODE, USE = Purpose.CONDUCT, Purpose.ACCEPTABLE_USE
DAY = timedelta(days=1)
OF_CODE = (
    "I do not name the organisation online to its harm.\n"
    "I do not discuss work matters online.\n"
    "I neither befriend nor follow a child from here."
)
OF_USE = "I use devices for work alone.\nI never share a password."


def code(cast: Cast, words: str = OF_CODE, *, at: datetime = BEGAN, instead_of: str = "") -> str:
    put = [Put(CODE, audience, words) for audience in (Audience.STAFF, Audience.CONTRACTOR)]
    return published(cast, put, title="Code of conduct", at=at, instead_of=instead_of)


def use(cast: Cast, words: str = OF_USE, *, at: datetime = BEGAN, instead_of: str = "") -> str:
    put = [Put(USE, audience, words) for audience in Audience]
    return published(cast, put, title="Acceptable use", at=at, instead_of=instead_of)


def signs(cast: Cast, who: str, purpose: Purpose = USE, *, at: datetime = NOON - 9 * DAY) -> None:
    says(cast, who, who, purpose=purpose, at=at)


def record(
    cast: Cast,
    who: str = "joe",
    *,
    by: str = "lou",
    part: str = "acceptable_use.2",
    on: date = TODAY,
    words: str = "Told a friend the password of the tablet.",
    action: str = Action.SPOKEN,
    at: datetime = NOON,
) -> Misuse:
    about = cast.people[who].pk
    return commands.record_misuse(
        cast.actor(by), about, part=part, action=action, happened_on=on, words=words, at=at
    )


def ties(
    cast: Cast,
    who: str = "ivy",
    *,
    kind: str = TieKind.TIE,
    why: str = "We are cousins.",
    at: datetime = NOON,
) -> Tie:
    tie = Declared(kind, "Joe Tanner", "Family", why)
    return commands.declare_tie(cast.actor(who), tie, at=at)
