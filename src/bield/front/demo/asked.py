"""What families and colleagues of the demonstration are asked, and what some of them said."""

from datetime import datetime, timedelta

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.states import Audience, How, Purpose, Said
from bield.front.demo.build import World
from bield.people import commands as people
from bield.people.states import Role

WHY = "So that nobody has to remember who said what. The lead and the tutor alone see it."
ASKED = {
    Audience.GUARDIAN: "May we record the online sessions that your child takes part in? " + WHY,
    Audience.CHILD: "Is it all right for you if we record our online sessions? You can say no.",
    Audience.ADULT: "May we record online sessions that you take part in? " + WHY,
    Audience.STAFF: "May we record online sessions that you lead or help with? " + WHY,
    Audience.CONTRACTOR: "May we record online sessions that you give for us? " + WHY,
}
SAID = (Said.YES, Said.YES, Said.NO)  # of the families, in turn


def ask(world: World, now: datetime) -> None:
    """A form since half a year ago; families of one name belong together, and answered by turns."""
    lead = world.actor(world.holding(Role.LEAD)[0], now)
    began = now - timedelta(days=180)
    put = [
        Put(Purpose.RECORD, audience, words, lasts_months=12, from_years=_from(audience))
        for audience, words in ASKED.items()
    ]
    form = commands.write_form(lead, "Recording of online sessions", put, at=began)
    commands.publish_form(lead, form.reference, at=began)
    for turn, (parent, child) in enumerate(_families(world)):
        people.link_guardian(
            world.house,
            guardian_id=world.people[parent].pk,
            child_id=world.people[child].pk,
            at=now,
        )
        _take(world, parent, child, SAID[turn % len(SAID)], now)


def _from(audience: Audience) -> int:
    return 8 if audience == Audience.CHILD else 0


def _families(world: World) -> list[tuple[str, str]]:
    """Parents and the children who bear their name."""
    parents, children = world.holding(Role.PARENT), world.holding(Role.LEARNER)
    return [
        (parent, child)
        for parent in parents
        for child in children
        if child.split()[-1] == parent.split()[-1]
    ]


def _take(world: World, signer: str, person: str, said: Said, at: datetime) -> None:
    """The house writes down what came on paper: parents have no account there."""
    signs, about = world.people[signer].pk, world.people[person].pk
    asked = queries.answerable(world.house.organisation_id, signs, about, [Purpose.RECORD], at=at)
    seen = {purpose: one.question.digest for purpose, one in asked.items()}
    commands.take_answer(
        world.house, signs, about, dict.fromkeys(seen, said), seen=seen, how=How.PAPER, at=at
    )
