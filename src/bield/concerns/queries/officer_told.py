"""By when the local authority hears of an adult here, and whose word that is.

The officer’s own time at the place of the concern comes first, then what the organisation set,
then ours. A clock that runs keeps the time with which it began, whatever is written down later.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bield.advice import queries as advice
from bield.advice.queries import AskedWithin
from bield.concerns.lenses import adults
from bield.concerns.lenses.bodies import LADO
from bield.concerns.lenses.clocks import period
from bield.concerns.lenses.shapes import Facts, Outcome, Required
from bield.concerns.models import Concern
from bield.concerns.queries.times import own_times
from bield.concerns.states import ActionState
from bield.concerns.subjects import duty_subject
from bield.duties import queries as duties
from bield.duties.queries import SubjectDuty
from bield.duties.states import Period
from bield.kit.keeps import keeps

CLOCK = "lado"
OFFICER_STEP, CARE_STEP = "lado", "consult_care"  # actions of the table
BEGAN_BEFORE = "By the time that was known when it began"


@dataclass(frozen=True)
class ToldWithin:
    """The end of the clock, if it began with what is known today."""

    due: datetime
    authority: str = ""  # whose officer asks for it; "" where the organisation’s time or ours runs
    words: str = ""  # "one working day", as the authority says it

    @property
    def source(self) -> str:
        return f"{self.authority} asks for {self.words}" if self.authority else ""

    def source_of(self, due: datetime) -> str:
        """The same beside a clock that ends at `due`."""
        return self.source if due == self.due else BEGAN_BEFORE


@dataclass(frozen=True)
class ToTell:
    """Told at this place, at this moment; `officer`: who is to hear of it is the officer, and not
    adults’ social care."""

    site_id: int
    reported_at: datetime
    officer: bool = True


@keeps("OT-14d")
def told_within(
    organisation_id: int, asked: Iterable[ToTell], at: datetime
) -> Mapping[ToTell, ToldWithin]:
    """Of several authorities the one whose time ends first. The statements are the same however
    many are asked about at one place."""
    every = sorted(set(asked), key=lambda one: (one.reported_at, one.site_id, one.officer))
    ours = period(CLOCK, own_times(organisation_id))
    places = {one.site_id for one in every if one.officer}
    asks = advice.lado_asks(organisation_id, places, at) if places else {}
    ends: dict[Period, list[tuple[int, datetime]]] = {}
    for one in every:
        for within in _periods(one, asks, ours):
            ends.setdefault(within, []).append((one.site_id, one.reported_at))
    over = {
        within: duties.due_each(organisation_id, within, begun) for within, begun in ends.items()
    }
    return {one: _first(one, asks, ours, over) for one in every}


def _asks_of(one: ToTell, asks: Mapping[int, tuple[AskedWithin, ...]]) -> tuple[AskedWithin, ...]:
    return asks.get(one.site_id, ()) if one.officer else ()


def _periods(one: ToTell, asks: Mapping[int, tuple[AskedWithin, ...]], ours: Period) -> set[Period]:
    return {asked.period for asked in _asks_of(one, asks)} or {ours}


def _first(
    one: ToTell,
    asks: Mapping[int, tuple[AskedWithin, ...]],
    ours: Period,
    over: Mapping[Period, Mapping[tuple[int, datetime], datetime]],
) -> ToldWithin:
    begun = one.site_id, one.reported_at
    theirs = [
        ToldWithin(over[asked.period][begun], asked.authority, asked.words)
        for asked in _asks_of(one, asks)
    ]
    soonest = min(theirs, key=lambda found: (found.due, found.authority), default=None)
    return soonest or ToldWithin(over[ours][begun])


def to_tell(concern: Concern, required: Required) -> ToTell:
    return ToTell(concern.site_id, concern.reported_at, LADO in required.action.bodies)


def sources(
    concern: Concern, outcome: Outcome, stands: Mapping[str, SubjectDuty], at: datetime
) -> dict[str, str]:
    """Whose word the clock of each step is, where it is not the organisation’s or ours: nothing is
    read where nobody of the authority is still to be told."""
    steps = {
        one.code: to_tell(concern, one)
        for one in outcome.required
        if one.clock == CLOCK and one.state == ActionState.OPEN and one.code in stands
    }
    if not steps:
        return {}
    known = told_within(concern.organisation_id, steps.values(), at)
    said = {code: known[one].source_of(stands[code].due_at) for code, one in steps.items()}
    return {code: source for code, source in said.items() if source}


# ------ several concerns at once


@dataclass(frozen=True)
class ToldBy:
    """By when the authority hears of one concern, and whose word that is."""

    due: datetime
    source: str


def told_by(
    organisation_id: int,
    concerns: Collection[Concern],
    facts: Mapping[int, Facts],
    keys: Mapping[int, bytes],
    at: datetime,
) -> dict[int, ToldBy]:
    """As the step of each concern has it; where none was ever asked for, as it would begin today.
    The statements are the same however many there are."""
    steps = {one.pk: _step(one, facts[one.pk], keys[one.key_id]) for one in concerns}
    known = told_within(organisation_id, [told for told, _ in steps.values()], at)
    asked = duties.last_due(organisation_id, [subject for _, subject in steps.values()])
    found = {}
    for pk, (told, subject) in steps.items():
        due = asked.get(subject, known[told].due)
        found[pk] = ToldBy(due, known[told].source_of(due))
    return found


def _step(concern: Concern, facts: Facts, key: bytes) -> tuple[ToTell, str]:
    care = adults.adults_only(facts)
    told = ToTell(concern.site_id, concern.reported_at, officer=not care)
    return told, duty_subject(key, concern.reference, CARE_STEP if care else OFFICER_STEP)
