from datetime import timedelta

import pytest

from bield.kit.watches import State
from bield.outbox import commands, queries, registry, rules
from bield.outbox.carrier import carry
from bield.outbox.commands import NEXT_TRY, Outcome, Postman
from bield.outbox.models import Message
from bield.outbox.states import MessageState
from bield.outbox.watches import DELIVERED
from tests.conftest import NOON, Cast
from tests.outbox.test_mail import mail
from tests.post_office import PostOffice, text_of


def state() -> tuple[str, str]:
    message = Message.objects.get()
    return message.state, message.answer


def test_a_message_arrives_once_and_its_text_is_forgotten(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast)

    carry([cast.alder.pk, cast.birch.pk], NOON)
    carry([cast.alder.pk], NOON + timedelta(minutes=30))

    (arrived,) = post_office.arrived
    message = Message.objects.get()
    assert arrived["To"] == "ama@alder.example"
    assert arrived["Message-ID"] == message.message_id
    assert (message.state, text_of(message)) == (MessageState.SENT, "")


def test_mail_about_a_concern_says_nothing_about_it(cast: Cast, post_office: PostOffice) -> None:
    mail(cast)

    carry([cast.alder.pk], NOON)

    (arrived,) = post_office.arrived
    everything = arrived.as_string()
    assert "C-4F7-9HK2" not in everything
    assert "Joe" not in everything
    assert [word for word in everything.split() if "://" in word] == [
        "http://localhost:8000/sign-in/"
    ]


def test_only_the_mail_of_the_organisations_named_is_carried(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast)

    carry([cast.birch.pk], NOON)

    assert post_office.arrived == []


def test_a_worker_killed_between_claim_and_settlement_loses_nothing(
    cast: Cast, post_office: PostOffice
) -> None:
    """It may have handed the message over already: the second one has the same identity."""
    mail(cast)
    commands.claim(Postman(cast.alder.pk), at=NOON)

    carry([cast.alder.pk], NOON + timedelta(minutes=1))
    before_the_lease_ends = len(post_office.arrived)
    carry([cast.alder.pk], NOON + commands.LEASE)

    assert before_the_lease_ends == 0
    assert [m["Message-ID"] for m in post_office.arrived] == [Message.objects.get().message_id]


def test_a_worker_that_comes_back_late_does_not_undo_what_another_did(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast)
    (stale,) = commands.claim(Postman(cast.alder.pk), at=NOON)
    carry([cast.alder.pk], NOON + commands.LEASE)

    late = Outcome(stale, MessageState.WAITING, "unreachable")
    commands.settle(Postman(cast.alder.pk), [late], at=NOON + commands.LEASE)

    assert state() == (MessageState.SENT, "")


def test_an_address_that_the_server_refuses_is_recorded_and_others_arrive(
    cast: Cast, post_office: PostOffice
) -> None:
    post_office.answers["ama@alder.example"] = "550 no such mailbox"
    mail(cast)
    mail(cast, to="ben@alder.example")

    carry([cast.alder.pk], NOON)

    refused = Message.objects.get(to="ama@alder.example")
    assert (refused.state, refused.answer) == (MessageState.REFUSED, "550")
    assert [m["To"] for m in post_office.arrived] == ["ben@alder.example"]


def test_a_mailbox_that_is_full_for_now_is_tried_again(cast: Cast, post_office: PostOffice) -> None:
    post_office.answers["ama@alder.example"] = "452 mailbox full"
    mail(cast)
    carry([cast.alder.pk], NOON)
    for_now = state()

    post_office.answers.clear()
    carry([cast.alder.pk], NOON + NEXT_TRY[0] + timedelta(minutes=1))

    assert for_now == (MessageState.WAITING, "452")
    assert state() == (MessageState.SENT, "")


def test_an_address_that_would_break_the_letter_is_refused(
    cast: Cast, post_office: PostOffice
) -> None:
    mail(cast, to="ama@alder.example\nBcc: all@alder.example")

    carry([cast.alder.pk], NOON)

    assert state() == (MessageState.REFUSED, "malformed")
    assert post_office.arrived == []


def test_an_unreachable_server_is_tried_ever_more_slowly_then_given_up_loudly(
    cast: Cast, nobody_answers: None
) -> None:
    mail(cast)
    at = NOON
    for wait in NEXT_TRY:
        carry([cast.alder.pk], at)
        at += wait + timedelta(minutes=1)
    last = state()

    carry([cast.alder.pk], at)

    assert last == (MessageState.WAITING, "unreachable")
    assert state() == (MessageState.GIVEN_UP, "unreachable")
    assert [f.subject for f in DELIVERED.look(cast.alder.pk, at)] == ["given-up"]


def test_mail_that_waits_too_long_is_found(cast: Cast, nobody_answers: None) -> None:
    mail(cast)
    at = NOON
    for wait in NEXT_TRY[: queries.WORRYING]:
        carry([cast.alder.pk], at)
        at += wait + timedelta(minutes=1)

    (finding,) = DELIVERED.look(cast.alder.pk, at)

    assert (finding.state, finding.subject) == (State.BROKEN, "late")


def test_nothing_is_found_while_mail_arrives(cast: Cast, post_office: PostOffice) -> None:
    mail(cast)
    carry([cast.alder.pk], NOON)

    assert DELIVERED.look(cast.alder.pk, NOON) == []


def test_without_a_mail_server_messages_are_kept_for_the_console(cast: Cast) -> None:
    mail(cast, body="The code is 123456.", about="account:7")

    carry([cast.alder.pk], NOON)

    (kept,) = queries.kept(cast.alder.pk)
    assert (kept.to, kept.body) == ("ama@alder.example", "The code is 123456.")


def test_what_was_kept_does_not_leave_when_a_server_is_set_later(
    cast: Cast, request: pytest.FixtureRequest
) -> None:
    mail(cast)
    carry([cast.alder.pk], NOON)

    office = request.getfixturevalue("post_office")
    carry([cast.alder.pk], NOON + timedelta(days=1))

    assert office.arrived == []
    assert state() == (MessageState.KEPT, "")


def test_a_message_that_the_server_takes_and_then_refuses_is_settled(
    cast: Cast, post_office: PostOffice
) -> None:
    post_office.verdict = "554 not here"
    mail(cast)

    carry([cast.alder.pk], NOON)

    assert state() == (MessageState.REFUSED, "554")


def test_the_round_goes_to_every_organisation(cast: Cast, post_office: PostOffice) -> None:
    mail(cast)

    registry.send(NOON)

    assert len(post_office.arrived) == 1


def test_a_long_queue_is_carried_in_batches(cast: Cast, post_office: PostOffice) -> None:
    for _ in range(commands.BATCH + 2):
        mail(cast)

    carry([cast.alder.pk], NOON)

    assert len(post_office.arrived) == commands.BATCH + 2


def test_a_message_belongs_to_an_organisation() -> None:
    with pytest.raises(ValueError, match="outside any organisation"):
        rules.organisation(None)
