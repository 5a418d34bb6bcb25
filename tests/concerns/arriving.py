"""Capsules as another setting might make them: rightly, and in every wrong way."""

import json
from datetime import timedelta
from typing import Any

from bield.concerns.capsule import cards, locks, shapes, standalone
from bield.concerns.capsule.cards import Keys
from tests.concerns.moving import packed
from tests.conftest import NOON

DAY = timedelta(days=1)
OURS, SENDERS = cards.keys(b"the house that receives"), cards.keys(b"the house that sends")


def said(**changed: Any) -> dict[str, Any]:
    """A small file that nothing speaks against."""
    card = SENDERS.card("Alder Training")
    held: dict[str, Any] = {
        "format": shapes.FORMAT,
        "number": "F-2222-2222",
        "made_at": NOON.isoformat(),
        "sender": {
            "setting": card.setting,
            "by": "Ama Boateng",
            "receive": card.receive,
            "key": card.key,
        },
        "receiver": {"setting": "Birch Nursery", "name": "Mia Rowe"},
        "person": {"name": "Joe Tanner", "known_as": "Joe", "born_on": "2012-05-14"},
        "ground": "A child moves there",
        "reason": "He starts on Monday.",
        "others": "another",
        "concerns": [concern()],
    }
    return held | changed


def concern(**changed: Any) -> dict[str, Any]:
    held: dict[str, Any] = {
        "reference": "C-222-2222",
        "reported_at": (NOON - 90 * DAY).isoformat(),
        "happened_on": "2025-11-01",
        "happened_precision": "month",
        "state": "open",
        "people": [{"name": "Joe Tanner", "role": "subject"}],
        "account": "He came without a coat.",
        "child_words": "It is too small.",
        "where": "",
        "happened": "",
        "done": "",
        "lines": [line()],
    }
    return held | changed


def line(**changed: Any) -> dict[str, Any]:
    held: dict[str, Any] = {
        "number": 2,
        "kind": "Conversation",
        "happened_at": (NOON - 80 * DAY).isoformat(),
        "written_at": (NOON - 79 * DAY).isoformat(),
        "by": "Cat Doyle",
        "text": "His aunt rang.",
        "late": True,
        "corrects": 0,
    }
    return held | changed


def files_of(held: object, keys: Keys = SENDERS, **members: bytes) -> dict[str, bytes]:
    """A capsule that says this and is signed rightly, whatever it says."""
    files = dict.fromkeys(standalone.LISTED, b"x")
    data = held if isinstance(held, bytes) else json.dumps(held).encode()
    files |= {"capsule.json": data, **members}
    sums = standalone.sums_of(files)
    key = keys.card("x").key
    signature = keys.signing.sign(standalone.STATEMENT + sums).hex()
    signed = f"key: {key}\nsignature: {signature}\n".encode()
    return {**files, "SHA256SUMS": sums, "SIGNATURE": signed}


def locked(held: object, to: Keys = OURS, by: Keys = SENDERS) -> bytes:
    return locks.to_card(packed(files_of(held, by)), to.card("x").receive)
