"""What narrows a list of concerns: in an address, in a kept view, and in words. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from urllib.parse import urlencode

from bield.concerns.lenses.kinds import KINDS
from bield.concerns.states import Risk
from bield.kit import times

ALL = "all"  # every part of the desk at once, the newest first: the search
DAYS = ("since", "until")


@dataclass(frozen=True)
class DeskFilter:
    """What narrows the list. Each empty: not by this."""

    site: str = ""  # reference of a site
    risk: str = ""  # "1" to "4"
    words: str = ""  # searched for in the sealed text
    kind: str = ""  # of `lenses.kinds`, as triage says, or whoever reported
    since: str = ""  # "2026-03-03": the first day on which it was reported
    until: str = ""  # and the last
    person: str = ""  # reference of somebody whom it names

    @property
    def days(self) -> tuple[date | None, date | None]:
        first, last = (date.fromisoformat(day) if day else None for day in (self.since, self.until))
        return first, last

    @property
    def turned_round(self) -> bool:
        return bool(self.since and self.until and self.until < self.since)

    @property
    def asked(self) -> dict[str, str]:
        """As an address says it: a day stands in three boxes."""
        said = {name: value for name, value in asdict(self).items() if value and name not in DAYS}
        for name, day in zip(DAYS, self.days, strict=True):
            if day is not None:
                boxes = {"day": day.day, "month": day.month, "year": day.year}
                said |= {f"{name}_{box}": str(number) for box, number in boxes.items()}
        return said


@dataclass(frozen=True)
class Narrow:
    """One thing that narrows: in words, and the address of the list without it."""

    says: str
    without: str


def narrows(
    chosen: DeskFilter, *, site: str, person: str, stands: Mapping[str, str]
) -> tuple[Narrow, ...]:
    """`site` and `person`: what they are called. `stands` stays in the address."""
    return tuple(
        Narrow(says, urlencode({**stands, **replace(chosen, **dict.fromkeys(names, "")).asked}))
        for says, names in _said(chosen, site, person)
    )


def _said(chosen: DeskFilter, site: str, person: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if chosen.words.strip():
        yield f"with “{chosen.words.strip()}”", ("words",)
    if site:
        yield f"at {site}", ("site",)
    if chosen.risk.isdecimal() and int(chosen.risk) in Risk.values:
        yield f"of the risk “{Risk(int(chosen.risk)).label}”", ("risk",)
    if chosen.kind in KINDS:
        yield f"of the kind “{KINDS[chosen.kind].label}”", ("kind",)
    if said := _days(*chosen.days):
        yield said, DAYS
    if person:
        yield f"that name {person}", ("person",)


def _days(since: date | None, until: date | None) -> str:
    if since and until and since == until:
        return f"reported on {times.exact_day(since)}"
    ends = [
        f"{word} {times.exact_day(day)}" for word, day in (("from", since), ("to", until)) if day
    ]
    return f"reported {' '.join(ends)}" if ends else ""
