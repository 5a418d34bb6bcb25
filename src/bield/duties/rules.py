"""Who may change what. Pure functions: no tables, no clock, no request."""

from collections.abc import Collection
from datetime import date

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.states import Role

KEEP_CALENDAR = (Role.LEAD, Role.DEPUTY, Role.ADMINISTRATOR, Role.HEAD)


def close(standing: int) -> Refusal | None:
    if standing:
        return None
    return Refusal(
        "duty-already-closed", "Somebody has closed this already. There is nothing left to do."
    )


def mark_done(by_hand: Collection[tuple[str, str]], evidence: str) -> Refusal | None:
    """By hand only with a kind of evidence that the duty allows."""
    if any(evidence == allowed for allowed, _ in by_hand):
        return None
    return Refusal(
        "duty-is-not-done-by-hand",
        "This is closed by the work itself. Open it and do what it asks.",
    )


def keep_calendar(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*KEEP_CALENDAR):
        return None
    return Refusal(
        "not-your-calendar",
        "Term dates are kept by the office. Ask your administrator.",
        mender="an administrator",
    )


def term_days(begins_on: date, ends_on: date) -> Refusal | None:
    if begins_on < ends_on:
        return None
    return Refusal(
        "term-ends-first", "A term ends after it begins. Check both dates.", field="ends_on"
    )


def term_stands_alone(overlapping: bool) -> Refusal | None:
    if not overlapping:
        return None
    return Refusal(
        "terms-overlap",
        "Another term covers some of these days. Change the dates, or take that term out first.",
        field="begins_on",
    )
