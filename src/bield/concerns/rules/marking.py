"""What may be marked on a body map. Pure."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns.figure import PARTS, Colour, MarkKind, Size, View
from bield.concerns.rules.steps import is_to_come
from bield.kit.refusals import Refusal
from bield.kit.written import written


@dataclass(frozen=True)
class Mark:
    """What somebody saw, where, and when."""

    party: int  # number of the person in the concern
    view: str
    part: str
    kind: str
    size: str
    colour: str
    seen_by: str
    seen_at: datetime
    note: str = ""
    at: tuple[int, int] | None = None  # where on the figure; None: in the middle of the part
    day_alone: bool = False  # nobody knows the hour


def mark(mark: Mark, *, known: bool, at: datetime) -> list[Refusal]:
    """On somebody whom the concern is about, on a part that this side shows, by somebody named."""
    refusals = [
        Refusal("no-such-choice", "Choose one of these.", field=field)
        for field, chosen, offered in (
            ("view", mark.view, View.values),
            ("kind", mark.kind, MarkKind.values),
            ("size", mark.size, Size.values),
            ("colour", mark.colour, Colour.values),
        )
        if chosen not in offered
    ]
    if not known:
        refusals.append(Refusal("nobody-to-mark", "Choose who it was seen on.", field="party"))
    if mark.part not in PARTS:
        refusals.append(Refusal("no-such-part", "Choose where on the body.", field="part"))
    elif mark.view in View.values and mark.view not in PARTS[mark.part].boxes:
        refusals.append(
            Refusal(
                "not-on-this-side",
                f"{PARTS[mark.part].label} does not show {View(mark.view).label.lower()}. Choose"
                " the other side, or another part.",
                field="part",
            )
        )
    if is_to_come(mark.seen_at, at, day_alone=mark.day_alone):
        to_come = "Enter a day and a time that have passed already."
        refusals.append(Refusal("has-not-happened", to_come, field="seen_on"))
    if not written(mark.seen_by):
        refusals.append(Refusal("nobody-saw-it", "Write who saw it.", field="seen_by"))
    if mark.kind == MarkKind.OTHER and not written(mark.note):
        refusals.append(
            Refusal("not-described", "Write what it looked like.", field="note"),
        )
    return refusals


def take_back(*, stands: bool, changed: str) -> list[Refusal]:
    if stands:
        return []
    return [
        Refusal(
            "mark-taken-back",
            f"Somebody has marked this as a mistake already. The last change: {changed}.",
        )
    ]
