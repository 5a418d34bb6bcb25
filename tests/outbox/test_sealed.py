"""A message may hold a link that lets somebody in: whoever steals the tables does not read it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from bield.kit import writes
from bield.ledger import queries as ledger
from bield.outbox import commands, queries
from bield.outbox.carrier import carry
from bield.outbox.commands import Offer, Postman
from bield.outbox.models import Message
from bield.outbox.states import MessageState
from bield.vault.seal import BrokenSeal
from tests.conftest import NOON, Cast
from tests.houses import LiveDatabase
from tests.post_office import PostOffice, text_of

HOUR = timedelta(hours=1)
WORDS = "Open http://localhost:8000/sign-in/invitation/Zm9yLWl2eQ/ to come in."


def mail(cast: Cast, offer: str = "ivys-link") -> Message:
    commands.mail(
        cast.actor("eve"),
        to="ivy@alder.example",
        subject="Your account",
        body=WORDS,
        about="person:9",
        at=NOON,
        offer=Offer(offer, NOON + HOUR),
    )
    return Message.objects.latest("pk")


def undelivered(cast: Cast) -> list[str]:
    lines = ledger.lines_about(cast.alder.pk, "person:9")
    return [str(line.facts["outcome"]) for line in lines if line.event == "outbox.undelivered"]


def test_no_column_of_a_message_that_waits_shows_its_link(cast: Cast) -> None:
    mail(cast)

    (row,) = Message.objects.values()
    assert "ivy@alder.example" in repr(row)
    assert "Zm9yLWl2eQ" not in repr(row)
    assert b"Zm9yLWl2eQ" not in bytes(row["sealed"])


def test_a_text_opens_in_its_own_message_only(cast: Cast) -> None:
    one, other = mail(cast), mail(cast, offer="another")
    other.sealed = one.sealed

    assert text_of(one) == WORDS
    with pytest.raises(BrokenSeal):
        text_of(other)


def test_what_offered_something_is_taken_back_with_it(cast: Cast, post_office: PostOffice) -> None:
    mail(cast)
    mail(cast, offer="another")

    commands.take_back(cast.actor("eve"), "ivys-link", at=NOON)
    carry([cast.alder.pk], NOON)

    taken = Message.objects.get(offer="ivys-link")
    assert (taken.state, bytes(taken.sealed)) == (MessageState.LAPSED, b"")
    assert len(post_office.arrived) == 1
    assert undelivered(cast) == []


def test_a_message_is_taken_back_in_its_own_organisation_only(cast: Cast) -> None:
    mail(cast)

    commands.take_back(cast.actor("mia"), "ivys-link", at=NOON)

    cast.actor("ama")  # looks into Alder again
    assert Message.objects.get().state == MessageState.WAITING


def test_a_link_that_ended_before_it_could_leave_is_not_sent_and_is_noted(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast)

    carry([cast.alder.pk], NOON + HOUR)

    message = Message.objects.get()
    assert (message.state, bytes(message.sealed)) == (MessageState.LAPSED, b"")
    assert post_office.arrived == []
    assert undelivered(cast) == ["lapsed"]


def test_the_console_shows_a_link_for_as_long_as_it_is_good(cast: Cast) -> None:
    mail(cast)
    carry([cast.alder.pk], NOON)
    shown = [kept.body for kept in queries.kept(cast.alder.pk)]

    carry([cast.alder.pk], NOON + HOUR)

    assert shown == [WORDS]
    assert queries.kept(cast.alder.pk) == []
    assert undelivered(cast) == []


def test_a_message_that_is_leaving_at_its_end_is_let_go(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast)
    commands.claim(Postman(cast.alder.pk), at=NOON + HOUR - timedelta(seconds=1))

    carry([cast.alder.pk], NOON + HOUR)

    assert Message.objects.get().state == MessageState.SENDING


def test_messages_that_an_earlier_edition_left_in_clear_are_sealed(
    live_db: LiveDatabase, cast: Cast
) -> None:
    message = mail(cast)
    writes.rest()
    call_command("migrate", "outbox", "0001", verbosity=0)
    with connection.cursor() as cursor:
        cast.actor("ama")  # looks into Alder
        cursor.execute("UPDATE outbox_message SET body = %s", [WORDS])

    call_command("migrate", "outbox", verbosity=0)

    cast.actor("ama")
    assert text_of(Message.objects.get(pk=message.pk)) == WORDS
