"""What happens around families of the demonstration: events, recordings of their own, what was
seen online, and what somebody did against the rules that they had signed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bield.agreements import commands
from bield.agreements.states import Action, Purpose, TieKind, Use
from bield.front.demo.build import World
from bield.front.demo.cast import Member
from bield.people.ages import day_of
from bield.people.states import Relation, Role

PAST, SOON, LATER = timedelta(days=14), timedelta(days=1), timedelta(days=24)
SEEN = "A film of the afternoon stands on somebody’s page, with a boy in it who is not mine."
TIE = commands.Declared(
    TieKind.TIE,
    "A family whose children come here",
    "We sing in the same choir.",
    "We speak there about music alone, and write to each other through the choir’s list.",
)


def happen(world: World, now: datetime) -> None:
    past = _events(world, now)
    _recordings(world, now)
    mother, at = _mother(world), now - timedelta(days=9)
    commands.report_online(world.actor(mother.name, at), SEEN, of_another=True, event=past, at=at)
    _misuse(world, now)
    at = now - timedelta(days=6)
    worker = world.holding(Role.STAFF, site=world.cast.sites[0])[-1]
    commands.declare_tie(world.actor(worker, at), TIE, at=at)


def _events(world: World, now: datetime) -> str:
    """One that is over, one so soon that families read about pictures, and one later."""
    at = now - timedelta(days=20)
    lead, today = world.actor(world.holding(Role.LEAD)[0], at), day_of(now)
    planned = (
        ("Harvest afternoon", today - PAST, ""),
        ("Open evening", today + SOON, "the screen beside the door"),
        ("Winter show", today + LATER, ""),
    )
    made = [
        commands.plan_event(lead, title=title, on=on, area=area, at=at)
        for title, on, area in planned
    ]
    return made[0].reference


def _recordings(world: World, now: datetime) -> None:
    """One signed by both sides, and one that waits for ours where there is a second child."""
    mother = _mother(world)
    at = now - timedelta(days=8)
    for turn, child in enumerate(_children_of(world, mother)):
        family = world.actor(mother.name, at)
        row = commands.will_record(family, world.people[child.name].reference, at=at)
        ends_on = day_of(now) + timedelta(days=40)
        commands.sign_recording(family, row.reference, uses=[Use.PRACTISE], ends_on=ends_on, at=at)
        if turn == 0:
            lead = world.actor(world.holding(Role.LEAD)[0], at)
            commands.countersign(lead, row.reference, at=at + timedelta(days=1))


def _misuse(world: World, now: datetime) -> None:
    """Of a learner who has signed, or else of somebody who works there."""
    at = now - timedelta(days=3)
    learners = [one.name for one in world.cast.members if one.signs_in and _learns(one)]
    who, words = (
        (learners[0], "Looked for a way around the filter on a computer of the workshop.")
        if learners
        else (
            world.holding(Role.STAFF, site=world.cast.sites[0])[-1],
            "Left the tablet of the group open in the entrance over lunch.",
        )
    )
    commands.record_misuse(
        world.actor(world.holding(Role.DEPUTY)[0], at),
        world.people[who].pk,
        part=f"{Purpose.ACCEPTABLE_USE}.1",
        action=Action.SPOKEN,
        happened_on=day_of(at),
        words=words,
        at=at,
    )


def _learns(member: Member) -> bool:
    return member.posts[0][0] == Role.LEARNER


def _mother(world: World) -> Member:
    return next(one for one in world.cast.members if one.relation == Relation.MOTHER)


def _children_of(world: World, parent: Member) -> Iterator[Member]:
    name = parent.name.split()[-1]
    return (one for one in world.cast.members if _learns(one) and one.name.split()[-1] == name)
