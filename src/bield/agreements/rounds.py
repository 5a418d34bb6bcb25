"""What the worker does for requests: ask who joins, remind who has not answered."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bield.agreements import commands, queries
from bield.agreements.models import Request
from bield.agreements.rules.asking import step
from bield.duties import queries as duties
from bield.kit import rounds
from bield.kit.reading import reading
from bield.kit.rounds import Round
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

logger = logging.getLogger(__name__)
CLOCK = "agreements"
LONDON = ZoneInfo("Europe/London")
FROM, UNTIL = 8, 18  # hours of the day between which people are reminded


def register() -> None:
    rounds.register(Round("agreements.ask", timedelta(minutes=10), ask))
    rounds.register(Round("agreements.remind", timedelta(minutes=30), remind))


def _everywhere(act: Callable[[Actor, datetime], None], at: datetime) -> None:
    """A fault in one organisation must not stop the reminders of another."""
    for organisation_id in people.organisation_ids():
        try:
            act(house(organisation_id, CLOCK), at)
        except Exception:
            logger.exception("requests of organisation %d stopped", organisation_id)


# ------ asking


def ask(at: datetime) -> None:
    _everywhere(_ask, at)


def _ask(clock: Actor, at: datetime) -> None:
    with reading(clock.organisation_id):
        live = list(queries.live(clock.organisation_id))
    for request in live:
        while not request.filled:
            with reading(clock.organisation_id):
                some, over = queries.next_to_ask(request, day_of(at))
            commands.ask_on(clock, request.pk, some, over=over, at=at)
            request.filled = over
        _look_again(clock, request, at)


def _look_again(clock: Actor, request: Request, at: datetime) -> None:
    """Every time for whoever has just come; once a day for all, and for what has run out."""
    today = day_of(at)
    daily = request.looked_on != today
    with reading(clock.organisation_id):
        joined = queries.joiners(request, today, lately=not daily) if request.joiners else []
        asked = queries.everybody_asked(request) if daily else []
    for some in queries.pieces(joined):
        commands.ask_on(clock, request.pk, some, over=True, at=at)
    for some in queries.pieces(asked):
        commands.look_again(clock, request, some, at=at)
    if daily:
        commands.looked_at_all(clock, request, at=at)


# ------ reminding


def remind(at: datetime) -> None:
    if FROM <= at.astimezone(LONDON).hour < UNTIL:
        _everywhere(_remind, at)


def _remind(clock: Actor, at: datetime) -> None:
    today = day_of(at)
    with reading(clock.organisation_id):
        if not duties.is_open_day(clock.organisation_id, None, today):
            return
        live = [one for one in queries.live(clock.organisation_id) if one.reminded_on != today]
        late = queries.late(clock.organisation_id, today).exists()
    for request in live:
        for since, some in _due(clock, request, today):
            commands.remind(clock, request.pk, some, since=since, at=at)
        commands.looked_after(clock, request, at=at)
    if late:
        commands.tell_office(clock, at=at)


def _due(clock: Actor, request: Request, today: date) -> list[tuple[date, list[int]]]:
    """Pieces of those for whom a day has come, with that day."""
    house_id = clock.organisation_id

    def is_open(day: date) -> bool:
        return duties.is_open_day(house_id, None, day)

    with reading(house_id):
        by_step: dict[date, list[tuple[date, date]]] = {}
        for begins_on, last_day in queries.spans(request):
            since = (
                today if request.hurried_on == today else step(begins_on, last_day, today, is_open)
            )
            if since is not None:
                by_step.setdefault(since, []).append((begins_on, last_day))
        return [
            (since, some)
            for since, days in by_step.items()
            for some in queries.pieces(queries.unanswered(request, today, days))
        ]
