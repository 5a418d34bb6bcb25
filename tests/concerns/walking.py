"""How tests walk a concern to its end: whatever is required is done, by the commands themselves."""

from collections.abc import Callable
from typing import Any

from bield.concerns import commands, gates, queries
from bield.concerns.commands import Told
from bield.concerns.lenses.shapes import Outcome, Required
from bield.concerns.states import DeedKind
from bield.kit.refusals import Refused
from tests.concerns.gate import ASKED_AT_THE_GATE, CLOSED, LATER, met
from tests.concerns.telling import concern
from tests.conftest import NOON, Cast

ROUNDS = 12  # what is done may require more


def outcome(reference: str) -> Outcome:
    return queries.outcome(concern(reference), at=NOON)


def required(reference: str) -> set[str]:
    return {one.action.code for one in outcome(reference).required}


def to_be_told(reference: str) -> set[str]:
    """Bodies that must hear of it."""
    return {one.body for one in outcome(reference).proposals if one.mandatory}


def everything_but(cast: Cast, reference: str, *left: str, by: str = "ben") -> str:
    """Done is what is required, but for these: referred and heard, met, decided, answered."""
    for _ in range(ROUNDS):
        todo = [one for one in outcome(reference).open if one.action.code not in {*left, *AT_GATE}]
        if not todo:
            break
        for one in todo:
            _do(cast, reference, one, by)
    return reference


AT_GATE = (*ASKED_AT_THE_GATE, "tell_reporter")


def refer(cast: Cast, reference: str, body: str, by: str = "ben", number: str = "R-1") -> None:
    """Told, and what came of it."""
    commands.refer_now(cast.actor(by), reference, Told(body, NOON, reference=number), at=NOON)
    facts = queries.facts(concern(reference), at=NOON)
    last = facts.deeds(DeedKind.REFERRED)[-1].number
    commands.hear(
        cast.actor(by), reference, of=last, what="finished", words="They have done.", at=NOON
    )


def close(cast: Cast, reference: str, by: str = "ben", **answers: Any) -> str:
    """Answers the stage: closed, once the gate has nothing more to ask."""
    commands.close(cast.actor(by), reference, **{**CLOSED, **answers}, at=NOON)
    return str(concern(reference).stage)


def missing(reference: str) -> set[str]:
    """Why it cannot be closed now, whatever is typed into the form."""
    facts = queries.closing_facts(concern(reference), at=NOON)
    return {one.code for one in gates.close(facts) if one.field is None}


def _do(cast: Cast, reference: str, one: Required, by: str) -> None:
    """By its page: each leads to the command that settles it."""
    actor, page = cast.actor(by), one.action.page
    if one.waivable and page != "respond":
        commands.leave_out(actor, reference, action=one.code, reason="So advised.", at=NOON)
    elif page == "refer":
        refer(cast, reference, min(one.bodies, default="childrens_social_care"), by)
    elif page == "meeting":
        met(cast, reference, by)
    elif page == "read-twice":
        said = {"of": "without_police", "agrees": True, "reason": "So it is."}
        commands.read_twice(cast.actor("ama"), reference, **said, at=NOON)
    elif page == "hear":
        _hear(cast, reference, by)
    elif page == "#others":
        _link(cast, reference, by)
    elif page in SAID:
        step, answers = SAID[page]
        getattr(commands, step)(actor, reference, **answers(one), at=NOON)


SAID: dict[str, tuple[str, Callable[[Required], dict[str, Any]]]] = {
    "respond": (
        "respond",
        lambda one: {"response": one.action.code, "done": not one.waivable, "reason": "As agreed."},
    ),
    "support": (
        "plan_support",
        lambda one: {
            "party": one.party or 0,
            "plan": "Somebody asks every morning.",
            "by_whom": "Ivy Lindqvist",
            "look_again_on": LATER,
        },
    ),
    "spoke": (
        "speak_with",
        lambda one: {"party": one.party or 1, "done": "yes", "reason": "He told his side."},
    ),
    "parents": (
        "decide_on_parents",
        lambda _one: {"decision": "never", "reason": "They raised it themselves."},
    ),
    "plan": (
        "keep_in_touch",
        lambda _one: {
            "words": "She knows whom to call.",
            "family": "She watches what he opens.",
            "ours": "We look again after the holidays.",
            "no_more": "It is well now, she says.",
        },
    ),
}


def _hear(cast: Cast, reference: str, by: str) -> None:
    """Of each body, how it calls the concern and what came of it."""
    for one in queries.facts(concern(reference), at=NOON).deeds(DeedKind.REFERRED):
        for said in (
            {"what": "reference", "number": "R-2"},
            {"what": "finished", "words": "They have done."},
        ):
            commands.hear(cast.actor(by), reference, of=one.number, **said, at=NOON)


def _link(cast: Cast, reference: str, by: str) -> None:
    for other in queries.facts(concern(reference), at=NOON).others:
        said = {"other": other, "linked": True, "reason": "The same."}
        commands.link(cast.actor(by), reference, **said, at=NOON)


def refusals(refused: Refused) -> set[str]:
    return {one.code for one in refused.refusals}
