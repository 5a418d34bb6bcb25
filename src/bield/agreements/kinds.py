"""What this room asks somebody to do by a time: to read and sign, to see to what was seen online,
to hear whether a family has deleted its recording."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from bield.agreements import queries
from bield.duties import registry
from bield.duties.registry import DutyFacts, DutyKind
from bield.duties.states import ClockUnit, Period
from bield.people.actors import Actor
from bield.people.states import Role


def _sees(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """One's own; and those of everybody for the lead, to whom they go when they are late."""
    if actor.is_house or actor.holds(Role.LEAD, Role.DEPUTY):
        return subjects
    own = queries.own_reference(actor)
    return frozenset(one for one in subjects if own and one.endswith(f":{own}"))


def _says(actor: Actor, subjects: frozenset[str]) -> Mapping[str, str]:
    return queries.titles(actor.organisation_id, subjects)


def _late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """The office is told of all that is late together, once a day; the watch shows it."""


READ_AND_SIGN = DutyKind(
    "agreements.read-and-sign",
    "Read and sign",
    clauses=("OT-6a",),
    escalate=_late,
    repeat=timedelta(days=7),
    sees=_sees,
    about=lambda _subject: "",  # its words have the name of the form
    says=_says,
    page="/agreements/",
)

OURS = "our own time: the policy says none"

ASK_DOWN = DutyKind(
    "agreements.ask-down",
    "Ask that a picture is taken down",
    Period(1, ClockUnit.WORKING_DAYS),
    clauses=("EY-65b", "EY-66"),
    repeat=timedelta(days=1),
    sees=queries.take_downs_seen,
    held_by=(Role.OFFICER, Role.DEPUTY, Role.LEAD),
    source=OURS,
)
TELL_PARENTS = DutyKind(
    "agreements.tell-parents",
    "Tell the parents of the child who is shown online",
    Period(1, ClockUnit.WORKING_DAYS),
    clauses=("EY-66",),
    repeat=timedelta(days=1),
    sees=queries.take_downs_seen,
    held_by=(Role.OFFICER, Role.DEPUTY, Role.LEAD),
    source=OURS,
)
HEAR_DOWN = DutyKind(
    "agreements.hear-down",
    "Write down whether the picture was taken down",
    Period(3, ClockUnit.WORKING_DAYS),
    clauses=("EY-65b", "EY-66"),
    repeat=timedelta(days=2),
    sees=queries.take_downs_seen,
    held_by=(Role.OFFICER, Role.DEPUTY, Role.LEAD),
    source=OURS,
)
FAMILY_DELETES = DutyKind(
    "agreements.family-deletes",
    "Hear whether a family has deleted its recording",
    clauses=("SR-20d",),
    remind_before=(timedelta(days=1),),
    repeat=timedelta(days=7),
    sees=queries.recordings_seen,
    held_by=(Role.LEAD, Role.DEPUTY),
    source=OURS,
)


def register() -> None:
    registry.keep_by("bield.agreements.kinds.READ_AND_SIGN", READ_AND_SIGN)
    registry.keep_by("bield.agreements.kinds.ASK_DOWN", ASK_DOWN)
    registry.keep_by("bield.agreements.kinds.TELL_PARENTS", TELL_PARENTS)
    registry.keep_by("bield.agreements.kinds.HEAR_DOWN", HEAR_DOWN)
    registry.keep_by("bield.agreements.kinds.FAMILY_DELETES", FAMILY_DELETES)
