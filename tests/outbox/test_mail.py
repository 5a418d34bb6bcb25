import pytest

from bield.outbox import commands
from bield.outbox.models import Message
from bield.outbox.rules import TellsTooMuch
from bield.outbox.states import MessageState
from tests.conftest import NOON, Cast
from tests.post_office import text_of

SIGN_IN = "http://localhost:8000/sign-in/"


def mail(
    cast: Cast,
    body: str = f"Something waits for you. Sign in: {SIGN_IN}",
    subject: str = "Something waits for you",
    to: str = "ama@alder.example",
    about: str = "C-4F7-9HK2",
) -> None:
    commands.mail(cast.actor("eve"), to=to, subject=subject, body=body, about=about, at=NOON)


def test_a_message_is_a_row_of_the_organisation_that_waits(cast: Cast) -> None:
    mail(cast)

    message = Message.objects.get()
    assert (message.organisation_id, message.to) == (cast.alder.pk, "ama@alder.example")
    assert (message.state, message.due_at) == (MessageState.WAITING, NOON)


def test_every_message_has_an_identity_of_its_own(cast: Cast) -> None:
    mail(cast)
    mail(cast)

    first, second = Message.objects.order_by("pk").values_list("message_id", flat=True)
    assert first != second


@pytest.mark.parametrize(
    "too_much",
    [
        "Concern C-4F7-9HK2 was reported.",
        "Concern C-777-9HK2 was reported.",
        "See http://localhost:8000/concerns/new/",
        "See https://example.org.",
        "See www.example.org",
    ],
)
def test_mail_about_a_concern_carries_no_reference_and_no_other_link(
    cast: Cast, too_much: str
) -> None:
    with pytest.raises(TellsTooMuch):
        mail(cast, body=too_much)
    with pytest.raises(TellsTooMuch):
        mail(cast, subject=too_much)

    assert not Message.objects.exists()


def test_mail_about_something_else_may_carry_a_link(cast: Cast) -> None:
    mail(cast, body="Your invitation: http://localhost:8000/welcome/abc/", about="account:7")

    assert Message.objects.get().state == MessageState.WAITING


def test_somebody_without_an_address_stops_no_work_but_is_not_passed_over(cast: Cast) -> None:
    mail(cast, to="")

    message = Message.objects.get()
    assert (message.state, message.answer, text_of(message)) == ("refused", "no-address", "")
