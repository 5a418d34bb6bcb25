"""When a file that came from another setting is taken in, accepted or refused. Pure."""

from collections.abc import Collection

from bield.concerns.rules.attaching import only_words
from bield.concerns.states import Danger, ReceivedState
from bield.kit.refusals import Refusal
from bield.kit.written import written

NEW = "new"  # nobody of the list: they are added


def take_in(
    *, setting: str, known: bool, number: str, fits: bool, heard: str, names_actor: bool
) -> list[Refusal]:
    """From a setting whose number was compared, now or before. What stands in the file is no proof:
    so the number is typed as it was heard, and never shown."""
    if names_actor:
        return [NOT_FOR_YOU]
    if known:
        return []
    if not number.strip():
        return [
            Refusal(
                "unknown-setting",
                f"Nobody here has compared the number of “{setting}” yet; a setting with a new"
                " name has a new number. Ring them at a number that you know from elsewhere, ask"
                " for their thirty digits, type them, and choose the file again. Nothing was taken"
                " in.",
                field="number",
            )
        ]
    if not fits:
        return [OTHER_NUMBER]
    return [] if written(heard) else [NOT_HEARD]


NOT_FOR_YOU = Refusal(
    "not-for-you",
    "You cannot take this file in. Ask somebody else of the safeguarding team to do it.",
    mender="the safeguarding lead or another deputy",
)
OTHER_NUMBER = Refusal(
    "other-number",
    "These digits are not those of whoever signed this file. Have them say the digits again. If"
    " they still differ, the file is from somebody else: do not take it in, and tell them.",
    field="number",
)
NOT_HEARD = Refusal(
    "not-heard", "Write who said the digits, and how you reached them.", field="heard"
)


def take_in_table(*, place_known: bool, source: str) -> list[Refusal]:
    refusals = []
    if not place_known:
        refusals.append(Refusal("no-place", "Choose the place.", field="site"))
    if not written(source):
        refusals.append(Refusal("no-source", "Write where it is from.", field="source"))
    return refusals + only_words(source=source)


def accept(
    state: str, *, who: str, candidates: Collection[str], place_known: bool, danger: str
) -> list[Refusal]:
    if state != ReceivedState.WAITING:
        return [ANSWERED]
    refusals = []
    if who != NEW and who not in candidates:
        refusals.append(Refusal("nobody-chosen", "Choose whose file it is.", field="who"))
    if not place_known:
        refusals.append(Refusal("no-place", "Choose the place.", field="site"))
    if danger not in Danger.values:
        refusals.append(Refusal("no-danger", "Say whether anyone is in danger.", field="danger"))
    return refusals


def refuse(state: str, *, reason: str) -> list[Refusal]:
    if state != ReceivedState.WAITING:
        return [ANSWERED]
    if not written(reason):
        return [Refusal("no-reason", "Write why. They read it in the receipt.", field="reason")]
    return only_words(reason=reason)


ANSWERED = Refusal("answered-already", "It is accepted or refused already.")
