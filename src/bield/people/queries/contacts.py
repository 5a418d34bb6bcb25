"""As much of people as a letter needs."""

from collections.abc import Iterable

from bield.kit import rows
from bield.people.roster import Contact, Roster


def contacts(
    organisation_id: int, ids: Iterable[int], *, roster: Roster | None = None
) -> dict[int, Contact]:
    """Round the ORM: every report asks it, and mostly the roster of the day knows them all."""
    every = set(ids)
    known = {one: roster.contacts[one] for one in every & roster.contacts.keys()} if roster else {}
    return known | _asked_for(organisation_id, sorted(every - known.keys()))


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
