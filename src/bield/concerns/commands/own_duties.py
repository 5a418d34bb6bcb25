"""What the law asks of whoever reported something, by name. Having told the lead is not enough."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bield.advice import queries as advice
from bield.advice.queries import OwnDuty
from bield.concerns import queries
from bield.concerns.commands import telling
from bield.concerns.commands.chronicle import write
from bield.concerns.intake import KIND
from bield.concerns.lenses import matching
from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern
from bield.concerns.states import OWN_DUTY, EntryKind
from bield.concerns.subjects import concern_of, duty_subject
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

ADDRESS = "/refer-now/?report={}"


def owe(actor: Actor, concern: Concern, key: bytes, facts: Facts, at: datetime) -> None:
    """Whoever reported it is asked, once, for each of their own duties that its kind brings, and
    nobody here can take it from them. What they told a body themself ends it."""
    for one in _of_its_kind(concern, facts, at):
        _see_to(actor, concern, key, one, facts, at)


def owe_at_once(actor: Actor, concern: Concern, key: bytes, kind: str, at: datetime) -> None:
    """With the report: most reports are of no such kind, and cost nothing more."""
    if kind in advice.kinds_with_own_duties():
        owe(actor, concern, key, queries.facts(concern, at=at, key=key), at)


def _of_its_kind(concern: Concern, facts: Facts, at: datetime) -> Iterable[OwnDuty]:
    said = {*facts.answers.get("kinds", ()), *facts.answers.get(KIND, ())}
    if concern.reporter_id is None or not said & advice.kinds_with_own_duties():
        return ()
    binding = advice.own_duties(queries.nation_of(concern), day_of(at))
    return [one for one in binding if one.kinds & said]


def _see_to(
    actor: Actor, concern: Concern, key: bytes, one: OwnDuty, facts: Facts, at: datetime
) -> None:
    subject = duty_subject(key, concern.reference, f"own:{one.code}")
    house = concern.organisation_id
    stands = duty_queries.open_duties_about(house, [subject], at)
    if queries.told_themself(concern, one, facts):
        if stands:
            duties.done(actor, OWN_DUTY, subject=subject, evidence="told-a-body", at=at)
        return
    reporter = concern.reporter_id
    asked_before = stands or duty_queries.last_closed(house, OWN_DUTY, subject)
    if reporter is None or asked_before or not matching.child(facts):
        return
    if not queries.is_bound(concern, at=at):
        return
    duties.open_duty(
        actor,
        OWN_DUTY,
        subject=subject,
        holder_ids=[reporter],
        at=at,
        site_id=concern.site_id,
        due_at=duty_queries.due_at(house, concern.site_id, one.within, at),
        link=ADDRESS.format(concern.reference),
    )
    said = f"Whoever reported it was told of a duty of their own ({one.source}):"
    text = f"{said}\n{one.says.strip()}"
    write(actor, concern, EntryKind.ACTION, text, at=at)


def tell_own_late(actor: Actor, subject: str, holder_ids: Sequence[int], at: datetime) -> None:
    """Whoever has to do it, and nobody else: it is theirs alone."""
    known = people.contacts(actor.organisation_id, holder_ids)
    telling.late(actor, known.values(), about=concern_of(subject), at=at)
