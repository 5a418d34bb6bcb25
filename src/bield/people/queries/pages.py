"""The pages on which people and places are looked after. None of them shows a concern."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from bield.kit import times
from bield.kit.components import Fact, Turn
from bield.kit.refusals import NotFound
from bield.people import rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.conditions import BESIDE
from bield.people.models import Guardianship, Organisation, Person, Post, Site
from bield.people.queries.families import lead_is_asked_first, responsible
from bield.people.queries.organisations import label, organisation, sites_in_reach
from bield.people.queries.own_family import (
    is_own,
    left_to_others,
    looked_after,
    others_look_after,
    shown_links,
)
from bield.people.queries.persons import named, person_by_reference, visible_to
from bield.people.queries.team import Way, ways
from bield.people.rules.withholding import MAY_WITHHOLD
from bield.people.states import (
    ADMINISTRATION,
    ADULTS_OF_THE_ORGANISATION,
    GUARDED,
    BornPrecision,
    Channel,
    EngagementKind,
    Protection,
    Responsible,
    SiteKind,
)

ROWS = 50
EVERYWHERE = "Everywhere"


def require(actor: Actor, *roles: str) -> None:
    """These pages are as absent for everybody else as any wrong address."""
    if not actor.holds(*roles):
        raise NotFound("not for this actor")


@dataclass(frozen=True)
class Row:
    name: str
    link: str
    posts: str
    left: str = ""


@dataclass(frozen=True)
class PeoplePage:
    rows: tuple[Row, ...]
    words: str
    turn: Turn
    may_add: bool


def people_page(actor: Actor, *, words: str, after: str, at: datetime) -> PeoplePage:
    """Fifty names, by the alphabet. Where the reader's own family is, is not said."""
    require(actor, *ADMINISTRATION)
    house, found = organisation(actor), named(visible_to(actor), words).order_by("name", "pk")
    if after:
        last = person_by_reference(actor, after)
        found = found.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    people = list(found.prefetch_related("posts__site")[: ROWS + 1])
    here = reverse("people:people")
    older = f"{here}?words={words}&after={people[ROWS - 1].reference}" if people[ROWS:] else ""
    others, today = left_to_others(actor), day_of(at)
    rows = [_row(house, one, today, untold=one.pk in others) for one in people[:ROWS]]
    turn = Turn(older=older, first=f"{here}?words={words}" if after else "")
    return PeoplePage(tuple(rows), words, turn, rules.keep_people(actor) is None)


def _row(house: Organisation, person: Person, today: date, *, untold: bool) -> Row:
    posts = () if untold else person.posts.all()
    held = [post for post in posts if post.ends_on is None or post.ends_on >= today]
    return Row(
        name=person.name,
        link=reverse("people:person", args=[person.reference]),
        posts=", ".join(f"{label(house, post.role)} ({_where(post)})" for post in held),
        left=f"Left {times.said_day(person.left_on, today)}"
        if person.left_on and person.left_on < today
        else "",
    )


def _where(post: Post) -> str:
    return post.site.name if post.site else EVERYWHERE


@dataclass(frozen=True)
class HeldPost:
    words: str  # "Officer, Elm"
    since: str
    end: str  # where it is ended


@dataclass(frozen=True)
class PersonPage:
    reference: str
    name: str
    facts: tuple[Fact, ...]
    ways: tuple[Way, ...]
    ask_lead_first: bool  # before this carer is called
    posts: tuple[HeldPost, ...]
    family: tuple[Fact, ...]
    outside: tuple[HeldPost, ...]  # as what they come from outside
    is_cared_for: bool
    protection: str
    left: str
    own: bool
    may_change: bool
    guarded: bool
    may_withhold: bool
    may_be_away: bool  # they work here
    beside: tuple[tuple[str, str], ...] = ()  # words and address of what other rooms keep


def person_page(actor: Actor, reference: str, at: datetime) -> PersonPage:
    require(actor, *ADMINISTRATION)
    person, house, today = looked_after(actor, reference), organisation(actor), day_of(at)
    posts = list(
        person.posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
        .select_related("site")
        .order_by("begins_on", "pk")
    )
    family, own = _family(actor, person, today), actor.person_id == person.pk
    ask_first = lead_is_asked_first(actor, person.pk, today)
    of_own_family = not own and is_own(actor, person.pk)
    may_change = rules.keep_people(actor) is None and not others_look_after(actor, person.pk)
    return PersonPage(
        reference=person.reference,
        name=person.name,
        facts=_facts(person),
        ways=tuple(one for one in ways(person, at) if one.code != Channel.PHONE or not ask_first),
        ask_lead_first=ask_first,
        posts=tuple(_held_post(house, post, today) for post in posts),
        family=tuple(family),
        outside=_outside(person, today),
        is_cared_for=any(fact.name == CARER for fact in family),
        protection=_protection(person, today),
        left=f"Leaves {times.said_day(person.left_on, today)}" if person.left_on else "",
        own=own,
        may_change=may_change,
        guarded=any(post.role in GUARDED for post in posts),
        may_withhold=bool(family) and not of_own_family and actor.holds(*MAY_WITHHOLD),
        may_be_away=any(post.role in ADULTS_OF_THE_ORGANISATION for post in posts),
        beside=tuple(
            (one.words, reverse(one.address, args=[person.reference]))
            for one in BESIDE
            if actor.holds(*one.roles) and not (own or of_own_family)
        ),
    )


def _facts(person: Person) -> tuple[Fact, ...]:
    facts = [Fact("Name", person.name)]
    if person.known_as:
        facts.append(Fact("Known as", person.known_as))
    facts.append(Fact("Birth date", said_birth(person.born_on, person.born_precision)))
    if person.joined_on:
        facts.append(Fact("Here since", times.exact_day(person.joined_on)))
    return tuple(facts)


def said_birth(born_on: date | None, precision: str) -> str:
    if born_on is None:
        return "Not known, so the rules for children apply"
    if precision == BornPrecision.YEAR:
        return f"{born_on.year} (only the year is known)"
    if precision == BornPrecision.MONTH:
        return f"{born_on:%B %Y} (the day is not known)"
    return f"{born_on.day} {born_on:%B %Y}"


def said_born(born_on: date | None, precision: str) -> str:
    """As it is typed: 14 5 2012, 5 2012 or 2012."""
    if born_on is None:
        return ""
    known = {
        BornPrecision.YEAR: (born_on.year,),
        BornPrecision.MONTH: (born_on.month, born_on.year),
    }.get(BornPrecision(precision), (born_on.day, born_on.month, born_on.year))
    return " ".join(map(str, known))


def _protection(person: Person, today: date) -> str:
    age = rules.Age(person.born_on, person.born_precision, person.at_risk)
    group = rules.protection(age, today)
    # Staff are seldom asked for their birth date; only a known child or adult at risk is said.
    return group.label if group and group != Protection.UNKNOWN_AGE else ""


def _held_post(house: Organisation, post: Post, today: date) -> HeldPost:
    since = f"from {times.said_day(post.begins_on, today)}"
    until = f" until {times.said_day(post.ends_on, today)}" if post.ends_on else ""
    return HeldPost(
        words=f"{label(house, post.role)}, {_where(post)}",
        since=since + until,
        end=reverse("people:end-post", args=[post.reference]),
    )


def _outside(person: Person, today: date) -> tuple[HeldPost, ...]:
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    return tuple(
        HeldPost(
            words=EngagementKind(one.kind).label + (f", {one.body.name}" if one.body else ""),
            since=f"from {times.said_day(one.begins_on, today)}",
            end=reverse("people:end-engagement", args=[one.reference]),
        )
        for one in person.engagements.filter(standing).select_related("body").order_by("pk")
    )


SAID = {
    Responsible.YES: "with parental responsibility",
    Responsible.NO: "without parental responsibility",
    Responsible.NOT_KNOWN: "parental responsibility not known",
}
CARER = "Parent or carer"


def _family(actor: Actor, person: Person, today: date) -> tuple[Fact, ...]:
    standing = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    links = Guardianship.objects.filter(standing, Q(guardian=person) | Q(child=person))
    facts = []
    listed = links.select_related("guardian", "child").order_by("pk")
    for link in shown_links(actor, listed):
        word = SAID[responsible(link)]
        if link.guardian_id == person.pk:
            facts.append(Fact("Parent or carer of", f"{link.child.name}, {word}"))
        else:
            facts.append(Fact(CARER, f"{link.guardian.name}, {word}"))
    return tuple(facts)


@dataclass(frozen=True)
class Place:
    name: str
    kind: str
    above: str
    close: str
    closed: str = ""
    reference: str = ""  # where the reader sees what holds there; empty where they do not


def places_page(actor: Actor, at: datetime) -> list[Place]:
    require(actor, *ADMINISTRATION)
    reach = sites_in_reach(actor)
    sites = Site.objects.filter(organisation_id=actor.organisation_id).select_related("parent")
    return [
        Place(
            name=site.name,
            kind=SiteKind(site.kind).label,
            above=site.parent.name if site.parent else "",
            close=reverse("people:close-place", args=[site.reference]),
            closed=times.said_day(site.closed_on, day_of(at)) if site.closed_on else "",
            reference=site.reference if reach is None or site.pk in reach else "",
        )
        for site in sites.order_by("closed_on", "name", "pk")
    ]
