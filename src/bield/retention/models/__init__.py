"""What is held, how long things are kept, what was decided at the end, and what people asked."""

from bield.retention.models.asked import DataContact, Request, RequestStep, request_reference
from bield.retention.models.breaches import Breach, BreachStep, breach_reference
from bield.retention.models.deciding import OwnRule, Verdict, verdict_reference
from bield.retention.models.holding import (
    Disposal,
    Evidence,
    Held,
    Hold,
    HoldNote,
    RetentionRule,
    certificate_reference,
    hold_reference,
)
from bield.retention.models.packages import Package

__all__ = [
    "Breach",
    "BreachStep",
    "DataContact",
    "Disposal",
    "Evidence",
    "Held",
    "Hold",
    "HoldNote",
    "OwnRule",
    "Package",
    "Request",
    "RequestStep",
    "RetentionRule",
    "Verdict",
    "breach_reference",
    "certificate_reference",
    "hold_reference",
    "request_reference",
    "verdict_reference",
]
