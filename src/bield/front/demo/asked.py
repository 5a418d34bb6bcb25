"""What families and colleagues of the demonstration are asked, and what some of them said."""

from datetime import datetime, timedelta

from bield.agreements import commands, queries
from bield.agreements.states import DoneWith, How, Purpose, Said, Viewer, Whom
from bield.duties.states import ClockUnit, Period
from bield.front.demo.build import World
from bield.people import commands as people
from bield.people.ages import day_of
from bield.people.states import Role

KEPT = {  # purpose: what is done with it, who sees it, for how many days it is kept
    Purpose.RECORD: ((DoneWith.AGAIN, DoneWith.SAFETY), (Viewer.TUTOR, Viewer.LEAD), 90),
    Purpose.PHOTO_JOURNAL: (
        (DoneWith.JOURNAL, DoneWith.LEARNING),
        (Viewer.FAMILY, Viewer.TUTOR),
        366,
    ),
    Purpose.PHOTO_DISPLAY: ((DoneWith.DISPLAY,), (Viewer.GROUP, Viewer.VISITORS), 366),
    Purpose.PUBLICITY: ((DoneWith.PUBLICITY,), (Viewer.PUBLIC,), 730),
    Purpose.JOURNAL: ((DoneWith.JOURNAL,), (Viewer.FAMILY, Viewer.TUTOR), 366),
}
STANDS = ("01-recording",)  # the others wait as drafts
SAID = (Said.YES, Said.YES, Said.NO)  # of the families, in turn


def ask(world: World, now: datetime) -> None:
    """Forms since half a year ago; families of one name belong together, and answered by turns."""
    lead = world.actor(world.holding(Role.LEAD)[0], now)
    began = now - timedelta(days=180)
    for purpose, (uses, viewers, days) in KEPT.items():
        kept = Period(days, ClockUnit.CALENDAR_DAYS)
        commands.set_terms(lead, purpose, uses=uses, viewers=viewers, kept=kept, at=began)
    for code in queries.starters():
        form = commands.start_form(lead, code, at=began)
        if code in STANDS:
            commands.publish_form(lead, form.reference, at=began)
            commands.put_form(
                lead,
                form.reference,
                whom=Whom.ROLE,
                chosen=Role.LEARNER,
                last_day=day_of(now) + timedelta(days=10),
                joiners=True,
                at=now - timedelta(days=4),
            )
    for turn, (parent, child) in enumerate(_families(world)):
        people.link_guardian(
            world.house,
            guardian_id=world.people[parent].pk,
            child_id=world.people[child].pk,
            at=now,
        )
        _take(world, parent, child, SAID[turn % len(SAID)], now)


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
        world.house,
        signs,
        about,
        dict.fromkeys(seen, said),
        seen=seen,
        understood={purpose: one.question.check_right for purpose, one in asked.items()},
        how=How.PAPER,
        at=at,
        by=commands.Evidence(signed_on=at.date()),
    )
