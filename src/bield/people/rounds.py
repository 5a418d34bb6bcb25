"""What the worker does for people: it goes on with lists that are on their way in."""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError

from bield.kit import rounds
from bield.kit.refusals import Unavailable
from bield.kit.rounds import Round
from bield.people import commands, queries

logger = logging.getLogger(__name__)


def register() -> None:
    rounds.register(Round("people.lists", timedelta(seconds=2), go_on))
    rounds.register(Round("people.folder", timedelta(minutes=5), look))


def go_on(at: datetime) -> None:
    fault = None
    for organisation_id in queries.organisation_ids():
        try:
            commands.go_on(organisation_id, at)
        except (DatabaseError, Unavailable) as met:  # the lists of others first
            fault = met
    if fault is not None:
        raise fault


def look(at: datetime) -> None:
    for organisation_id in queries.organisation_ids():
        commands.look_into_folder(organisation_id, at=at)
