"""What must stay true about agreements: whoever works here has read and signed what rules here."""

from collections.abc import Callable
from datetime import datetime

from bield.agreements import queries
from bield.agreements.needs import ASKING_PAGE, needs
from bield.agreements.states import Audience, Purpose
from bield.kit import times
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch
from bield.people import queries as people
from bield.people.actors import house
from bield.people.ages import day_of

LEAD = "the safeguarding lead"
AT_ONCE = 500  # people in one look


def _signed(*purposes: Purpose) -> Callable[[int, datetime], list[Finding]]:
    """By everybody who works here, whichever way they came; counted, for their names stand on the
    page of whose answer is wanted."""

    def look(organisation_id: int, now: datetime) -> list[Finding]:
        if people.organisation_by_id(organisation_id).set_up_at is None:
            return []
        asked = queries.asked_of(organisation_id, Audience.STAFF, purposes, now)
        silent = [purpose for purpose in purposes if purpose not in asked]
        missing = _missing(organisation_id, [one for one in purposes if one in asked], now)
        return [*map(_nobody_asks, silent), *(_unsigned(*one) for one in missing.items())]

    return look


def _missing(organisation_id: int, purposes: list[Purpose], now: datetime) -> dict[Purpose, int]:
    found: dict[Purpose, int] = {}
    actor, on = house(organisation_id, "watches"), day_of(now)
    working = people.working(organisation_id, on) if purposes else []
    for start in range(0, len(working), AT_ONCE):
        some = working[start : start + AT_ONCE]
        for (_, purpose), signed in queries.signed(actor, some, purposes, at=now).items():
            if needs([signed], (), on=on, always=True):
                found[Purpose(purpose)] = found.get(Purpose(purpose), 0) + 1
    return found


def _nobody_asks(purpose: Purpose) -> Finding:
    return Finding(
        State.UNPROVED,
        f"No form asks those who work here for “{purpose.label}” yet. Write one and publish it.",
        LEAD,
        "/forms/",
        f"form:{purpose}",
    )


def _unsigned(purpose: Purpose, number: int) -> Finding:
    who = times.count(number, "person who works", "people who work")
    return Finding(
        State.BROKEN,
        f"{who} here did not sign “{purpose.label}” in time. Ask them.",
        LEAD,
        ASKING_PAGE,
        f"unsigned:{purpose}",
    )


ACCEPTABLE_USE_IS_SIGNED = Watch(
    "agreements.acceptable-use-is-signed", ("TP-5.2b",), _signed(Purpose.ACCEPTABLE_USE)
)
POLICIES_ARE_SIGNED = Watch(
    "agreements.policies-are-signed",
    ("OT-6a", "OT-31"),
    _signed(Purpose.POLICY, Purpose.DATA_POLICY),
)
ALL = (ACCEPTABLE_USE_IS_SIGNED, POLICIES_ARE_SIGNED)
keep("bield.agreements.watches.ACCEPTABLE_USE_IS_SIGNED", *ACCEPTABLE_USE_IS_SIGNED.clauses)
keep("bield.agreements.watches.POLICIES_ARE_SIGNED", *POLICIES_ARE_SIGNED.clauses)
