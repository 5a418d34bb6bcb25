"""Parents and carers: the decision whether they are told, and the telling itself."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from bield.concerns import rules
from bield.concerns.answers import ParentsDecision, ToldHow
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.lenses import settled
from bield.concerns.models import Concern
from bield.concerns.queries.parents import (
    OTHER,
    decided_for,
    home,
    may_decide,
    may_tell,
)
from bield.concerns.rules import parents
from bield.concerns.states import DeedKind, EntryKind, link_to
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor
from bield.people.ages import day_of


@keeps("TP-3.4.3.5", "TP-A1-9d")
@recorded
def decide_on_parents(
    actor: Actor,
    reference: str,
    *,
    decision: str,
    reason: str,
    at: datetime,
    whom: Collection[str] = (),
    other: str = "",
    look_again_on: date | None = None,
    version: int | None = None,
) -> Concern:
    """Tell those at home now, later, or not. `whom`: references of parents and carers."""
    concern = in_hand(actor, reference, version=version)
    enforce(may_decide(actor, concern, at=at))
    found = home(concern, at=at)
    now, later = (decision == one for one in (ParentsDecision.NOW, ParentsDecision.LATER))
    answered = parents.Answered(
        decision=decision,
        reason=reason,
        whom=tuple(whom),
        other=other,
        look_again_on=look_again_on,
        today=day_of(at),
    )
    enforce(parents.parents(answered, found.telling, link=link_to(reference)))
    says = {
        "decision": decision,
        "whom": sorted(whom) if now else [],
        "other": other.strip() if now else "",
        "reason": reason.strip(),
        "look_again_on": look_again_on.isoformat() if later and look_again_on else "",
    }
    names = [found.names[one] for one in sorted(whom)] if now else []
    act(
        actor,
        concern,
        DeedKind.TOLD_PARENTS,
        says,
        event="concern.parents-decided",
        entry=EntryKind.DECISION,
        text=_words(says, names),
        at=at,
    )
    return concern


def _words(says: dict[str, Any], names: list[str]) -> str:
    again = says["look_again_on"]
    lines = [
        ("Parents and carers", ParentsDecision(says["decision"]).label),
        ("Who", ", ".join([*names, *filter(None, [says["other"]])])),
        ("Decided again on", times.exact_day(date.fromisoformat(again)) if again else ""),
        ("Why", says["reason"]),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


@keeps("TP-3.4.3.5", "EY-33a")
@recorded
def tell_parents(
    actor: Actor,
    reference: str,
    *,
    whom: Collection[str],
    how: str,
    told_at: datetime,
    words: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """Write down that those at home were told. Never before it was decided, never the alleged.

    `whom`: references of those for whom it was decided; OTHER is whoever was named in words.
    """
    concern = in_hand(actor, reference, version=version)
    found = home(concern, at=at)
    enforce(may_tell(actor, concern, found, at=at))
    stands = settled.parents_decision(found.facts)
    other = stands.says["other"] if stands and OTHER in whom else ""
    named = sorted(one for one in whom if one != OTHER or not other)
    enforce(
        parents.told(
            decision=stands.says["decision"] if stands else "",
            whom=tuple(named),
            other=other,
            how=how,
            told_at=told_at,
            reported_at=concern.reported_at,
            at=at,
            facts=decided_for(found),
        ),
        rules.words(words, field="words"),
    )
    who = ", ".join([*(found.names[one] for one in named), *([other] if other else [])])
    act(
        actor,
        concern,
        DeedKind.TOLD_PARENTS,
        {
            "whom": named,
            "who": who,
            "how": how,
            "when": told_at.isoformat(),
            "words": words.strip(),
        },
        event="concern.parents-told",
        entry=EntryKind.CONVERSATION,
        text=f"{who} told, {ToldHow(how).label.lower()}.\n{words.strip()}",
        at=at,
        happened_at=told_at,
    )
    return concern
