"""A body that should answer is asked again until it does, and its “no” is not the end of it: a duty
for each referral that waits."""

from collections.abc import Collection, Iterable
from datetime import datetime

from bield.advice import queries as advice
from bield.concerns.grounds import Heard
from bield.concerns.lenses import settled
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.models import Concern
from bield.concerns.states import CHALLENGE, CHASE, link_to
from bield.concerns.subjects import duty_subject
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.queries import SubjectDuty
from bield.duties.states import ClockUnit, Period
from bield.people.actors import Actor

ANSWERS_WITHIN = Period(1, ClockUnit.WORKING_DAYS)
ANSWERS = tuple(what for what in Heard if what not in {Heard.CHASED, Heard.CHALLENGED})


def chase(
    actor: Actor,
    concern: Concern,
    key: bytes,
    facts: Facts,
    holders: Collection[int],
    at: datetime,
) -> None:
    """Each referral that waits has its clock; whoever asked again has set it anew. One that was
    not taken on has another, until that is accepted or they have gone on."""
    waits = {
        duty_subject(key, concern.reference, f"{kind}:{one.number}"): (DUTIES[kind], since)
        for kind, one, since in (*_unanswered(facts), *_not_taken_on(facts))
    }
    if not waits:
        return
    found = duty_queries.open_duties_about(concern.organisation_id, list(waits), at)
    stands = {duty.subject: duty for duty in found}
    for subject, (kind, since) in waits.items():
        due = None if since is None else _due(concern, since)
        _see_to(actor, concern, kind, subject, due, stands.get(subject), holders, at)


Waits = tuple[str, Done, datetime | None]  # what for, of which referral, since when; None: no more
DUTIES = {"chase": CHASE, "challenge": CHALLENGE}


def _unanswered(facts: Facts) -> Iterable[Waits]:
    for one in settled.referrals(facts, _answering(), (settled.REFERRAL,)):
        asked_again = settled.heard(facts, one, Heard.CHASED)
        since = asked_again.at if asked_again else datetime.fromisoformat(one.says["told_at"])
        yield "chase", one, None if settled.heard(facts, one, *ANSWERS) else since


def _not_taken_on(facts: Facts) -> Iterable[Waits]:
    for one in settled.referrals(facts, settled.anybody(facts), (settled.REFERRAL,)):
        if settled.heard(facts, one, Heard.DECLINED) is not None:
            last = settled.not_taken_on(facts, one)
            yield "challenge", one, last.at if last else None


def _answering() -> frozenset[str]:
    return frozenset(code for code, body in advice.known_bodies().items() if body.answers)


def _due(concern: Concern, since: datetime) -> datetime:
    return duty_queries.due_at(concern.organisation_id, concern.site_id, ANSWERS_WITHIN, since)


def _see_to(
    actor: Actor,
    concern: Concern,
    kind: str,
    subject: str,
    due: datetime | None,
    stands: SubjectDuty | None,
    holders: Collection[int],
    at: datetime,
) -> None:
    if stands is not None and stands.due_at == due:
        if set(stands.holder_ids) != set(holders):
            duties.hand_over(actor, kind, subject=subject, holder_ids=holders, at=at)
        return
    if stands is not None:
        duties.done(actor, kind, subject=subject, evidence="done", at=at)
    if due is not None:
        duties.open_duty(
            actor,
            kind,
            subject=subject,
            holder_ids=holders,
            at=at,
            site_id=concern.site_id,
            due_at=due,
            link=f"{link_to(concern.reference)}hear/",
        )
