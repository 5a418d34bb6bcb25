"""The public doors: found by the address on a poster, before anything else is known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.utils.safestring import SafeString
from django.utils.text import slugify

from bield.concerns import roads
from bield.concerns.door_keys import DoorKeys, keys_of
from bield.concerns.models import Door
from bield.concerns.roads import Named
from bield.concerns.rules import door as door_rules
from bield.concerns.states import Track
from bield.kit import pictures, reading
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.queries import Person, Roster

Organisation = Any  # of the room below
HOUSE = "public-door"


@dataclass(frozen=True)
class AtDoor:
    """Whoever stands at a public door: nobody we know, at an address we know."""

    door_id: int
    address: str
    organisation_id: int
    organisation: str  # its name
    site_id: int | None  # None: the door of the whole organisation
    site: str
    places: tuple[tuple[str, str], ...]  # among which one chooses; empty when there is no choice
    keys: DoorKeys = field(repr=False)
    shut: bool = False

    @property
    def id(self) -> str:
        """How the record names whoever has no name."""
        return f"house:{HOUSE}"

    @property
    def actor(self) -> Actor:
        return house(self.organisation_id, HOUSE)

    @property
    def subject(self) -> str:
        return f"door:{self.address}"

    @property
    def name(self) -> str:
        return f"{self.organisation}, {self.site}" if self.site else self.organisation


def door_at(address: str, *, shut_too: bool = False) -> AtDoor:
    """The door of an address. From here on, the request sees its organisation and no other.

    `shut_too`: the caller asks whether it was shut while somebody was telling there.
    """
    with reading.at_door(address.lower()):
        doors = Door.objects.filter(address=address.lower())
        found = doors.order_by(F("shut_at").desc(nulls_first=True)).first()
    if found is None or (found.shut_at is not None and not shut_too):
        raise NotFound(address)
    reading.wall(found.organisation_id)
    return _at(found)


def door_by_id(organisation_id: int, door_id: int) -> AtDoor:
    """For the house itself, which sends on what waits."""
    return _at(Door.objects.get(organisation_id=organisation_id, pk=door_id))


def _at(door: Door) -> AtDoor:
    here = house(door.organisation_id, HOUSE)
    places = tuple(people.site_choices(here))
    site = dict(places).get(str(door.site_id), "")
    known = bool(site) or len(places) == 1
    return AtDoor(
        door_id=door.pk,
        address=door.address,
        organisation_id=door.organisation_id,
        organisation=people.organisation_by_id(door.organisation_id).name,
        site_id=door.site_id if site else int(places[0][0]) if known else None,
        site=site,
        places=() if known else places,
        keys=keys_of(door.organisation_id),
        shut=door.shut_at is not None,
    )


def readers_here(door: AtDoor, site_id: int | None, at: datetime) -> tuple[tuple[str, str], ...]:
    """Who would be given what is told here, each with the post, so that whoever tells can say
    that it is about one of them."""
    site_id = site_id or any_place(door, at)  # where it goes when nobody says which place
    organisation = people.organisation_by_id(door.organisation_id)
    roster, ids = _routed(door, site_id, at)
    found = people.people_by_id(door.organisation_id, ids)
    return tuple(
        (found[one].reference, _named(organisation, roster, found[one], site_id)) for one in ids
    )


def ticked(door: AtDoor, references: Collection[str], at: datetime) -> list[int]:
    """Those of whoever may be given concerns whose references these are."""
    roster = people.roster(door.organisation_id, day_of(at))
    ids = roster.anywhere(*roads.READING_POSTS)
    found = people.people_by_id(door.organisation_id, ids)
    return [one for one in ids if found[one].reference in references]


def any_place(door: AtDoor, at: datetime) -> int:
    """For what somebody tells without saying where: if there is one, a place without an officer,
    so that those hear of it who answer for all places."""
    roster = people.roster(door.organisation_id, day_of(at))
    places = [int(pk) for pk, _ in door.places]
    return next((one for one in places if not roster.own_officers(one)), places[0] if places else 0)


def _routed(door: AtDoor, site_id: int, at: datetime) -> tuple[Roster, tuple[int, ...]]:
    roster = people.roster(door.organisation_id, day_of(at))
    seats = (
        roads.seats(roster, site_id=site_id, track=track, named=Named(frozenset()))
        for track in Track
    )
    return roster, tuple(dict.fromkeys(chain.from_iterable(each.readers for each in seats)))


def _named(organisation: Organisation, roster: Roster, person: Person, site_id: int | None) -> str:
    post = roads.basis(roster, person.pk, site_id or 0).split(":")[0]
    return f"{person.name}, {people.label(organisation, post)}"


def main_address() -> str:
    """Where the one organisation of this house is told; empty when there are more, or none."""
    ids = people.organisation_ids()
    if len(ids) != 1:
        return ""
    with reading.reading(ids[0]):
        doors = open_doors(ids[0])
    return next((door.address for door in doors if door.site_id is None), "") or next(
        (door.address for door in doors), ""
    )


def open_doors(organisation_id: int) -> list[Door]:
    rows = Door.objects.filter(organisation_id=organisation_id, shut_at=None)
    return list(rows.select_related("site").order_by("pk"))


def address_is_taken(address: str) -> bool:
    """By whomsoever: an address leads to one door, and a shut one to none."""
    with reading.at_door(address):
        return Door.objects.filter(address=address).exists()


def leads_somewhere(address: str) -> bool:
    with reading.at_door(address):
        return Door.objects.filter(address=address, shut_at=None).exists()


def unused_address(name: str) -> str:
    """A short one from the name of the organisation."""
    return next(one for one in _addresses(name) if not address_is_taken(one))


def _addresses(name: str) -> Iterator[str]:
    plain = slugify(name)[: door_rules.LONGEST - 4].strip("-")
    first = plain if len(plain) >= door_rules.SHORTEST else f"{plain or 'our'}-door"
    yield first
    yield from (f"{first}-{number}" for number in count(2))


# ------ for those who look after the doors


@dataclass(frozen=True)
class DoorItem:
    address: str
    link: str  # as it is typed: "bield.example/at/oak-lane/"
    place: str


@dataclass(frozen=True)
class DoorsPage:
    doors: tuple[DoorItem, ...]
    places: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Poster:
    organisation: str
    place: str
    link: str
    only_here: bool  # its address is that of this computer alone
    picture: SafeString


def doors_page(actor: Actor) -> DoorsPage:
    _require_keeper(actor)
    places = [(site.reference, site.name) for site in people.sites(_us(actor))]
    doors = open_doors(actor.organisation_id)
    return DoorsPage(
        doors=tuple(
            DoorItem(door.address, spoken(door.address), door.site.name if door.site else "")
            for door in doors
        ),
        places=(("", "The whole organisation"), *places),
    )


def poster(actor: Actor, address: str) -> Poster:
    _require_keeper(actor)
    doors = Door.objects.select_related("site")
    try:
        door = doors.get(organisation_id=actor.organisation_id, address=address, shut_at=None)
    except Door.DoesNotExist:
        raise NotFound(address) from None
    return Poster(
        organisation=people.organisation(actor).name,
        place=door.site.name if door.site else "",
        link=spoken(address),
        only_here=urlsplit(settings.BASE_URL).hostname in LOOPBACK,
        picture=pictures.qr(f"{settings.BASE_URL}{path_to(address)}", as_wide_as_its_place=True),
    )


LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def path_to(address: str) -> str:
    return f"/at/{address}/"


def spoken(address: str) -> str:
    """The address as somebody types it."""
    return f"{settings.BASE_URL.split('://')[-1]}{path_to(address)}"


def _us(actor: Actor) -> Actor:
    return house(actor.organisation_id, HOUSE)


def _require_keeper(actor: Actor) -> None:
    if not actor.holds(*door_rules.KEEPERS):
        raise NotFound("doors")
