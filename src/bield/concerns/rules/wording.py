"""Words that put the blame on whoever was harmed, and better ones. A hint, never a wall: they may
stay for a reason, and what somebody said, in quotation marks, is nobody's judgement. Pure."""

import re
from dataclasses import dataclass

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written


@dataclass(frozen=True, slots=True)
class Phrase:
    pattern: re.Pattern[str]
    better: str  # what can be written instead


def _phrase(pattern: str, better: str) -> Phrase:
    return Phrase(re.compile(rf"\b{pattern}\b", re.IGNORECASE), better)


WHOSE = r"(?:her|his|their)"
SELF = r"(?:herself|himself|themself|themselves)"
RISK = rf"(?:put|puts|putting|placed|places|placing) {SELF} (?:at risk|in danger)"
AGREED = r"(?:consented|agreed) to (?:the|being) (?:abuse|abused|groomed|exploited)"
RELATIONSHIP = r"relationship with (?:an?|the) (?:adult|older man|older woman|man of)"
PHRASES = (
    _phrase(rf"{WHOSE} (?:own )?fault", "write who did what"),
    _phrase(rf"brought (?:it|this) on {SELF}", "write what was done to them"),
    _phrase(rf"let {SELF} be", "write who did what"),
    _phrase(r"asked for it", "write what was done to them"),
    _phrase(r"(?:should|ought to) have known better", "write what they were told, and by whom"),
    _phrase(RISK, "is at risk from"),
    _phrase(r"attention[- ]seeking", "what they need, or try to say"),
    _phrase(r"promiscuous", "what was done to them, and by whom"),
    _phrase(r"(?:child|underage|teenage) prostitut\w+", "child who is sexually exploited"),
    _phrase(r"(?:lifestyle|bad|poor) choices?", "what happened, and who gains from it"),
    _phrase(AGREED, "was abused, was groomed, was exploited"),
    _phrase(RELATIONSHIP, "is sexually exploited by"),
    _phrase(r"(?:silly|stupid|naive) (?:girl|boy|child|thing)", "what they did not know"),
    _phrase(r"trouble[- ]?makers?", "what they did, and when"),
    _phrase(r"manipulative", "what they said or did"),
)
DENIED = re.compile(r"\b(?:not|nothing|never|none|nobody|no|nor|neither)\b|n[’']t\b", re.IGNORECASE)
ENDS = re.compile(r"[.!?;:\n]")
SAID = re.compile(r"“[^”]*”|‘[^’]*’|\"[^\"]*\"")


def blaming(text: str) -> tuple[tuple[str, str], ...]:
    """Each phrase that blames, as it stands there, with a better one. What is quoted stays, and so
    does what takes blame away: “nothing of this is her fault”."""
    own = SAID.sub(" … ", text)
    found = ((_first(phrase.pattern, own), phrase.better) for phrase in PHRASES)
    return tuple((words, better) for words, better in found if words)


def _first(pattern: re.Pattern[str], text: str) -> str:
    """The first place where it is said, and not denied in the same sentence; "" where there is
    none."""
    for match in pattern.finditer(text):
        before = ENDS.split(text[: match.start()])[-1]
        if not DENIED.search(before):
            return match.group(0)
    return ""


@keeps("TP-A1-0.6", "TP-3.4.4")
def kind_words(*, kept: str, **texts: str) -> list[Refusal]:
    """`texts`: what was written, by the name of its field. `kept`: why it stays as it is."""
    if written(kept):
        return []
    return [
        Refusal(
            BLAMES,
            f"“{phrase}” can sound like blame. Better: {better}. Change it, or write below why it"
            " stays.",
            ("TP-A1-0.6", "TP-3.4.4"),
            field=field,
        )
        for field, text in texts.items()
        for phrase, better in blaming(text)
    ]


BLAMES = "sounds-like-blame"


def with_reason(text: str, kept: str) -> str:
    """What goes into the chronology: why such words stay is read beside them."""
    if not blaming(text) or not written(kept):
        return text
    return f"{text.strip()}\nThese words stay because: {kept.strip()}"
