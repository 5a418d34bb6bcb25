"""A moment as a page shows it: said in passing, exact in print and in details."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

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


def happened(at: datetime | None, now: datetime, *, day_alone: bool | None) -> Moment | None:
    return None if at is None else known_day(at, now, day_alone=day_alone)


def known_day(at: datetime, now: datetime, *, day_alone: bool | None) -> Moment:
    """Where nobody knows the hour, the day alone: an hour that nobody said is never shown."""
    if not day_alone:
        return moment(at, now)
    said = times.said_day(timezone.localtime(at).date(), timezone.localtime(now).date())
    return Moment(at, said, exactly(at, day_alone=day_alone))


def exactly(at: datetime, *, day_alone: bool | None) -> str:
    if not day_alone:
        return times.exact(at)
    return f"{times.exact_day(timezone.localtime(at).date())}, time not known"


def moment_or_none(at: datetime | None, now: datetime) -> Moment | None:
    return None if at is None else moment(at, now)
