"""How tests tell of something, as somebody in the cast."""

import itertools
from typing import Any

from bield.concerns import commands
from bield.concerns.pages import Receipt
from tests.conftest import NOON, Cast

_keys = itertools.count(1)


def report(cast: Cast, by: str = "dev", **words: Any) -> Receipt:
    told = {
        "site_id": cast.oak.pk,
        "danger_now": "no",
        "account": "She said somebody online asks her for pictures.",
        "send_key": f"key-{next(_keys)}",
        "at": NOON,
        **words,
    }
    return commands.report(cast.actor(by), **told)
