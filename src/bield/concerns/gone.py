"""Who is told nothing of a concern that was disposed of: tags instead of people."""

from collections.abc import Iterable

from bield.concerns.models import Gone
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import tag

SEAL = "concerns.gone"


def tags(organisation_id: int, reference: str, person_ids: Iterable[int]) -> list[str]:
    key = vault.organisation_secret(organisation_id, SEAL)
    return sorted(tag(key, str(person), context=f"{reference}:gone") for person in person_ids)


def tags_of(actor: Actor, gone: Gone) -> frozenset[str]:
    """What stands for the actor in this one."""
    if actor.person_id is None:
        return frozenset()
    return frozenset(tags(actor.organisation_id, gone.reference, [actor.person_id]))
