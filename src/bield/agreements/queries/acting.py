"""Who has signed what they act under: facts for the gates, and the questions other rooms ask."""

from datetime import date, datetime, time

from django.utils import timezone

from bield.agreements import acting
from bield.agreements.acting import Signature
from bield.agreements.queries.asking import current
from bield.agreements.queries.standing import facts
from bield.agreements.rules.standing import MISSING, stand, who_answers
from bield.agreements.states import Audience, Purpose
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

TECHNICAL = frozenset({Role.ADMINISTRATOR, Role.IT_SUPPORT})
WORK_HERE = (Audience.STAFF, Audience.CONTRACTOR)


def signature(
    organisation_id: int, person_id: int, purpose: str, *, at: datetime, name: str = ""
) -> Signature:
    """How it stands with what one person signs."""
    on = day_of(at)
    known, asked, heard = facts(organisation_id, [person_id], [purpose], at, on)
    words, said = asked.get(purpose, {}), heard.get((person_id, purpose), {})
    somebody = known.get(person_id)
    if somebody is None:
        return Signature(name, purpose, MISSING, understood=False, themself=False, asked=False)
    signers = list(who_answers(person_id, somebody, words, on))
    own = next((to for one, to in signers if one == person_id and to != Audience.CHILD), None)
    standing = stand(person_id, somebody, words, said, on=on)
    return Signature(
        name=name,
        purpose=purpose,
        standing=standing,
        understood=person_id in said and said[person_id].understood,
        themself=own is not None,
        asked=any(one in words for one in WORK_HERE),
        since=None
        if standing.granted or own is None
        else _since(organisation_id, purpose, own, at),
    )


def _since(organisation_id: int, purpose: str, audience: str, at: datetime) -> date | None:
    """From which day the words stand that this audience is asked."""
    question = current(organisation_id, [purpose], at).filter(audience=audience).first()
    if question is None or question.version.published_at is None:
        return None
    return question.version.from_day or day_of(question.version.published_at)


def _of(actor: Actor, person_id: int, purpose: str, at: datetime) -> Signature:
    name = people.person(actor, person_id).name
    return signature(actor.organisation_id, person_id, purpose, at=at, name=name)


def may_have_access(actor: Actor, person_id: int, *, at: datetime) -> list[Refusal]:
    """Asked before somebody is booked, or given an account or a device."""
    return acting.may_have_access(_of(actor, person_id, Purpose.ACCEPTABLE_USE, at))


def may_meet(actor: Actor, person_id: int, *, at: datetime) -> list[Refusal]:
    """Asked before somebody who works here meets a child or a learner."""
    return acting.may_meet(_of(actor, person_id, Purpose.CONDUCT, at))


def may_have_journal(actor: Actor, person_id: int, *, at: datetime) -> list[Refusal]:
    """Asked before somebody who works here is given an account for journals."""
    return acting.may_have_journal(_of(actor, person_id, Purpose.JOURNAL, at))


# ------ what `people` asks before a post is given, and of posts that are held


def wanting_use(organisation_id: int, person_id: int, on: date) -> Refusal | None:
    name = people.people_by_id(organisation_id, [person_id])[person_id].name
    at = _end_of(on)
    found = signature(organisation_id, person_id, Purpose.ACCEPTABLE_USE, at=at, name=name)
    return next(iter(acting.may_administer(found)), None)


def use_rests(organisation_id: int, person_id: int, on: date) -> bool:
    found = signature(organisation_id, person_id, Purpose.ACCEPTABLE_USE, at=_end_of(on))
    return acting.rests(found, on)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.max))
