"""What still stands between a concern and its closing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from bield.concerns import gates, neutral, rules
from bield.concerns.answers import FIXED, Neutral
from bield.concerns.gates import Closing
from bield.concerns.lenses import closing as table
from bield.concerns.lenses import settled
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.policies import applying
from bield.concerns.lenses.shapes import Facts
from bield.concerns.lenses.shapes import Outcome as WorkedOut
from bield.concerns.models import Closing as ClosingRow
from bield.concerns.models import Concern
from bield.concerns.pages import ClosingGate, Condition
from bield.concerns.queries.facts import facts as facts_of
from bield.concerns.queries.followed_up import referrals
from bield.concerns.queries.names import names_ever
from bield.concerns.queries.planned import earlier_changes
from bield.concerns.queries.reporter import is_reporter_alleged
from bield.concerns.queries.required import spare_link
from bield.concerns.queries.reviewing import first_reader, names_of_parties, second_readers
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.sealed import open_narrative
from bield.concerns.states import (
    ACKNOWLEDGE,
    FOLLOW_UP,
    KEEP_IN_TOUCH,
    QUIET,
    ActionState,
    DeedKind,
    Lens,
    Outcome,
    Policy,
    link_to,
)
from bield.concerns.subjects import label_of
from bield.concerns.topics import HEARD, TRIAGE, topic_of
from bield.duties import queries as duties
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

# What the decision table requires and the form of the gate answers itself.
ANSWERED_HERE = frozenset(
    {"still-learn", "still-practise", "still-watch", "still-tell", "still-tell-reporter"}
)
NOT_IN_THE_WAY = frozenset({ACKNOWLEDGE, FOLLOW_UP, KEEP_IN_TOUCH, QUIET})
READ_TWICE, SECOND_READER = "without_police", "still-second-reader"


def closing_facts(concern: Concern, *, at: datetime) -> Closing:
    """What the gate has to know, with nothing answered yet."""
    facts = facts_of(concern, at=at)
    return _closing(concern, facts, work_out(facts), at)


def _closing(concern: Concern, facts: Facts, outcome: WorkedOut, at: datetime) -> Closing:
    standing = duties.open_duties(concern.organisation_id, concern.reference, at)
    link = link_to(concern.reference)
    asked = table.refusals(facts, outcome.questions, outcome.required, link)
    alone = single_person(concern, facts, at=at)
    fresh = _since_last_closing(concern, facts)
    spared = ANSWERED_HERE | ({SECOND_READER} if alone else frozenset())
    return Closing(
        stage=concern.stage,
        duties=tuple(duty.title for duty in standing if duty.code not in NOT_IN_THE_WAY),
        held=tuple(map(label_of, facts.held)),
        has_reporter=concern.reporter_id is not None or _came_by_door(concern),
        today=day_of(at),
        required=_by_name(concern, (one for one in asked if one.code not in spared)),
        link=link,
        watched=outcome.watched,
        guarded=neutral.is_guarded(outcome.lenses),
        reporter_alleged=is_reporter_alleged(concern),
        names=names_ever(concern),
        watching_until=_watching(fresh),
        learned=_answered(fresh, "learn"),
        planned=bool(fresh.deeds(DeedKind.PLANNED)) or _answered(fresh, "practise"),
        answered=bool(fresh.deeds(DeedKind.ANSWERED_REPORTER)),
        affected_answered=_answered(fresh, "tell"),
        picture=Lens.IMAGE in outcome.lenses,
    )


def _by_name(concern: Concern, refusals: Iterable[Refusal]) -> tuple[Refusal, ...]:
    """The table knows those it is about by number; whoever closes it knows them by name."""
    said = tuple(refusals)
    if not any(NUMBERED in one.message for one in said):
        return said
    names = names_of_parties(concern)
    for number, name in names.items():
        said = tuple(
            replace(one, message=one.message.replace(f"person {number}{NUMBERED}", name))
            for one in said
        )
    return said


NUMBERED = " of those it is about"


def _since_last_closing(concern: Concern, facts: Facts) -> Facts:
    """Opened again, it is asked anew what is learned, who is told, and when somebody looks."""
    last = ClosingRow.objects.filter(concern=concern).order_by("-pk").first()
    if last is None:
        return facts
    return replace(facts, done=tuple(one for one in facts.done if one.number > last.deeds))


def _answered(facts: Facts, response: str) -> bool:
    return settled.response(response)(facts) is not None


def _watching(facts: Facts) -> date | None:
    """The day to look again that was chosen with the response, while it stands."""
    watch = settled.response("watch")(facts)
    return date.fromisoformat(watch.says["on"]) if watch and watch.says["on"] else None


def single_person(concern: Concern, facts: Facts, *, at: datetime) -> bool:
    """It should be read twice, and nobody else who is designated could read it."""
    first = first_reader(facts, READ_TWICE)
    return first is not None and not second_readers(concern, first, at=at)


@keeps("OT-36a")
def closing_gate(actor: Actor, reference: str, *, at: datetime) -> ClosingGate:
    """Every condition, met or not, before anything is answered: what the form will ask."""
    found = concern(actor, reference)
    known = facts_of(found, at=at)
    outcome = work_out(known)
    facts = _closing(found, known, outcome, at)
    may = rules.work(my_row(actor, found).why)
    topics = TOPICS | {f"still-{table.dashed(one)}": topic_of(one) for one in outcome.required}
    spares = {
        f"still-{table.dashed(one)}": spare
        for one in outcome.required
        if (spare := spare_link(reference, one))
    }
    conditions = (
        *(
            replace(_wanted(refusal, topics), spare=spares.get(refusal.code, ""))
            for refusal in facts.required
        ),
        *_table(facts),
        *(_condition(condition, facts) for condition in gates.CLOSING),
        *_spared(found, known, outcome, at),
    )
    reporters = [found.reporter_id] if found.reporter_id else []
    names = [one.name for one in people.people_by_id(found.organisation_id, reporters).values()]
    return ClosingGate(
        reference=reference,
        version=found.version,
        conditions=conditions,
        open=may is None and not any(condition.met is False for condition in conditions),
        outcomes=tuple(Outcome.choices),
        policies=tuple(Policy.choices),
        applying=applying(known, outcome.lenses),
        sentences=tuple((one.value, one.label) for one in (FIXED if facts.guarded else Neutral)),
        own_words=not facts.guarded,
        asks=asks(facts),
        wants=_wants(found),
        reporter="".join(names) or (NAMELESS if _came_by_door(found) else ""),
        earlier=earlier_changes(actor, found, known, at=at),
        referrals=referrals(found, known, at=at),
    )


def asks(facts: Closing) -> frozenset[str]:
    """Which questions of the form are open still: what was answered before is not asked again."""
    known = {
        "follow_up": facts.watching_until is not None,
        "lesson": facts.learned,
        "change": facts.planned,
        "reporter": facts.answered or not facts.has_reporter,
        "affected": facts.affected_answered,
        "handled": not facts.picture,
    }
    return frozenset(name for name, answered in known.items() if not answered)


TOPICS = {
    "severity-not-known": TRIAGE,
    "no-area": TRIAGE,
    "not-triaged": TRIAGE,
    "no-reference": HEARD,
}


def _wanted(refusal: Refusal, topics: Mapping[str, str]) -> Condition:
    """Something that the decision table asks for still."""
    return Condition(
        code=refusal.code,
        title=refusal.message,
        met=False,
        message="",
        clauses=refusal.clauses,
        mender=refusal.mender or "",
        link=refusal.link or "",
        field="",
        topic=topics.get(refusal.code, ""),
    )


def _table(facts: Closing) -> Iterable[Condition]:
    if not facts.required:
        title = "Everything that the decision table requires is done"
        yield Condition("table", title, True, "", (), "", "", "")


def _spared(found: Concern, known: Facts, outcome: WorkedOut, at: datetime) -> Iterable[Condition]:
    """What is not needed here, and why; and what one person alone cannot do."""
    if single_person(found, known, at=at):
        yield Condition(
            "single-person",
            "Read by a second person",
            None,
            "Single person: nobody else is designated here who could read it.",
            ("TP-3.4.7a",),
            "",
            "",
            "",
        )
    for one in outcome.required:
        if one.state == ActionState.NOT_NEEDED and one.settled_by is not None:
            yield Condition(
                one.code, one.action.title, None, one.settled_by.says["reason"], (), "", "", ""
            )


def _wants(concern: Concern) -> str:
    key = vault.secret(concern.organisation_id, concern.key_id)
    return open_narrative(key, concern.reference, bytes(concern.narrative)).wants


def _came_by_door(concern: Concern) -> bool:
    """Whoever told without a name reads with the code that it is dealt with."""
    return getattr(concern, "way_back", None) is not None


NAMELESS = "whoever told us at the public door"


def _condition(condition: gates.Condition, facts: Closing) -> Condition:
    return Condition(
        code=condition.code,
        title=condition.title,
        met=condition.met(facts),
        message=condition.message(facts),
        clauses=condition.clauses,
        mender=condition.mender,
        link=f"{facts.link}{condition.link}" if condition.link else "",
        field=condition.field,
    )
