"""Questions about data, a breach and a time of its own, as the demonstration shows them."""

from datetime import datetime, timedelta

from bield.front.demo.build import World
from bield.people.states import Role
from bield.retention import commands


def keep(world: World, now: datetime) -> None:
    lead = world.actor(world.holding(Role.LEAD)[0], now)
    _ask(world, now)
    found = now - timedelta(days=20)
    breach = commands.write_breach(
        lead,
        discovered_at=found,
        words="A list of a course, with names and telephones, went to one wrong address.",
        people=14,
        at=found,
    )
    for hours, what, risk, words in STEPS:
        at = found + timedelta(hours=hours)
        commands.take_breach_step(
            lead, breach.reference, what=what, risk=risk, done_at=at, words=words, at=at
        )
    commands.set_rule(
        lead,
        "media.session",
        amount=14,
        unit="days",
        reason="Two weeks are enough to watch a lesson again.",
        at=now - timedelta(days=90),
    )


STEPS = (
    (1, "contained", "", "The receiver deleted it and said so in writing."),
    (2, "assessed", "unlikely", "One known receiver, deleted within the hour."),
    (3, "ico_not", "", "Harm is unlikely, since it was deleted within the hour."),
    (4, "people_told", "", "All of the course were told by letter."),
    (5, "closed", "", "From now on lists are sent as a link to sign in."),
)


def _ask(world: World, now: datetime) -> None:
    """A letter that waits for an answer."""
    lead = world.actor(world.holding(Role.LEAD)[0], now)
    learners = world.holding(Role.LEARNER)
    came = now - timedelta(days=9)
    commands.write_request(
        lead,
        "access",
        person=world.people[learners[-1]].reference if learners else "",
        way="letter",
        received_on=came.date(),
        words="They would like to see what is kept about them since they came.",
        at=came,
    )
