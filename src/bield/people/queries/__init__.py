"""Every read of people, places and posts. The actor comes first, or the organisation where the
house itself asks."""

from bield.people.queries.offices import (
    activation_facts,
    bearers,
    holders,
    naming_facts,
    officer_for,
    road,
    roster,
    second_holders,
    standing,
)
from bield.people.queries.organisations import (
    label,
    organisation,
    organisation_by_id,
    organisation_ids,
    site,
    site_choices,
    sites,
    sites_in_reach,
)
from bield.people.queries.persons import (
    children_of,
    guardians_of,
    people,
    people_by_id,
    people_known_to,
    person,
    person_by_reference,
    visible_to,
)

__all__ = [
    "activation_facts",
    "bearers",
    "children_of",
    "guardians_of",
    "holders",
    "label",
    "naming_facts",
    "officer_for",
    "organisation",
    "organisation_by_id",
    "organisation_ids",
    "people",
    "people_by_id",
    "people_known_to",
    "person",
    "person_by_reference",
    "road",
    "roster",
    "second_holders",
    "site",
    "site_choices",
    "sites",
    "sites_in_reach",
    "standing",
    "visible_to",
]
