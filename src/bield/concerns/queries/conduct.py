"""What those signed whom a report about conduct online names."""

from collections.abc import Iterable

from django.urls import reverse

from bield.agreements import queries as agreements
from bield.concerns.lenses.conduct import fitting, of_conduct
from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern
from bield.concerns.pages import PartyItem
from bield.concerns.signed import SignedItem
from bield.kit.keeps import keeps
from bield.people import queries as people
from bield.people.actors import Actor


@keeps("EY-74", "EY-75", "EY-78a", "OT-32a")
def signed_items(
    actor: Actor, concern: Concern, facts: Facts, parties: Iterable[PartyItem]
) -> tuple[SignedItem, ...]:
    """Nothing, unless it is of such a kind: no statement is asked then."""
    kinds = of_conduct(facts)
    adults = {one.person_id: one.name for one in parties if one.person_id and one.posts}
    if not kinds or not adults:
        return ()
    at = concern.reported_at
    signed = agreements.code_signed(concern.organisation_id, adults, at=at)
    known = people.people_by_id(concern.organisation_id, adults)
    reads = agreements.may_read_ties(actor)
    return tuple(
        SignedItem(
            name=name,
            edition=signed[one].edition,
            clauses=tuple(
                dict.fromkeys(
                    clause for kind in kinds for clause in fitting(kind, signed[one].clauses)
                )
            ),
            ties=reverse("agreements:ties-of", args=[known[one].reference]) if reads else "",
        )
        for one, name in adults.items()
    )
