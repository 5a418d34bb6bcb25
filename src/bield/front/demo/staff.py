"""What is told in the demonstration about adults who work there, and how it ended."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bield.advice.states import Body
from bield.concerns import commands as concerns
from bield.concerns import queries
from bield.concerns.about import About
from bield.concerns.states import Danger, Finding, Outcome, PartyRole, Policy
from bield.front.demo import build, handling
from bield.front.demo.narratives import Narrative
from bield.kit.reading import reading
from bield.people.states import DESIGNATED, Role, SettingType

LIMBS = ("limb_harm", "limb_offence", "limb_risk", "limb_suitable")
OFFICER = "Gil Stone, officer of the county"
Step = handling.Step


def _about(
    account: str, finding: Finding, words: str, *, ago: int, limb: str
) -> tuple[timedelta, Finding, Narrative]:
    told = Narrative(
        account=account,
        went_on=(),
        outcome=Outcome.ACTED_ON,
        reasons=words,
        lesson="Go through our rules for messages and lifts with everybody each autumn.",
        settings=frozenset({SettingType.TRAINING_PROVIDER}),
        told=(Body.LADO,),
        answers={
            "allegation": ("yes",),
            "behaviour": ("staff",),
            "named": ("worker",),
            "concerned": ("child",),
            "procedure": ("behaviour_code",),
            "crime_or_danger": ("no",),
            "grooming": ("no",),
            "monitors": ("no",),
            **dict.fromkeys(LIMBS, (limb,)),
        },
        policy=Policy.STAFF_CONDUCT,
    )
    return timedelta(days=ago), finding, told


# One of the team three times in little more than a year, another once.
FIRST = (
    _about(
        "He wrote to one learner alone about a match, at eleven at night.",
        Finding.LOW_LEVEL,
        "We went through our rules for messages with him. He had not known them.",
        ago=420,
        limb="no",
    ),
    _about(
        "He sends the same learner jokes in a private chat. The others asked why she has one.",
        Finding.LOW_LEVEL,
        "He was told again, in writing. The chat is closed.",
        ago=230,
        limb="no",
    ),
    _about(
        "He answered a learner’s question on his own phone on Sunday, not in the group.",
        Finding.LOW_LEVEL,
        "He says that he forgot. He now leaves his own phone out of it.",
        ago=6,
        limb="no",
    ),
)
SECOND = (
    _about(
        "A learner said that she had pushed a boy at the door of the workshop.",
        Finding.UNFOUNDED,
        "The boy and two others say that he slipped, and that she held him.",
        ago=120,
        limb="unsure",
    ),
)
# Two of somebody who has left since: with that their time is over.
OF_WHO_LEFT = (
    _about(
        "He added two learners to a group of his own, to send them the times of the bus.",
        Finding.LOW_LEVEL,
        "He closed the group the same day. We showed him which one to use.",
        ago=330,
        limb="no",
    ),
    _about(
        "He took pictures of a finished piece with his own phone, with a learner beside it.",
        Finding.LOW_LEVEL,
        "The pictures are deleted. He borrows the camera of the workshop now.",
        ago=190,
        limb="no",
    ),
)


def stories(
    world: build.World, now: datetime
) -> Iterator[tuple[datetime, Iterator[tuple[timedelta, Step]]]]:
    """For the organisation that is large enough to have a file with several."""
    if world.cast.setting_type != SettingType.TRAINING_PROVIDER:
        return
    site = world.cast.sites[0]
    for name, told in zip(_team(world, site), (FIRST, SECOND), strict=False):
        yield from _told_of(world, site, name, told, now)
    for member in world.cast.members:
        if member.left_on:
            place = member.posts[0][1]
            yield from _told_of(world, place or site, member.name, OF_WHO_LEFT, now)


def _team(world: build.World, site: str) -> list[str]:
    reading = world.holding(*DESIGNATED)
    plain = world.holding(Role.STAFF, Role.VOLUNTEER, site=site)
    return [name for name in plain if name not in reading]


def _told_of(
    world: build.World,
    site: str,
    name: str,
    told: tuple[tuple[timedelta, Finding, Narrative], ...],
    now: datetime,
) -> Iterator[tuple[datetime, Iterator[tuple[timedelta, Step]]]]:
    tellers = [*_team(world, site)[::-1], *world.holding(Role.LEAD)]
    teller = next(one for one in tellers if one != name)
    for ago, finding, narrative in told:
        at = (now - ago).replace(hour=10, minute=20)
        yield at, _steps(world, site, name, teller, finding, narrative)


def _steps(
    world: build.World, site: str, name: str, teller: str, finding: Finding, told: Narrative
) -> Iterator[tuple[timedelta, Step]]:
    lead = world.holding(Role.LEAD)[0]
    reference: list[str] = []

    def report(at: datetime) -> None:
        receipt = concerns.report(
            world.actor(teller, at),
            site_id=world.sites[site].pk,
            danger_now=Danger.NO,
            account=told.account,
            about=[About(world.people[name].pk, name, PartyRole.ALLEGED)],
            send_key=f"demonstration-staff-{at.timestamp()}",
            at=at,
        )
        reference.append(receipt.reference)

    def by_lead(step: handling.Handle) -> Step:
        return lambda at: step(world.actor(lead, at), reference[0], told, at=at)

    def end(at: datetime) -> None:
        actor = world.actor(lead, at)
        with reading(actor.organisation_id):
            version = queries.staff_file(actor, reference[0], 1, at=at).version
        ended = concerns.Ended(finding, OFFICER, told.reasons)
        concerns.write_outcome(actor, reference[0], 1, ended, version=version, at=at)

    yield timedelta(), report
    yield (
        timedelta(minutes=50),
        lambda at: concerns.acknowledge(world.actor(lead, at), reference[0], at=at),
    )
    yield timedelta(minutes=40), by_lead(handling.refer)
    yield timedelta(days=1), by_lead(handling.hear)
    yield timedelta(hours=2), by_lead(handling.triage)
    yield timedelta(hours=5), end
    yield timedelta(hours=1), by_lead(handling.settle)
    yield (
        timedelta(days=2),
        lambda at: handling.close(
            world.actor(lead, at), reference[0], told, reasons=told.reasons, at=at
        ),
    )
