"""The organisation's own times: what it has set, and what runs until it has."""

from dataclasses import dataclass
from datetime import datetime

from bield.advice import queries as advice
from bield.concerns import rules
from bield.concerns.lenses.clocks import ALL_CLOCKS, CLOCKS, Clock, Origin
from bield.concerns.models import OwnTime
from bield.duties.states import ClockUnit, Period
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor


@dataclass(frozen=True)
class TimeItem:
    """One time: what must be done within it, how long it is, and whose word that is."""

    code: str
    title: str
    said: str  # "1 working day"
    whose: str  # "set by you", "proposed by us", "a policy: “immediately”"
    proposed: bool
    clauses: tuple[str, ...]
    may_change: bool
    before: tuple[str, ...] = ()  # times that others ask for, which come before it
    runs: bool = True  # somewhere: not where others have asked for theirs in every place


@dataclass(frozen=True)
class TimesPage:
    to_set: tuple[TimeItem, ...]  # proposed by us, and not yet decided here
    others: tuple[TimeItem, ...]
    acknowledge: str  # within how long somebody must have taken a report
    may_change: bool


@dataclass(frozen=True)
class TimePage:
    """One time, to be set."""

    item: TimeItem
    amount: int
    unit: str
    units: tuple[tuple[str, str], ...]


def own_times(organisation_id: int) -> dict[str, Period]:
    """What the organisation has set, clock by clock."""
    rows = OwnTime.objects.filter(organisation_id=organisation_id).order_by("pk")
    return {row.clock: Period(row.amount, ClockUnit(row.unit)) for row in rows}


def times_page(actor: Actor, *, at: datetime) -> TimesPage:
    if not actor.holds(*rules.READERS_OF_TIMES):
        raise NotFound("times")
    chosen = own_times(actor.organisation_id)
    may = rules.set_time(actor) is None
    asks = _asks(actor, at)
    items = tuple(_item(clock, chosen, asks.get(clock.code), may=may) for clock in ALL_CLOCKS)
    hours = people.organisation(actor).acknowledge_within_hours
    return TimesPage(
        to_set=tuple(item for item in items if item.proposed),
        others=tuple(item for item in items if not item.proposed),
        acknowledge=times.count(hours, "hour"),
        may_change=may,
    )


def time_page(actor: Actor, code: str, *, at: datetime) -> TimePage:
    clock = CLOCKS.get(code)
    if clock is None or not clock.changeable or rules.set_time(actor) is not None:
        raise NotFound(code)
    chosen = own_times(actor.organisation_id)
    runs = chosen.get(code, clock.period)
    return TimePage(
        item=_item(clock, chosen, _asks(actor, at).get(code), may=True),
        amount=runs.amount,
        unit=runs.unit,
        units=tuple((unit.value, unit.label) for unit in rules.UNITS),
    )


@dataclass(frozen=True)
class _Asked:
    """What officers of local authorities ask for, and whether one does in every place."""

    words: tuple[str, ...]
    everywhere: bool


def _asks(actor: Actor, at: datetime) -> dict[str, _Asked]:
    """By clock. Of each authority once, with the places that it speaks for."""
    sites = {one.pk: one.name for one in people.open_sites(actor)}
    asked = advice.lado_asks(actor.organisation_id, sites, at)
    places: dict[str, list[str]] = {}
    for site_id, found in asked.items():
        for one in found:
            places.setdefault(f"{one.authority} asks for {one.words}", []).append(sites[site_id])
    words = tuple(f"{says}, for {', '.join(names)}." for says, names in sorted(places.items()))
    return {"lado": _Asked(words, all(asked.values()))} if words else {}


def _item(clock: Clock, chosen: dict[str, Period], asked: _Asked | None, *, may: bool) -> TimeItem:
    runs = chosen.get(clock.code, clock.period) if clock.changeable else clock.period
    everywhere = asked is not None and asked.everywhere
    proposed = clock.changeable and clock.code not in chosen and not everywhere
    return TimeItem(
        code=clock.code,
        title=clock.title,
        said=times.count(runs.amount, str(runs.unit.label).removesuffix("s")),
        whose=_whose(clock, proposed=clock.changeable and clock.code not in chosen),
        proposed=proposed,
        clauses=clock.clauses,
        may_change=may and clock.changeable,
        before=asked.words if asked else (),
        runs=not everywhere,
    )


def _whose(clock: Clock, *, proposed: bool) -> str:
    if clock.origin == Origin.QUOTED:
        return f"in the words of a policy: “{clock.quote}”"
    return "proposed by us; you have set none yet" if proposed else "set by your organisation"
