"""As much of people as a letter needs."""

from collections.abc import Iterable
from datetime import datetime

from bield.kit import rows
from bield.people.models import Person
from bield.people.roster import Contact, Roster
from bield.people.states import CONTACT_STANDS_FOR


def contacts(
    organisation_id: int, ids: Iterable[int], *, roster: Roster | None = None
) -> dict[int, Contact]:
    """Round the ORM: every report asks it, and mostly the roster of the day knows them all."""
    every = set(ids)
    known = {one: roster.contacts[one] for one in every & roster.contacts.keys()} if roster else {}
    return known | _asked_for(organisation_id, sorted(every - known.keys()))


def telephones(organisation_id: int, ids: Iterable[int], at: datetime) -> dict[int, str]:
    """Numbers that each has confirmed, and not too long ago."""
    found = Person.objects.filter(
        organisation_id=organisation_id,
        pk__in=list(ids),
        phone_confirmed_at__gt=at - CONTACT_STANDS_FOR,
    ).exclude(phone="")
    return dict(found.values_list("pk", "phone"))


def _asked_for(organisation_id: int, wanted: list[int]) -> dict[int, Contact]:
    if not wanted:
        return {}
    places = rows.places(wanted)
    found = rows.fetch(
        "SELECT id, name, email FROM people_person"  # noqa: S608  # placeholders only
        f" WHERE organisation_id = %s AND id IN ({places})",
        [organisation_id, *wanted],
    )
    return {row[0]: Contact(*row) for row in found}
