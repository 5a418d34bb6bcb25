"""What the lead has handed on: what, to whom, from when, until when."""

from dataclasses import dataclass
from datetime import date, datetime

from bield.duties import registry
from bield.duties.models import Delegation
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, held_on
from bield.people.ages import day_of
from bield.people.states import Role


@dataclass(frozen=True)
class Handed:
    """One line of the overview."""

    reference: str
    what: str
    to: str
    days: str
    begun: bool


def handed_to(organisation_id: int, on: date) -> dict[str, int]:
    """Kind of duty -> who has it on a day. Whoever left, or works here no longer, has it no more:
    it falls back to the posts."""
    found = Delegation.objects.filter(
        held_on(on), organisation_id=organisation_id, ended_at__isnull=True
    )
    handed = dict(found.order_by("pk").values_list("kind", "person_id"))
    if not handed:
        return {}
    here = {person for person, _ in people.works_where(organisation_id, on)}
    return {kind: person for kind, person in handed.items() if person in here}


def handed(organisation_id: int, at: datetime) -> list[Handed]:
    """What is handed on now, or will be."""
    today = day_of(at)
    rows = Delegation.objects.filter(
        organisation_id=organisation_id, ended_at__isnull=True, ends_on__gte=today
    ).select_related("person")
    return [
        Handed(
            reference=row.reference,
            what=registry.shown(row.kind).title,
            to=row.person.name,
            days=f"from {times.said_day(row.begins_on, today)}"
            f" until {times.said_day(row.ends_on, today)}",
            begun=row.begins_on <= today,
        )
        for row in rows.order_by("begins_on", "pk")
    ]


@dataclass(frozen=True)
class HandOnPage:
    kinds: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


def hand_on_page(actor: Actor, at: datetime) -> HandOnPage:
    """For the lead, and who stands in for them: what may be handed on, and to whom."""
    if not answers_for_duties(actor, at):
        raise NotFound("not for this actor")
    kinds = sorted(
        (kind.code, kind.title) for kind in registry.KINDS.values() if kind.may_be_handed_on
    )
    return HandOnPage(tuple(kinds), tuple(_at_work(actor, at)))


def answers_for_duties(actor: Actor, at: datetime) -> bool:
    roster = people.roster(actor.organisation_id, day_of(at))
    return actor.person_id in roster.holders(Role.LEAD) or actor.holds(Role.LEAD)


def _at_work(actor: Actor, at: datetime) -> list[tuple[str, str]]:
    today = day_of(at)
    here = {person for person, _ in people.works_where(actor.organisation_id, today)}
    leads = people.roster(actor.organisation_id, today).titular(Role.LEAD)
    found = people.people_by_id(actor.organisation_id, here - set(leads)).values()
    return [(str(one.pk), one.name) for one in sorted(found, key=lambda one: one.name)]
