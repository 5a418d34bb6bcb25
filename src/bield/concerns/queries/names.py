"""Every name that a concern holds, for what must leave them all out."""

from bield.concerns.models import Concern, Party
from bield.concerns.sealed import open_name
from bield.people import queries as people
from bield.vault import queries as vault


def names_of(concern: Concern) -> tuple[str, ...]:
    """Of those it is about, what they are called, those at home with them, and the reporter."""
    key = vault.secret(concern.organisation_id, concern.key_id)
    parties = list(Party.objects.filter(concern=concern).order_by("number"))
    picked = [one.person_id for one in parties if one.person_id is not None]
    typed = [
        open_name(key, concern.reference, one.number, bytes(one.name or b""))
        for one in parties
        if one.person_id is None
    ]
    reporter = [concern.reporter_id] if concern.reporter_id else []
    known = people.people_by_id(concern.organisation_id, [*picked, *reporter]).values()
    called = [name for one in known for name in (one.name, one.known_as) if name]
    return tuple(dict.fromkeys([*called, *typed]))
