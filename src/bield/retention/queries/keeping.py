"""How long each kind of record is kept here, why, and who said so."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.retention.models import OwnRule
from bield.retention.queries.holding import names_of
from bield.retention.rules import keeping as rules
from bield.retention.rules import reviewing
from bield.retention.states import Unit
from bield.retention.timing import CHECKED_ON, RULES, EventFacts, Rule, until
from bield.retention.words import opened_all


@dataclass(frozen=True)
class RuleRow:
    kind: str
    title: str
    length: str
    event: str
    ends: str
    source: str
    confidence: str
    pack_length: str  # "" where it follows the pack
    changed_by: str = ""
    changed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class RulesPage:
    rows: list[RuleRow]
    checked_on: date
    may_set: bool
    may_look: bool  # at what is over


def rule(organisation_id: int, kind: str) -> Rule:
    return rules_here(organisation_id, [kind])[kind]


def rules_here(organisation_id: int, kinds: Iterable[str] = ()) -> dict[str, Rule]:
    """The pack's rules, with the organisation's own lengths in their place. One statement."""
    asked = list(kinds) or list(RULES)
    own = _own(organisation_id, asked)
    return {kind: _here(RULES[kind], own.get(kind)) for kind in asked}


def kept_until(organisation_id: int, kind: str, facts: EventFacts) -> date | None:
    """For one thing of a kind; None while what it is counted from has not happened."""
    return until(rule(organisation_id, kind), facts)


def require_rules_reader(actor: Actor) -> None:
    if not rules.read(actor):
        raise NotFound("keeping")


def rules_page(actor: Actor) -> RulesPage:
    require_rules_reader(actor)
    own = _own(actor.organisation_id, RULES)
    sealed = {context(row): bytes(row.reason) for row in own.values()}
    reasons = opened_all(actor.organisation_id, sealed)
    names = names_of(actor.organisation_id, [row.set_by for row in own.values()])
    rows = [_row(packed, own.get(packed.kind), reasons, names) for packed in RULES.values()]
    return RulesPage(rows, CHECKED_ON, rules.set_rule(actor) is None, reviewing.look(actor))


def rule_row(actor: Actor, kind: str) -> RuleRow:
    """One of them, for whoever may change it."""
    page = rules_page(actor)
    row = next((row for row in page.rows if row.kind == kind), None)
    if row is None or not page.may_set:
        raise NotFound(kind)
    return row


def context(row: OwnRule) -> str:
    return f"own-rule:{row.reference}"


def _own(organisation_id: int, kinds: Iterable[str]) -> dict[str, OwnRule]:
    rows = OwnRule.objects.filter(organisation_id=organisation_id, kind__in=list(kinds))
    return {row.kind: row for row in rows.order_by("pk")}


def _here(packed: Rule, own: OwnRule | None) -> Rule:
    if own is None or own.amount is None:
        return packed
    return replace(packed, amount=own.amount, unit=Unit(own.unit))


def _row(
    packed: Rule, own: OwnRule | None, reasons: dict[str, str], names: dict[str, str]
) -> RuleRow:
    here = _here(packed, own)
    row = RuleRow(
        kind=packed.kind,
        title=packed.title,
        length=here.length,
        event=str(packed.event.label),
        ends=str(packed.ends.label),
        source=packed.source,
        confidence=packed.confidence,
        pack_length=packed.length if here != packed else "",
    )
    if own is None:
        return row
    return replace(
        row,
        changed_by=names.get(own.set_by, own.set_by),
        changed_at=own.set_at,
        reason=reasons[context(own)],
    )
