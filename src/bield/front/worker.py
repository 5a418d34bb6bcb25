"""Makes the rounds that rooms registered. Killed at any moment, it loses nothing: no state here."""

import logging
import os
import signal
import threading
import time
from datetime import datetime, timedelta
from types import FrameType

from django.db import DatabaseError, connection
from django.utils import timezone

from bield.kit.refusals import Unavailable
from bield.kit.rounds import ROUNDS, Round

logger = logging.getLogger(__name__)
PAUSE = 1.0  # seconds between two looks at what is due
AFTER_A_FAULT = timedelta(seconds=15)


def work(*, once: bool = False) -> None:
    stop = threading.Event()

    def asked_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, asked_to_stop)
    parent = os.getppid()
    due: dict[str, datetime] = {}
    while not stop.is_set():
        now = timezone.now()
        for round_ in ROUNDS.values():
            if not stop.is_set() and due.get(round_.name, now) <= now:
                due[round_.name] = now + _make(round_, now)
        if once or os.getppid() != parent:  # the server that started it is gone
            return
        stop.wait(PAUSE)


def _make(round_: Round, now: datetime) -> timedelta:
    """Make one round; say when the next is due. A fault in one never stops the others."""
    began = time.monotonic()
    try:
        round_.act(now)
    except (DatabaseError, Unavailable):
        logger.exception("the round %s could not reach the database", round_.name)
        connection.close()
        return AFTER_A_FAULT
    except Exception:  # the clock of a concern must go on, whatever one round meets
        logger.exception("the round %s failed", round_.name)
        return max(round_.every, AFTER_A_FAULT)
    logger.debug("the round %s took %.3f s", round_.name, time.monotonic() - began)
    return round_.every
