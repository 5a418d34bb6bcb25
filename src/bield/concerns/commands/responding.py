"""The responses: each done, or not needed with a reason; and what else may be left out."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from bield.concerns import queries
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.doing import do
from bield.concerns.commands.work import open_follow_up
from bield.concerns.lenses import guards
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import Outcome
from bield.concerns.models import Concern
from bield.concerns.rules import responding
from bield.concerns.states import DeedKind, EntryKind, Sanction, link_to
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor
from bield.people.ages import day_of

EVENT = "concern.responded"


@keeps("TP-A1-8g")
@recorded
def respond(
    actor: Actor,
    reference: str,
    *,
    response: str,
    done: bool,
    reason: str,
    at: datetime,
    on: date | None = None,
    to: str = "",
    level: str = "",
    clause: str = "",
    told: str = "",
    version: int | None = None,
) -> Concern:
    """One response: what was done, or why it is not needed. Each has its guard.

    `level`, `clause` and `told` belong to a warning or sanction.
    """
    concern = in_hand(actor, reference, version=version)
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    asked = guards.Responding(
        response, done, reason, on=on, owner=to, level=level, clause=clause, told=told
    )
    enforce(responding.respond(asked, facts, outcome, today=day_of(at), link=link_to(reference)))
    if done and on is not None:
        open_follow_up(actor, concern, on, at)
    act(
        actor,
        concern,
        DeedKind.RESPONDED,
        says_of(response, done=done, reason=reason, to=to, on=on) | _sanction(asked),
        event=EVENT,
        entry=EntryKind.ACTION if done else EntryKind.DECISION,
        text="\n".join([_words(outcome, [response], done, reason), *_in_words(asked)]),
        at=at,
    )
    return concern


@keeps("TP-A1-8c")
def _sanction(asked: guards.Responding) -> dict[str, Any]:
    if asked.level not in Sanction.values or not asked.done:
        return {}
    return {"level": asked.level, "clause": asked.clause.strip(), "told": asked.told.strip()}


def _in_words(asked: guards.Responding) -> list[str]:
    if not (says := _sanction(asked)):
        return []
    level = Sanction(asked.level).label
    return [f"How far: {level}", f"Rests on: {says['clause']}", f"Told: {says['told']}"]


def says_of(
    response: str, *, done: bool, reason: str, to: str = "", on: date | None = None
) -> dict[str, Any]:
    return {
        "response": response,
        "done": done,
        "reason": reason.strip(),
        "owner": to.strip(),
        "on": on.isoformat() if on else "",
    }


@recorded
def not_needed(
    actor: Actor,
    reference: str,
    *,
    responses: Collection[str],
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """Several responses that are not needed, for one reason."""
    concern = in_hand(actor, reference, version=version)
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    offered = set(responses) - responding.EACH_ITSELF
    chosen = [one.action.code for one in outcome.required if one.code in offered]
    enforce(responding.several(responses, chosen))
    for response in chosen:
        asked = guards.Responding(response, done=False, reason=reason)
        enforce(
            responding.respond(asked, facts, outcome, today=day_of(at), link=link_to(reference))
        )
    *before, last = chosen
    for response in before:
        says = says_of(response, done=False, reason=reason)
        do(actor, concern, DeedKind.RESPONDED, says, event=EVENT, at=at)
    act(
        actor,
        concern,
        DeedKind.RESPONDED,
        says_of(last, done=False, reason=reason),
        event=EVENT,
        entry=EntryKind.DECISION,
        text=_words(outcome, chosen, False, reason),
        at=at,
    )
    return concern


def _words(outcome: Outcome, responses: list[str], done: bool, reason: str) -> str:
    titles = [one.action.title for one in outcome.required if one.code in responses]
    return "\n".join([*titles, f"{'Done' if done else 'Not needed'}: {reason.strip()}"])


@recorded
def leave_out(
    actor: Actor,
    reference: str,
    *,
    action: str,
    reason: str,
    at: datetime,
    version: int | None = None,
) -> Concern:
    """A required action that the table allows to be left out: why it is not needed here."""
    concern = in_hand(actor, reference, version=version)
    outcome = queries.outcome(concern, at=at)
    enforce(guards.leave_out(outcome, action, reason))
    required = outcome.action(action)
    title = required.action.title if required else ""
    act(
        actor,
        concern,
        DeedKind.NOT_NEEDED,
        {"action": action, "reason": reason.strip()},
        event="concern.left-out",
        entry=EntryKind.DECISION,
        text=f"{title}\nNot needed: {reason.strip()}",
        at=at,
    )
    return concern
