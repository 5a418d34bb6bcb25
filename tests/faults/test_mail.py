"""A message that was written is delivered, however often the worker is killed."""

import time
from pathlib import Path

from django.utils import timezone

from bield.outbox import commands
from bield.outbox.models import Message
from bield.outbox.states import MessageState
from tests.conftest import Cast, look_into
from tests.houses import LiveDatabase
from tests.post_office import PostOffice, opened
from tests.server import Server

MESSAGES = 60
KILLS = 4
PATIENCE = 60.0


def test_killed_while_it_delivers_the_worker_loses_no_message(
    live_db: LiveDatabase, cast: Cast, tmp_path: Path
) -> None:
    look_into(cast.alder)
    Message.objects.filter(organisation_id=cast.alder.pk).delete()
    _write(cast)
    office = PostOffice(slowness=0.02)

    with (
        opened(office) as port,
        Server(live_db.url, tmp_path, EMAIL_URL=f"smtp://127.0.0.1:{port}") as server,
    ):
        for kill in range(KILLS):
            _wait_for(office, (kill + 1) * MESSAGES // (KILLS + 2))
            server.kill()
            _let_leases_lapse(cast)
            server.start()
        _wait_for_all(office, cast)

    arrived = [message["Message-ID"] for message in office.arrived]
    written = Message.objects.filter(organisation_id=cast.alder.pk)
    assert set(arrived) == set(written.values_list("message_id", flat=True))
    assert len(set(arrived)) == MESSAGES
    kept = {(one.state, bytes(one.sealed)) for one in written}
    assert kept == {(MessageState.SENT, b"")}


def _write(cast: Cast) -> None:
    for number in range(MESSAGES):
        commands.mail(
            cast.actor("eve"),
            to=f"reader-{number}@alder.example",
            subject="Something waits for you",
            body="Sign in to see it.",
            about="account:1",
            at=timezone.now(),
        )


def _let_leases_lapse(cast: Cast) -> None:
    """As the minutes would."""
    look_into(cast.alder)
    left = Message.objects.filter(organisation_id=cast.alder.pk, state=MessageState.SENDING)
    left.update(due_at=timezone.now())


def _wait_for(office: PostOffice, number: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(office.arrived) < number and time.monotonic() < until:
        time.sleep(0.02)


def _wait_for_all(office: PostOffice, cast: Cast) -> None:
    until = time.monotonic() + PATIENCE
    look_into(cast.alder)
    written = Message.objects.filter(organisation_id=cast.alder.pk)
    while written.exclude(state=MessageState.SENT).exists() and time.monotonic() < until:
        time.sleep(0.1)
