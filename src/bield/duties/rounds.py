"""What the worker does for duties: look at their clocks, run the watches, open what comes again."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bield.duties import commands, holders, personal, queries, registry
from bield.duties.models import Duty
from bield.duties.registry import DutyKind
from bield.duties.states import Period
from bield.kit import rounds
from bield.kit.reading import reading
from bield.kit.refusals import NotFound
from bield.kit.rounds import Round
from bield.kit.watches import WATCHES, Finding, State, Watch
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

logger = logging.getLogger(__name__)
CLOCK = "duties"


def register() -> None:
    rounds.register(Round("duties.turn", timedelta(seconds=20), turn))
    rounds.register(Round("duties.watch", timedelta(hours=1), watch))
    rounds.register(Round("duties.stand", timedelta(hours=1), stand))


def _everywhere(act: Callable[[Actor, datetime], None], at: datetime) -> None:
    """A fault in one organisation must not stop the clocks of another."""
    for organisation_id in people.organisation_ids():
        try:
            act(house(organisation_id, CLOCK), at)
        except Exception:
            logger.exception("the clocks of organisation %d stopped", organisation_id)


# ------ clocks


def turn(at: datetime) -> None:
    """Remind and escalate. What was missed while the worker was down is caught up at once."""
    _everywhere(_turn, at)


def _turn(clock: Actor, at: datetime) -> None:
    with reading(clock.organisation_id):
        due = queries.turning(clock.organisation_id, at)
    for duty_id in due:
        try:
            commands.turn(clock, duty_id, at=at)
        except NotFound:
            continue
        except Exception:
            logger.exception("the duty %d could not be turned", duty_id)


# ------ watches


def watch(at: datetime) -> None:
    _everywhere(_watch, at)


def _watch(clock: Actor, at: datetime) -> None:
    findings: dict[tuple[str, str], Finding] = {}
    for each in WATCHES.values():
        for number, finding in enumerate(_look(each, clock.organisation_id, at), start=1):
            place = (each.code, finding.subject)
            if place in findings:
                place = (each.code, f"{finding.subject}#{number}")
            findings[place] = finding
    with reading(clock.organisation_id):
        changed = _changed(clock.organisation_id, findings)
    if changed:
        commands.record_findings(clock, findings, at=at)


def _look(each: Watch, organisation_id: int, at: datetime) -> list[Finding]:
    """A watch that fails has proved nothing, so it must not look kept."""
    try:
        with reading(organisation_id):
            return each.look(organisation_id, at)
    except Exception:
        logger.exception("the watch %s failed", each.code)
        return [Finding(State.UNPROVED, "This could not be checked.", "ICT support")]


def _changed(organisation_id: int, findings: dict[tuple[str, str], Finding]) -> bool:
    before = {
        (row.watch, row.subject): (row.state, row.message, row.mender, row.link)
        for row in queries.found_now(organisation_id)
    }
    now = {
        place: (str(found.state), found.message, found.mender, found.link)
        for place, found in findings.items()
    }
    return before != now


# ------ duties that come again, and those held by post


def stand(at: datetime) -> None:
    _everywhere(_stand, at)


def _stand(clock: Actor, at: datetime) -> None:
    with reading(clock.organisation_id):
        if people.organisation_by_id(clock.organisation_id).set_up_at is None:
            return
        missing = [*_missing(clock.organisation_id), *_missing_at_branches(clock.organisation_id)]
        moved = _moved(clock.organisation_id, at)
    for again in missing:
        _open_again(clock, again, at)
    for duty, held in moved:
        commands.hand_over(clock, duty.kind, subject=duty.subject, holder_ids=held, at=at)
    _stand_for_each(clock, at)


def _stand_for_each(clock: Actor, at: datetime) -> None:
    """Duties that are each one's own."""
    with reading(clock.organisation_id):
        wanted = personal.to_open(clock.organisation_id, at)
        gone = personal.to_set_aside(clock.organisation_id, at)
    personal.set_aside(clock, gone, at)
    personal.open_all(clock, wanted, at)
    with reading(clock.organisation_id):
        signed = personal.to_clear(clock.organisation_id)
    personal.clear(clock, signed, at)


@dataclass(frozen=True)
class Again:
    """What is to be opened again."""

    kind: DutyKind
    subject: str
    period: Period
    start: datetime | None  # the end of its last period
    site_id: int | None = None


def _missing(organisation_id: int) -> list[Again]:
    """Kinds that come again and do not stand now."""
    kinds = [kind for kind in registry.KINDS.values() if kind.recurs]
    found = queries.standing(organisation_id, [k.code for k in kinds])
    standing = {duty.subject for duty in found}
    return [
        Again(kind, kind.code, kind.period, _last(organisation_id, kind, kind.code))
        for kind in kinds
        if kind.code not in standing and kind.period
    ]


def _missing_at_branches(organisation_id: int) -> list[Again]:
    """The same where a branch does it more often than the group asks."""
    own = queries.own_periods(organisation_id)
    found = queries.standing(organisation_id, sorted({kind.code for kind, _, _ in own}))
    standing = {duty.subject for duty in found}
    return [
        Again(kind, subject, period, _last(organisation_id, kind, subject), site_id)
        for kind, site_id, period in own
        if (subject := queries.subject_at(kind.code, site_id)) not in standing
    ]


def _last(organisation_id: int, kind: DutyKind, subject: str) -> datetime | None:
    last = queries.last_closed(organisation_id, kind.code, subject)
    return max(last.due_at, last.closed_at or last.due_at) if last else None


def _open_again(clock: Actor, again: Again, at: datetime) -> None:
    """The next period begins where the last one ended, so that an early review moves nothing."""
    with reading(clock.organisation_id):
        due_at = queries.due_at(
            clock.organisation_id, again.site_id, again.period, again.start or at
        )
    commands.open_duty(
        clock, again.kind.code, subject=again.subject, site_id=again.site_id, due_at=due_at, at=at
    )


def _moved(organisation_id: int, at: datetime) -> list[tuple[Duty, list[int]]]:
    """Duties held by post whose posts have changed hands."""
    codes = [kind.code for kind in registry.KINDS.values() if kind.held_by]
    roster = people.roster(organisation_id, day_of(at))
    handed = queries.handed_to(organisation_id, day_of(at))
    moved = []
    for duty in queries.standing(organisation_id, codes):
        kind = registry.kind(duty.kind)
        held = holders.by_post(
            organisation_id,
            kind,
            subject=duty.subject,
            site_id=duty.site_id,
            at=at,
            roster=roster,
            late=duty.due_at <= at,
            handed=handed,
        )
        if held and set(held) != {holding.person_id for holding in duty.holdings.all()}:
            moved.append((duty, held))
    return moved
