"""How tests tell of something as somebody in the cast, and look at what became of it."""

import itertools
from typing import Any

from bield.concerns import commands, queries
from bield.concerns.models import Concern, Reader
from bield.concerns.narrowing import DeskFilter
from bield.concerns.pages import DeskPage, Receipt
from bield.outbox.models import Message
from bield.people.actors import Strength
from tests.concerns.gate import CLOSED, at_the_gate
from tests.conftest import NOON, Cast

ACCOUNT = "She said somebody online asks her for pictures."
_keys = itertools.count(1)


def told(cast: Cast, **words: Any) -> dict[str, Any]:
    return {
        "site_id": cast.oak.pk,
        "danger_now": "no",
        "account": ACCOUNT,
        "send_key": f"key-{next(_keys)}",
        "at": NOON,
        **words,
    }


def report(cast: Cast, by: str = "dev", **words: Any) -> Receipt:
    return commands.report(cast.actor(by, Strength.ONE_FACTOR), **told(cast, **words))


def reported(cast: Cast, by: str = "dev", **words: Any) -> str:
    return report(cast, by, **words).reference


def acknowledged(cast: Cast, by: str = "ben", **words: Any) -> str:
    reference = reported(cast, **words)
    commands.acknowledge(cast.actor(by), reference, at=NOON)
    return reference


def closed(cast: Cast, by: str = "ben", **answers: Any) -> str:
    reference = at_the_gate(cast, acknowledged(cast, by), by)
    commands.close(cast.actor(by), reference, **{**CLOSED, **answers}, at=NOON)
    return reference


def concern(reference: str) -> Concern:
    return Concern.objects.get(reference=reference)


def readers_of(reference: str) -> list[str]:
    """Who has a row for it, by first name, in the order in which they are asked."""
    rows = Reader.objects.filter(concern__reference=reference).order_by("pk")
    return [row.person.known_as.lower() for row in rows.select_related("person")]


def asked(reference: str) -> set[str]:
    rows = Reader.objects.filter(concern__reference=reference, asked_at__isnull=False)
    return {row.person.known_as.lower() for row in rows.select_related("person")}


def mailed(reference: str) -> set[str]:
    """Who was written to about it."""
    sent = Message.objects.filter(about=reference).values_list("to", flat=True)
    return {address.split("@")[0] for address in sent}


def desk(cast: Cast, of: str, **how: Any) -> DeskPage:
    return queries.desk(cast.actor(of), **{"chosen": DeskFilter(), "at": NOON, **how})


def on_desk(cast: Cast, of: str, **how: Any) -> list[str]:
    return [row.reference for row in desk(cast, of, **how).rows]
