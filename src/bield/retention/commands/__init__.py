"""Every change of holds, of evidence, of periods, and the one way to dispose of something."""

from bield.retention.commands.disposing import dispose, pause
from bield.retention.commands.evidence import mark_evidence, release_evidence
from bield.retention.commands.holding import (
    extend_hold,
    place_hold,
    release_hold,
    review_hold,
)
from bield.retention.commands.keeping import bring_forward, set_period, take_in, withdraw

__all__ = [
    "bring_forward",
    "dispose",
    "extend_hold",
    "mark_evidence",
    "pause",
    "place_hold",
    "release_evidence",
    "release_hold",
    "review_hold",
    "set_period",
    "take_in",
    "withdraw",
]
