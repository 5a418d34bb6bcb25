"""Every change of holds, evidence, periods and rules; what people ask about their data; breaches;
and the one way to dispose of something."""

from bield.retention.commands.breaches import (
    record_breach_export,
    take_breach_step,
    write_breach,
)
from bield.retention.commands.disposing import dispose, pause
from bield.retention.commands.evidence import mark_evidence, release_evidence
from bield.retention.commands.holding import (
    extend_hold,
    place_hold,
    release_hold,
    review_hold,
)
from bield.retention.commands.keeping import bring_forward, set_period, take_in, withdraw
from bield.retention.commands.packages import make_package, open_package
from bield.retention.commands.requests import ask, name_contact, take_step, write_request
from bield.retention.commands.reviewing import (
    agree_to_disposal,
    ask_for_review,
    keep_record,
    propose_disposal,
    send_back,
)
from bield.retention.commands.ruling import follow_pack, set_rule

__all__ = [
    "agree_to_disposal",
    "ask",
    "ask_for_review",
    "bring_forward",
    "dispose",
    "extend_hold",
    "follow_pack",
    "keep_record",
    "make_package",
    "mark_evidence",
    "name_contact",
    "open_package",
    "pause",
    "place_hold",
    "propose_disposal",
    "record_breach_export",
    "release_evidence",
    "release_hold",
    "review_hold",
    "send_back",
    "set_period",
    "set_rule",
    "take_breach_step",
    "take_in",
    "take_step",
    "withdraw",
    "write_breach",
    "write_request",
]
