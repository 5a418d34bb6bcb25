"""Eighteen months of life, told through commands with a travelling clock.

Whatever a page of the demonstration shows has happened in this order through the same commands
that people use, so that the record of each organisation verifies.
"""

import heapq
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain, count, cycle

from django.db import connection
from django.utils import timezone

from bield.concerns import commands as concerns
from bield.concerns.about import About
from bield.front.demo import (
    asked,
    at_the_door,
    build,
    data,
    families,
    handling,
    happening,
    lists,
    said,
    staff,
)
from bield.front.demo.cast import CASTS, Cast, Member
from bield.front.demo.changing import Changing
from bield.front.demo.narratives import NARRATIVES, Narrative
from bield.kit.reading import reading
from bield.kit.refusals import Refusal, Refused
from bield.people import commands as people
from bield.people import queries
from bield.people.actors import house
from bield.people.queries import Organisation
from bield.people.states import Channel, Role

LIFE = timedelta(days=548)
OPENS, CLOSES = 9, 16  # hours within which things are told
SETTLED = timedelta(days=28)  # what is older has been closed
A_WEEK = timedelta(days=7)
NEW = timedelta(days=3)  # what is younger waits for somebody still
Say = Callable[[str], None]
Step = Callable[[datetime], object]


def tell_all(*, progress: Say) -> bool:
    """Fill the demonstration unless it is there. Answers whether anything was made."""
    known = [_found(pk) for pk in queries.organisation_ids()]
    if any(not organisation.demonstration for organisation in known):
        raise Refused(
            Refusal(
                "a-real-organisation",
                "This database holds a real organisation, so no demonstration is put into it."
                " Set DATA_DIR or DATABASE_URL to an empty place.",
            )
        )
    present = {organisation.name for organisation in known}
    now = timezone.now()
    made = [cast for cast in CASTS if cast.name not in present]
    for cast in made:
        progress(f"{cast.name}: {cast.concerns} concerns in eighteen months")
        tell(cast, now)
    return bool(made)


def _found(organisation_id: int) -> Organisation:
    with reading(organisation_id):
        return queries.organisation_by_id(organisation_id)


def tell(cast: Cast, now: datetime) -> None:
    """One organisation: founded, peopled, and then step after step in the order of time."""
    dice = random.Random(cast.name)  # noqa: S311  # the same story at every run
    world = build.build(cast, at=_morning(now - LIFE))
    changing = Changing(world)
    waiting: list[tuple[datetime, int, Iterator[tuple[timedelta, Step]], Step]] = []
    turn = count()
    for narrative, at in zip(_narratives(cast, dice), _moments(cast, dice, now), strict=False):
        steps = _steps(changing, narrative, dice, ago=now - at)
        after, step = next(steps)
        heapq.heappush(waiting, (at + after, next(turn), steps, step))
    for at, steps in chain(at_the_door.stories(world, now), staff.stories(world, now)):
        after, step = next(steps)
        heapq.heappush(waiting, (at + after, next(turn), steps, step))
    for at, step in _milestones(world, dice, now):
        heapq.heappush(waiting, (at, next(turn), iter(()), step))
    while waiting:
        at, _, steps, step = heapq.heappop(waiting)
        if at > now:
            break
        step(at)
        for after, following in steps:
            heapq.heappush(waiting, (at + after, next(turn), steps, following))
            break
    families.settle(world, now)
    forms = asked.ask(world, now)
    said.say(world, now)
    if asked.is_lively(world):
        asked.write_anew(world, forms, now)
        happening.happen(world, now)
        data.ask(world, now)
        lists.receive(world, now)


def _narratives(cast: Cast, dice: random.Random) -> Iterator[Narrative]:
    fitting = [one for one in NARRATIVES if cast.setting_type in one.settings]
    dice.shuffle(fitting)
    return cycle(fitting)


def _moments(cast: Cast, dice: random.Random, now: datetime) -> list[datetime]:
    """When each is told: on weekdays, in the hours when somebody is there, the last ones lately."""
    lately = [now - timedelta(minutes=dice.randint(20, 3000)) for _ in range(3)]
    begun = now - LIFE + timedelta(days=14)
    moments: list[datetime] = []
    while len(moments) < cast.concerns - len(lately):
        day = begun + timedelta(days=dice.uniform(0, (now - begun).days - 2))
        if day.weekday() < 5:  # Monday to Friday
            hour, minute = dice.randint(OPENS, CLOSES), dice.randint(0, 59)
            moments.append(day.replace(hour=hour, minute=minute))
    return sorted([*moments, *lately])


def _steps(
    changing: Changing, narrative: Narrative, dice: random.Random, *, ago: timedelta
) -> Iterator[tuple[timedelta, Step]]:
    """How one concern goes on: each step and how long after the one before."""
    world = changing.world
    children = [member for member in world.cast.members if member.posts[0][0] == Role.LEARNER]
    child = dice.choice(children)
    site = child.posts[0][1] or world.cast.sites[0]
    taker = dice.choice(world.holding(Role.OFFICER, site=site) or world.holding(Role.LEAD))
    helpers = {*world.holding(Role.STAFF, Role.VOLUNTEER, site=site)} - {taker}
    teller = dice.choice(sorted(helpers) or [taker])
    words = _Words(child.name)
    reference: list[str] = []

    def report(at: datetime) -> None:
        known = None if narrative.typed else world.people[child.name].pk
        receipt = concerns.report(
            world.actor(teller, at),
            site_id=world.sites[site].pk,
            danger_now=narrative.danger,
            account=words(narrative.account),
            child_words=narrative.child_words,
            where=narrative.where,
            about=[About(person_id=known, name="" if known else child.name)],
            send_key=f"demonstration-{at.timestamp()}",
            at=at,
        )
        reference.append(receipt.reference)

    def add(kind: str, text: str) -> Step:
        return lambda at: concerns.add_entry(
            world.actor(taker, at), reference[0], kind=kind, text=words(text), at=at
        )

    yield timedelta(), report
    if ago < NEW:
        return
    yield (
        timedelta(minutes=dice.randint(4, 150)),
        lambda at: concerns.acknowledge(world.actor(taker, at), reference[0], at=at),
    )
    for kind, text in narrative.went_on:
        yield timedelta(hours=dice.randint(1, 60)), add(kind, text)
    yield from _to_its_end(changing, narrative, dice, reference, words, ago=ago)


def _to_its_end(
    changing: Changing,
    narrative: Narrative,
    dice: random.Random,
    reference: list[str],
    words: "_Words",
    *,
    ago: timedelta,
) -> Iterator[tuple[timedelta, Step]]:
    """The lead refers it where it must be, triages it, sees to what is required and closes it."""
    world = changing.world
    lead, closes = world.holding(Role.LEAD)[0], ago > SETTLED

    def by_lead(step: handling.Handle) -> Step:
        return lambda at: step(world.actor(lead, at), reference[0], narrative, at=at)

    if narrative.referred:
        yield timedelta(minutes=dice.randint(5, 40)), by_lead(handling.refer)
    yield timedelta(hours=dice.randint(1, 20)), by_lead(handling.triage)
    if narrative.referred and not closes:
        return  # they have it, and have not said yet what came of it
    if narrative.referred:
        yield timedelta(days=dice.randint(2, 8)), by_lead(handling.hear)
    yield timedelta(hours=dice.randint(1, 40)), by_lead(handling.settle)
    if not closes:
        return
    plan, planned = changing.wanted(narrative, ago=ago), list[str]()
    if plan is not None:
        yield (
            timedelta(hours=2),
            lambda at: planned.append(
                changing.plan(world.actor(lead, at), reference[0], plan, at=at)
            ),
        )
    yield (
        timedelta(days=dice.randint(3, 10)),
        lambda at: handling.close(
            world.actor(lead, at),
            reference[0],
            narrative,
            reasons=words(narrative.reasons),
            changes=plan is not None,
            at=at,
        ),
    )
    if plan is not None and plan.days is not None:
        yield timedelta(days=plan.days), lambda at: changing.prove(plan, planned[0], at=at)


class _Words:
    """Puts the child's name where the narrative leaves room for it."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, text: str) -> str:
        return text.replace("{who}", self.name)


def _leaving(world: build.World, member: Member) -> Step:
    person = world.people[member.name]
    return lambda at: people.leave(world.house, person.pk, left_on=at.date(), at=at)


def _milestones(
    world: build.World, dice: random.Random, now: datetime
) -> Iterator[tuple[datetime, Step]]:
    """What happens to everybody once: they leave, or show that they can still be reached. And each
    week whoever is designated looks again at what is to be looked at again."""
    for member in world.cast.members:
        if member.left_on:
            gone = datetime.combine(member.left_on, now.time(), now.tzinfo)
            yield _morning(gone), _leaving(world, member)
        elif member.signs_in:
            lately = now - timedelta(days=dice.randint(5, 40))
            yield _morning(lately), _confirming(world, member)
    for week in range(1, LIFE.days // 7):
        yield _morning(now - LIFE + week * A_WEEK), _looking_again(world)


def _looking_again(world: build.World) -> Step:
    def look(at: datetime) -> None:
        for name in world.holding(Role.LEAD, Role.DEPUTY, Role.OFFICER):
            handling.look_again(world.actor(name, at), at=at)

    return look


def _confirming(world: build.World, member: Member) -> Step:
    """Somebody shows that mail and telephone still reach them, each by its own code."""

    def confirm(at: datetime) -> None:
        person = world.people[member.name]
        for channel in Channel:
            own = world.actor(member.name, at)
            code = people.send_contact_code(own, channel=channel, at=at)
            hears = world.house if channel == Channel.PHONE else own  # somebody rings and types it
            people.confirm_contact(hears, person.pk, channel=channel, code=code, at=at)

    return confirm


def _morning(at: datetime) -> datetime:
    return at.replace(hour=OPENS, minute=0, second=0, microsecond=0)


def add_many(more: int, *, progress: Say) -> None:
    """Concerns by the million, for measuring: the rooms' own bulk functions."""
    from bield.concerns import bulk  # noqa: PLC0415  # only for measuring

    first = next(iter(queries.organisation_ids()))
    bulk.report_many(house(first, build.NAME), more, at=timezone.now(), progress=progress)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # or the planner thinks of the tables as they were before
