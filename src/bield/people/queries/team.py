"""The published team: who does what, how to reach each, and which of them is yours."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists

from bield.kit import times
from bield.kit.components import Somebody, Tone
from bield.kit.keeps import keeps
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.models import Cover, Guardianship, Organisation, Person, Post
from bield.people.queries.needs import vacant
from bield.people.queries.offices import roster
from bield.people.queries.organisations import label, organisation
from bield.people.queries.persons import withheld
from bield.people.roster import Held, Roster
from bield.people.states import CONTACT_STANDS_FOR, OFFICES_SHOWN, PUBLISHED, Channel, Role

EVERYWHERE = "Everywhere"


@dataclass(frozen=True)
class Way:
    """A way to reach somebody, and whether that somebody said themselves that it works."""

    code: str
    channel: str
    address: str
    link: str
    state: str  # "Confirmed 3 March", "Not confirmed"
    tone: str

    @property
    def confirmed(self) -> bool:
        return self.tone == Tone.DONE


@dataclass(frozen=True)
class Member:
    person_id: int
    name: str
    role: str  # in the organisation's own words
    scope: str  # where: a branch, or everywhere
    ways: tuple[Way, ...]
    away: str = ""

    @property
    def all_ways(self) -> Way | None:
        """One of several, where the same is said of each: then it is said once."""
        states = {way.state for way in self.ways}
        return self.ways[0] if len(self.ways) > 1 and len(states) == 1 else None


@dataclass(frozen=True)
class Team:
    organisation: str
    yours: tuple[Member, ...]
    members: tuple[Member, ...]
    vacant: tuple[str, ...]  # mandatory posts that nobody holds
    confirm: bool  # the reader is one of the team and has not confirmed how to be reached
    posts: bool  # the reader may see who is put forward
    said_on: str

    @property
    def others(self) -> tuple[Member, ...]:
        """The team without whoever stands above it already."""
        return tuple(member for member in self.members if member not in self.yours)


@keeps("TP-11.1", "TP-11.2", "EY-2", "OT-4")
def safeguarding_team(actor: Actor, at: datetime) -> Team:
    """For everybody signed in: names, roles, ways to reach each, and `your officer`."""
    house, today = organisation(actor), day_of(at)
    posts = roster(house.pk, today)
    shown = [held for role in PUBLISHED for held in posts.held if held.role == role]
    mine = _yours(actor, posts)
    people = Person.objects.filter(organisation_id=house.pk).in_bulk(
        {*(held.person_id for held in shown), *mine, *filter(None, posts.away.values())}
    )
    describe = _Describing(house, posts, people, _absences(house.pk, today), at)
    members = tuple(describe.member(held) for held in shown)
    return Team(
        organisation=house.name,
        yours=tuple(describe.member(_post_of(posts, person)) for person in mine),
        members=members,
        vacant=tuple(label(house, role) for role in vacant(house, posts)),
        confirm=any(
            member.person_id == actor.person_id and not all(way.confirmed for way in member.ways)
            for member in members
        ),
        posts=actor.holds(*OFFICES_SHOWN),
        said_on=times.exact_day(today),
    )


@keeps("EY-2")
def whom_to_tell(actor: Actor, at: datetime) -> tuple[Somebody, ...]:
    """On everybody's own page: the lead, the deputies and `your officer`, by name."""
    house, today = organisation(actor), roster(actor.organisation_id, day_of(at))
    yours = _yours(actor, today)
    told = dict.fromkeys([*yours, *today.titular(Role.LEAD), *today.titular(Role.DEPUTY)])
    people = Person.objects.filter(organisation_id=house.pk).in_bulk(list(told))
    return tuple(
        Somebody(
            people[person].name,
            label(house, _post_of(today, person).role)
            + (", your officer" if person in yours else ""),
        )
        for person in told
    )


def _yours(actor: Actor, posts: Roster) -> tuple[int, ...]:
    """The officers of the places where the actor works or learns, or the actor's children do: not
    of a place that is kept from them."""
    sites = {site for _, site in actor.holdings} or {None}
    links = Guardianship.objects.filter(guardian=actor.person_id, ends_on__isnull=True)
    children = links.exclude(Exists(withheld()))
    sites |= set(
        Post.objects.filter(
            person__in=children.values("child"), role=Role.LEARNER, ends_on__isnull=True
        ).values_list("site_id", flat=True)
    )
    found = [
        person for site in sorted(sites, key=lambda s: s or 0) for person in posts.officers(site)
    ]
    return tuple(dict.fromkeys(found))


def _post_of(posts: Roster, person_id: int) -> Held:
    """The post that makes somebody your officer: the first one that is published."""
    own = [held for held in posts.held if held.person_id == person_id]
    order = (Role.OFFICER, *PUBLISHED)
    ranked = sorted(own, key=lambda held: order.index(held.role) if held.role in order else 99)
    return ranked[0] if ranked else Held(Role.OFFICER, None, person_id)


def _absences(organisation_id: int, today: date) -> dict[int, date]:
    rows = Cover.objects.filter(
        organisation_id=organisation_id,
        cancelled_at=None,
        begins_on__lte=today,
        ends_on__gte=today,
    ).order_by("ends_on", "pk")
    return dict(rows.values_list("away_id", "ends_on"))


@dataclass(frozen=True)
class _Describing:
    house: Organisation
    posts: Roster
    people: dict[int, Person]
    absences: dict[int, date]
    at: datetime

    def member(self, held: Held) -> Member:
        person = self.people[held.person_id]
        branch = self.posts.branches.get(held.site_id) if held.site_id else None
        return Member(
            person_id=person.pk,
            name=person.name,
            role=label(self.house, held.role),
            scope=branch.name if branch else EVERYWHERE,
            ways=tuple(ways(person, self.at)),
            away=self._away(person),
        )

    def _away(self, person: Person) -> str:
        until = self.absences.get(person.pk)
        if until is None:
            return ""
        stand_in = self.posts.away.get(person.pk)
        day = times.said_day(until, day_of(self.at))
        if stand_in is None:
            return f"Away until {day}"
        return f"Away until {day}. {self.people[stand_in].name} stands in"


def ways(person: Person, at: datetime) -> Iterable[Way]:
    for channel, address, confirmed_at, scheme in (
        (Channel.PHONE, person.phone, person.phone_confirmed_at, "tel"),
        (Channel.EMAIL, person.email, person.email_confirmed_at, "mailto"),
    ):
        if not address:
            continue
        stands = confirmed_at is not None and at - confirmed_at <= CONTACT_STANDS_FOR
        plain = address.replace(" ", "") if scheme == "tel" else address
        yield Way(
            code=channel.value,
            channel=channel.label,
            address=address,
            link=f"{scheme}:{plain}",
            state=f"Confirmed {times.short(confirmed_at, at)}"
            if stands and confirmed_at
            else "Not confirmed",
            tone=Tone.DONE if stands else Tone.SOON,
        )
