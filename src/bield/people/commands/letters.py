"""Messages about posts. They say that something happened and where to look, never what or whom."""

from datetime import datetime

from bield.people.actors import Actor


def tell_holders(actor: Actor, *, about: str, at: datetime) -> None:
    """Lead, deputies and the board's champion hear at once of every step of an appointment."""


def send_code(actor: Actor, *, to: str, code: str, at: datetime) -> None:
    """The code that confirms an address, sent to that address."""
