"""Whether an answer by message is a clear one, and from whom it came. Pure.

A yes is one of few short sentences and nothing beside it. Whatever says more, or less, is put to
the person again: nobody guesses what they meant.
"""

import re
from collections.abc import Sequence

from bield.agreements.states import Reads, Way
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written

MOST_LETTERS = 4_000
YES = frozenset({
    "yes", "yes please", "yes i agree", "yes i do", "yes i consent", "i agree", "i do agree",
    "i consent", "agreed", "yes agreed", "yes that is fine", "yes thats fine", "yes thank you",
    "yes thanks",
})  # fmt: skip
NO = frozenset({
    "no", "no thank you", "no thanks", "no i do not", "no i dont", "no i do not agree",
    "no i dont agree", "i do not agree", "i dont agree", "i do not consent", "i dont consent",
    "i disagree", "no please do not", "no please dont",
})  # fmt: skip
GREETING = re.compile(r"^(hi|hello|dear|good (morning|afternoon|evening))\b", re.IGNORECASE)
BESIDE = re.compile(r"^(>|on .+ wrote:$|sent from )", re.IGNORECASE)  # no words of theirs
BELOW = re.compile(r"^(--+\s*$|_{2,}|from:|-+ ?original message)", re.IGNORECASE)  # nor the rest
FAREWELL = re.compile(
    r"^(kind regards|best wishes|many thanks|regards|thanks|thank you)[,.! ]*$", re.IGNORECASE
)
DIGITS = 9  # of a number, after what stands for the country


@keeps("TP-A2-B1.3.6b")
def reads(words: str, *, sender: str, to: str, way: str, name: str = "") -> Reads:
    """`to`: where the question went. What comes from elsewhere counts for nothing. `name`: of
    whoever answers, with which they may close."""
    if _bare(sender, way) != _bare(to, way) or not _bare(to, way):
        return Reads.STRANGER
    said = _own_words(words, frozenset(_letters(name).split()))
    if said in YES:
        return Reads.YES
    return Reads.NO if said in NO else Reads.UNCLEAR


def _own_words(words: str, name: frozenset[str]) -> str:
    """Without the greeting, the farewell and the letter that was answered; in plain letters. What
    stands below any of them counts: it may say “but”."""
    own: list[str] = []
    for line in written(words).splitlines():
        bare = line.strip()
        if BELOW.match(bare):
            break
        greets = not own and GREETING.match(bare)
        signs = bool(own) and (FAREWELL.match(bare) or set(_letters(bare).split()) <= name)
        if not (BESIDE.match(bare) or greets or signs):
            own.append(bare)
    text = " ".join(own)
    return "" if "?" in text else _letters(text)


def _letters(text: str) -> str:
    plain = re.sub(r"[’'`]", "", text.casefold())
    return " ".join(re.sub(r"[^\w ]", " ", plain).split())


def _bare(address: str, way: str) -> str:
    """An address as it is compared: of a number, its last digits."""
    if way == Way.EMAIL:
        return address.strip().casefold()
    digits = re.sub(r"\D", "", address)
    return digits[-DIGITS:] if len(digits) >= DIGITS else ""


def send(to: str, way: str, *, asks_back: bool, reference: str) -> Refusal | None:
    """`asks_back`: a yes has to be understood. `reference`: of whoever is asked, where their
    address is put in."""
    if asks_back:
        says = (
            "With a yes to this goes a question whether it was understood, and no message can"
            " answer it. Send them a link, or read it with them."
        )
        return Refusal("message-cannot-ask-back", says, field="purpose")
    if _bare(to, way):
        return None
    what = "e-mail address" if way == Way.EMAIL else "telephone number"
    says = f"There is no {what} of theirs here, and an answer counts from there alone. Put it in."
    return Refusal("no-address-to-ask", says, mender="the office", link=f"/people/{reference}/")


def wording(words: Sequence[str], *, house: str, title: str, way: str, answer_to: str) -> str:
    """What is sent: the question with all that is read for it, and how it is answered."""
    text = "\n\n".join(words)
    where = f" Write it to {answer_to}." if way == Way.EMAIL and answer_to else ""
    return (
        f"{house} asks: {title}.\n\n{text}\n\nPlease answer with the one word YES or NO.{where} A"
        " no costs you nothing, and you can take a yes back whenever you wish."
    )
