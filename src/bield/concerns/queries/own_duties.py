"""Which duty of their own a reporter has, and whether they have done it."""

from datetime import datetime

from bield.advice import queries as advice
from bield.advice.queries import OwnDuty
from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern, Exclusion
from bield.concerns.queries.reports import own_report
from bield.concerns.states import OWN_DUTY, DeedKind
from bield.concerns.subjects import concern_of, duty_subjects
from bield.duties import queries as duty_queries
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault


def nation_of(concern: Concern) -> str:
    return people.jurisdiction(concern.organisation_id, concern.site_id)


def is_bound(concern: Concern, *, at: datetime) -> bool:
    """An adult of the organisation reported it, whom it is not about."""
    if concern.reporter_id is None:
        return False
    held = people.held_by(concern.organisation_id, [concern.reporter_id], day_of(at))
    posts = {role for role, _ in held.get(concern.reporter_id, ())}
    return (
        bool(posts & ADULTS_OF_THE_ORGANISATION)
        and not Exclusion.objects.filter(concern=concern, person=concern.reporter_id).exists()
    )


def told_themself(concern: Concern, duty: OwnDuty, facts: Facts) -> bool:
    """Whether the reporter has written down that they told one of its bodies."""
    return any(
        one.by == concern.reporter_id and one.says["body"] in duty.bodies
        for one in facts.deeds(DeedKind.REFERRED)
    )


def own_duties_mine(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """For lists of duties: those of what this actor reported. Whoever is named in it later goes on
    seeing theirs: that it went would tell them."""
    asked = {concern_of(one) for one in subjects}
    mine = Concern.objects.filter(
        organisation_id=actor.organisation_id, reference__in=asked, reporter=actor.person_id
    )
    known = set(mine.values_list("reference", flat=True))
    return frozenset(one for one in subjects if concern_of(one) in known)


def own_duties_owed(actor: Actor, reference: str, *, at: datetime) -> tuple[OwnDuty, ...]:
    """What the reporter of this still has to do themself; nothing for anybody else."""
    report = own_report(actor, reference)
    if report is None:
        return ()
    binding = advice.own_duties(nation_of(report), day_of(at))
    secrets = vault.secrets(report.organisation_id, [report.key_id]) if binding else {}
    if report.key_id not in secrets:
        return ()
    key = secrets[report.key_id]
    subjects = duty_subjects(key, report.reference, [f"own:{one.code}" for one in binding])
    seen = own_duties_mine(actor, frozenset(subjects))
    open_now = duty_queries.open_duties_about(report.organisation_id, list(seen), at)
    codes = {subjects[duty.subject] for duty in open_now if duty.code == OWN_DUTY}
    return tuple(one for one in binding if f"own:{one.code}" in codes)
