"""How questions are put: “not known” is among the answers."""

from typing import Any

from bield.concerns.lenses.shapes import NO, UNSURE, YES, Question
from bield.concerns.states import Lens

NOT_KNOWN = (UNSURE, "Not known")
YES_NO = ((YES, "Yes"), (NO, "No"), NOT_KNOWN)


def yes_no(code: str, lens: Lens, asks: str, note: str = "", **more: Any) -> Question:
    return Question(code, lens, asks, note, YES_NO, **more)


def choose(
    code: str, lens: Lens, asks: str, note: str, choices: tuple[tuple[str, str], ...], **more: Any
) -> Question:
    return Question(code, lens, asks, note, (*choices, NOT_KNOWN), **more)
