"""The organisation sets its own times where no policy gives one."""

from datetime import datetime

from bield.concerns import rules
from bield.concerns.lenses.clocks import CLOCKS
from bield.concerns.models import OwnTime
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
def set_time(actor: Actor, code: str, *, amount: int, unit: str, at: datetime) -> None:
    """From now on this is how long it may take. Clocks that run already are not moved."""
    enforce(rules.set_time(actor), rules.may_be_set(CLOCKS.get(code)))
    period = Period(amount, ClockUnit(unit))
    enforce(rules.some_time(period))
    OwnTime.objects.update_or_create(
        organisation_id=actor.organisation_id,
        clock=code,
        defaults={
            "amount": period.amount,
            "unit": period.unit,
            "set_at": at,
            "set_by_id": actor.person_id,
        },
    )
    note(
        event="concern.time-set",
        subject=f"time:{code}",
        by=actor.id,
        at=at,
        amount=period.amount,
        unit=str(period.unit.value),
    )
