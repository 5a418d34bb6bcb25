"""What a reporter sees: a receipt, and how far it has come in three words."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bield.concerns import intake, rules
from bield.concerns.deeds import open_deed, standing
from bield.concerns.lenses.first_steps import first_steps as safe_steps
from bield.concerns.lenses.shapes import NO
from bield.concerns.models import Concern, Deed
from bield.concerns.moments import moment
from bield.concerns.pages import MyReport, Receipt
from bield.concerns.queries.first_told import FirstTold, first_told
from bield.concerns.queries.reporter import sentences_told
from bield.concerns.states import ALPHABET, Why
from bield.kit import rows
from bield.kit.keeps import keeps
from bield.kit.languages import in_groups
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.states import Role
from bield.vault import queries as vault

House = Any  # the organisation, of the room below
MOST = 200  # reports of one's own on one page


def sent(actor: Actor, send_key: str) -> Concern | None:
    """What this person sent with this key before."""
    found = rows.fetch(
        "SELECT id FROM concerns_concern WHERE reporter_id = %s AND send_key = %s",
        [actor.person_id, send_key],
    )
    return Concern.objects.get(pk=found[0][0]) if found else None


def free_reference(organisation_id: int) -> str:
    """Three and four letters, read out over the phone; they say nothing and follow no order."""
    (reference,) = free_references(organisation_id, 1)
    return reference


def free_references(organisation_id: int, number: int) -> list[str]:
    free: set[str] = set()
    while len(free) < number:
        drawn = [random_reference() for _ in range(number - len(free))]
        places = rows.places(drawn)
        taken = rows.fetch(
            "SELECT reference FROM concerns_concern"  # noqa: S608  # placeholders only
            f" WHERE organisation_id = %s AND reference IN ({places})",
            [organisation_id, *drawn],
        )
        free |= set(drawn) - {reference for (reference,) in taken}
    return sorted(free)


def random_reference() -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(7))
    return f"C-{letters[:3]}-{letters[3:]}"


def receipt(actor: Actor, reference: str, *, at: datetime) -> Receipt:
    """The reporter's own receipt again."""
    found = own_report(actor, reference)
    if found is None:
        raise NotFound(reference)
    state = rules.seen_by_reporter(acknowledged_at=found.acknowledged_at, told_at=found.told_at)
    first = first_told(found, at)
    told = receipt_of(found, at=at) if first is None else _receipt_at_first(found, first, at)
    return replace(told, state=state)


def _receipt_at_first(concern: Concern, first: FirstTold, at: datetime) -> Receipt:
    calls = telephones(concern, [one for one, _, _ in first.readers], at=at)
    readers = [(name + calls.get(one, ""), basis) for one, name, basis in first.readers]
    house = people.organisation_by_id(concern.organisation_id)
    return receipt_for(concern, readers, house, at=at)


def first_steps(actor: Actor, reference: str) -> tuple[str, ...]:
    """What the reporter can do at once, by their own answers alone."""
    found = own_report(actor, reference)
    if found is None:
        raise NotFound(reference)
    key = vault.secret(found.organisation_id, found.key_id)
    own = Deed.objects.filter(concern=found, by=actor.person_id, done_at=found.reported_at)
    told = standing(open_deed(key, found.reference, one) for one in own.order_by("number"))
    [kind] = told.get(intake.KIND, ("",))
    picture = told.get(intake.PICTURE, (NO,)) != (NO,)
    child = actor.holds(Role.LEARNER)
    return safe_steps(kind, picture=picture, hidden=intake.HIDDEN in told, child=child)


def own_report(actor: Actor, reference: str) -> Concern | None:
    """What the actor once reported. Another's, and none, are the same answer."""
    if actor.person_id is None:
        return None
    return Concern.objects.filter(
        organisation_id=actor.organisation_id,
        reference=reference.strip().upper(),
        reporter_id=actor.person_id,
    ).first()


def receipt_of(concern: Concern, *, at: datetime, again: bool = False) -> Receipt:
    seated = concern.readers.exclude(why=Why.GRANTED).order_by("pk")
    found = list(seated.values_list("why", "person_id", "person__name", "basis"))
    calls = telephones(concern, [one for _, one, _, _ in found], at=at)
    every = [(why, name + calls.get(one, ""), basis) for why, one, name, basis in found]
    routed = [(name, basis) for why, name, basis in every if why == Why.ROUTED]
    return receipt_for(
        concern,
        routed or [(name, basis) for _, name, basis in every],
        people.organisation_by_id(concern.organisation_id),
        at=at,
        again=again,
    )


@keeps("TP-A1-6b")
def telephones(concern: Concern, person_ids: Iterable[int], *, at: datetime) -> dict[int, str]:
    """Where somebody may be in danger, the other way to reach those who were told: telephones that
    they have confirmed themselves."""
    if not rules.is_danger(concern.danger_now):
        return {}
    found = people.telephones(concern.organisation_id, person_ids, at)
    return {one: f" ({in_groups(number)})" for one, number in found.items()}


def receipt_for(
    concern: Concern,
    readers: Sequence[tuple[str, str]],
    house: House,
    *,
    at: datetime,
    again: bool = False,
) -> Receipt:
    """`readers`: the name of each, and the post that lets them read."""
    answer_by = rules.acknowledge_by(
        concern.reported_at,
        hours=house.acknowledge_within_hours,
        danger=rules.is_danger(concern.danger_now),
    )
    return Receipt(
        reference=concern.reference,
        reported=moment(concern.reported_at, at),
        answer_by=moment(answer_by, at),
        told=tuple(f"{name}, {_label(house, basis)}" for name, basis in readers),
        danger=rules.is_danger(concern.danger_now),
        again=again,
        nobody=not readers,
    )


def _label(house: House, basis: str) -> str:
    return people.label(house, basis.split(":")[0])


def my_reports(actor: Actor, *, at: datetime) -> list[MyReport]:
    """What the actor has reported, the newest first: received, being handled, dealt with."""
    if actor.person_id is None:
        return []
    own = Concern.objects.filter(
        organisation_id=actor.organisation_id, reporter_id=actor.person_id
    ).order_by("-pk")[:MOST]
    listed = list(own)
    over = {one.pk: (one.key_id, one.reference) for one in listed if one.told_at is not None}
    answers = sentences_told(actor.organisation_id, over) if over else {}
    hours = people.organisation(actor).acknowledge_within_hours
    reports = []
    for one in listed:
        state = rules.seen_by_reporter(acknowledged_at=one.acknowledged_at, told_at=one.told_at)
        answer_by = rules.acknowledge_by(
            one.reported_at, hours=hours, danger=rules.is_danger(one.danger_now)
        )
        reports.append(
            MyReport(
                one.reference,
                moment(one.reported_at, at),
                state,
                str(state.label),
                unanswered=one.acknowledged_at is None and answer_by < at,
                answer=answers.get(one.pk, ""),
            )
        )
    return reports
