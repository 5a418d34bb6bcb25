"""Every name that a concern holds, for what must leave them all out."""

from bield.concerns.models import Concern, Party, PutRight
from bield.concerns.people_in_it import open_said
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


def names_ever(concern: Concern) -> tuple[str, ...]:
    """The same, and of those who were named by mistake: what people wrote still has their names."""
    key = vault.secret(concern.organisation_id, concern.key_id)
    rows = PutRight.objects.filter(concern=concern).order_by("number")
    was = (open_said(key, concern.reference, one.number, bytes(one.says))["was"] for one in rows)
    return tuple(dict.fromkeys((*names_of(concern), *filter(None, was))))
