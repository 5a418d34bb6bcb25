"""What the tasks of the first set-up change. Each is one transaction of commands of the rooms."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from bield.access import commands as access
from bield.concerns import commands as concerns
from bield.front.models import FirstSetUp
from bield.front.setup import queries, rules
from bield.front.setup.code import hashed
from bield.kit.refusals import Refused, enforce
from bield.ledger.record import housekeeping, recorded
from bield.people import commands as people
from bield.people.actors import Actor, Founder, house
from bield.people.ages import day_of
from bield.people.queries import (
    Person,
    missing_for_set_up,
    organisation,
    person,
)
from bield.people.states import Role


class Answers(TypedDict):
    name: str
    setting_type: str
    one_person: bool


@housekeeping("a browser gives the code of the first set-up: there is nobody yet to record it for")
def open_door(code: str, *, at: datetime) -> str:
    """Let one browser in, once. Answers the token that it keeps."""
    row = FirstSetUp.objects.filter(code_hash=hashed(code), code_used_at=None).first()
    if row is None:
        raise Refused(rules.WRONG_CODE)
    token = secrets.token_urlsafe(32)
    row.browser_hash = queries.browser_hash(token)
    row.code_used_at = at
    row.save()
    return token


@recorded
def describe(
    founder: Founder,
    row: FirstSetUp,
    *,
    name: str,
    setting_type: str,
    one_person: bool,
    at: datetime,
) -> None:
    """Found the organisation, or change what was said of it."""
    row.refresh_from_db()  # sent twice, it founds once
    answers = Answers(name=name, setting_type=setting_type, one_person=one_person)
    if row.founded_id is None:
        row.founded_id = people.found(founder, **answers, at=at).pk
        row.save()
        return
    actor = house(row.founded_id, founder.name)
    people.change_organisation(actor, **answers, at=at)
    _fit_posts(actor, row, one_person=one_person, at=at)


def _fit_posts(actor: Actor, row: FirstSetUp, *, one_person: bool, at: datetime) -> None:
    """Alone means: lead and head oneself, no deputy. Not alone: lead and deputy are asked for."""
    people.settle(actor, None, role=Role.DEPUTY if one_person else Role.OUTSIDE_CONTACT, at=at)
    if one_person and row.owner_id is not None:
        people.settle(actor, row.owner_id, role=Role.LEAD, at=at)


def set_places(actor: Actor, *, names: Sequence[str], at: datetime) -> None:
    people.settle_sites(actor, names, at=at)


@recorded
def name_owner(
    actor: Actor, row: FirstSetUp, *, name: str, email: str, phone: str, head: bool, at: datetime
) -> None:
    """Whoever sets the house up: administrator, and head where they say so or work alone."""
    owner = _entered(actor, row.owner_id, name=name, email=email, phone=phone, at=at)
    row.owner_id = owner.pk
    row.save()
    people.settle(actor, owner.pk, role=Role.ADMINISTRATOR, at=at)
    alone = organisation(actor).one_person
    people.settle(actor, owner.pk if head or alone else None, role=Role.HEAD, at=at)
    if alone:
        people.settle(actor, owner.pk, role=Role.LEAD, at=at)


@recorded
def name_holder(
    actor: Actor,
    row: FirstSetUp,
    *,
    role: str,
    me: bool,
    name: str = "",
    email: str = "",
    phone: str = "",
    at: datetime,
) -> None:
    """Name the lead, the deputy or the outside contact: oneself or somebody else."""
    slot = SLOTS[Role(role)]
    if me:
        person_id = row.owner_id
    else:
        entered = getattr(row, f"{slot}_id")
        person_id = _entered(actor, entered, name=name, email=email, phone=phone, at=at).pk
        setattr(row, f"{slot}_id", person_id)
        row.save()
    people.settle(actor, person_id, role=role, at=at)


SLOTS = {Role.LEAD: "lead", Role.DEPUTY: "deputy", Role.OUTSIDE_CONTACT: "outside_contact"}


def _entered(
    actor: Actor, person_id: int | None, *, name: str, email: str, phone: str, at: datetime
) -> Person:
    if person_id is None:
        return people.add_person(actor, name=name, email=email, phone=phone, at=at)
    return people.change_person(actor, person_id, name=name, email=email, phone=phone, at=at)


@recorded
def set_clock(actor: Actor, row: FirstSetUp, *, hours: int, at: datetime) -> None:
    people.change_organisation(actor, acknowledge_within_hours=hours, at=at)
    row.clock_chosen = True
    row.save()


@recorded
def finish(actor: Actor, row: FirstSetUp, *, password: str, at: datetime) -> None:
    """The owner's account is opened, the others are invited, and the set-up is gone for good."""
    enforce(
        rules.finish(owner=row.owner_id, clock_chosen=row.clock_chosen),
        missing_for_set_up(actor.organisation_id, day_of(at)),
    )
    owner = person(actor, row.owner_id or 0)
    access.open_account(actor, owner, email=owner.email, password=password, at=at)
    standing = queries.Standing(row, organisation(actor))
    for person_id in sorted(queries.invited(standing, day_of(at))):
        access.invite(actor, person(actor, person_id), at=at)
    people.finish_set_up(actor, at=at)
    concerns.open_first_door(actor, at=at)
    row.finished_at, row.browser_hash, row.code_hash = at, "", ""
    row.save()
