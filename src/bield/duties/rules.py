"""Who may change what. Pure functions: no tables, no clock, no request."""

from bield.duties.registry import DutyKind
from bield.kit.refusals import Refusal


def close(standing: int) -> Refusal | None:
    if standing:
        return None
    return Refusal(
        "duty-already-closed", "Somebody has closed this already. There is nothing left to do."
    )


def evidence(kind: DutyKind, code: str) -> Refusal | None:
    """By hand only with a kind of evidence that the duty allows."""
    if any(code == allowed for allowed, _ in kind.by_hand):
        return None
    return Refusal(
        "duty-is-not-done-by-hand",
        "This is closed by the work itself. Open it and do what it asks.",
    )
