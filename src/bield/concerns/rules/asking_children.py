"""Nobody asks a child to show, send or download a picture. Pure: words in, a refusal out.

Held back is what asks; advice against it, and questions about what happened, pass. In doubt it is
held back: whoever wrote it reads the rule and asks in words.
"""

import re

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal


@keeps("TP-A1-0.2")
def asks_for_picture(text: str, *, field: str = "text") -> Refusal | None:
    """For every message to a child or young person, before it goes out."""
    flat = " ".join(text.lower().replace("’", "'").split())
    if not _ASKS.search(_INNOCENT.sub(" … ", flat)):
        return None
    return Refusal(
        "asks-for-picture",
        "This asks a child to show, send, save or download a picture, and nobody may ask that. It"
        " was held back. Ask in words what happened, and say that they need not show it to anyone.",
        ("TP-A1-0.2",),
        field=field,
    )


_PICTURE = (
    r"(?:pic(?:ture|cy)?s?|photo(?:graph)?s?|images?|video(?:s|clips?)?|vids?|clips?|films?|selfies?"
    r"|screen ?(?:shots?|grabs?|recordings?)|nudes?|snaps?|gifs?|recordings?|footage|camera roll"
    r"|live ?streams?|files?|what (?:he|she|they) (?:sent|showed|posted|made)(?: you)?)"
)
_IT = r"(?:it|them|one|those)"
_SEND = (
    r"(?:(?:(?:re)?send|forward|show|upload|attach|airdrop|e-?mail|message|download|screenshot"
    r"|(?<!a )(?<!the )(?:text|post|copy|print))(?:ing)?|(?:shar|sav)(?:e|ing))"
)
_BRING = r"(?:(?:pass|bring|hand|(?<!a )(?<!the )(?:film|record))(?:ing)?|(?:giv|tak)(?:e|ing))"
_TO_ME = r"(?: (?:me|us|him|her|over|through|back|to (?:me|us|\w+)))?"
_BETWEEN = r"(?: (?!about\b|if\b|when\b|whether\b|who\b|where\b|why\b|how\b|…)[\w']+){0,4}?"
_MAY_I = (
    r"(?:can|could|may|might|must|should|let|need to|have to|want to|like to|able to|help(?:ful)?"
    r"(?: if| to)?)"
)
_ASKS = re.compile(
    # send us the picture; bring a photo
    rf"\b(?:{_SEND}|{_BRING}|mak(?:e|ing))\b{_BETWEEN} {_PICTURE}\b"
    rf"|\b{_SEND}\b{_TO_ME} {_IT}\b"  # forward it; show me them
    rf"|\b{_MAY_I}(?: (?:i|we|me|us|please|just))* (?:see|look at|view|watch|check|have|get)\b"
    rf"{_BETWEEN} {_PICTURE}\b"  # we need to see the video
    # can I see it? let me have a look
    r"|\b(?:can|could|may|let)(?: (?:i|we|me|us|please|just))+"
    rf" (?:see|look|view|watch|have a look)\b(?: at)?(?: {_IT}\b| ?\?|$|\.)"
    rf"|\bcop(?:y|ies) of{_BETWEEN} {_PICTURE}\b"  # a copy of the photo would help
)
_SOMEBODY = (
    r"(?:he|she|they|who|anyone|anybody|someone|somebody|nobody|no one|people|your \w+|the \w+)"
)
_DOES = rf"(?:{_SEND}|{_BRING}|see|look at|view|watch|have)"
_INNOCENT = re.compile(
    # do not send it; you need not show it; we will never ask you to share it
    r"\b(?:not|never|don't|dont|needn't|mustn't|shouldn't|can't|cannot|won't|without|nobody|no one)"
    r"(?: (?:ever|need|have|want|wish|ask|asks|may|will|should|feel|let|anyone|anybody|somebody|you"
    rf"|us|him|her|them|to|be|asked|made|please|even))* {_DOES}\b"
    # who sent it; did he ask you to send a picture; have you shown it to anyone
    rf"|\b(?:did|does|do|has|had|have|was|were|if|when|that|would|could|can|will) {_SOMEBODY}"
    rf"(?: [\w']+){{0,4}}? {_DOES}\b"
    rf"|\b(?:did|had|have) you(?: ever)? {_DOES}\b"
    rf"|\b(?:ask|asks|asked|tell|tells|told|want|wants|wanted|make|makes|made|force|forces|forced"
    rf"|pressed|pushed) (?:you |her |him |them )?(?:to |into ){_DOES}\b"
    rf"|\b{_SOMEBODY} (?:\w+ )?{_DOES}\b"
)
