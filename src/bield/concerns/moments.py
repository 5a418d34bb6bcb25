"""A moment as a page shows it: said in passing, exact in print and in details."""

from dataclasses import dataclass
from datetime import datetime

from bield.kit import times


@dataclass(frozen=True, slots=True)
class Moment:
    at: datetime
    said: str  # "yesterday at 14:10, Monday 2 March"
    exact: str  # "Monday 2 March 2026, 14:10:00 GMT"

    def __str__(self) -> str:
        return self.said


def moment(at: datetime, now: datetime) -> Moment:
    return Moment(at, times.said(at, now), times.exact(at))


def moment_or_none(at: datetime | None, now: datetime) -> Moment | None:
    return None if at is None else moment(at, now)
