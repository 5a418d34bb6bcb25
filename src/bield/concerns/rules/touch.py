"""Keeping in touch with a parent who raised a concern. Pure."""

from datetime import date

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@keeps("OT-37b", "OT-37c")
def keep_in_touch(
    *,
    by_parent: bool,
    planned: bool,
    words: str,
    family: str,
    ours: str,
    next_on: date | None,
    no_more: str,
    today: date,
) -> list[Refusal]:
    """What was said, what the family and we do (once), and the next day, or why there is none."""
    if not by_parent:
        return [
            Refusal("not-from-a-parent", "No parent or carer reported this: nothing is agreed.")
        ]
    refusals = []
    if not written(words):
        refusals.append(Refusal("no-words", "Write what was said.", ("OT-37b",), field="words"))
    if not planned and not written(family):
        refusals.append(
            Refusal("no-family", "Write what the family does.", ("OT-37c",), field="family")
        )
    if not planned and not written(ours):
        refusals.append(Refusal("no-ours", "Write what we do.", ("OT-37c",), field="ours"))
    if next_on is None and not written(no_more):
        refusals.append(
            Refusal(
                "no-next-day",
                "Choose the day on which you speak next, or write why you do not.",
                ("OT-37b",),
                field="next_on",
            )
        )
    if next_on is not None and next_on <= today:
        refusals.append(
            Refusal("day-has-passed", "Choose a day after today.", ("OT-37b",), field="next_on")
        )
    return refusals
