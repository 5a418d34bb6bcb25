"""What this room tells the rooms below: kinds of duty, and how its ledger lines read."""

from bield.concerns.states import ACKNOWLEDGE, FOLLOW_UP
from bield.duties.registry import DutyKind, register


def declare() -> None:
    register(DutyKind(ACKNOWLEDGE, "Acknowledge a concern"))
    register(DutyKind(FOLLOW_UP, "Look again at a concern"))
