"""Every read of people, places and posts. The actor comes first, or the organisation where the
house itself asks."""

from bield.people.queries.names import bearing
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
    stands_in_for,
)
from bield.people.queries.organisations import (
    any_organisation,
    demonstration_present,
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
    held_by,
    people,
    people_by_id,
    people_known_to,
    person,
    person_by_reference,
    protections,
    visible_to,
)
from bield.people.roster import Road, Roster
from bield.people.roster import road as route

__all__ = [
    "Road",
    "Roster",
    "activation_facts",
    "any_organisation",
    "bearers",
    "bearing",
    "children_of",
    "demonstration_present",
    "guardians_of",
    "held_by",
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
    "protections",
    "road",
    "roster",
    "route",
    "second_holders",
    "site",
    "site_choices",
    "sites",
    "sites_in_reach",
    "standing",
    "stands_in_for",
    "visible_to",
]
