"""What the reporter is told in the end. It is chosen before the closing, and sent with it."""

from datetime import datetime
from typing import Any

from bield.concerns import neutral, queries
from bield.concerns.answers import Neutral
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.models import Concern
from bield.concerns.queries.names import names_ever
from bield.concerns.queries.reporter import is_reporter_alleged
from bield.concerns.states import DeedKind, EntryKind
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor

EVENT = "concern.answer-chosen"


@keeps("TP-7.2b")
@recorded
def answer_reporter(
    actor: Actor,
    reference: str,
    *,
    at: datetime,
    words: str = "",
    own: str = "",
    silence: str = "",
    version: int | None = None,
) -> Concern:
    """Neutral words, or why the reporter is told nothing. No name of the concern is in them."""
    concern = in_hand(actor, reference, version=version)
    asked = neutral.Answering(words=words, own=own, silence=silence)
    enforce(
        neutral.answer(
            asked,
            guarded=neutral.is_guarded(queries.outcome(concern, at=at).lenses),
            names=names_ever(concern),
            reporter_alleged=is_reporter_alleged(concern),
        )
    )
    says = says_of(asked)
    act(
        actor,
        concern,
        DeedKind.ANSWERED_REPORTER,
        says,
        event=EVENT,
        entry=EntryKind.DECISION,
        text=in_words(says),
        at=at,
    )
    return concern


def says_of(asked: neutral.Answering) -> dict[str, Any]:
    told = neutral.says_something(asked)
    return {
        "words": asked.words if told else "",
        "own": asked.own.strip() if told else "",
        "silence": "" if told else asked.silence.strip(),
    }


def in_words(says: dict[str, Any]) -> str:
    if says["silence"]:
        return f"Reporter not told, because: {says['silence']}"
    sentence = str(Neutral(says["words"]).label) if says["words"] else ""
    return f"Answer to the reporter: {' '.join(filter(None, [sentence, says['own']]))}"
