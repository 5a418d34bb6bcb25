"""A public door is opened and shut. The last one stays open."""

from datetime import datetime

from bield.concerns.models import Door
from bield.concerns.queries import door as doors
from bield.concerns.rules import door as door_rules
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor


@recorded
def open_door(actor: Actor, *, address: str, at: datetime, site: str = "") -> Door:
    """Open a door of the whole organisation, or of the site with that reference."""
    _require_keeper(actor)
    found = {one.reference: one.pk for one in people.sites(actor)} if site else {}
    enforce(
        door_rules.open_door(
            address,
            taken=doors.address_is_taken(address),
            place_known=not site or site in found,
        )
    )
    return _open(actor, address, found.get(site), at)


@recorded
def open_first_door(actor: Actor, *, at: datetime) -> Door:
    """An organisation that begins has a door, under its own name, before anybody thinks of it."""
    name = people.organisation(actor).name
    return _open(actor, doors.unused_address(name), None, at)


def _open(actor: Actor, address: str, site_id: int | None, at: datetime) -> Door:
    door = Door.objects.create(
        organisation_id=actor.organisation_id, address=address, site_id=site_id, opened_at=at
    )
    note(
        event="concern.door-opened",
        subject=f"door:{address}",
        by=actor.id,
        at=at,
        site=f"site:{site_id}" if site_id else None,
    )
    return door


@recorded
def shut_door(actor: Actor, address: str, *, at: datetime) -> None:
    """A poster that was taken down leads nowhere any more."""
    _require_keeper(actor)
    standing = {door.address: door for door in doors.open_doors(actor.organisation_id)}
    if address not in standing:
        raise NotFound(address)
    enforce(door_rules.shut_door(others=len(standing) - 1))
    door = standing[address]
    door.shut_at = at
    door.save(update_fields=["shut_at"])
    note(event="concern.door-shut", subject=f"door:{address}", by=actor.id, at=at)


def _require_keeper(actor: Actor) -> None:
    if not actor.is_house and not actor.holds(*door_rules.KEEPERS):
        raise NotFound("doors")
