"""Who reads a concern by post, and in which order they are asked to take it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from bield.concerns.states import Track
from bield.kit.keeps import keeps
from bield.people.queries import Road, Roster, route
from bield.people.states import Role

ORDINARY_WAY = "ordinary"
ABOVE = (Role.HEAD, Role.LEAD, Role.BOARD_CHAMPION)  # each where the one before may not be asked


@dataclass(frozen=True, slots=True)
class Named:
    """Who must never learn of a concern."""

    about: frozenset[int]  # the report is about them: they shape the road
    kept_away: frozenset[int] = frozenset()  # somebody decided it later: they are left out

    @property
    def all(self) -> frozenset[int]:
        return self.about | self.kept_away


@dataclass(frozen=True, slots=True)
class Seats:
    """Who reads a concern by post, and in which order they are asked to take it."""

    readers: tuple[int, ...]
    steps: tuple[tuple[int, ...], ...]  # beyond the readers: who is called in when nobody answers

    def first(self, *, danger: bool) -> tuple[int, ...]:
        """Who is asked at once: everybody when somebody may be in danger."""
        return self.readers if danger else self.next(frozenset())

    def next(self, asked: Collection[int]) -> tuple[int, ...]:
        """The next step with somebody in it who was not asked; everybody again after the last."""
        for step in self.steps:
            if waiting := tuple(person for person in step if person not in asked):
                return waiting
        return tuple(dict.fromkeys(person for step in self.steps for person in step))


@keeps("EY-82b", "TP-3.4.6")
def seats(roster: Roster, *, site_id: int, track: str, named: Named) -> Seats:
    """To those designated for the place, less everyone the report is about.

    Whoever is away is asked for nothing, but goes on reading: an absence moves no desk.
    """
    staff, leads = track == Track.STAFF, track == Track.LEADS
    out = named.all | _without_a_post(roster)

    def road(of: Roster, about: frozenset[int]) -> Road:
        way = route(of, site_id=site_id, about=about, about_staff=staff, leads_alone=leads)
        return _less(way, out)

    today = road(roster, named.about)
    if not today.steps:
        today = road(roster, named.all)
    appointed = road(replace(roster, away={}), named.about)
    readers = dict.fromkeys((*_seated(today), *_seated(appointed)))
    return Seats(tuple(readers), (*today.steps, *_reserve(roster, out)))


def _without_a_post(roster: Roster) -> frozenset[int]:
    """Stand-ins whose own post has ended meanwhile: they read nothing, so they are not asked."""
    standing_in = {person for person in roster.away.values() if person is not None}
    return frozenset(standing_in - {post.person_id for post in roster.held if _reads(post.role)})


def _reserve(roster: Roster, out: Collection[int]) -> tuple[tuple[int, ...], ...]:
    """Called in when all others stay silent: from the board, then from outside."""
    steps = (
        tuple(one for one in roster.holders(role) if one not in out)
        for role in (Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT)
    )
    return tuple(step for step in steps if step)


def _less(road: Road, out: Collection[int]) -> Road:
    kept = (tuple(person for person in step if person not in out) for step in road.steps)
    return replace(road, steps=tuple(step for step in kept if step))


def _seated(road: Road) -> tuple[int, ...]:
    """On the ordinary road all see it from the start; on the others later steps are called in."""
    if road.way == ORDINARY_WAY:
        return road.everyone
    return road.steps[0] if road.steps else ()


@keeps("TP-6.6.2d", waits=("filtering",))
def monitoring_readers(roster: Roster, about: Collection[int]) -> tuple[int, ...]:
    """Who is sent a monitoring report: the lead and whoever manages operations. About one of them
    it goes to the other and to the board's champion."""
    usual = (*roster.bearers(Role.LEAD), *roster.holders(Role.HEAD))
    named = any(person in about for person in usual)
    told = (*usual, *roster.holders(Role.BOARD_CHAMPION)) if named else usual
    return tuple(person for person in dict.fromkeys(told) if person not in about)


READING_POSTS = (
    Role.LEAD,
    Role.DEPUTY,
    Role.STAFF_OFFICER,
    Role.BOARD_CHAMPION,
    Role.OUTSIDE_CONTACT,
    Role.OFFICER,
)


def _reads(role: str) -> bool:
    return role in READING_POSTS


def basis(roster: Roster, person_id: int, site_id: int) -> str:
    """The post that lets somebody read: it must still stand when the concern is opened.

    The one that reaches furthest; of an officer the one nearest to the place.
    """
    line = (*roster.up_from(site_id), None)
    held = {
        (
            READING_POSTS.index(Role(post.role)),
            line.index(post.site_id) if post.site_id in line else len(line),
        ): post
        for post in roster.held
        if post.person_id == person_id and _reads(post.role)
    }
    post = held[min(held)]
    return name_of_post(post.role, post.site_id)


def name_of_post(role: str, site_id: int | None) -> str:
    return role if site_id is None else f"{role}:{site_id}"


def asking_why(roster: Roster, *, decides: int, kept_out: Collection[int]) -> tuple[int, ...]:
    """Who asks why something is not decided: the deputies and the head, or whoever comes next.

    Never whoever must decide it, whoever is kept out, or who acts for one of those.
    """
    without = {decides, *kept_out}

    def able(role: Role) -> tuple[int, ...]:
        own = roster.titular(role)
        return tuple(
            person
            for person in roster.holders(role)
            if person not in without
            and (person in own or without.isdisjoint(roster.stood_in_for(person)))
        )

    above = next(filter(None, map(able, ABOVE)), ())
    return tuple(dict.fromkeys((*able(Role.DEPUTY), *above))) or able(Role.STAFF_OFFICER)
