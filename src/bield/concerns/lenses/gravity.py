"""How grave it is, which class, who is meant: what the table reckons rather than looks up. Pure."""

from collections.abc import Iterable

from bield.concerns.lenses.shapes import NO, Action, Affected, Done, Facts, Question, Required
from bield.concerns.states import Danger, DeedKind, NudeClass, PartyRole, Risk
from bield.kit.refusals import Refusal


def severity(facts: Facts) -> Risk:
    """Not known counts as the higher level."""
    if facts.danger_now != Danger.NO and not facts.says("danger", NO):
        return Risk.DANGER
    if facts.colleague:
        return Risk.HIGH
    protected = not facts.affected or any(one.protection for one in facts.affected)
    return Risk.RAISED if protected else Risk.LOW


def nude_class(_facts: Facts) -> NudeClass | None:
    return NudeClass.NOT_CLASSED


def alleged(facts: Facts) -> frozenset[int]:
    return frozenset(one.number for one in facts.affected if one.role == PartyRole.ALLEGED)


def is_helped(one: Affected) -> bool:
    return one.role != PartyRole.ALLEGED or bool(one.protection)


def settled_for(action: Action, facts: Facts, party: int) -> Done | None:
    """The last support planned for one party."""
    del action
    planned = (one for one in facts.deeds(DeedKind.SUPPORTED) if one.says["party"] == party)
    return max(planned, key=lambda one: one.number, default=None)


def closing(
    _facts: Facts, _questions: Iterable[Question], _required: Iterable[Required]
) -> tuple[Refusal, ...]:
    return ()
