"""Required actions of a concern with their people and times, the most urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from django.urls import Resolver404, resolve

from bield.concerns.lenses.clocks import CLOCKS, Origin
from bield.concerns.lenses.responses import RESPONSES
from bield.concerns.lenses.shapes import Outcome, Required
from bield.concerns.models import Concern
from bield.concerns.moments import moment_or_none
from bield.concerns.states import ActionState, link_to
from bield.concerns.subjects import duty_subjects
from bield.concerns.topics import topic_of
from bield.concerns.triaging import RequiredItem, When
from bield.duties import queries as duties
from bield.duties.queries import SubjectDuty
from bield.people.ages import day_of

ORDER = {ActionState.OPEN: 0, ActionState.DONE: 1, ActionState.NOT_NEEDED: 2}
BUTTONS = {
    "triage": "Answer it",
    "refer": "Refer it",
    "refer-now": "Call them, and write it down",
    "hear": "Write down what they said",
    "parents": "Decide",
    "parents/told": "Write it down",
    "respond": "Answer the responses",
    "inside": "Tell them",
    "custody": "Write down where it is",
    "meeting": "Write down the meeting",
    "spoke": "Write down the talk",
    "support": "Plan the support",
    "read-twice": "Read it",
    "tell-reporter": "Answer the reporter",
    "plan": "Write it down",
    "#others": "Say whether they belong together",
}
NO_SOURCES: Mapping[str, str] = {}
TALK, HEAR = "spoke", "hear"
ASK_FIRST = "Ask the authority whether somebody here may speak with the child"
AT_ONCE = {  # the page that does it, where the page of its family first asks for something else
    "refer_danger": "refer-now",  # the telephone first, and one page to write it down
    "tell_parents": "parents/told",  # it is decided already
    "inside": "inside",  # the posts that it fits are ticked there already
    "ict": "inside",
}
A_FEW_HOURS, A_DAY, A_WEEK = timedelta(hours=4), timedelta(days=1), timedelta(days=7)


def standing_duties(
    concern: Concern, key: bytes, outcome: Outcome, at: datetime
) -> dict[str, SubjectDuty]:
    """What stands about the concern and each of its actions: action -> duty, in one statement.

    Duties about the concern itself go by their kind.
    """
    subjects = duty_subjects(key, concern.reference, (one.code for one in outcome.required))
    about = [concern.reference, *subjects]
    found = duties.open_duties_about(concern.organisation_id, about, at)
    return {subjects.get(duty.subject, duty.code): duty for duty in found}


def required_items(
    reference: str,
    outcome: Outcome,
    stands: Mapping[str, SubjectDuty],
    names: Mapping[int, str],
    own_times: Iterable[str],
    at: datetime,
    *,
    sources: Mapping[str, str] = NO_SOURCES,
    ask_first: bool = False,
) -> tuple[RequiredItem, ...]:
    """`names`: of the parties, by number. `own_times`: clocks that the organisation has set.
    `sources`: of an action, whose word its time is where somebody else says it.
    `ask_first`: an authority inquires, and has not said that somebody here may speak with a child.
    """
    ordered = sorted(outcome.required, key=lambda one: _urgency(one, stands.get(one.code)))
    chosen = frozenset(own_times)
    items = (
        _item(reference, one, stands.get(one.code), names, chosen, sources, at) for one in ordered
    )
    return tuple(_to_ask(reference, one) if ask_first else one for one in items)


def _to_ask(reference: str, item: RequiredItem) -> RequiredItem:
    """A talk waits for the word of the authority: asking for it is what can be done now."""
    if item.state != ActionState.OPEN or item.link != page_link(reference, TALK):
        return item
    return replace(
        item, title=ASK_FIRST, link=page_link(reference, HEAR), button=BUTTONS.get(HEAR, "")
    )


def without_links(items: Iterable[RequiredItem]) -> tuple[RequiredItem, ...]:
    """For whoever was let in to read: what is required, and no way to do it."""
    return tuple(replace(item, link="", spare="") for item in items)


def _urgency(one: Required, duty: SubjectDuty | None) -> tuple[int, float]:
    due = duty.due_at.timestamp() if duty else float("inf")
    return ORDER[one.state], due


def _item(
    reference: str,
    one: Required,
    duty: SubjectDuty | None,
    names: Mapping[int, str],
    own_times: frozenset[str],
    sources: Mapping[str, str],
    at: datetime,
) -> RequiredItem:
    source = sources.get(one.code, "")
    clock, page = CLOCKS[one.clock], AT_ONCE.get(one.action.code, one.action.page)
    return RequiredItem(
        title=one.action.title,
        whom=names.get(one.party, "") if one.party is not None else "",
        who=", ".join(duty.holders) if duty else one.action.who,
        state=one.state,
        state_word=one.state.label,
        due=moment_or_none(duty.due_at if duty else None, at),
        overdue=duty is not None and duty.overdue,
        when=_when(duty, at),
        clauses=one.action.clauses,
        link=page_link(reference, page),
        button=BUTTONS.get(page, "Do it now"),
        proposed=clock.origin != Origin.QUOTED and one.clock not in own_times and not source,
        source=source,
        topic=topic_of(one),
        guard=RESPONSES[one.action.code].guard if one.action.code in RESPONSES else "",
        spare=spare_link(reference, one),
    )


def spare_link(reference: str, one: Required) -> str:
    """The page on which it is left out with a reason, where the table allows it. Responses are
    answered so on their own page."""
    if one.state != ActionState.OPEN or not one.waivable or one.action.page == "respond":
        return ""
    return f"{link_to(reference)}leave-out/{one.code}/"


def _when(duty: SubjectDuty | None, at: datetime) -> When:
    if duty is None or duty.due_at > at + A_WEEK:
        return When.LATER
    if duty.due_at <= at + A_FEW_HOURS:
        return When.NOW
    tomorrow = day_of(at) + A_DAY
    return When.TOMORROW if day_of(duty.due_at) <= tomorrow else When.WEEK


def page_link(reference: str, page: str) -> str:
    """The page that does it, where there is one; or a place on the page of the concern."""
    if page.startswith("#"):
        return page
    return f"{link_to(reference)}{page}/" if page and _stands(page) else ""


@cache
def _stands(page: str) -> bool:
    try:
        resolve(f"{link_to('C-222-2222')}{page}/")
    except Resolver404:
        return False
    return True
