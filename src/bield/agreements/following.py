"""What the worker does where permissions end: it goes on with what follows, sees what ended by its
days, and asks families at the last day of their recordings. And the watch over its promises."""

import logging
from datetime import datetime, timedelta

from bield.agreements import commands, queries
from bield.kit import rounds, times
from bield.kit.reading import reading
from bield.kit.rounds import Round
from bield.kit.watches import Finding, State, Watch
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

logger = logging.getLogger(__name__)
TURNS = 20  # of one permission in one round: nobody's thousands keep the others waiting


def register() -> None:
    rounds.register(Round("agreements.follow", timedelta(seconds=5), follow))
    rounds.register(Round("agreements.ended", timedelta(hours=1), end))
    rounds.register(Round("agreements.family-recordings", timedelta(hours=1), ask_families))


def follow(at: datetime) -> None:
    for organisation_id in people.organisation_ids():
        us = house(organisation_id, "agreements")
        with reading(organisation_id):
            due = queries.turns(organisation_id, at)
        for one in due:
            _go_on(us, one, at)


def _go_on(us: Actor, following_id: int, at: datetime) -> None:
    try:
        for _ in range(TURNS):
            if not commands.follow_on(us, following_id, at=at):
                return
    except Exception:  # what one room cannot do must not keep the rest
        logger.exception("what follows the end of a permission could not go on")
        commands.put_off(us, following_id, at=at)


def end(at: datetime) -> None:
    for organisation_id in people.organisation_ids():
        us = house(organisation_id, "agreements")
        with reading(organisation_id):
            over = list(queries.ended_by_themselves(us, at=at))
        for answer, why in over:
            commands.begin(us, answer, why, at=at)


def ask_families(at: datetime) -> None:
    """Whose own recording is at its last day is asked whether it is deleted."""
    for organisation_id in people.organisation_ids():
        us = house(organisation_id, "agreements")
        with reading(organisation_id):
            due = queries.due_for_deletion(organisation_id, day_of(at))
        for reference in due:
            commands.ask_deletion(us, reference, at=at)


def look(organisation_id: int, now: datetime) -> list[Finding]:
    late = queries.overdue_following(organisation_id, now)
    if not late:
        return []
    what = times.count(late, "answer that was taken back has", "answers that were taken back have")
    says = f"{what} not had all its consequences in the time that was promised."
    return [Finding(State.BROKEN, says, "ICT support", "/follows/")]


FOLLOWED_IN_TIME = Watch("agreements.followed-in-time", (), look)
