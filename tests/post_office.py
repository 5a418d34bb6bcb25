"""A post office on loopback: real SMTP, so that nothing about it is guessed."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from bield.outbox.models import Message
from bield.outbox.sealed import unsealer


@dataclass
class PostOffice:
    """Takes mail, except for recipients it was told to answer otherwise."""

    arrived: list[EmailMessage] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    verdict: str = "250 OK"  # once it has read the message
    slowness: float = 0.0  # seconds for each message

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        time.sleep(self.slowness)
        if not self.verdict.startswith("250"):
            return self.verdict
        content = envelope.content
        assert isinstance(content, bytes)
        self.arrived.append(message_from_bytes(content, policy=policy.default))
        return "250 OK"


def text_of(message: Message) -> str:
    """What the message will say, as the house itself reads it."""
    return unsealer(message.organisation_id)(message)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def opened(office: PostOffice) -> Iterator[int]:
    """The port where it takes mail."""
    controller = Controller(office, hostname="127.0.0.1", port=free_port())
    controller.start()
    yield int(controller.port)
    controller.stop()
