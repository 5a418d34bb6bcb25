"""Whose work falls to whom: by a post, by a proposal, or by standing in, also for a stand-in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from bield.people.ages import years_on
from bield.people.models import Appointment, Cover, Person, Post
from bield.people.rules import Carried


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody away from a day to a day, and who stands in."""

    away_id: int
    stand_in_id: int | None
    begins_on: date
    ends_on: date


def carried(person: Person, on: date) -> list[Carried]:
    """What somebody does from a day on or is to do, each with their age when it begins."""
    since = [
        *_posts(person.pk, on),
        *_proposals(person.pk),
        *(
            (role, work.begins_on)
            for work in _falling_to(person.pk, on, date.max, _absences(person, on, date.max))
            for role in roles_between([work.away_id], work.begins_on, work.ends_on)
        ),
    ]
    return [
        Carried(role, years_on(person.born_on, person.born_precision, max(day, on)))
        for role, day in since
    ]


def stood_in_for(away: Person, stand_in: Person, begins_on: date, ends_on: date) -> list[Carried]:
    """What a new absence would lay on the stand-in, and on whoever stands in for them again."""
    known = _absences(away, begins_on, ends_on)
    new = Away(away.pk, stand_in.pk, begins_on, ends_on)
    whose = [new, *_falling_to(away.pk, begins_on, ends_on, known)]
    roles = {
        role
        for work in whose
        for role in roles_between([work.away_id], work.begins_on, work.ends_on)
    }
    whom = Person.objects.filter(pk__in=[stand_in.pk, *_passed_on(stand_in.pk, known)])
    return [
        Carried(role, years_on(one.born_on, one.born_precision, begins_on))
        for one in whom.order_by("pk")
        for role in sorted(roles)
    ]


def roles_between(people: Iterable[int], first: date, last: date) -> frozenset[str]:
    """What these hold on any of these days."""
    rows = Post.objects.filter(_open_on(first), begins_on__lte=last, person__in=list(people))
    return frozenset(rows.values_list("role", flat=True))


def _posts(person_id: int, on: date) -> Iterable[tuple[str, date]]:
    return Post.objects.filter(_open_on(on), person=person_id).values_list("role", "begins_on")


def _proposals(person_id: int) -> Iterable[tuple[str, date]]:
    waiting = Appointment.objects.filter(person=person_id, confirmed_at=None, cancelled_at=None)
    return waiting.values_list("role", "begins_on")


def _open_on(day: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gte=day)


def _absences(one: Person, first: date, last: date) -> list[Away]:
    covers = Cover.objects.filter(
        organisation_id=one.organisation_id,
        cancelled_at=None,
        begins_on__lte=last,
        ends_on__gte=first,
    )
    rows = covers.order_by("pk").values_list("away_id", "stand_in_id", "begins_on", "ends_on")
    return [Away(*row) for row in rows]


def _falling_to(
    person_id: int,
    first: date,
    last: date,
    absences: list[Away],
    seen: frozenset[int] = frozenset(),
) -> Iterator[Away]:
    """Those whose work this person does on these days, with the days on which they do."""
    for one in absences:
        begins_on, ends_on = max(first, one.begins_on), min(last, one.ends_on)
        if one.stand_in_id != person_id or one.away_id in seen or begins_on > ends_on:
            continue
        yield Away(one.away_id, person_id, begins_on, ends_on)
        yield from _falling_to(one.away_id, begins_on, ends_on, absences, seen | {one.away_id})


def _passed_on(person_id: int, absences: list[Away]) -> set[int]:
    """Who does the work of this person while they are away themselves."""
    found: set[int] = set()
    waiting = [person_id]
    while waiting:
        now = waiting.pop()
        for one in absences:
            if one.away_id == now and one.stand_in_id is not None and one.stand_in_id not in found:
                found.add(one.stand_in_id)
                waiting.append(one.stand_in_id)
    return found
