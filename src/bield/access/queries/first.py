"""What comes before the work of whoever has just signed in, as rooms above know it."""

from collections.abc import Callable
from datetime import datetime

from bield.people.actors import Actor

Leads = Callable[[Actor, datetime], str | None]

LEADS: list[Leads] = []


def comes_first(actor: Actor, at: datetime) -> str | None:
    """Where they are led before anything else."""
    return next((path for leads in LEADS if (path := leads(actor, at))), None)
