"""What people ask in the demonstration about their own data, a breach, and what is over."""

from datetime import datetime, timedelta

from bield.front.demo.build import World
from bield.kit.reading import reading
from bield.people.ages import day_of
from bield.people.states import Role
from bield.retention import commands, queries
from bield.retention.states import Asking, BreachStepKind, Likely, Step, Way

LOST = (
    "A list with names and telephone numbers went by e-mail to a parent who bears nearly the"
    " same name as the colleague it was meant for."
)
CONTAINED = "The parent was called at once, and has deleted it. She has shown it to nobody."
OVER = "He left us more than a season ago, and nothing has come since."


def ask(world: World, now: datetime) -> None:
    """One question runs, another waits for whoever asked; a breach has most of its 72 hours."""
    contact = next(one.name for one in world.cast.members if one.for_data)
    at = now - timedelta(days=150)
    head = world.actor(world.holding(Role.HEAD)[0], at)
    commands.name_contact(head, world.people[contact].reference, at=at)
    _questions(world, contact, now)
    _breach(world, contact, now)
    _over(world, now)


def _questions(world: World, contact: str, now: datetime) -> None:
    mother = next(one.name for one in world.cast.members if one.relation)
    at = now - timedelta(days=12)
    family = world.actor(mother, at)
    with reading(family.organisation_id):
        offered = queries.for_whom(family, at)
    commands.ask(
        family,
        Asking.ACCESS,
        offered[-1][0],
        words="Please show me what you keep about my child, the photographs too.",
        at=at,
    )
    at = now - timedelta(days=16)
    answers = world.actor(contact, at)
    row = commands.write_request(
        answers,
        Asking.ERASURE,
        way=Way.LETTER,
        received_on=day_of(at),
        words="I was here as a helper for years. Delete everything about me.",
        at=at,
    )
    commands.take_step(
        answers,
        row.reference,
        what=Step.WHAT_ASKED,
        on=day_of(at),
        words="Asked by letter which years they mean, and under which name they were here.",
        at=at + timedelta(hours=2),
    )


def _breach(world: World, contact: str, now: datetime) -> None:
    at = now - timedelta(hours=20)
    answers = world.actor(contact, at)
    row = commands.write_breach(
        answers, discovered_at=at - timedelta(minutes=40), words=LOST, people=14, at=at
    )
    for what, risk, words, hours in (
        (BreachStepKind.CONTAINED, "", CONTAINED, 2),
        (BreachStepKind.ASSESSED, Likely.RISK, "Two of the numbers are kept secret.", 5),
    ):
        done_at = at + timedelta(hours=hours)
        commands.take_breach_step(
            answers, row.reference, what=what, done_at=done_at, words=words, risk=risk, at=done_at
        )


def _over(world: World, now: datetime) -> None:
    """Of the records whose time is over, one has its first yes and waits for a second."""
    at = now - timedelta(days=1)
    lead = world.actor(world.holding(Role.LEAD)[0], at)
    with reading(lead.organisation_id):
        rows = queries.review_page(lead, at).rows
    for row in rows[:1]:
        commands.propose_disposal(lead, row.subject, reason=OVER, at=at)
