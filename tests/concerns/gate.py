"""How tests bring a concern to the closing gate: through every question and response, as people do.

Everything is answered for the everyday concern, so that a test says only what is different.
"""

from datetime import timedelta
from typing import Any

from bield.concerns import commands, queries
from bield.concerns.lenses.shapes import NO, UNSURE, Required
from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Concern
from bield.concerns.states import ActionState, ConcernState
from tests.conftest import NOON, TODAY, Cast

LATER = TODAY + timedelta(days=30)
ANSWERS = {  # to the questions that are not answered with yes or no
    "affected": ("child",),
    "kinds": ("unsuitable",),
    "areas": ("content",),
    "behaviour": ("nobody",),
    "place": ("home",),
    "tie": ("our_people",),
    "told_child": ("yes",),
    "young_view": ("tell",),
    "wishes": ("support",),
}
ASKED_AT_THE_GATE = frozenset({"learn", "practise", "watch", "tell"})
CLOSED: dict[str, Any] = {
    "outcome": "support",
    "reasons": "She has somebody to talk to.",
    "policy": "online_safety",
    "filed": "Here, under its reference.",
    "follow_up_on": LATER,
    "lesson": "Show the report button in every lesson.",
    "no_change": "It is shown already.",
    "words": "dealt_with",
    "affected_told": True,
    "handled": ("no_blame", "child_knows", "serious"),
}


def triaged(cast: Cast, reference: str, by: str = "ben", **answers: tuple[str, ...]) -> str:
    """Every question answered: with no, or “not known”, where nothing else is said."""
    usual = {one.code: (NO if NO in one.values else UNSURE,) for one in TABLE.questions}
    everything = usual | ANSWERS | answers
    actor = cast.actor(by)
    commands.answer_all(actor, reference, answers=everything, reason="As it was told.", at=NOON)
    if _concern(reference).stage == ConcernState.ACKNOWLEDGED:
        commands.finish_triage(actor, reference, at=NOON)
    return reference


def at_the_gate(cast: Cast, reference: str, by: str = "ben", **answers: tuple[str, ...]) -> str:
    """Triaged, and everything done that the table asks for and the closing form does not."""
    triaged(cast, reference, by, **answers)
    actor = cast.actor(by)
    for other in queries.facts(_concern(reference), at=NOON).others:
        commands.link(
            actor, reference, other=other, linked=False, reason="Another matter.", at=NOON
        )
    outcome = queries.outcome(_concern(reference), at=NOON)
    open_ones = [one for one in outcome.required if one.state == ActionState.OPEN]
    for one in open_ones:
        if one.action.page in DONE:
            DONE[one.action.page](actor, reference, one)
    left = [one.code for one in open_ones if one.action.page == "respond" and one.waivable]
    left = [one for one in left if one not in ASKED_AT_THE_GATE]
    if left:
        commands.not_needed(actor, reference, responses=left, reason="Nothing is up.", at=NOON)
    return reference


def met(cast: Cast, reference: str, by: str = "ben", **words: Any) -> None:
    said = {
        "held_on": TODAY,
        "who": "Ben Carter and Ivy Lindqvist, her tutor",
        "words": "One picture, between two of the same age. Low.",
        "decided": "Support for both, and no police.",
    }
    commands.hold_review_meeting(cast.actor(by), reference, **{**said, **words}, at=NOON)


def _concern(reference: str) -> Concern:
    return Concern.objects.get(reference=reference)


def _parents(actor: Any, reference: str, _one: Required) -> None:
    commands.decide_on_parents(
        actor, reference, decision="never", reason="They raised it themselves.", at=NOON
    )


def _support(actor: Any, reference: str, one: Required) -> None:
    commands.plan_support(
        actor,
        reference,
        party=one.party or 0,
        plan="Somebody asks every morning.",
        by_whom="Ivy Lindqvist",
        look_again_on=LATER,
        at=NOON,
    )


def _leave_out(actor: Any, reference: str, one: Required) -> None:
    if one.waivable:
        commands.leave_out(
            actor, reference, action=one.code, reason="Below their threshold.", at=NOON
        )


DONE = {"parents": _parents, "support": _support, "refer": _leave_out}
