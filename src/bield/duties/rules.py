"""Who may change what. Pure functions: no tables, no clock, no request."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from bield.duties.states import DAYS, Period, said
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.states import WORK_HERE, Role

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


def keep_calendar(actor: Actor, branches: Collection[int] = ()) -> Refusal | None:
    """Terms say when duties are due: whoever looks after one branch sets those of that branch."""
    if actor.is_house or actor.everywhere(*KEEP_CALENDAR):
        return None
    if actor.sites_of(*KEEP_CALENDAR) & set(branches):
        return None
    if actor.holds(*KEEP_CALENDAR):
        return Refusal(
            "not-your-branch",
            "These terms hold for the whole group. Choose your own place, or ask the lead.",
            ("TP-1.1",),
            mender="the safeguarding lead",
            field="site_id",
        )
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


# ------ what a branch may do with what the group has set


def keep_branch(actor: Actor, branches: Collection[int]) -> Refusal | None:
    """`branches`: the place itself, and everything above it."""
    if actor.is_house or actor.everywhere(*KEEP_BRANCHES):
        return None
    if actor.sites_of(*KEEP_BRANCHES) & set(branches):
        return None
    return Refusal(
        "not-your-branch",
        "Ask whoever manages this place, or the safeguarding lead.",
        mender="the safeguarding lead",
    )


KEEP_BRANCHES = (Role.LEAD, Role.DEPUTY, Role.HEAD, Role.ADMINISTRATOR)


@keeps("TP-1.1")
def may_tighten(group: Period, own: Period) -> Refusal | None:
    """What is set above holds below: more often is allowed, less often or not at all is not."""
    if own.amount < 1:
        return Refusal(
            "set-for-the-whole-group",
            "This is set for the whole group and cannot be switched off at one place.",
            ("TP-1.1",),
            mender="the safeguarding lead",
            link="/duties/overview/",
            field="amount",
        )
    if days_of(own) < days_of(group):
        return None
    return Refusal(
        "only-more-often",
        f"Above this place it is done {said(group)}. Here it can be more often, not less.",
        ("TP-1.1",),
        mender="the safeguarding lead",
        link="/duties/overview/",
        field="amount",
    )


def days_of(period: Period) -> float:
    return period.amount * DAYS[period.unit]


# ------ what the lead hands on

LONGEST = timedelta(days=366)  # then the lead thinks about it again


@dataclass(frozen=True)
class Handing:
    """A kind of duty that is about to be somebody else's for a time."""

    may_be: bool  # a kind that may be handed on
    roles: frozenset[str]  # what the other holds on the first day
    is_lead: bool
    begins_on: date
    ends_on: date
    today: date
    overlaps: bool = False


def answer_for_duties(actor: Actor, *, stands_in: bool) -> Refusal | None:
    if stands_in or actor.holds(Role.LEAD):
        return None
    return Refusal(
        "the-lead-hands-on",
        "The safeguarding lead hands duties on, nobody else.",
        mender="the safeguarding lead",
    )


def hand_on(handing: Handing) -> list[Refusal]:
    found = []
    if not handing.may_be:
        found.append(Refusal("not-to-be-handed-on", "This stays with you.", field="kind"))
    if handing.is_lead or not handing.roles & WORK_HERE:
        found.append(
            Refusal(
                "not-somebody-who-works-here",
                "Choose somebody else who works here on that day.",
                field="person",
            )
        )
    if handing.ends_on < max(handing.begins_on, handing.today):
        found.append(
            Refusal("over-already", "Its last day lies before today or its first.", field="ends_on")
        )
    elif handing.ends_on - handing.begins_on > LONGEST:
        found.append(
            Refusal("longer-than-a-year", "Hand it on for a year at most.", field="ends_on")
        )
    if handing.overlaps:
        found.append(
            Refusal(
                "handed-on-already",
                "Somebody has this in some of these days. Take it back first.",
                link="/duties/overview/",
                field="kind",
            )
        )
    return found
