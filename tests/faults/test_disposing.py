"""The house is killed while it disposes: what is gone has its certificate, and what has none is
whole."""

import time
from datetime import timedelta
from pathlib import Path

from bield.agreements.models import Answer, Certificate
from bield.agreements.states import Said
from bield.ledger.verify import verify
from bield.retention import commands
from bield.retention.models import Disposal
from bield.retention.states import DisposalState
from tests.agreements.asking import grown_up, published, says
from tests.conftest import NOON, Cast, look_into
from tests.houses import LiveDatabase
from tests.server import Server

ANSWERS = 150
KILLS = 4
LONGEST = 90.0  # seconds on a busy machine


def test_killed_while_disposing_it_leaves_both_or_neither(
    live_db: LiveDatabase, cast: Cast, tmp_path: Path
) -> None:
    grown_up(cast, "ivy")
    published(cast)
    for number in range(ANSWERS):
        said = Said.NO if number % 2 else Said.YES
        says(cast, "ivy", "ivy", said, at=NOON + timedelta(minutes=number))
    lead = cast.actor("ama")
    commands.set_rule(lead, "agreement.replaced", amount=0, unit="days", reason="Now.", at=NOON)
    look_into(cast.alder)
    seen = []
    with Server(live_db.url, tmp_path) as server:
        for _ in range(KILLS):
            until, stood = time.monotonic() + LONGEST, Answer.objects.count()
            while Answer.objects.count() >= stood > 1 and time.monotonic() < until:
                time.sleep(0.02)
            server.kill()
            seen.append(_settled())
            server.start()
        until = time.monotonic() + LONGEST
        while Answer.objects.count() > 1 and time.monotonic() < until:
            time.sleep(0.2)

    assert seen == [ANSWERS] * KILLS
    assert _settled() == ANSWERS
    assert Answer.objects.get().said == Said.NO
    assert verify(cast.alder.pk).whole


def _settled() -> int:
    """Answers that are whole, and certificates of those that are gone: each one of them once."""
    assert Answer.objects.count() == Certificate.objects.count()
    gone = Disposal.objects.filter(state=DisposalState.DONE)
    assert gone.values("subject").distinct().count() == gone.count()
    return Answer.objects.count() + gone.count()
