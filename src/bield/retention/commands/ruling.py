from datetime import datetime

from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.retention import queries
from bield.retention.models import OwnRule
from bield.retention.rules import keeping as rules
from bield.retention.timing import RULES
from bield.retention.words import seal_words


@recorded
def set_rule(actor: Actor, kind: str, *, amount: int, unit: str, reason: str, at: datetime) -> None:
    """From now on records of this kind are kept so long here, whatever the pack says."""
    if kind not in RULES:
        raise NotFound(kind)
    enforce(rules.set_rule(actor), *rules.new_length(amount, unit, reason))
    _keep(actor, OwnRule(kind=kind, amount=amount, unit=unit), reason, at)
    note(
        event="retention.rule-set",
        subject=f"keeping:{kind}",
        by=actor.id,
        at=at,
        amount=amount,
        unit=unit,
    )


@recorded
def follow_pack(actor: Actor, kind: str, *, reason: str, at: datetime) -> None:
    """The pack's own length counts again."""
    if kind not in RULES:
        raise NotFound(kind)
    packed = RULES[kind]
    enforce(rules.set_rule(actor), *rules.new_length(packed.amount, packed.unit, reason))
    _keep(actor, OwnRule(kind=kind), reason, at)
    note(event="retention.rule-follows-pack", subject=f"keeping:{kind}", by=actor.id, at=at)


def _keep(actor: Actor, row: OwnRule, reason: str, at: datetime) -> None:
    row.organisation_id, row.set_by, row.set_at = actor.organisation_id, actor.id, at
    context = queries.rule_context(row)
    row.reason = seal_words(actor.organisation_id, reason.strip(), context=context)
    row.save()
