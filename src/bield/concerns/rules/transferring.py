"""When a person's file may go to another setting, and what may be said of it afterwards. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bield.concerns.rules.attaching import only_words
from bield.concerns.states import Moving, Others, TransferState
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"
AHEAD = timedelta(days=366)
CLOSED = frozenset({TransferState.ACCEPTED, TransferState.ENDED})
GONE = frozenset(
    {
        TransferState.LEFT,
        TransferState.SENT,
        TransferState.ASKED,
        TransferState.OPENED,
        TransferState.REFUSED,
    }
)
LOCKABLE = frozenset({TransferState.PREPARED, TransferState.LOCKED, TransferState.LEFT})
BY_HAND = (
    TransferState.ASKED,
    TransferState.OPENED,
    TransferState.ACCEPTED,
    TransferState.REFUSED,
    TransferState.ENDED,
)


@dataclass(frozen=True)
class Sending:
    """What was answered when somebody asked to send a file."""

    setting: str
    recipient: str
    surely: str  # how it was made sure that this is the right person there
    ground: str
    reason: str
    others: str  # how other children stand in it
    why_others: str
    began_on: date
    left_out: Mapping[str, str]  # concern -> why it does not go


def prepare(
    sending: Sending, offered: Collection[str], *, works_here: bool, today: date
) -> list[Refusal]:
    """Everything that speaks against it, at once."""
    refusals = [
        Refusal(f"no-{field.replace('_', '-')}", message, field=field)
        for field, message in NEEDED.items()
        if not written(getattr(sending, field))
    ]
    if works_here:
        refusals.append(WORKS_HERE)
    if sending.ground not in Moving.values:
        refusals.append(Refusal("no-ground", "Choose the ground.", field="ground"))
    if sending.others not in Others.values:
        refusals.append(NO_OTHERS)
    elif sending.others != Others.ANOTHER and not written(sending.why_others):
        refusals.append(NO_WHY_OTHERS)
    if sending.began_on > today + AHEAD:
        refusals.append(Refusal("too-far", "Choose a day within a year.", field="began_on"))
    if not set(offered) - sending.left_out.keys():
        refusals.append(NOTHING_GOES)
    blank = [one for one, why in sending.left_out.items() if not written(why)]
    refusals += [Refusal("no-reason", f"Write why {one} does not go.") for one in blank]
    said = only_words(
        **{field: getattr(sending, field) for field in (*NEEDED, "why_others")},
        left_out="\n".join(sending.left_out.values()),
    )
    return [*refusals, *said]


def fits(too_much: Sequence[str]) -> list[Refusal]:
    """Whether it can go as one file, and be taken in as one."""
    return [Refusal("too-much", f"{one} {IN_TWO}") for one in too_much]


IN_TWO = "Leave some concerns out, write “goes in a second file” beside them, and send that next."


NEEDED = {
    "setting": "Name the setting.",
    "recipient": "Name who receives it there.",
    "surely": "Write how you made sure that it reaches the right person.",
    "reason": "Write why they need it.",
}
WORKS_HERE = Refusal(
    "works-here",
    "This is how the file of a child, a learner or an adult at risk moves. What concerns an adult"
    " of the organisation stays in the staff file.",
)
NO_OTHERS = Refusal("no-others", "Choose how other children stand in it.", field="others")
NO_WHY_OTHERS = Refusal(
    "no-why-others",
    "Write why they need to know who the other children are.",
    field="why_others",
)
NOTHING_GOES = Refusal(
    "nothing-goes", "No concern is left to go. Leave one of the boxes empty, or do not send a file."
)


def lock(
    state: str, *, phrase: bool, card: bool, readable: bool, number: str, fits: bool, heard: str
) -> list[Refusal]:
    """To their card, once its number was compared; or with a pass phrase, where they have none."""
    if state not in LOCKABLE:
        return [ON_ITS_WAY]
    if phrase:
        return [TWO_WAYS] if card else []
    if not card:
        return [NO_CARD]
    if not readable:
        return [NO_SUCH_CARD]
    if not number.strip():
        return [NO_NUMBER]
    if not fits:
        return [OTHER_NUMBER]
    return [] if written(heard) else [NOT_HEARD]


ON_ITS_WAY = Refusal("on-its-way", "It is on its way already. Prepare it anew to lock it anew.")
NO_CARD = Refusal("no-card", "Paste their card, or choose the pass phrase.", field="card")
TWO_WAYS = Refusal("two-ways", "Choose one: their card, or a pass phrase.", field="how")
NO_SUCH_CARD = Refusal(
    "no-such-card",
    "This is no card, or not all of it. Paste it whole, from “bield card 1” to its last sign.",
    field="card",
)
NO_NUMBER = Refusal(
    "no-number",
    "Ring them at a number you know from elsewhere, and type the thirty digits that they say.",
    field="number",
)
OTHER_NUMBER = Refusal(
    "other-number",
    "These digits do not belong to this card. Have them say the digits again. If they still differ,"
    " the card is from somebody else: do not send.",
    field="number",
)
NOT_HEARD = Refusal(
    "not-heard", "Write who said the digits, and how you reached them.", field="heard"
)


def leave(state: str, *, locked: bool) -> Refusal | None:
    if state in CLOSED:
        return Refusal("over", "It is accepted, or not sent after all: nothing leaves any more.")
    if locked:
        return None
    return Refusal("not-locked", "Choose first how it is locked.")


def sent(state: str, *, how: str, to_come: bool) -> list[Refusal]:
    if state not in GONE:
        return [Refusal("not-taken-out", "Take it out first, then send it.")]
    if not written(how):
        return [Refusal("no-way", "Write how it was sent.", field="how")]
    if to_come:
        return [Refusal("still-to-come", "This lies in the future.", field="sent_on")]
    return []


def answer(state: str, *, what: str, words: str) -> list[Refusal]:
    """What they told us themselves, without a receipt that proves it."""
    if state in CLOSED:
        return [Refusal("over", "It is accepted, or not sent after all. Nothing more is awaited.")]
    if what not in BY_HAND:
        return [
            Refusal("no-answer", "Paste their receipt, or choose what they said.", field="what")
        ]
    if what != TransferState.ENDED and state not in GONE:
        return [Refusal("not-taken-out", "It has not left yet.", field="what")]
    if not written(words):
        return [Refusal("no-words", "Write who said it, and when and how.", field="words")]
    return []


def receipt(
    state: str, *, readable: bool, of_this: bool, by_them: bool, to_come: bool
) -> Refusal | None:
    if state not in GONE:
        return Refusal("no-receipt-awaited", "No receipt is awaited now.", field="receipt")
    if not readable:
        return NO_RECEIPT
    if not of_this:
        return OTHER_RECEIPT
    if not by_them:
        return NOT_BY_THEM
    return TO_COME if to_come else None


NO_RECEIPT = Refusal(
    "no-receipt",
    "This is no receipt, or something in it was changed. Paste it whole, all three lines.",
    field="receipt",
)
OTHER_RECEIPT = Refusal(
    "other-receipt",
    "This receipt is for another file, or for another state of it.",
    field="receipt",
)
TO_COME = Refusal(
    "receipt-to-come",
    "This receipt gives a day that is still to come. Ask them to look at the clock of their"
    " computer, and write down what they say.",
    field="receipt",
)
NOT_BY_THEM = Refusal(
    "not-by-them",
    "This receipt is not signed by the setting to whose card the file was locked. Ring them, and"
    " write down what they say.",
    field="receipt",
)
