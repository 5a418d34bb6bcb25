"""What a device keeps for the day without a network: nothing of any concern, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns.queries.referring import numbers_to_call
from bield.kit import times
from bield.kit.components import Helpline
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

AT_NIGHT = "Evenings, nights, weekends"


@dataclass(frozen=True)
class DeviceCard:
    """Where a report can belong, and whom to call outside from there."""

    organisation: str
    sites: tuple[tuple[str, str], ...]
    numbers: tuple[Helpline, ...]  # of the reader's own site; for adults of the organisation
    day: str  # on which it was asked for


def device_card(actor: Actor, *, at: datetime) -> DeviceCard:
    return DeviceCard(
        organisation=people.organisation(actor).name,
        sites=tuple(people.site_choices(actor)),
        numbers=_numbers(actor, at) if actor.is_adult_of_the_organisation else (),
        day=times.exact_day(day_of(at)),
    )


def _numbers(actor: Actor, at: datetime) -> tuple[Helpline, ...]:
    site_id = next(iter(sorted(actor.sites_of(*Role.values))), None)
    return tuple(
        Helpline(body.name, phone, about=" · ".join(filter(None, (own.authority, when))))
        for body in numbers_to_call(actor, site_id, at).first
        for own in body.own
        for phone, when in ((own.phone, ""), (own.out_of_hours, AT_NIGHT))
        if phone
    )
