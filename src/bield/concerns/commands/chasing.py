"""A body that should answer is asked again until it does: a duty for each referral that waits."""

from collections.abc import Collection
from datetime import datetime

from bield.advice import queries as advice
from bield.concerns.grounds import Heard
from bield.concerns.lenses import settled
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.models import Concern
from bield.concerns.states import CHASE, link_to
from bield.concerns.subjects import duty_subject
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.queries import SubjectDuty
from bield.duties.states import ClockUnit, Period
from bield.people.actors import Actor

ANSWERS_WITHIN = Period(1, ClockUnit.WORKING_DAYS)
ANSWERS = tuple(what for what in Heard if what != Heard.CHASED)


def chase(
    actor: Actor,
    concern: Concern,
    key: bytes,
    facts: Facts,
    holders: Collection[int],
    at: datetime,
) -> None:
    """Each referral that waits has its clock; whoever asked again has set it anew."""
    waited_for = {
        duty_subject(key, concern.reference, f"chase:{one.number}"): one
        for one in settled.referrals(facts, _answering(), (settled.REFERRAL,))
    }
    if not waited_for:
        return
    found = duty_queries.open_duties_about(concern.organisation_id, list(waited_for), at)
    stands = {duty.subject: duty for duty in found}
    for subject, one in waited_for.items():
        _see_to(
            actor, concern, subject, _due(concern, facts, one), stands.get(subject), holders, at
        )


def _answering() -> frozenset[str]:
    return frozenset(code for code, body in advice.known_bodies().items() if body.answers)


def _due(concern: Concern, facts: Facts, one: Done) -> datetime | None:
    """None: it has answered."""
    if settled.heard(facts, one, *ANSWERS) is not None:
        return None
    asked_again = settled.heard(facts, one, Heard.CHASED)
    since = asked_again.at if asked_again else datetime.fromisoformat(one.says["told_at"])
    house, site = concern.organisation_id, concern.site_id
    return duty_queries.due_at(house, site, ANSWERS_WITHIN, since)


def _see_to(
    actor: Actor,
    concern: Concern,
    subject: str,
    due: datetime | None,
    stands: SubjectDuty | None,
    holders: Collection[int],
    at: datetime,
) -> None:
    if stands is not None and stands.due_at == due:
        if set(stands.holder_ids) != set(holders):
            duties.hand_over(actor, CHASE, subject=subject, holder_ids=holders, at=at)
        return
    if stands is not None:
        duties.done(actor, CHASE, subject=subject, evidence="done", at=at)
    if due is not None:
        duties.open_duty(
            actor,
            CHASE,
            subject=subject,
            holder_ids=holders,
            at=at,
            site_id=concern.site_id,
            due_at=due,
            link=f"{link_to(concern.reference)}hear/",
        )
