"""How it stands with the second pair of eyes on what is to leave."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns.deeds import Says
from bield.concerns.models import Concern, Disclosure, Release
from bield.concerns.moments import Moment, moment
from bield.concerns.queries.calling_back import deciding
from bield.concerns.rules.redacting import NIGHT, Standing
from bield.concerns.states import Occasion
from bield.people.actors import Actor
from bield.vault.seal import unseal

LOOKED_AT = frozenset({Occasion.EVIDENCE, Occasion.NO_STAFF})


@dataclass(frozen=True)
class Decision:
    released: bool
    by: str
    at: Moment
    reason: str


def asks_for_release(says: Says) -> bool:
    """What was changed for whoever receives it, or is to be evidence."""
    return "of" in says or says.get("occasion") in LOOKED_AT


def standing(
    found: Concern, one: Disclosure, says: Says, *, at: datetime, actor: Actor | None = None
) -> Standing:
    if not asks_for_release(says):
        return Standing(asked_for=False)
    row = Release.objects.filter(disclosure=one).first()
    return Standing(
        asked_for=True,
        decided=row is not None,
        released=row is not None and row.released,
        mine=actor is not None and actor.person_id == one.by_id,
        others=len(deciding(found, at=at) - {one.by_id}),
        alone_from=one.prepared_at + NIGHT,
    )


def decision(key: bytes, reference: str, one: Disclosure, at: datetime) -> Decision | None:
    row = Release.objects.filter(disclosure=one).select_related("by").first()
    if row is None:
        return None
    context = release_context(reference, one.number)
    return Decision(
        row.released,
        row.by.name if row.by else "",
        moment(row.at, at),
        unseal(key, bytes(row.says), context=context),
    )


def release_context(reference: str, number: int) -> str:
    return f"{reference}:disclosure:{number}:release"


def release_action(number: int) -> str:
    return f"release-{number}"
