from datetime import datetime

from bield.duties import queries, registry, rules
from bield.duties.commands.opening import waive
from bield.duties.models import OwnPeriod
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
def tighten(
    actor: Actor, site_id: int, kind_code: str, *, amount: int, unit: str, at: datetime
) -> OwnPeriod:
    """A branch does what the group asks more often. Less often, or not at all, is refused."""
    above, group = _above(actor, site_id, kind_code)
    own = Period(amount, ClockUnit(unit))
    enforce(rules.keep_branch(actor, above), rules.may_tighten(group, own))
    row, _ = OwnPeriod.objects.update_or_create(
        organisation_id=actor.organisation_id,
        site_id=site_id,
        kind=kind_code,
        defaults={"amount": amount, "unit": unit, "set_at": at},
    )
    note(
        event="duty.tightened", subject=f"site:{site_id}", by=actor.id, at=at,
        kind=kind_code, amount=amount, unit=str(unit),
    )  # fmt: skip
    return row


@recorded
def go_by_the_group(actor: Actor, site_id: int, kind_code: str, *, at: datetime) -> None:
    """The branch goes back to what is set above it."""
    above, _ = _above(actor, site_id, kind_code)
    enforce(rules.keep_branch(actor, above))
    deleted, _ = OwnPeriod.objects.filter(
        organisation_id=actor.organisation_id, site_id=site_id, kind=kind_code
    ).delete()
    if not deleted:
        raise NotFound(kind_code)
    subject = queries.subject_at(kind_code, site_id)
    waive(actor, kind_code, subject=subject, reason_code="goes-by-the-group", at=at)
    note(
        event="duty.goes-by-the-group", subject=f"site:{site_id}", by=actor.id, at=at,
        kind=kind_code,
    )  # fmt: skip


def _above(actor: Actor, site_id: int, kind_code: str) -> tuple[list[int], Period]:
    """The branches from this one up, and the period that holds above it."""
    kind = registry.KINDS.get(kind_code)
    above = people.up_from(actor.organisation_id, site_id)
    if kind is None or not kind.recurs or kind.period is None or not above:
        raise NotFound(kind_code)
    return above, queries.period_above(actor.organisation_id, kind, above[1:])
