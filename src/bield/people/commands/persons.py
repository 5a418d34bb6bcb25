from datetime import date, datetime
from typing import Any

from bield.kit.refusals import enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import conditions, queries, rules
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.commands import letters
from bield.people.commands.addresses import may_have_address
from bield.people.commands.posts import end_all_posts, ending_of
from bield.people.commands.rows import (
    is_guarded,
    links_between,
    own_organisation,
    own_person,
    roles_on,
    standing_link,
)
from bield.people.models import Guardianship, Person
from bield.people.states import BornPrecision

CONTACTS = ("email", "phone")
NAMES = ("name", "known_as")
CHANGEABLE = frozenset({*NAMES, "born_on", "born_precision", "at_risk", "joined_on", *CONTACTS})


@recorded
def add_person(
    actor: Actor,
    *,
    name: str,
    known_as: str = "",
    born_on: date | None = None,
    born_precision: str = BornPrecision.DAY,
    at_risk: bool = False,
    email: str = "",
    phone: str = "",
    joined_on: date | None = None,
    at: datetime,
) -> Person:
    """Somebody new. Sent again within a minute, word for word, it answers with the first."""
    enforce(
        rules.keep_people(actor),
        rules.born(born_on, day_of(at)),
        rules.readable(name=name, known_as=known_as),
    )
    person = Person(
        organisation_id=actor.organisation_id,
        name=name,
        known_as=known_as,
        born_on=born_on,
        born_precision=born_precision,
        at_risk=at_risk,
        email=email,
        phone=phone,
        joined_on=joined_on or day_of(at),
        added_at=at,
    )
    again = _added_already(person, at)
    if again is not None:
        _note("people.person-sent-again", again, actor, at)
        return again
    may_have_address(person, own_organisation(actor), roles=(), on=day_of(at))
    person.save()
    _note("people.person-added", person, actor, at, detail={"name": name})
    return person


def _added_already(person: Person, at: datetime) -> Person | None:
    """Safe with two at once: on both engines one command writes at a time, and it sees what those
    before it wrote."""
    same = {name: getattr(person, name) for name in sorted(CHANGEABLE)}
    return Person.objects.filter(
        organisation_id=person.organisation_id, added_at__gt=at - SENT_AGAIN, **same
    ).first()


@recorded
def change_person(actor: Actor, /, person_id: int, *, at: datetime, **changes: Any) -> Person:
    """Change what is known of somebody. A changed address is unconfirmed again, and the old one
    hears of it."""
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"a person has no {', '.join(sorted(unknown))} to change")
    person = own_person(actor, person_id)
    changed = {key: value for key, value in changes.items() if value != getattr(person, key)}
    guarded = is_guarded(person.pk, day_of(at))
    own_contact = set(changed) <= set(CONTACTS)
    if set(changed) & set(CONTACTS):
        has_one = conditions.has_second_factor(actor.account_id)
        enforce(
            rules.change_contact(
                actor, person_id=person.pk, guarded=guarded, has_second_factor=has_one
            )
        )
    own = queries.others_look_after(actor, person.pk)
    enforce(rules.another(actor, own=own))
    if not own_contact or not changed:
        enforce(rules.keep_people(actor))
    names = {key: changed[key] for key in NAMES if key in changed}
    enforce(rules.born(changed.get("born_on"), day_of(at)), rules.readable(**names))
    old_address = person.email
    for key, value in changed.items():
        setattr(person, key, value)
        if key in CONTACTS:
            setattr(person, f"{key}_confirmed_at", None)
    if set(changed) & {"born_on", "born_precision"}:
        enforce(rules.birth_fits(queries.carried(person, day_of(at))))
    roles = roles_on(person.pk, day_of(at))
    may_have_address(person, own_organisation(actor), roles=roles, on=day_of(at))
    person.save()
    if set(changed) & set(CONTACTS) and not actor.is_house:
        letters.contact_changed(actor, to=old_address, at=at)
    _note("people.person-changed", person, actor, at, fields=",".join(sorted(changed)))
    return person


@recorded
def leave(actor: Actor, person_id: int, *, left_on: date, at: datetime) -> Person:
    """Somebody leaves: every post ends with the last day, and what hangs on posts follows."""
    person = own_person(actor, person_id)
    enforce(
        rules.another(actor, own=queries.others_look_after(actor, person.pk)),
        rules.end(actor, ending_of(actor, person.pk, ends_on=left_on, at=at)),
    )
    person.left_on = left_on
    person.save(update_fields=["left_on"])
    ended = end_all_posts(person.pk, ends_on=left_on)
    _note("people.left", person, actor, at, left_on=left_on.isoformat(), posts_ended=ended)
    return person


@recorded
def link_guardian(
    actor: Actor,
    *,
    guardian_id: int,
    child_id: int,
    parental_responsibility: bool = True,
    responsibility_known: bool = True,
    relation: str | None = None,
    call_order: int | None = None,
    begins_on: date | None = None,
    at: datetime,
) -> Guardianship:
    """What one is to a child. Who alone looks after people may note a child of their own for whom
    nobody else cares."""
    guardian, child = own_person(actor, guardian_id), own_person(actor, child_id)
    known = links_between(actor, guardian.pk, child.pk, at).first()
    of_own = queries.is_own(actor, guardian.pk, child.pk)
    enforce(
        rules.keep_people(actor),
        rules.link_guardian(guardian_id, child_id),
        rules.another(actor, own=of_own and not (known is None and _nobody_else(actor, child))),
    )
    link = known or Guardianship(
        organisation_id=actor.organisation_id, guardian_id=guardian_id, child_id=child_id,
        begins_on=begins_on or day_of(at),
    )  # fmt: skip
    # What is not known is no leave to ask, and shows as wanting.
    link.parental_responsibility = parental_responsibility and responsibility_known
    link.responsibility_known = responsibility_known
    link.relation = link.relation if relation is None else relation
    link.call_order = link.call_order if call_order is None else call_order
    link.save()
    note(
        event="people.guardian-linked", subject=f"person:{child_id}", by=actor.id, at=at,
        guardian=f"person:{guardian_id}", parental_responsibility=link.parental_responsibility,
    )  # fmt: skip
    return link


@recorded
def end_guardianship(
    actor: Actor, *, guardian_id: int, child_id: int, ends_on: date, at: datetime
) -> None:
    link = standing_link(actor, guardian_id, child_id, at)
    enforce(
        rules.keep_people(actor),
        rules.another(actor, own=queries.is_own(actor, guardian_id, child_id)),
    )
    link.ends_on = max(ends_on, link.begins_on)
    link.save(update_fields=["ends_on"])
    note(
        event="people.guardianship-ended", subject=f"person:{child_id}", by=actor.id, at=at,
        guardian=f"person:{guardian_id}", ends_on=link.ends_on.isoformat(),
    )  # fmt: skip


def _nobody_else(actor: Actor, child: Person) -> bool:
    others = Guardianship.objects.filter(child=child).exclude(guardian=actor.person_id)
    return not others.exists() and queries.is_alone(actor)


def _note(event: str, person: Person, actor: Actor, at: datetime, **more: Any) -> None:
    note(event=event, subject=f"person:{person.pk}", by=actor.id, at=at, **more)
