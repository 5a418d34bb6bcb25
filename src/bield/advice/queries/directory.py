"""Which body takes what, how one gets in from a place, and what is not known yet."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from bield.advice import rules
from bield.advice.models import LocalContact
from bield.advice.queries.bodies import KnownBody, known_bodies
from bield.advice.queries.helping import Help, help_rows
from bield.advice.states import CHECK_NUMBERS, PERIODS, Body, Within
from bield.duties import queries as duties
from bield.duties.states import Period
from bield.kit import times
from bield.kit.components import dialled
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import Role

EVERYWHERE = "Everywhere"
ON_THE_CARD = ("police_101", "nspcc")
NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class OwnNumber:
    """How the organisation itself reaches a body."""

    reference: str
    authority: str
    place: str
    phone: str
    out_of_hours: str
    email: str
    web: str
    note: str
    within: str  # how soon a LADO wants to be told, in words
    checked: str  # "checked Tuesday 3 March"
    due: bool  # not looked at since the term began

    @property
    def dial(self) -> str:
        return dialled(self.phone)

    @property
    def dial_out_of_hours(self) -> str:
        return dialled(self.out_of_hours)


@dataclass(frozen=True)
class AskedWithin:
    """How soon the LADO of one authority wants to be told."""

    authority: str
    period: Period
    words: str  # "one working day"


@dataclass(frozen=True)
class BodyShown:
    """A body as it is met from one place."""

    code: str
    name: str
    takes: str
    takes_not: str
    note: str
    ways: tuple[Help, ...]
    web: str
    own: tuple[OwnNumber, ...]
    agency: bool
    address_only: bool
    missing: bool  # it has a number of its own for each place, and none is written down
    stale: bool
    source: str
    checked_on: date | None
    help_only: bool


@dataclass(frozen=True)
class DirectoryPage:
    bodies: tuple[BodyShown, ...]
    place: str
    place_choices: tuple[tuple[str, str], ...]  # (reference, name)
    chosen: str
    anywhere: tuple[Help, ...]  # numbers for the card that are the same in every place
    may_keep: bool
    may_refer: bool  # write down that one of them was told


def bodies(actor: Actor, site_id: int | None, at: datetime) -> list[BodyShown]:
    """Every body that a concern from this place can go to, with the organisation's own numbers."""
    law = people.jurisdiction(actor.organisation_id, site_id)
    standing = _standing(actor.organisation_id)
    roster = people.roster(actor.organisation_id, day_of(at))
    since = _began(actor.organisation_id, at)
    return [
        _shown(body, _nearest(standing, body.code, site_id, roster), since, at)
        for body in known_bodies().values()
        if law in body.jurisdictions
    ]


def body(actor: Actor, code: str, site_id: int | None, at: datetime) -> BodyShown:
    for one in bodies(actor, site_id, at):
        if one.code == code:
            return one
    raise NotFound(code)


def directory_page(actor: Actor, at: datetime, *, place: str = "") -> DirectoryPage:
    """For everybody signed in: anyone may call, and anyone may know what each body takes."""
    places = people.open_sites(actor)
    own = actor.sites_of(*Role.values)
    site = next((one for one in places if one.reference == place), None) or next(
        (one for one in places if one.pk in own), None
    )
    shown = bodies(actor, site.pk if site else None, at)
    return DirectoryPage(
        bodies=tuple(shown),
        place=site.name if site else people.organisation(actor).name,
        place_choices=tuple((one.reference, one.name) for one in places),
        chosen=site.reference if site else "",
        anywhere=tuple(row for row in help_rows() if row.code in ON_THE_CARD),
        may_keep=rules.keep_numbers(actor) is None,
        may_refer=actor.is_adult_of_the_organisation,
    )


def number(actor: Actor, reference: str) -> LocalContact:
    """One of the organisation's own numbers, for whoever keeps them."""
    standing = _standing(actor.organisation_id)
    found = next((row for row in standing if row.reference == reference), None)
    if found is None or rules.keep_numbers(actor) is not None:
        raise NotFound(reference)
    return found


def keeps_numbers(actor: Actor) -> None:
    """The pages on which they are kept are not there for others."""
    if rules.keep_numbers(actor) is not None:
        raise NotFound("numbers")


def stands(organisation_id: int, body: str, site_id: int | None, authority: str) -> str:
    """The reference of the number that stands for it; empty when there is none."""
    return next(
        (
            row.reference
            for row in _standing(organisation_id)
            if (row.body, row.site_id) == (body, site_id)
            and row.authority.casefold() == authority.strip().casefold()
        ),
        "",
    )


@keeps("OT-14d")
def lado_asks(
    organisation_id: int, site_ids: Collection[int], at: datetime
) -> Mapping[int, tuple[AskedWithin, ...]]:
    """How soon the LADO of each place wants to be told; nothing where none is known. Several where
    several may be meant: the authority where a child lives need not be that of the place."""
    roster = people.roster(organisation_id, day_of(at))
    standing = _standing(organisation_id)
    return {
        site_id: tuple(
            _asked(row) for row in _nearest(standing, Body.LADO, site_id, roster) if row.within
        )
        for site_id in site_ids
    }


def _asked(row: LocalContact) -> AskedWithin:
    within = Within(row.within)
    return AskedWithin(row.authority, PERIODS[within], within.label.lower())


def unknown(organisation_id: int, at: datetime) -> dict[str, list[str]]:
    """Bodies that every organisation must know, and the places from which they are not known."""
    roster = people.roster(organisation_id, day_of(at))
    standing = _standing(organisation_id)
    places = [site for site, branch in roster.branches.items() if not branch.closed]
    gaps = {}
    for known in known_bodies().values():
        without = [
            roster.branches[site].name
            for site in sorted(places)
            if known.needed
            and people.jurisdiction(organisation_id, site) in known.jurisdictions
            and not _nearest(standing, known.code, site, roster)
        ]
        if without:
            gaps[str(known.code)] = without
    return gaps


def all_checked(organisation_id: int, at: datetime) -> bool:
    """Whether none is unknown, and each was looked at since the duty to do so began to stand."""
    since = _began(organisation_id, at)
    looked_at = all(row.checked_at >= since for row in _standing(organisation_id))
    return looked_at and not unknown(organisation_id, at)


def _standing(organisation_id: int) -> list[LocalContact]:
    rows = LocalContact.objects.filter(organisation_id=organisation_id, ended_at=None)
    return list(rows.select_related("site").order_by("authority", "pk"))


def _nearest(
    standing: Sequence[LocalContact], code: str, site_id: int | None, roster: Roster
) -> list[LocalContact]:
    """Of the place itself, else of the nearest branch above it, else those for everywhere.

    There may be several: the authority where a child lives need not be that of the place.
    """
    own = [row for row in standing if row.body == code]
    for branch in (*roster.up_from(site_id), None):
        if here := [row for row in own if row.site_id == branch]:
            return here
    return []


def _shown(
    known: KnownBody, own: Iterable[LocalContact], since: datetime, at: datetime
) -> BodyShown:
    numbers = tuple(_number(row, since, at) for row in own)
    return BodyShown(
        code=known.code,
        name=known.name,
        takes=known.takes,
        takes_not=known.takes_not,
        note=known.note,
        ways=known.ways,
        web=known.web,
        own=numbers,
        agency=known.agency,
        address_only=known.address_only,
        missing=known.needed and not numbers,
        stale=known.is_stale(day_of(at)),
        source=known.source,
        checked_on=known.checked_on,
        help_only=known.help_only,
    )


def _number(row: LocalContact, since: datetime, at: datetime) -> OwnNumber:
    return OwnNumber(
        reference=row.reference,
        authority=row.authority,
        place=row.site.name if row.site else EVERYWHERE,
        phone=row.phone,
        out_of_hours=row.out_of_hours,
        email=row.email,
        web=row.web,
        note=row.note,
        within=Within(row.within).label if row.within else "",
        checked=times.said_day(day_of(row.checked_at), day_of(at)),
        due=row.checked_at < since,
    )


def _began(organisation_id: int, at: datetime) -> datetime:
    """When the duty that stands now was opened; whatever was checked since is not due again."""
    standing = duties.open_duties(organisation_id, CHECK_NUMBERS, at)
    return max((duty.opened_at for duty in standing), default=NEVER)
