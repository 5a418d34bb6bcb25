"""What the clock ends: visits, accounts of leavers, resets whose day has come."""

from datetime import datetime, time, timedelta

from django.utils.timezone import localdate, localtime

from bield.access import rules
from bield.access.models import FactorReset, HouseRules, Membership, Visit
from bield.access.states import PasswordPolicy, usual_closing_time


def house_rules(organisation_id: int) -> HouseRules:
    found = HouseRules.objects.filter(organisation_id=organisation_id).first()
    return found or HouseRules(
        organisation_id=organisation_id,
        closes_at=usual_closing_time(),
        password_policy=PasswordPolicy.EITHER,
    )


def last_closing(closes_at: time, at: datetime) -> datetime:
    """The last time the house closed before now."""
    now = localtime(at)
    today = now.replace(hour=closes_at.hour, minute=closes_at.minute, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def open_over_closing(organisation_id: int, at: datetime) -> list[Visit]:
    """Begun before the last closing time, and open still."""
    closing = last_closing(house_rules(organisation_id).closes_at, at)
    visits = Visit.objects.filter(
        organisation_id=organisation_id, ended_at=None, started_at__lt=closing
    )
    return list(visits.select_related("account").order_by("pk"))


def idle(at: datetime) -> list[Visit]:
    """Of every organisation: visits are looked up before any wall stands."""
    visits = Visit.objects.filter(ended_at=None).select_related("account").order_by("pk")
    return [visit for visit in visits if rules.is_over(visit, at)]


def left(organisation_id: int, at: datetime) -> list[int]:
    """Persons who have left, and whose account is open still."""
    rows = Membership.objects.filter(
        organisation_id=organisation_id,
        closed_at=None,
        person__left_on__lt=localdate(at),
    )
    return list(rows.order_by("pk").values_list("person_id", flat=True))


def resets_due(at: datetime) -> list[tuple[int, int]]:
    """Of every organisation: which reset, and where it was asked for."""
    due = FactorReset.objects.filter(takes_effect_at__lte=at, done_at=None, stopped_at=None)
    return list(due.order_by("pk").values_list("pk", "organisation_id"))
