"""The record is whole, verified each day, and reviewed each month by somebody who signs for it."""

from datetime import datetime

from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch
from bield.ledger import queries
from bield.ledger.states import REVIEW_EVERY, SUBJECT, VERIFY_EVERY, Event, Fault

LINK = "/record/"
LEAD = "the safeguarding lead"
OPERATOR = "whoever runs the server"


def chain(organisation_id: int, now: datetime) -> list[Finding]:
    """Broken when it was found so, or when nobody looked for two days."""
    state = queries.state(organisation_id)
    last = state.verified
    if last is not None and last.event == Event.FOUND_BROKEN:
        fault = Fault(str(last.facts["fault"]))
        message = f"The record was found broken: line {last.facts['line']} {fault.meaning}."
        return [_finding(State.BROKEN, message, "the lead, with the board’s champion")]
    seen = last.at if last else state.began_at
    if seen is None or now - seen <= 2 * VERIFY_EVERY:
        return []
    message = f"The record was last verified on {seen:%-d %B %Y}." if last else NEVER_VERIFIED
    return [_finding(State.UNPROVED, f"{message} Start the worker.", OPERATOR)]


NEVER_VERIFIED = "The record was never verified."


def review(organisation_id: int, now: datetime) -> list[Finding]:
    """Broken when the last sign-off is older than the period."""
    state = queries.state(organisation_id)
    since = state.reviewed.at if state.reviewed else state.began_at
    if since is None or now - since <= REVIEW_EVERY:
        return []
    last = f"since {since:%-d %B %Y}"
    if state.reviewed is None:
        last = f"yet; it began on {since:%-d %B %Y}"
    message = f"Nobody has signed off a review of the record {last}."
    return [_finding(State.BROKEN, message, LEAD)]


def _finding(state: State, message: str, mender: str) -> Finding:
    return Finding(state, message, mender=mender, link=LINK, subject=SUBJECT)


CHAIN_IS_WHOLE = Watch("ledger.chain-is-whole", ("EY-35f", "TP-A1-8f"), chain)
REVIEW_IS_SIGNED = Watch("ledger.review-is-signed", ("EY-35f",), review)
keep("bield.ledger.watches.CHAIN_IS_WHOLE", *CHAIN_IS_WHOLE.clauses)
keep("bield.ledger.watches.REVIEW_IS_SIGNED", *REVIEW_IS_SIGNED.clauses)
