"""What the tests of access arrange: accounts, factors, and who stands at the door."""

import re
from datetime import datetime
from urllib.parse import urlencode

import pyotp
from django.http import HttpResponse
from django.utils import timezone

from bield.access import commands, queries
from bield.access.commands import AtTheDoor, Opened
from bield.access.models import Account
from bield.ledger import queries as ledger
from bield.outbox.models import Message
from bield.people.actors import Actor, house
from bield.people.models import Person
from tests.conftest import NOON, Cast
from tests.pages import LookingClient
from tests.post_office import text_of

PASSWORD = "lantern-gravel-otter"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
HOME = AtTheDoor(origin="192.0.2.1")
ELSEWHERE = AtTheDoor(origin="198.51.100.7", device_name="Firefox on Linux")


def open_account(person: Person, *, password: str = PASSWORD, at: datetime = NOON) -> Account:
    us = house(person.organisation_id, "tests")
    return commands.open_account(us, person, email=person.email, password=password, at=at)


def with_app(person: Person, *, secret: str = SECRET, at: datetime = NOON) -> Account:
    account = open_account(person, at=at)
    us = house(person.organisation_id, "tests")
    commands.give_authenticator(us, account, secret=secret, at=at)
    return account


def code(at: datetime, secret: str = SECRET) -> str:
    return pyotp.TOTP(secret).at(at)


def sign_in(
    email: str, password: str = PASSWORD, *, door: AtTheDoor = HOME, at: datetime = NOON
) -> Opened:
    return commands.sign_in(door, email=email, password=password, at=at)


def actor_in(opened: Opened, at: datetime = NOON) -> Actor:
    """Who the middleware would say is asking."""
    arrival = queries.arrival(opened.token, at)
    assert arrival is not None
    assert arrival.actor is not None
    return arrival.actor


def enter(
    client: LookingClient, email: str, password: str = PASSWORD, *, then: str = "", **more: str
) -> HttpResponse:
    """Fill the form at the door and send it."""
    path = f"/sign-in/?{urlencode({'next': then})}" if then else "/sign-in/"
    return client.send(path, {"email": email, "password": password, **more})


def told(cast: Cast, name: str) -> list[str]:
    """What the record says of somebody, by event."""
    person = cast.people[name]
    lines = ledger.lines_about(person.organisation_id, f"person:{person.pk}")
    return [line.event for line in lines if line.event.startswith("access.")]


def mails() -> list[tuple[str, str]]:
    """To whom, and about what."""
    return [(mail.to, mail.subject) for mail in Message.objects.order_by("pk")]


def link_in(mail: Message) -> str:
    """The path of the link that a mail carries."""
    return re.search(r"http://localhost:8000(/sign-in/[^\s]+/)", text_of(mail)).group(1)


def now() -> datetime:
    return timezone.now()
