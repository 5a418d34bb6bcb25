"""The review meeting, the talks, the support, and the second pair of eyes."""

from datetime import date, datetime

from bield.concerns import queries, rules
from bield.concerns.answers import Spoke
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.chronicle import found
from bield.concerns.lenses import bodies, guards, matching, settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.models import Concern
from bield.concerns.queries.parents import deciders
from bield.concerns.queries.reviewing import (
    first_reader,
    names_of_parties,
    second_readers,
)
from bield.concerns.rules import reviewing, wording
from bield.concerns.states import DeedKind, EntryKind, link_to
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor
from bield.people.ages import day_of


@keeps("TP-A1-9b")
@recorded
def hold_review_meeting(
    actor: Actor,
    reference: str,
    *,
    held_on: date,
    who: str,
    words: str,
    decided: str,
    at: datetime,
    version: int | None = None,
    kept: str = "",
) -> Concern:
    """Who met, what was found and what was decided. Danger now is referred first."""
    concern = in_hand(actor, reference, version=version)
    facts = queries.facts(concern, at=at)
    decide = deciders(concern, at=at)
    enforce(
        reviewing.review_meeting(
            decides=actor.person_id in decide,
            who_decides=" or ".join(decide.values()),
            held_on=held_on,
            today=day_of(at),
            who=who,
            words=words,
            decided=decided,
            refer_first=matching.danger(facts) and not settled.referrals(facts, bodies.DANGER),
            link=f"{link_to(reference)}refer/",
        ),
        wording.kind_words(kept=kept, words=words, decided=decided),
    )
    says = {
        "held_on": held_on.isoformat(),
        "who": who.strip(),
        "words": words.strip(),
        "decided": decided.strip(),
    }
    act(
        actor,
        concern,
        DeedKind.MET,
        says,
        event="concern.met",
        entry=EntryKind.CONVERSATION,
        text=wording.with_reason(
            f"Review meeting on {times.exact_day(held_on)}: {says['who']}\n{says['words']}\n"
            f"Decided: {says['decided']}",
            kept,
        ),
        at=at,
    )
    return concern


@keeps("TP-A1-9c")
@recorded
def speak_with(
    actor: Actor,
    reference: str,
    *,
    party: int,
    done: str,
    reason: str,
    at: datetime,
    version: int | None = None,
    kept: str = "",
) -> Concern:
    """Somebody it is about was spoken with, was not, or is not before an agency advises it."""
    concern = in_hand(actor, reference, version=version)
    names = names_of_parties(concern)
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    enforce(
        reviewing.spoke(
            party=party in names,
            done=done,
            reason=reason,
            held_back=guards.interview(facts, outcome.locks),
            link=f"{link_to(reference)}hear/",
        ),
        wording.kind_words(kept=kept, reason=reason),
    )
    act(
        actor,
        concern,
        DeedKind.SPOKE,
        {"party": party, "done": done, "reason": reason.strip()},
        event="concern.spoken-with",
        entry=EntryKind.CONVERSATION,
        text=wording.with_reason(
            f"Spoken with {names[party]}: {Spoke(done).label}\n{reason.strip()}", kept
        ),
        at=at,
    )
    return concern


@keeps("TP-3.4.3.2")
@recorded
def plan_support(
    actor: Actor,
    reference: str,
    *,
    party: int,
    plan: str,
    by_whom: str,
    look_again_on: date,
    at: datetime,
    version: int | None = None,
    kept: str = "",
) -> Concern:
    """How one of those it is about is supported: the adult they turn to, and a day to look."""
    concern = in_hand(actor, reference, version=version)
    names = names_of_parties(concern)
    enforce(
        reviewing.support(
            party=party in names,
            plan=plan,
            by_whom=by_whom,
            look_again_on=look_again_on,
            today=day_of(at),
        ),
        wording.kind_words(kept=kept, plan=plan),
    )
    says = {
        "party": party,
        "plan": plan.strip(),
        "by_whom": by_whom.strip(),
        "look_again_on": look_again_on.isoformat(),
    }
    act(
        actor,
        concern,
        DeedKind.SUPPORTED,
        says,
        event="concern.support-planned",
        entry=EntryKind.DECISION,
        text=wording.with_reason(
            f"Support for {names[party]}: {says['plan']}\nTurns to: {says['by_whom']}\n"
            f"Looked at again on: {times.exact_day(look_again_on)}",
            kept,
        ),
        at=at,
    )
    return concern


@keeps("TP-3.4.7a")
@recorded
def read_twice(
    actor: Actor,
    reference: str,
    *,
    of: str,
    agrees: bool | None,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """Another designated person reads what was decided, and says whether they agree.

    They may have been let in for it: in a one-person organisation the contact outside is.
    """
    concern = found(actor, reference, version=version)
    first = first_reader(queries.facts(concern, at=at), of)
    others = second_readers(concern, first, at=at)
    enforce(rules.step("act", concern.stage))
    enforce(
        reviewing.read_twice(
            given=first is not None,
            first=actor.person_id == first,
            designated=actor.person_id in others,
            agrees=agrees,
            reason=reason,
            others=" or ".join(others.values()),
        )
    )
    act(
        actor,
        concern,
        DeedKind.READ_TWICE,
        {"of": of, "agrees": bool(agrees), "reason": reason.strip()},
        event="concern.read-twice",
        entry=EntryKind.DECISION,
        text=f"Read a second time: {'agreed' if agrees else 'not agreed'}\n{reason.strip()}",
        at=at,
    )
    return concern
