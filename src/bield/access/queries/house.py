"""The page about signing in here, for lead, administrator and ICT. Nothing from any concern."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.access import rules
from bield.access.models import FactorReset, HouseRules, Membership, Visit
from bield.access.queries.clock import house_rules
from bield.access.queries.members import (
    Member,
    often_on_two_devices,
    without_second_factor,
)
from bield.access.states import Ended
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor

LEFT_OPEN_FOR = timedelta(days=30)


@dataclass(frozen=True)
class LeftOpen:
    name: str
    device: str
    started_at: datetime
    last_seen_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class ResetSeen:
    reference: str
    name: str
    asked_by: str
    asked_at: datetime
    confirmed_by: str
    takes_effect_at: datetime | None
    may_confirm: bool
    may_stop: bool


@dataclass(frozen=True)
class HousePage:
    rules: HouseRules
    may_change: bool
    left_open: list[LeftOpen]
    without_factor: list[Member]
    on_two_devices: list[Member]
    resets: list[ResetSeen]


def require_house(actor: Actor) -> None:
    if rules.sees_house(actor):
        raise NotFound("house")


def house_page(actor: Actor, at: datetime) -> HousePage:
    require_house(actor)
    here = actor.organisation_id
    return HousePage(
        rules=house_rules(here),
        may_change=rules.change_house(actor) is None,
        left_open=_left_open(here, at),
        without_factor=without_second_factor(here, at),
        on_two_devices=often_on_two_devices(here, at),
        resets=resets(actor),
    )


def _left_open(organisation_id: int, at: datetime) -> list[LeftOpen]:
    visits = Visit.objects.filter(
        organisation_id=organisation_id,
        ended_because=Ended.CLOSING_TIME,
        ended_at__gt=at - LEFT_OPEN_FOR,
    ).order_by("-ended_at", "-pk")[:50]
    names = _names(organisation_id, [visit.person_id for visit in visits])
    return [
        LeftOpen(
            names.get(visit.person_id, ""),
            visit.device_name,
            visit.started_at,
            visit.last_seen_at,
            visit.ended_at,
        )
        for visit in visits
    ]


def resets(actor: Actor) -> list[ResetSeen]:
    """Standing resets of accounts that are a person here."""
    here = Membership.objects.filter(organisation_id=actor.organisation_id, closed_at=None)
    persons = dict(here.values_list("account_id", "person_id"))
    standing = FactorReset.objects.filter(
        account_id__in=persons, done_at=None, stopped_at=None
    ).order_by("asked_at", "pk")
    ids = [*persons.values(), *(row.asked_by_id for row in standing)]
    names = _names(actor.organisation_id, ids)
    return [_reset(actor, row, persons[row.account_id], names) for row in standing]


def _reset(actor: Actor, row: FactorReset, person_id: int, names: dict[int, str]) -> ResetSeen:
    own = row.organisation_id == actor.organisation_id
    facts = rules.Reset(
        person_id,
        row.asked_by_id if own else None,
        confirmed=row.confirmed_at is not None,
    )
    return ResetSeen(
        reference=row.reference,
        name=names.get(person_id, ""),
        asked_by=names.get(row.asked_by_id, "") if own else "another organisation",
        asked_at=row.asked_at,
        confirmed_by=names.get(row.confirmed_by_id or 0, "") if own else "",
        takes_effect_at=row.takes_effect_at,
        may_confirm=own and not rules.confirm_reset(actor, facts),
        may_stop=not rules.stop_reset(actor, facts),
    )


def _names(organisation_id: int, ids: Iterable[int]) -> dict[int, str]:
    found = people.people_by_id(organisation_id, ids)
    return {person_id: person.name for person_id, person in found.items()}
