"""Desks follow posts, cover and exclusions. Newest concerns first, a stretch at a time."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from bield.concerns import queries
from bield.concerns.commands import readers
from bield.concerns.commands.following import give_back
from bield.concerns.commands.keeping_from import keep_from_files
from bield.concerns.models import Concern, Seating
from bield.concerns.queries import Seats
from bield.concerns.roads import READING_POSTS
from bield.concerns.rules import PLACES
from bield.concerns.states import UNTAKEN, ConcernState, Risk, Tab, Track, Why
from bield.kit.reading import reading
from bield.ledger.record import housekeeping, note, recorded
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.queries import Roster

logger = logging.getLogger(__name__)


def refresh_readers(actor: Actor, *, at: datetime) -> None:
    """Notice whose posts have changed and bring every desk to what it should be today.

    What a post that has ended gave is out of sight from that moment, rows or not; this takes the
    rows away and gives them to whoever reads the concerns now.
    """
    house_id = actor.organisation_id
    with reading(house_id):
        changed = queries.changed_seats(house_id, day_of(at))
    for person_id, seats in changed.items():
        change_seats(actor, person_id, seats, at=at)
    with reading(house_id):
        waiting = queries.unfilled(house_id)
    for person_id in waiting:
        while fill(actor, person_id, at=at):
            pass
        with reading(house_id):
            unread = queries.owned_unread(house_id, person_id)
        for reference in unread:
            give_back(actor, reference, at=at)


def refresh_all(at: datetime) -> None:
    """The round of the worker. A fault in one organisation keeps no other from its desks."""
    everywhere = people.organisation_ids()
    for organisation_id in everywhere:
        try:
            refresh_readers(house(organisation_id, "desks"), at=at)
        except Exception:
            logger.exception("the desks of organisation %d were not refreshed", organisation_id)


@recorded
def change_seats(actor: Actor, person_id: int, seats: Seats, *, at: datetime) -> None:
    """Note what somebody reads by post from now on; the rows follow."""
    if seats:
        keep_from_files(actor.organisation_id, person_id, at=at)
    newest = Concern.objects.filter(organisation_id=actor.organisation_id).order_by("-pk").first()
    Seating.objects.update_or_create(
        person_id=person_id,
        defaults={
            "organisation_id": actor.organisation_id,
            "seats": seats,
            "below": newest.pk + 1 if newest else None,
        },
    )
    note(
        event="concern.desk-changed",
        subject=f"desk:{person_id}",
        by=actor.id,
        at=at,
        seats=len(seats),
    )


@housekeeping("the change of the desk has its line; this only brings the rows after it")
def fill(actor: Actor, person_id: int, *, at: datetime) -> bool:
    """Look at one stretch of concerns for one person. Answers whether there is more."""
    seating = Seating.objects.get(person_id=person_id)
    if seating.below is None:
        return False
    roster = people.roster(actor.organisation_id, day_of(at))
    first = queries.stretch_below(actor.organisation_id, seating.below)
    team = {post.person_id for post in roster.held if post.role in READING_POSTS} | {person_id}
    stretch = _Stretch(actor.organisation_id, person_id, first, seating.below, sorted(team))
    stretch.make(seating.seats)
    _reroute(queries.special(actor.organisation_id, team, first, seating.below), roster)
    seating.below = first or None
    seating.save(update_fields=["below"])
    return bool(first)


def _reroute(concerns: Iterable[Concern], roster: Roster) -> None:
    for concern in concerns:
        to = readers.routed(concern, roster, readers.named(concern))
        readers.reseat(concern, to)
        readers.file(concern)


UNUSUAL = (
    "EXISTS (SELECT 1 FROM concerns_exclusion e"
    " WHERE e.concern_id = c.id AND e.person_id IN ({team}))"
)
HERE = "c.organisation_id = %s AND c.id >= %s AND c.id < %s"
FOLLOW = (
    "UPDATE concerns_reader SET why = %s, basis = %s WHERE person_id = %s AND basis <> %s"
    " AND concern_id IN (SELECT c.id FROM concerns_concern c WHERE {here} AND {seat}"
    " AND NOT {unusual})"
)
TAKE = (
    "DELETE FROM concerns_reader WHERE person_id = %s AND why = %s"
    " AND concern_id IN (SELECT c.id FROM concerns_concern c WHERE {here}"
    " AND NOT ({seats}) AND NOT {unusual})"
)
GIVE = (
    "INSERT INTO concerns_reader (organisation_id, person_id, concern_id, site_id, why, basis,"
    " tab, place, due_at, asked_at)"
    " SELECT c.organisation_id, %s, c.id, c.site_id, %s, %s,"
    " CASE WHEN c.stage = %s THEN %s WHEN c.stage IN (%s, %s) THEN %s"
    " WHEN c.owner_id = %s THEN %s ELSE %s END,"
    " CASE WHEN c.stage = %s THEN -c.id ELSE (%s - c.risk) * %s + c.id END,"
    " c.due_at, NULL"
    " FROM concerns_concern c WHERE {here} AND {seat} AND NOT {unusual}"
    " AND NOT EXISTS (SELECT 1 FROM concerns_reader r"
    " WHERE r.concern_id = c.id AND r.person_id = %s)"
)


class _Stretch:
    """The concerns from one number to below another, as far as their road is the usual one."""

    def __init__(
        self, organisation_id: int, person_id: int, first: int, below: int, team: list[int]
    ) -> None:
        self.person_id = person_id
        self.here: list[object] = [organisation_id, first, below]
        self.team: list[object] = [*team]
        self.unusual = UNUSUAL.format(team=_places(team))

    def make(self, seats: Seats) -> None:
        """Rows as the seats say: those that rest on another post follow, wrong ones go, missing
        ones come."""
        grouped: dict[tuple[str, str], list[object]] = defaultdict(list)
        for site, track, basis in seats:
            if track in Track.values:
                grouped[str(track), str(basis)].append(site)
        for (track, basis), sites in grouped.items():
            self._follow(basis, track, sites)
        self._take(grouped)
        for (track, basis), sites in grouped.items():
            self._give(basis, track, sites)

    def _follow(self, basis: str, track: str, sites: list[object]) -> None:
        first = [Why.ROUTED, basis, self.person_id, basis]
        self._run(FOLLOW, _seat(sites), [*first, *self.here, track, *sites, *self.team])

    def _take(self, grouped: dict[tuple[str, str], list[object]]) -> None:
        seats = [_seat(sites) for sites in grouped.values()]
        params = [param for (track, _), sites in grouped.items() for param in (track, *sites)]
        sql = TAKE.replace("{seats}", " OR ".join(seats) or "1 = 0")
        self._run(sql, "", [self.person_id, Why.ROUTED, *self.here, *params, *self.team])

    def _give(self, basis: str, track: str, sites: list[object]) -> None:
        row: list[object] = [self.person_id, Why.ROUTED, basis]
        tab: list[object] = [ConcernState.CLOSED, Tab.CLOSED, *sorted(UNTAKEN), Tab.NEW]
        tab += [self.person_id, Tab.MINE, Tab.WAITING]
        place: list[object] = [ConcernState.CLOSED, Risk.DANGER, PLACES]
        which = [*self.here, track, *sites, *self.team, self.person_id]
        self._run(GIVE, _seat(sites), [*row, *tab, *place, *which])

    def _run(self, sql: str, seat: str, params: list[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(here=HERE, seat=seat, unusual=self.unusual), params)


def _seat(sites: list[object]) -> str:
    return f"(c.track = %s AND c.site_id IN ({_places(sites)}))"


def _places(values: Iterable[object]) -> str:
    return ", ".join("%s" for _ in values)
