"""The steps of the road: how grave it looks, where it stands, what may follow. Pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from bield.concerns.states import (
    STEPS,
    UNTAKEN,
    WRITTEN_BY_HAND,
    ConcernState,
    Danger,
    EntryKind,
    ReportState,
    Risk,
    Tab,
    Track,
    Why,
)
from bield.kit.keeps import keeps
from bield.kit.languages import marked as _
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Role

SOON = timedelta(hours=1)  # the longest clock while somebody may be in danger
LATE = timedelta(hours=24)  # written down later than this after it happened
PLACES = 10**15  # concerns of one risk stand together in a list


def is_danger(danger_now: str) -> bool:
    """Unsure acts as yes."""
    return danger_now != Danger.NO


def risk(*, danger_now: str, grave: bool, protected: bool) -> Risk:
    """From what the report says. Nobody named, or an age not known, counts as a child; an adult of
    the organisation and a nude picture are grave."""
    if is_danger(danger_now):
        return Risk.DANGER
    if grave:
        return Risk.HIGH
    return Risk.RAISED if protected else Risk.LOW


@keeps("TP-3.4.6")
def track(*, adult_in_question: bool, picture: bool, danger: bool) -> Track:
    """Whoever may be an adult of the organisation takes the concern off the ordinary road; so does
    a picture. While somebody may be in danger, whoever is near reads it and can act."""
    if adult_in_question:
        return Track.STAFF
    return Track.LEADS if picture and not danger else Track.ORDINARY


def acknowledge_by(at: datetime, *, hours: int, danger: bool) -> datetime:
    clock = timedelta(hours=hours)
    return at + (min(clock, SOON) if danger else clock)


def place(*, stage: str, risk: int, concern_id: int) -> int:
    """Where it stands in its list, smaller first: oldest risk first, closed ones newest first."""
    if stage == ConcernState.CLOSED:
        return -concern_id
    return (Risk.DANGER - risk) * PLACES + concern_id


def stretch(risk: int) -> tuple[int, int]:
    """From which place to before which the open concerns of one risk stand."""
    return (Risk.DANGER - risk) * PLACES, (Risk.DANGER - risk + 1) * PLACES


def seen_by_reporter(*, acknowledged_at: datetime | None, told_at: datetime | None) -> ReportState:
    if told_at is not None:
        return ReportState.DEALT_WITH
    return ReportState.RECEIVED if acknowledged_at is None else ReportState.BEING_HANDLED


def tab(stage: str, *, mine: bool) -> Tab:
    """On which part of a reader's desk the concern lies."""
    if stage == ConcernState.CLOSED:
        return Tab.CLOSED
    if stage in UNTAKEN:
        return Tab.NEW
    return Tab.MINE if mine else Tab.WAITING


def is_late(happened_at: datetime | None, written_at: datetime) -> bool:
    return happened_at is not None and written_at - happened_at > LATE


def changed_meanwhile(change: str) -> Refusal:
    """Two people act at once: the second is told what changed, and nothing is overwritten."""
    return Refusal(
        "changed-meanwhile",
        f"The concern has changed since you opened it ({change}). What you typed is still here."
        " Read what is new, then decide again.",
    )


def report(  # one rule for the whole form: all its refusals at once
    *, account: str, danger_now: str, place_known: bool, strangers: bool, send_key: str
) -> list[Refusal]:
    """A short report is enough: what happened, where, and whether anyone is in danger now."""
    refusals = []
    if not written(account):
        refusals.append(
            Refusal("no-account", _("Write what happened, even if it is short."), field="account")
        )
    if danger_now not in Danger.values:
        refusals.append(
            Refusal(
                "no-answer-on-danger", _("Say whether anyone is in danger."), field="danger_now"
            )
        )
    if not place_known:
        refusals.append(
            Refusal("unknown-place", _("Choose a place from the list."), field="site_id")
        )
    if strangers:
        refusals.append(
            Refusal(
                "unknown-person",
                _("Choose a person from the list, or type the name."),
                field="about",
            )
        )
    if not 0 < len(send_key) <= 64:
        refusals.append(Refusal("no-send-key", _("Open the form again, then send it.")))
    return refusals


def is_noticed_late(noticed_on: date | None, at: datetime) -> bool:
    """More than a day lies between the noticing and the telling."""
    return noticed_on is not None and noticed_on < day_of(at) - timedelta(days=1)


@keeps("SR-5b")
def noticed(noticed_on: date | None, late_reason: str, at: datetime) -> Refusal | None:
    """Whoever tells late says why: without blame, so that it is seen what held it up."""
    if noticed_on is not None and noticed_on > day_of(at):
        return Refusal("has-not-happened", _("Enter a day that has come."), field="noticed_on")
    if not is_noticed_late(noticed_on, at) or written(late_reason):
        return None
    return Refusal(
        "late-without-reason",
        _("Write why you tell it only now. Nobody is blamed: it shows us what held it up."),
        ("SR-5b",),
        field="late_reason",
    )


@keeps("TP-6.3.1d")
def work(why: str) -> Refusal | None:
    """Let in for a reason: to read and to add, not to decide."""
    if why != Why.GRANTED:
        return None
    return Refusal(
        "let-in-to-read",
        "You were let in to read and to add what you know. Ask the owner to take this step.",
    )


def words(text: str, *, field: str = "text") -> Refusal | None:
    if written(text):
        return None
    return Refusal("no-words", _("Write it down, even if it is short."), field=field)


def reason(text: str, *, field: str = "reason") -> Refusal | None:
    if written(text):
        return None
    return Refusal("no-reason", "Write the reason.", field=field)


def step(command: str, stage: str) -> Refusal | None:
    """A step is taken only from the states that allow it."""
    allowed, _next = STEPS[command]
    if stage in allowed:
        return None
    if stage == ConcernState.CLOSED:
        return Refusal("concern-is-closed", "This concern is closed. Reopen it first.")
    if stage in UNTAKEN:
        return Refusal("not-acknowledged", "Acknowledge the concern first.")
    if command == "watch" and stage == ConcernState.ACKNOWLEDGED:
        return Refusal("not-triaged", "Finish triage first: answer its questions.")
    return Refusal("step-is-past", PAST[command])


PAST = {
    "acknowledge": "Somebody has acknowledged this already.",
    "watch": "It is being watched already. Add what you found, then choose another day.",
    "pass_on": "Somebody has taken it already. Name another owner instead.",
    "finish_triage": "Triage is finished already. Each of its answers can still be changed.",
    "reopen": "This concern is open. There is nothing to reopen.",
}


def acknowledge(stage: str, *, changed: str) -> Refusal | None:
    """Of two who take it at once the second hears who was first."""
    refusal = step("acknowledge", stage)
    if refusal is None or stage == ConcernState.CLOSED:
        return refusal
    return replace(refusal, message=f"{refusal.message} The last step was: {changed}.")


def entry(kind: str, *, corrects: int | None, written: int) -> list[Refusal]:
    refusals = []
    if kind not in WRITTEN_BY_HAND:
        refusals.append(Refusal("unknown-kind", "Choose what kind of entry it is.", field="kind"))
    if (kind == EntryKind.CORRECTION) != (corrects is not None):
        refusals.append(
            Refusal("which-entry", "Choose the entry that this one corrects.", field="corrects")
        )
    if corrects is not None and not 0 < corrects <= written:
        refusals.append(
            Refusal("no-such-entry", "There is no entry with that number.", field="corrects")
        )
    return refusals


def is_to_come(happened_at: datetime, at: datetime, *, day_alone: bool) -> bool:
    """Of today’s day alone nobody knows that its noon has passed."""
    return day_of(happened_at) > day_of(at) if day_alone else happened_at > at


def not_to_come(
    happened_at: datetime | None, at: datetime, *, day_alone: bool = False
) -> Refusal | None:
    if happened_at is None or not is_to_come(happened_at, at, day_alone=day_alone):
        return None
    return Refusal("has-not-happened", "Enter a time that has passed already.", field="happened_at")


def day_to_come(day: date, today: date, *, field: str) -> Refusal | None:
    if day > today:
        return None
    return Refusal("day-has-passed", "Choose a day after today.", field=field)


def owner(why: str | None) -> Refusal | None:
    """`why` the new owner reads it; None when they do not."""
    if why is not None and why != Why.GRANTED:
        return None
    return Refusal("owner-reads-it-by-post", "Choose somebody from the list.", field="owner")


def exclude(*, known: bool, left: int) -> Refusal | None:
    if not known:
        return Refusal("unknown-person", "Choose a person from the list.", field="person")
    if left:
        return None
    return Refusal(
        "nobody-would-be-left",
        "Then nobody could read this concern. Fill another safeguarding post first, or name an"
        " outside contact.",
        mender="the safeguarding lead",
        link="/people/posts/",
        field="person",
    )


@keeps("OT-14c")
def not_for(*, asked: bool, answered: bool, left: int) -> list[Refusal]:
    """Whoever told us names somebody who reads it. `left`: how many others could."""
    if asked and not answered:
        return [
            Refusal(
                "is-it-about-them",
                _(
                    "You wrote the name of somebody who reads this. Tick who must not see it, or"
                    " tick that all of them may."
                ),
                ("OT-14c",),
                field="not_for",
            )
        ]
    if left:
        return []
    return [
        Refusal(
            "nobody-else-reads-it",
            _(
                "Then nobody else here could read it. Call one of the numbers below instead, or"
                " tick fewer people."
            ),
            field="not_for",
        )
    ]


def grant(*, roles: frozenset[str], excluded: bool, reads: bool) -> Refusal | None:
    """Need to know, person by person: an adult of the organisation, never one kept away."""
    if reads:
        return Refusal("reads-already", "This person reads it already.", field="person")
    if excluded:
        return Refusal(
            "person-is-excluded", "This person must not learn of the concern.", field="person"
        )
    if not roles & (ADULTS_OF_THE_ORGANISATION - WITHOUT_SIGHT):
        return Refusal(
            "not-for-this-post",
            "Only somebody who works with people here can be let in: not an administrator, not"
            " ICT support, not a parent or a learner.",
            field="person",
        )
    return None


WITHOUT_SIGHT = frozenset({Role.ADMINISTRATOR, Role.IT_SUPPORT})


def end_grant(*, stands: bool) -> Refusal | None:
    if stands:
        return None
    return Refusal("was-not-let-in", "This person was not let in.", field="person")


def held_once(held: bool) -> Refusal | None:
    if not held:
        return None
    return Refusal("held-already", "This concern holds it already.", field="subject")
