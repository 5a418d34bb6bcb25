"""When many concerns may be taken out as a file. Pure."""

from bield.concerns.exports import Chosen, ExportAs, ExportFor, ExportPart
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal

MOST_WITH_WORDS = 500


@keeps("TP-2.9h2")
def export(chosen: Chosen, *, count: int) -> list[Refusal]:
    """What for is asked first; and there has to be something that fits."""
    refusals = [
        refusal
        for wrong, refusal in (
            (chosen.purpose not in ExportFor.values, NO_PURPOSE),
            (chosen.part not in ExportPart.values, NO_PART),
            (chosen.how not in ExportAs.values, NO_HOW),
            (bool(chosen.since and chosen.until and chosen.since > chosen.until), TURNED_ROUND),
        )
        if wrong
    ]
    if not refusals and not count:
        return [NOTHING_FITS]
    if not refusals and chosen.words and count > MOST_WITH_WORDS:
        return [TOO_MANY]
    return refusals


NO_PURPOSE = Refusal("no-export-purpose", "Choose what it is for.", ("TP-2.9h2",), field="purpose")
NO_PART = Refusal("no-export-part", "Choose which concerns you take out.", field="part")
NO_HOW = Refusal("no-export-form", "Choose how you take them out.", field="how")
TURNED_ROUND = Refusal(
    "days-turned-round", "The last day lies before the first. Change one.", field="until"
)
NOTHING_FITS = Refusal(
    "nothing-to-export",
    "You read no concern that fits. Choose other days, another site or another part.",
    field="part",
)
TOO_MANY = Refusal(
    "too-many-with-words",
    f"With what people wrote, {MOST_WITH_WORDS} concerns leave at once. Choose fewer days or one"
    " site.",
    field="words",
)
