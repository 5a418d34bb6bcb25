"""Events: who attends, whether parents may photograph, and who has still to sign."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bield.agreements.models import Event
from bield.agreements.queries.standing import standings
from bield.agreements.queries.wanted import require_office
from bield.agreements.rules import events as rules
from bield.agreements.rules.events import Attending, Shared
from bield.agreements.rules.standing import Standing
from bield.agreements.states import Pictures, Purpose
from bield.duties.queries import end_of
from bield.kit import times
from bield.kit.refusals import NotFound, Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role

LISTED = 50
SAID = {
    Pictures.LATER: ("Please take no pictures until we say here, the day before, whether you can."),
    Pictures.ALLOWED: "You can photograph and film at this event, for your own family alone.",
    Pictures.AREA: (
        "Please take no pictures at the event itself. Afterwards you can photograph your own child"
        " in the photo area: {area}. Nobody has to come, and nobody is asked why not."
    ),
    Pictures.OFF: "Please take no pictures and no films at this event.",
}


@dataclass(frozen=True)
class EventRow:
    reference: str
    title: str
    day: str
    place: str


@dataclass(frozen=True)
class EventPage:
    """For the office: what parents read, and what is still to do."""

    reference: str
    title: str
    day: str
    place: str
    said: str  # what parents read about pictures, now
    pictures: str
    attending: int
    too_few: bool
    area: str
    for_area: tuple[str, ...]  # who may be photographed there
    unsigned: tuple[tuple[str, str], ...]  # reference and name: private use alone
    nobody_known: int  # children of whom no parent or carer is known
    past: bool
    names: tuple[str, ...]  # of those who take part, but for the reader's own family


@dataclass(frozen=True)
class Notice:
    """What families read of one event."""

    reference: str
    title: str
    day: str
    place: str
    said: str
    allowed: bool
    to_sign: bool  # whoever reads it has not agreed to private use alone


def events(actor: Actor) -> list[EventRow]:
    """For the office: the last ones first."""
    require_office(actor)
    rows = _in_reach(actor).order_by("-on", "-pk")[:LISTED]
    return [_row(one) for one in rows]


def event_for_office(actor: Actor, reference: str) -> Event:
    require_office(actor)
    return _found(_in_reach(actor), reference)


def event_page(actor: Actor, reference: str, *, at: datetime) -> EventPage:
    event = event_for_office(actor, reference)
    there = _attending(event)
    found = standings(actor, there, [Purpose.PRIVATE_USE], at=at)
    of, photos = _families(event, there), _photos(actor, event, there, at)
    pictures = _pictures(event, of, photos, at)
    # How it stands with their own child, and what the other parent said, the office learns nowhere.
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    others = [one for one in there if one not in own]
    asked = rules.unsigned({one: found[one, Purpose.PRIVATE_USE] for one in others})
    signing = [one for one in asked if one not in own]
    free = [one for one in others if photos[one]]
    shown = free if pictures == Pictures.AREA else []
    named = people.people_by_id(actor.organisation_id, {*signing, *others})
    row = _row(event)
    return EventPage(
        reference=row.reference,
        title=row.title,
        day=row.day,
        place=row.place,
        said=_said(event, pictures),
        pictures=str(pictures.label),
        attending=len(there),
        too_few=len(set(of.values())) < rules.FEWEST,
        area=event.area,
        for_area=tuple(sorted(named[one].name for one in shown)),
        unsigned=tuple(
            sorted(
                ((named[one].reference, named[one].name) for one in signing),
                key=lambda pair: pair[1],
            )
        ),
        nobody_known=sum(_nobody_known(found[one, Purpose.PRIVATE_USE]) for one in others),
        past=event.on < day_of(at),
        names=tuple(sorted(named[one].name for one in others)),
    )


def _nobody_known(standing: Standing) -> bool:
    return any(wait.person_id is None for wait in standing.waits)


def my_events(actor: Actor, *, at: datetime) -> list[EventRow]:
    """Those to come of the children in one's care, and one's own."""
    return [_row(one) for one in _of_mine(actor, at, past=False)]


def _of_mine(actor: Actor, at: datetime, *, past: bool) -> list[Event]:
    today = day_of(at)
    mine = _mine(actor, today)
    if not mine:
        return []
    groups = people.groups_of(actor.organisation_id, mine, today)
    held = people.held_by(actor.organisation_id, mine, today)
    learns = [site for posts in held.values() for role, site in posts if role == Role.LEARNER]
    if past:
        rows = _all(actor).filter(on__lte=today).order_by("-on", "-pk")
    else:
        rows = _all(actor).filter(on__gte=today).order_by("on", "pk")
    above = people.sites_above(actor.organisation_id, [one for one in learns if one is not None])
    places = {*above, None} if learns else set[int | None]()
    return [one for one in rows.prefetch_related("groups")[:LISTED] if _is_for(one, groups, places)]


def _is_for(event: Event, groups: Collection[int], places: Collection[int | None]) -> bool:
    """By who attends: its groups, or whoever learns at its place (None: anywhere)."""
    taking_part = {one.group_id for one in event.groups.all()}
    if taking_part:
        return bool(taking_part & set(groups))
    return event.site_id in places


def events_seen_at(actor: Actor, *, at: datetime) -> list[tuple[str, str]]:
    """At which somebody may have seen pictures taken: of those they know, for a question."""
    if actor.is_adult_of_the_organisation:
        rows = _in_reach(actor).filter(on__lte=day_of(at)).order_by("-on", "-pk")[:LISTED]
        return [(one.reference, one.title) for one in rows]
    return [(one.reference, one.title) for one in _of_mine(actor, at, past=True)]


def event_for_families(actor: Actor, reference: str, *, at: datetime) -> Event:
    """Of those who attend, their parents, and whoever works there."""
    event = _found(_all(actor), reference)
    if actor.is_adult_of_the_organisation:
        return _found(_in_reach(actor), reference)
    if not set(_mine(actor, day_of(at))) & set(_attending(event)):
        raise NotFound(reference)
    return event


def notice(actor: Actor, reference: str, *, at: datetime) -> Notice:
    """The words change by themselves, with what families have agreed to."""
    event = event_for_families(actor, reference, at=at)
    there = _attending(event)
    photos = _photos(actor, event, there, at)
    pictures = _pictures(event, _families(event, there), photos, at)
    mine = sorted(set(_mine(actor, day_of(at))) & set(there))
    found = standings(actor, mine, [Purpose.PRIVATE_USE], at=at)
    signing = rules.unsigned({one: found[one, Purpose.PRIVATE_USE] for one in mine})
    row = _row(event)
    return Notice(
        reference=row.reference,
        title=row.title,
        day=row.day,
        place=row.place,
        said=_said(event, pictures),
        allowed=pictures in {Pictures.ALLOWED, Pictures.AREA},
        to_sign=actor.person_id in signing,
    )


def _families(event: Event, there: Collection[int]) -> dict[int, int]:
    carers = people.carers(event.organisation_id, there, event.on)
    return rules.families({one: [adult.pk for adult in carers.get(one, ())] for one in there})


def _photos(actor: Actor, event: Event, there: Collection[int], at: datetime) -> dict[int, bool]:
    """Of whom pictures may be taken, as it stood at the end of the day: what somebody says
    afterwards changes no old event."""
    then = min(at, end_of(event.on))
    found = standings(actor, there, [Purpose.PHOTO_EVENT], at=then)
    return {one: found[one, Purpose.PHOTO_EVENT].granted for one in there}


def _pictures(
    event: Event, of: Mapping[int, int], photos: Mapping[int, bool], at: datetime
) -> Pictures:
    """`of`: of which family each child is who attends."""
    attending = Attending(
        event.on,
        leave=tuple(photos[one] for one in of),
        families=tuple(of.values()),
        reserved=event.reserved,
        area=bool(event.area),
    )
    return rules.pictures(attending, today=min(day_of(at), event.on))


def _said(event: Event, pictures: Pictures) -> str:
    return SAID[pictures].format(area=event.area)


def _attending(event: Event) -> list[int]:
    """Who belongs to its groups on the day and does not work here; else the learners there."""
    groups = list(event.groups.values_list("group_id", flat=True))
    if not groups:
        return people.learners_at(event.organisation_id, event.site_id, event.on)
    members = people.members(event.organisation_id, groups, event.on)
    everybody = sorted({one for some in members.values() for one in some})
    held = people.held_by(event.organisation_id, everybody, event.on)
    return [
        one
        for one in everybody
        if not any(role in ADULTS_OF_THE_ORGANISATION for role, _ in held.get(one, []))
    ]


def _mine(actor: Actor, on: date) -> list[int]:
    """Oneself, and the children in one's care, but where one is not told when they are where."""
    if actor.person_id is None:
        return []
    me = actor.person_id
    wards = [one.child_id for one in people.children_of(actor, me, on)]
    kept = people.withheld_from(actor.organisation_id, me, wards)
    return [me, *(one for one in wards if one not in kept)]


def may_share(
    actor: Actor, shown: Collection[int], *, all_named: bool, at: datetime
) -> list[Refusal]:
    """May this parent see a picture that shows these children? For the room that keeps pictures."""
    found = standings(actor, shown, [Purpose.SHARED_PICTURE], at=at)
    carers = people.carers(actor.organisation_id, shown, day_of(at))
    return rules.share(
        Shared(
            viewer=actor.person_id or 0,
            guardians={one: [adult.pk for adult in carers.get(one, [])] for one in shown},
            leave={one: found[one, Purpose.SHARED_PICTURE].granted for one in shown},
            all_named=all_named,
        )
    )


def mark_for(actor: Actor, at: datetime) -> str:
    return rules.mark(actor.name, times.exact(at))


def event_typed(actor: Actor, reference: str) -> dict[str, object]:
    """What was put in, to change it."""
    event = event_for_office(actor, reference)
    groups = event.groups.values_list("group__reference", flat=True)
    return {
        "title": event.title,
        "on": event.on,
        "site": event.site.reference if event.site else "",
        "groups": list(groups),
        "reserved": "yes" if event.reserved else "no",
        "area": event.area,
    }


def _row(event: Event) -> EventRow:
    place = event.site.name if event.site else ""
    return EventRow(event.reference, event.title, times.exact_day(event.on), place)


def _all(actor: Actor) -> QuerySet[Event]:
    return Event.objects.filter(organisation=actor.organisation_id).select_related("site")


def _in_reach(actor: Actor) -> QuerySet[Event]:
    """Of one's own places, and those of the whole organisation."""
    reach = people.sites_in_reach(actor)
    rows = _all(actor)
    return rows if reach is None else rows.filter(site__in=reach) | rows.filter(site__isnull=True)


def _found(rows: QuerySet[Event], reference: str) -> Event:
    event = rows.filter(reference=reference).first()
    if event is None:
        raise NotFound(reference)
    return event
