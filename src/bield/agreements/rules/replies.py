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
# No words of theirs: nothing in such a line says on what condition. What is longer is read.
GREETING = re.compile(
    r"^(?:hi|hello|dear|good (?:morning|afternoon|evening))\b((?: [^\W\d_][\w.’'-]*){0,3})[,.!:]?$",
    re.IGNORECASE,
)
SMALL_NAMES = frozenset({"all", "both", "everybody", "everyone", "sir", "or", "madam", "there"})
DEVICE = re.compile(
    r"^sent from (my( \w+){1,3}|(outlook|yahoo mail)( for \w+)?)\.?$", re.IGNORECASE
)
# What mail programs put above the letter that is answered.
ABOVE = re.compile(
    r"^(?:on \S.{0,80}\b(?:20\d\d|\d\d?[:.]\d\d)\b.{0,80} wrote:"
    r"|(?:from|to|cc): .{0,60}\S@\S{1,60}|(?:sent|date): .{0,40}20\d\d.{0,20}"
    r"|subject: .{0,60} asks for your answer \(L-[\w-]+\)|--+|_{2,}|-* ?original message ?-*)$",
    re.IGNORECASE,
)
FEWEST = 3  # words of a letter, to be known as part of it
CONDITION = frozenset({
    "no", "not", "never", "none", "nothing", "only", "but", "if", "unless", "until", "except",
    "without", "condition", "conditions", "provided", "dont", "cannot", "cant", "stop", "please",
    "however", "although", "though", "excluding",
})  # fmt: skip
FAREWELL = re.compile(
    r"^(kind regards|best wishes|many thanks|regards|thanks|thank you)[,.! ]*$", re.IGNORECASE
)
DIGITS = 9  # of a number, after what stands for the country


@keeps("TP-A2-B1.3.6b")
def reads(words: str, *, sender: str, to: str, way: str, name: str = "", sent: str = "") -> Reads:
    """`to`: where the question went. What comes from elsewhere counts for nothing. `name`: of
    whoever answers, with which they may close. `sent`: the letter that they may leave below."""
    if _bare(sender, way) != _bare(to, way) or not _bare(to, way):
        return Reads.STRANGER
    said = _own_words(words, frozenset(_letters(name).split()), sent)
    if said in YES:
        return Reads.YES
    return Reads.NO if said in NO else Reads.UNCLEAR


def _own_words(words: str, name: frozenset[str], sent: str) -> str:
    """Without the greeting, the farewell and the letter that was answered; in plain letters. What
    stands in or below any of them counts, unless it went out so: it may say “but”."""
    own: list[str] = []
    letter: list[str] = []
    below = False
    for line in filter(None, map(str.strip, written(words).splitlines())):
        bare = line.lstrip("> ")
        if own and ABOVE.match(bare) and _says_nothing(bare):
            below = True
        elif below or line.startswith(">"):
            letter.append(bare)
        elif not (_signs(bare, name) if own else _greets(bare)):
            own.append(bare)
    text = " ".join(own)
    own_alone = set(_letters(" ".join(letter)).split()) <= name or _is_of(letter, sent)
    return _letters(text) if own_alone and "?" not in text else ""


def _greets(line: str) -> bool:
    """A greeting and a name: “Dear Eve”, “Good morning all”."""
    found = GREETING.match(line)
    return (
        found is not None
        and all(one[:1].isupper() or one in SMALL_NAMES for one in found[1].split())
        and _says_nothing(line)
    )


def _signs(line: str, name: frozenset[str]) -> bool:
    """A farewell, their own name, or by what it was sent."""
    if FAREWELL.match(line) or set(_letters(line).split()) <= name:
        return True
    return DEVICE.match(line) is not None and _says_nothing(line)


def _is_of(lines: Sequence[str], sent: str) -> bool:
    """These are what went out, from the beginning of one of its lines on."""
    quoted = _letters(" ".join(lines))
    if len(quoted.split()) < FEWEST:
        return False
    out = [found for line in sent.splitlines() if (found := _letters(line))]
    later = (" ".join(out[begin:]) for begin in range(len(out)))
    return any(f"{one} ".startswith(f"{quoted} ") for one in later)


def _says_nothing(line: str) -> bool:
    return CONDITION.isdisjoint(_letters(line).split())


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
