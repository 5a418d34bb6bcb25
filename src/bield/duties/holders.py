"""Who holds a duty, by post or by name, and who is told of it."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bield.duties.models import Duty
from bield.duties.queries.handed import handed_to
from bield.duties.registry import DutyKind
from bield.kit.keeps import keeps
from bield.people import queries as people
from bield.people.actors import actor_of
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import Role


def by_post(
    organisation_id: int,
    kind: DutyKind,
    *,
    subject: str,
    site_id: int | None,
    at: datetime,
    roster: Roster | None = None,
    late: bool = False,
    handed: Mapping[str, int] | None = None,
) -> list[int]:
    """Whom the lead has handed it on to, until it is late. Else the holders of the first of the
    kind's posts that anybody holds and who may see it.

    Somebody who is away keeps the duty, and a stand-in shares it; away with nobody standing in,
    the next post shares it.
    """
    roster = roster or people.roster(organisation_id, day_of(at))
    if not late and (other := handed_on(organisation_id, kind, roster, at, handed)):
        return other
    found: list[int] = []
    for role in kind.held_by:
        named = roster.titular(role, site_id=site_id) if site_id else ()
        eligible = seeing(organisation_id, kind, subject, named or roster.titular(role), at)
        found += [person for person in eligible if person not in found]
        if any(person not in roster.away or roster.away[person] for person in found):
            break
    return found


@keeps("TP-6.3.1a")
def handed_on(
    organisation_id: int,
    kind: DutyKind,
    roster: Roster,
    at: datetime,
    handed: Mapping[str, int] | None = None,
) -> list[int]:
    """Who has it from the lead today, while they are here or somebody stands in for them."""
    if not kind.may_be_handed_on:
        return []
    if handed is None:
        handed = handed_to(organisation_id, day_of(at))
    person = handed.get(kind.code)
    if person is None or (person in roster.away and roster.away[person] is None):
        return []
    return [person]


def told(duty: Duty, kind: DutyKind, at: datetime) -> list[str]:
    """Addresses of its holders, or of whoever stands in for them."""
    roster = people.roster(duty.organisation_id, day_of(at))
    return _addresses(duty, kind, _present(duty, roster), at)


def told_when_late(duty: Duty, kind: DutyKind, at: datetime) -> list[str]:
    """The holders again, and the safeguarding lead: one level up."""
    roster = people.roster(duty.organisation_id, day_of(at))
    return _addresses(duty, kind, [*_present(duty, roster), *roster.bearers(Role.LEAD)], at)


def _present(duty: Duty, roster: Roster) -> list[int]:
    holders = duty.holdings.order_by("pk").values_list("person_id", flat=True)
    return [roster.away.get(person) or person for person in holders]


def _addresses(duty: Duty, kind: DutyKind, ids: Iterable[int], at: datetime) -> list[str]:
    seen = seeing(duty.organisation_id, kind, duty.subject, dict.fromkeys(ids), at)
    found = people.people_by_id(duty.organisation_id, seen)
    return [found[person].email for person in seen]


def seeing(
    organisation_id: int, kind: DutyKind, subject: str, ids: Iterable[int], at: datetime
) -> list[int]:
    """Without those from whom the room that owns the subject hides it."""
    ids = list(ids)
    sees = kind.sees
    if sees is None:
        return ids
    found = people.people_by_id(organisation_id, ids)
    asked = frozenset({subject})
    return [person for person in ids if sees(actor_of(found[person], on=day_of(at)), asked)]
