"""The bodies that a concern must be able to reach are known from every place."""

from datetime import datetime

from bield.advice import queries
from bield.advice.states import Body
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch

PAGE = "/where-to-report/"
MENDER = "the safeguarding lead"


def lado(organisation_id: int, now: datetime) -> list[Finding]:
    places = queries.unknown(organisation_id, now).get(Body.LADO)
    if not places:
        return []
    return [_gap(f"No LADO is known for {_names(places)}.", Body.LADO)]


def others(organisation_id: int, now: datetime) -> list[Finding]:
    """One finding for all of them: they are entered on one page."""
    gaps = queries.unknown(organisation_id, now)
    missing = [queries.body_name(code) for code in gaps if code != Body.LADO]
    if not missing:
        return []
    return [_gap(f"Not known from every place: {', '.join(missing)}.", "authorities")]


def _gap(message: str, subject: str) -> Finding:
    return Finding(State.BROKEN, message, MENDER, PAGE, f"contacts:{subject}")


def _names(places: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(places[:-1]), places[-1])))


LADO_IS_KNOWN = Watch("advice.lado-is-known", ("OT-14d",), lado)
AUTHORITIES_ARE_KNOWN = Watch("advice.authorities-are-known", ("OT-7d", "OT-38a"), others)
ALL = (LADO_IS_KNOWN, AUTHORITIES_ARE_KNOWN)
keep("bield.advice.watches.LADO_IS_KNOWN", "OT-14d")
keep("bield.advice.watches.AUTHORITIES_ARE_KNOWN", "OT-7d", "OT-38a")
