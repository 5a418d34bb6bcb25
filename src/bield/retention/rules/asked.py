"""Requests about somebody's own data: who answers them, what may be done when. Pure.

The clock: one month to the same day of the next one, from the day the request came, or from the
day on which it was clear who asks. It stands still while they are asked what they want. Two months
more where they are told why within the first. A complaint is acknowledged within thirty days.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.actors import Actor, Strength
from bield.people.states import Role
from bield.retention.states import Asking, RequestState, Step

HANDLERS = (Role.ADMINISTRATOR, Role.HEAD, Role.LEAD, Role.INFORMATION_HEAD)
NAMERS = (Role.ADMINISTRATOR, Role.HEAD)
ONE, THREE = 1, 3  # months
COMPLAINT_DAYS = 30
LOOK_AGAIN = timedelta(days=31)  # a hold for a request is looked at when it should be answered
CLOSES = frozenset({Step.ANSWERED, Step.REFUSED, Step.TAKEN_BACK})
STOPS = {Step.WHO_ASKED: Step.WHO_KNOWN, Step.WHAT_ASKED: Step.WHAT_KNOWN}
ENDS = {ends: begins for begins, ends in STOPS.items()}
ONLY = {
    Step.ACKNOWLEDGED: {Asking.COMPLAINT},
    Step.EXTENDED: set(Asking) - {Asking.COMPLAINT},
    Step.LIFTED: {Asking.RESTRICT, Asking.OBJECTION},
}
RESTRICTS = frozenset({Asking.RESTRICT, Asking.OBJECTION})  # of an objection: while it is judged


@dataclass(frozen=True)
class Took:
    """A step as the clock sees it."""

    what: Step
    on: date


@dataclass(frozen=True)
class Clock:
    """What the clock of a request is made of; the calendar makes a day of it."""

    starts_on: date
    months: int  # 0: a complaint, in days
    days: int  # for which it stood still, or of a complaint
    stands_still: bool


def handle(actor: Actor, *, is_contact: bool) -> Refusal | None:
    right = actor.holds(*HANDLERS) or is_contact
    if right and actor.strength >= Strength.TWO_FACTORS:
        return None
    return Refusal(
        "not-yours-to-answer",
        "Questions about data are answered by whoever was named for it, the head, the safeguarding"
        " lead or the administrator.",
        mender="the administrator",
    )


def name_contact(actor: Actor) -> Refusal | None:
    if actor.holds(*NAMERS):
        return None
    return Refusal(
        "not-yours-to-name",
        "The head or the administrator names who answers questions about data.",
        mender="the administrator",
    )


def not_own(actor: Actor, *concerned: int | None) -> Refusal | None:
    """Nobody answers what they asked themself, or what is about their own data."""
    if actor.person_id not in concerned:
        return None
    return Refusal(
        "your-own-request",
        "This is your own request. Somebody else answers it.",
        mender="another person who answers questions about data",
    )


def clock(kind: str, received_on: date, steps: Sequence[Took]) -> Clock:
    starts, months, still, since = received_on, ONE, 0, {}
    for one in steps:
        if one.what in STOPS:
            since[one.what] = one.on
        elif one.what in ENDS and (begun := since.pop(ENDS[one.what], None)) is not None:
            if one.what == Step.WHO_KNOWN:
                starts = max(starts, one.on)
            else:
                still += max(0, (one.on - max(begun, starts)).days)
        elif one.what == Step.EXTENDED:
            months = THREE
    if kind == Asking.COMPLAINT:
        return Clock(received_on, 0, COMPLAINT_DAYS, stands_still=False)
    return Clock(starts, months, still, stands_still=bool(since))


def look_again(received_on: date) -> date:
    return received_on + LOOK_AGAIN


def state(steps: Sequence[Took], *, stands_still: bool) -> RequestState:
    if any(one.what in CLOSES for one in steps):
        return RequestState.CLOSED
    return RequestState.PAUSED if stands_still else RequestState.OPEN


def restricts(kind: str, steps: Sequence[Took]) -> bool:
    """A restriction stands from the day it was granted until somebody lifts it; of an objection,
    from the day it came until it is answered."""
    done = [one.what for one in steps]
    if kind == Asking.OBJECTION:
        return not CLOSES & set(done)
    granted = kind == Asking.RESTRICT and Step.ANSWERED in done
    return granted and Step.LIFTED not in done


@dataclass(frozen=True)
class Stands:
    """A request, for the rule of its next step."""

    kind: str
    received_on: date
    first_due: date  # at the end of the first month
    took: tuple[Took, ...]
    open: bool

    def has(self, what: Step) -> bool:
        return any(one.what == what for one in self.took)

    def waits_for(self, what: Step) -> bool:
        begun = sum(one.what == what for one in self.took)
        return begun > sum(one.what == STOPS[what] for one in self.took)


def step(stands: Stands, what: str, on: date, words: str, *, today: date) -> list[Refusal]:
    refusals = []
    if not written(words):
        refusals.append(
            Refusal("no-words", "Write down what was said or done, and why.", field="words")
        )
    if not stands.received_on <= on <= today:
        refusals.append(
            Refusal(
                "not-that-day",
                "Choose a day from the day on which it came until today.",
                field="on",
            )
        )
    if what not in offered(stands):
        refusals.append(
            Refusal("not-now", "This does not fit to where the request stands.", field="what")
        )
    elif what == Step.EXTENDED and on > stands.first_due:
        refusals.append(
            Refusal(
                "told-too-late",
                "The first month is over. More time can only be taken where they are told why"
                " within it. Answer it now.",
                field="what",
            )
        )
    return refusals


def left_behind(what: str, *, waits: bool, anyway: bool) -> Refusal | None:
    """What was put together and never left is destroyed with the answer: not by mistake."""
    if what != Step.ANSWERED or not waits or anyway:
        return None
    return Refusal(
        "not-taken-out",
        "What was put together has not been taken out, and is destroyed when you write this down."
        " Take it out first, or say here that it is not needed.",
        field="anyway",
    )


def offered(stands: Stands) -> list[Step]:
    """What may be done next."""
    if not stands.open:
        lift = stands.kind == Asking.RESTRICT and restricts(stands.kind, stands.took)
        return [Step.LIFTED] if lift else []
    return [one for one in Step if one != Step.LIFTED and _fits(stands, one)]


def _fits(stands: Stands, what: Step) -> bool:
    if what in ONLY and stands.kind not in ONLY[what]:
        return False
    if what in STOPS:
        return not stands.waits_for(what)
    if what in ENDS:
        return stands.waits_for(ENDS[what])
    if what in {Step.EXTENDED, Step.ACKNOWLEDGED}:
        return not stands.has(what)
    return not (what == Step.ANSWERED and stands.waits_for(Step.WHO_ASKED))


def package(*, kind: str, somebody: bool, open_: bool) -> Refusal | None:
    """All that is kept is put together for a question to see it, of somebody of the register."""
    if kind == Asking.ACCESS and somebody and open_:
        return None
    return Refusal(
        "nothing-to-put-together",
        "All that is kept is put together for an open question to see it, about somebody of our"
        " register.",
        mender="whoever answers questions about data",
        link="/requests/",
    )
