"""What still stands between a concern and its closing."""

from datetime import datetime

from bield.concerns import gates, rules
from bield.concerns.gates import Closing
from bield.concerns.models import Concern, Link
from bield.concerns.pages import ClosingGate, Condition
from bield.concerns.queries.sight import concern, my_row
from bield.concerns.sealed import open_narrative
from bield.concerns.states import ACKNOWLEDGE, FOLLOW_UP, Outcome
from bield.duties import queries as duties
from bield.kit.keeps import keeps
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault


def closing_facts(concern: Concern, *, at: datetime) -> Closing:
    """What the gate has to know, with nothing answered yet."""
    standing = duties.open_duties(concern.organisation_id, concern.reference, at)
    return Closing(
        stage=concern.stage,
        duties=tuple(duty.title for duty in standing if duty.code not in {ACKNOWLEDGE, FOLLOW_UP}),
        held=tuple(
            Link.objects.filter(concern=concern, released_at=None)
            .order_by("pk")
            .values_list("subject", flat=True)
        ),
        has_reporter=concern.reporter_id is not None or _came_by_door(concern),
        today=day_of(at),
    )


@keeps("OT-36a")
def closing_gate(actor: Actor, reference: str, *, at: datetime) -> ClosingGate:
    """Every condition, met or not, before anything is answered: what the form will ask."""
    found = concern(actor, reference)
    facts = closing_facts(found, at=at)
    may = rules.work(my_row(actor, found).why)
    conditions = tuple(_condition(condition, facts) for condition in gates.CLOSING)
    reporters = [found.reporter_id] if found.reporter_id else []
    names = [one.name for one in people.people_by_id(found.organisation_id, reporters).values()]
    return ClosingGate(
        reference=reference,
        version=found.version,
        conditions=conditions,
        open=may is None and all(condition.met for condition in conditions),
        outcomes=tuple(Outcome.choices),
        wants=_wants(found),
        reporter="".join(names) or (NAMELESS if _came_by_door(found) else ""),
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
        link="",
        field=condition.field,
    )
