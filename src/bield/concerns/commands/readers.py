"""The rows on readers' desks: written with the concern, rewritten when who may read it changes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from bield.concerns import roads, rules
from bield.concerns.commands import telling
from bield.concerns.models import Concern, Exclusion, Reader, Seating
from bield.concerns.roads import Named, Seats
from bield.concerns.states import ACKNOWLEDGE, Track, Why, link_to, own_scope
from bield.duties import commands as duties
from bield.kit import rows
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Contact, Roster
from bield.people.states import Role
from bield.vault import search

NOBODY: Mapping[int, datetime] = {}
UNCHECKED = [[0, "post", "unchecked"]]  # differs from whatever the next round finds


@dataclass(frozen=True)
class Routed:
    """Where a concern goes on a day."""

    roster: Roster
    seats: Seats


def routed(concern: Concern, roster: Roster, named: Named) -> Routed:
    return Routed(
        roster, roads.seats(roster, site_id=concern.site_id, track=concern.track, named=named)
    )


def routed_on(concern: Concern, at: datetime, *, without: Collection[int] = ()) -> Routed:
    """Where it goes now, with everyone excluded, and whoever is about to be, left out."""
    roster = people.roster(concern.organisation_id, day_of(at))
    return routed(concern, roster, named(concern, also=without))


def left(concern: Concern, at: datetime, *, without: Collection[int]) -> set[int]:
    """Who could still read it."""
    to = routed_on(concern, at, without=without)
    others = Reader.objects.filter(concern=concern, why=Why.CALLED_IN)
    return {*to.seats.readers, *others.values_list("person_id", flat=True)} - set(without)


def named(concern: Concern, *, also: Collection[int] = ()) -> Named:
    """Everyone excluded from the concern, and whoever is about to be."""
    kept_away = Exclusion.objects.filter(concern=concern)
    rows = kept_away.values_list("person_id", "named", "mistaken")
    about = frozenset(person for person, by_report, mistaken in rows if by_report and not mistaken)
    return Named(about, frozenset(person for person, *_ in rows if person not in about) | set(also))


def seat(
    concern: Concern,
    person_ids: Collection[int],
    roster: Roster,
    *,
    why: Why = Why.ROUTED,
    asked: Mapping[int, datetime] = NOBODY,
) -> None:
    """Give each a row by post. The caller has taken out everybody who is excluded."""
    given = [
        row(concern, person, roads.basis(roster, person, concern.site_id), why=why)
        for person in person_ids
    ]
    for one in given:
        one.asked_at = asked.get(one.person_id)
    rows.insert(given)
    _expect(concern.organisation_id, person_ids)


def _expect(organisation_id: int, person_ids: Collection[int]) -> None:
    """So that the next round notices when the post that gave a row has ended."""
    wanted = list(person_ids)
    places = rows.places(wanted)
    sql = f"SELECT person_id FROM concerns_seating WHERE person_id IN ({places})"  # noqa: S608
    expected = {person for (person,) in rows.fetch(sql, wanted)} if wanted else set()
    rows.insert(
        [
            Seating(organisation_id=organisation_id, person_id=one, seats=UNCHECKED)
            for one in wanted
            if one not in expected
        ],
        over=True,
    )


def row(concern: Concern, person_id: int, basis: str, *, why: Why) -> Reader:
    return Reader(
        organisation_id=concern.organisation_id,
        person_id=person_id,
        concern=concern,
        site_id=concern.site_id,
        why=why,
        basis=basis,
        tab=rules.tab(concern.stage, mine=person_id == concern.owner_id),
        place=_place(concern),
        due_at=concern.due_at,
    )


def reseat(concern: Concern, to: Routed) -> None:
    """Make the rows by post what the road says; those called in or let in keep theirs."""
    standing = {row.person_id: row for row in Reader.objects.filter(concern=concern)}
    wanted = set(to.seats.readers)
    gone = [person for person, row in standing.items() if row.why == Why.ROUTED]
    Reader.objects.filter(concern=concern, person_id__in=set(gone) - wanted).delete()
    seat(concern, [person for person in to.seats.readers if person not in standing], to.roster)
    for person in wanted & standing.keys():
        basis = roads.basis(to.roster, person, concern.site_id)
        if (standing[person].why, standing[person].basis) != (Why.ROUTED, basis):
            Reader.objects.filter(pk=standing[person].pk).update(why=Why.ROUTED, basis=basis)


def call_in(concern: Concern, person_ids: Collection[int], roster: Roster) -> None:
    """Nobody by post has answered: these may read it too."""
    if person_ids:
        seat(concern, person_ids, roster, why=Why.CALLED_IN)
        file(concern)


def send_home(concern: Concern, at: datetime) -> None:
    """On the road of the leads alone, once one of them has taken it: whoever was called in because
    they were silent reads it no more."""
    if concern.track != Track.LEADS:
        return
    to = routed_on(concern, at)
    if concern.owner_id in to.seats.readers:
        called = Reader.objects.filter(concern=concern, why=Why.CALLED_IN)
        called.exclude(person_id__in=to.seats.readers).delete()
        file(concern)


def file(concern: Concern) -> None:
    """Let the search know who reads it. Who reads little finds it under a scope of their own."""
    bases = Reader.objects.filter(concern=concern).values_list("person_id", "basis")
    filed = scopes(concern.organisation_id, concern.site_id, dict(bases))
    search.rescope(concern.organisation_id, concern.pk, filed)


def scopes(organisation_id: int, site_id: int, bases: Mapping[int, str]) -> list[str]:
    own = [
        own_scope(person)
        for person, basis in bases.items()
        if basis.split(":")[0] not in {Role.LEAD, Role.DEPUTY, Role.OFFICER}
    ]
    return [f"o{organisation_id}", f"s{site_id}", *own]


def move(concern: Concern) -> None:
    """Carry stage, owner and clock of the concern over to every reader's row."""
    everybody = Reader.objects.filter(concern=concern)
    tab = rules.tab(concern.stage, mine=False)
    everybody.update(tab=tab, place=_place(concern), due_at=concern.due_at)
    mine = rules.tab(concern.stage, mine=True)
    if concern.owner_id is not None and mine != tab:
        everybody.filter(person_id=concern.owner_id).update(tab=mine)


def _place(concern: Concern) -> int:
    return rules.place(stage=concern.stage, risk=concern.risk, concern_id=concern.pk)


def first_asked(concern: Concern, to: Routed) -> tuple[int, ...]:
    return to.seats.first(danger=rules.is_danger(concern.danger_now))


def hears(to: Routed) -> tuple[int, ...]:
    """The lead hears of everything at once, whoever is asked to take it."""
    lead = to.roster.titular(Role.LEAD)
    return tuple(person for person in to.seats.readers if person in lead)


def ask(
    actor: Actor,
    concern: Concern,
    person_ids: Collection[int],
    at: datetime,
    *,
    telling_also: Collection[int] = (),
    known: Mapping[int, Contact] | None = None,
) -> None:
    """Ask each by name to take it: a duty on the concern's clock, and a message without content."""
    told = list(dict.fromkeys((*person_ids, *telling_also)))
    if known is None:
        Reader.objects.filter(concern=concern, person_id__in=person_ids).update(asked_at=at)
        known = people.contacts(concern.organisation_id, told)
    duties.open_duty(
        actor,
        ACKNOWLEDGE,
        subject=concern.reference,
        holder_ids=person_ids,
        at=at,
        site_id=concern.site_id,
        due_at=concern.due_at,
        link=link_to(concern.reference),
    )
    telling.ask(
        actor,
        [known[one] for one in told],
        danger=rules.is_danger(concern.danger_now),
        about=concern.reference,
        at=at,
    )
