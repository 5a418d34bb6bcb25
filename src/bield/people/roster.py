"""Who answers for what on a day: the posts, the absences and the tree, worked out without tables.

Everything about reaching the right person is decided here, so that it can be read and tried in
one place: the officer of a branch, who bears the work of a vacant post, and who is told of a
concern, in which order, never those it is about.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bield.kit.keeps import keeps
from bield.people.states import BRANCHES_WITH_OFFICERS, MANDATORY, Role

BEARERS = {post.role: post.bearer for post in MANDATORY}


@dataclass(frozen=True)
class Held:
    role: str
    site_id: int | None
    person_id: int
    online_safety: bool = False


@dataclass(frozen=True, slots=True)
class Contact:
    """As much of somebody as a letter needs."""

    id: int
    name: str
    email: str


@dataclass(frozen=True)
class Branch:
    kind: str
    parent_id: int | None
    name: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Roster:
    """The posts of those who answer for something, on one day: no learners, no parents."""

    held: tuple[Held, ...]
    away: Mapping[int, int | None]  # who is away -> who stands in
    branches: Mapping[int, Branch]
    one_person: bool = False
    contacts: Mapping[int, Contact] = field(default_factory=dict)  # of those who hold a post

    def titular(self, *roles: str, site_id: int | None = None) -> tuple[int, ...]:
        """Who was appointed, away or not."""
        return _once(h.person_id for h in self.held if h.role in roles and h.site_id == site_id)

    def anywhere(self, *roles: str) -> tuple[int, ...]:
        """Who was appointed, at whatever site."""
        return _once(h.person_id for h in self.held if h.role in roles)

    def holders(self, *roles: str, site_id: int | None = None) -> tuple[int, ...]:
        """Who acts today: stand-ins instead of those away, nobody for who is away uncovered."""
        return _once(
            present
            for person in self.titular(*roles, site_id=site_id)
            if (present := self._present(person)) is not None
        )

    def stood_in_for(self, person_id: int) -> frozenset[int]:
        """The absent people whose work is this person's today."""
        return frozenset(away for away in self.away if self._present(away) == person_id)

    def _present(self, person_id: int) -> int | None:
        seen: set[int] = set()
        present: int | None = person_id
        while present is not None and present in self.away:
            if present in seen:
                return None
            seen.add(present)
            present = self.away[present]
        return present

    def up_from(self, site_id: int | None) -> tuple[int, ...]:
        """The branch itself and everything above it."""
        path: list[int] = []
        while site_id is not None and site_id in self.branches and site_id not in path:
            path.append(site_id)
            site_id = self.branches[site_id].parent_id
        return tuple(path)

    def own_officers(self, site_id: int | None) -> tuple[int, ...]:
        """The officers of the nearest branch that has one who is there."""
        for branch in (*self.up_from(site_id), None):
            if officers := self.holders(Role.OFFICER, site_id=branch):
                return officers
        return ()

    @keeps("TP-11.2")
    def officers(self, site_id: int | None) -> tuple[int, ...]:
        """Who is `your officer` at a branch: its own, else the deputy, else the lead."""
        return (
            self.own_officers(site_id)
            or self.holders(Role.DEPUTY)
            or self.holders(Role.LEAD)
            or self.titular(Role.LEAD)
        )

    @keeps("TP-9.2b")
    def bearers(self, role: str) -> tuple[int, ...]:
        """Who does the work of a post today; while it is vacant it falls to another."""
        if holders := self.holders(role):
            return holders
        for other in BEARERS.get(Role(role), (Role.LEAD,)):
            if holders := self.holders(other):
                return holders
        return self.titular(Role.LEAD) if role != Role.OUTSIDE_CONTACT else ()

    def needs_officer(self, site_id: int | None) -> bool:
        return any(self.branches[b].kind in BRANCHES_WITH_OFFICERS for b in self.up_from(site_id))


class Way(StrEnum):
    """Which road a concern takes."""

    ORDINARY = "ordinary"
    LEADS = "leads"
    STAFF = "staff"
    STAFF_OFFICER = "staff-officer"
    LEAD = "lead"
    OWNER = "owner"


@dataclass(frozen=True)
class Road:
    """Who is told: the first step at once, each next one when nobody of the last has read it."""

    way: Way
    steps: tuple[tuple[int, ...], ...]  # may be empty: then nobody inside may be told

    @property
    def everyone(self) -> tuple[int, ...]:
        return tuple(person for step in self.steps for person in step)


@keeps("TP-11.3", "TP-11.2", "EY-2")
def road(
    roster: Roster,
    *,
    site_id: int | None,
    about: Collection[int] = (),
    about_staff: bool = False,
    leads_alone: bool = False,
) -> Road:
    """Who is told of a concern at a site about these people, and who after them.

    Nobody it is about is on it, nor is a person reached through a post of theirs. `leads_alone`:
    only the lead and the deputies handle it.
    """
    way = _way(roster, about, about_staff=about_staff)
    if way is Way.ORDINARY and leads_alone:
        way = Way.LEADS
    steps = _narrowed(_STEPS[way](roster, site_id), about)
    if not steps and way is not Way.OWNER:
        steps = _narrowed(_last_resort(roster), about) or _narrowed(
            [roster.holders(Role.STAFF_OFFICER)], about
        )
    return Road(way, steps)


def _way(roster: Roster, about: Collection[int], *, about_staff: bool) -> Way:
    def named(*roles: str) -> bool:
        return not set(about).isdisjoint(
            {*roster.titular(*roles), *roster.holders(*roles)} if roles else ()
        )

    if roster.one_person and (about_staff or named(Role.LEAD, Role.HEAD)):
        return Way.OWNER  # “somebody who works here” is the one person, or close to them
    if not set(about).isdisjoint(roster.titular(Role.LEAD)):
        return Way.LEAD
    if named(Role.STAFF_OFFICER):
        return Way.STAFF_OFFICER
    return Way.STAFF if about_staff else Way.ORDINARY


def _ordinary(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:
    lead, deputies = roster.holders(Role.LEAD), roster.holders(Role.DEPUTY)
    if own := roster.own_officers(site_id):
        return [own, deputies, lead]
    if roster.needs_officer(site_id):
        return [deputies, lead]
    return [(*lead, *deputies)]


def _leads(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:
    """The officers of the place only when the lead and the deputies are silent, or away."""
    leading = (*roster.holders(Role.LEAD), *roster.holders(Role.DEPUTY))
    return [leading, roster.own_officers(site_id)] if leading else _ordinary(roster, site_id)


def _staff(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:  # noqa: ARG001  # one shape
    lead = roster.holders(Role.LEAD) or roster.titular(Role.LEAD)
    if officers := roster.holders(Role.STAFF_OFFICER):
        return [(*officers, *lead), roster.holders(Role.BOARD_CHAMPION)]
    return [lead, roster.holders(Role.DEPUTY), roster.holders(Role.BOARD_CHAMPION)]


def _staff_officer(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:  # noqa: ARG001
    return [
        (*roster.holders(Role.LEAD), *roster.holders(Role.BOARD_CHAMPION)),
        roster.holders(Role.OUTSIDE_CONTACT),
    ]


def _lead(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:  # noqa: ARG001
    return [
        (*roster.holders(Role.DEPUTY), *roster.holders(Role.BOARD_CHAMPION)),
        roster.holders(Role.OUTSIDE_CONTACT),
    ]


def _owner(roster: Roster, site_id: int | None) -> list[tuple[int, ...]]:  # noqa: ARG001
    """Away or not: an absence must never switch this road off."""
    return [roster.holders(Role.OUTSIDE_CONTACT) or roster.titular(Role.OUTSIDE_CONTACT)]


_STEPS = {
    Way.ORDINARY: _ordinary,
    Way.LEADS: _leads,
    Way.STAFF: _staff,
    Way.STAFF_OFFICER: _staff_officer,
    Way.LEAD: _lead,
    Way.OWNER: _owner,
}


def _last_resort(roster: Roster) -> list[tuple[int, ...]]:
    """Nobody of the road is there: whoever else may read concerns, one after the other."""
    order = (Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION, Role.OUTSIDE_CONTACT)
    return [roster.holders(role) or roster.titular(role) for role in order]


def _narrowed(
    steps: Iterable[Iterable[int]], about: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    """Without those it is about, nobody twice, no empty step."""
    seen: set[int] = set(about)
    narrowed = []
    for step in steps:
        people = tuple(person for person in _once(step) if person not in seen)
        seen.update(people)
        if people:
            narrowed.append(people)
    return tuple(narrowed)


def _once(people: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(people))
