"""What a referral says, and how the chronology puts it into words."""

from datetime import datetime
from typing import Any

from bield.advice import queries as advice
from bield.concerns.deeds import Says
from bield.concerns.grounds import GROUNDS, Consent, Heard, Purpose
from bield.concerns.rules import ANYBODY

TOLD = {
    "referral": "Referred to",
    "advice": "Advice asked of",
    "disclosure": "Shared with",
}
NOTHING: Says = {  # all that a referral can say; the shortest record leaves most of it empty
    "form": "referral",
    "body": "",
    "authority": "",
    "name": "",
    "purpose": "",
    "basis": "",
    "consent": "",
    "items": [],
    "why": "",
    "how": "",
    "reference": "",
    "said": "",
    "address": "",
    "told_at": "",
    "instead": "",
    "disclosure": 0,
}


def referral(*, told_at: datetime, **says: Any) -> Says:
    return {**NOTHING, **says, "told_at": told_at.isoformat()}


def whom(says: Says) -> str:
    """Whoever was told, in words."""
    name = says["name"] if says["body"] == ANYBODY else advice.body_name(says["body"])
    return f"{name}, {says['authority']}" if says["authority"] else str(name)


def in_words(says: Says) -> str:
    """A referral as the chronology has it: with whom, what for, on which ground, and what."""
    ground = GROUNDS.get(says["basis"])
    lines = [
        (TOLD[says["form"]], whom(says)),
        ("Spoken to", says["name"]),
        ("Their reference", says["reference"]),
        ("They said", says["said"]),
        ("Address reported", says["address"]),
        ("What for", Purpose(says["purpose"]).label if says["purpose"] else ""),
        ("Ground", ground.title if ground else ""),
        ("Permission", Consent(says["consent"]).label if says["consent"] else ""),
        ("Shared", "; ".join(says["items"])),
        ("Why", says["why"]),
        ("Why not the body proposed", says["instead"]),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


def heard_in_words(says: Says, referred: Says) -> str:
    lines = [
        (f"From {whom(referred)}", Heard(says["what"]).label),
        ("They said", says["text"]),
        ("Their reference", says["reference"]),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)
