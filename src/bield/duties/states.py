"""The words for duties and their clocks."""

from dataclasses import dataclass

from django.db.models import TextChoices

from bield.kit import times


class ClockUnit(TextChoices):
    """How time is counted. The day of the trigger is day 0."""

    CLOCK_HOURS = "clock_hours", "hours"
    WORKING_DAYS = "working_days", "working days"  # Monday to Friday without bank holidays
    SCHOOL_DAYS = "school_days", "school days"  # days on which the site is open in term
    CALENDAR_DAYS = "calendar_days", "days"
    MONTHS = "months", "months"
    TERMS = "terms", "terms"  # by the end of the term
    ACADEMIC_YEARS = "academic_years", "academic years"  # by the end of the year, 31 August


@dataclass(frozen=True)
class Period:
    amount: int
    unit: ClockUnit


# Roughly how long a unit is, to tell which of two periods comes round sooner.
DAYS = {
    ClockUnit.CLOCK_HOURS: 1 / 24,
    ClockUnit.CALENDAR_DAYS: 1,
    ClockUnit.WORKING_DAYS: 7 / 5,
    ClockUnit.SCHOOL_DAYS: 365 / 190,
    ClockUnit.MONTHS: 365 / 12,
    ClockUnit.TERMS: 365 / 3,
    ClockUnit.ACADEMIC_YEARS: 365,
}


def said(period: Period) -> str:
    """How often, as people say it: every term, every 2 months."""
    word = ClockUnit(period.unit).label
    return f"every {word[:-1]}" if period.amount == 1 else f"every {period.amount} {word}"


def lasts(period: Period) -> str:
    """For how long, and the same as people say it: 1 term · 14 days (2 weeks) · 90 days (about
    3 months) · 24 months (2 years)."""
    unit = ClockUnit(period.unit)
    exact = times.count(period.amount, unit.label[:-1])
    if unit == ClockUnit.CALENDAR_DAYS:
        same = _days_said(period.amount)
    else:
        same = _months_said(period.amount) if unit == ClockUnit.MONTHS else ""
    return f"{exact} ({same})" if same else exact


def _days_said(days: int) -> str:
    months = round(days / DAYS[ClockUnit.MONTHS])
    if months < 2:  # so short a time is said in weeks, where they are whole
        return times.count(days // 7, "week") if days > 7 and days % 7 == 0 else ""
    return f"about {_months_said(months) or times.count(months, 'month')}"


def _months_said(months: int) -> str:
    return "" if months % 12 else times.count(months // 12, "year")


class DutyState(TextChoices):
    OPEN = "open", "To do"
    OVERDUE = "overdue", "Overdue"  # its time has passed and it has been escalated
    DONE = "done", "Done"
    WAIVED = "waived", "Not needed"


STANDING = (DutyState.OPEN, DutyState.OVERDUE)


class DayKind(TextChoices):
    """A day that is not what the term says."""

    CLOSED = "closed", "Closed"
    INSET = "inset", "Staff only"
    OPEN = "open", "Open, although outside term"
