"""What an actor may see of concerns. Everything else in this room's queries begins here."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from bield.concerns import roads
from bield.concerns.models import Concern, Door, Link, Reader, WayBack
from bield.concerns.moments import moment
from bield.concerns.states import DeedKind, EntryKind, Risk, Why
from bield.concerns.subjects import concern_of
from bield.kit import rows
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength


def visible_to(actor: Actor) -> QuerySet[Reader]:
    """The rows of the actor's own desk, as long as the post behind each still stands.

    No rank opens a concern: who has no row, has nothing, and a row is worth nothing without a
    second factor.
    """
    if not may_read(actor):
        return Reader.objects.none()
    return Reader.objects.filter(
        organisation_id=actor.organisation_id,
        person=actor.person_id,
        basis__in=bases(actor),
    )


def seen(actor: Actor, concern: str) -> tuple[str, list[Any]]:
    """`visible_to` in SQL, for the concern whose id stands in this column, with its parameters."""
    if not may_read(actor):
        return "1 = 0", []
    rests_on = bases(actor)
    row = (
        f"SELECT 1 FROM concerns_reader seen WHERE seen.concern_id = {concern}"  # noqa: S608
        " AND seen.organisation_id = %s AND seen.person_id = %s"
        f" AND seen.basis IN ({rows.places(rests_on)})"
    )
    return f"EXISTS ({row})", [actor.organisation_id, actor.person_id, *rests_on]


def may_read(actor: Actor) -> bool:
    return actor.person_id is not None and actor.strength >= Strength.TWO_FACTORS


def bases(actor: Actor) -> list[str]:
    """What a row of this actor may rest on today."""
    return [*(roads.name_of_post(*post) for post in sorted(actor.holdings, key=str)), Why.GRANTED]


def concern(actor: Actor, reference: str) -> Concern:
    """Absent, foreign and not for this actor's eyes are the same answer.

    With its site and its way back. Round the ORM: every page of a concern asks it.
    """
    may_see, params = seen(actor, "c.id")
    found = rows.read(
        f"{OPENED} WHERE c.organisation_id = %s AND c.reference = %s AND {may_see}",
        [actor.organisation_id, reference, *params],
        c=Concern,
        w=WayBack,
        d=Door,
    )
    if not found:
        raise NotFound(reference)
    one: Concern = found[0][0]
    way, door = found[0][1:]
    places = people.sites_by_id(actor.organisation_id, {one.site_id, door.site_id} - {None})
    one.site = places[one.site_id]
    if way.pk is None:
        one._state.fields_cache["way_back"] = None
    else:
        door.site = places.get(door.site_id)
        way.door = door
        one.way_back = way
    return one


OPENED = (
    "FROM concerns_concern c LEFT JOIN concerns_wayback w ON w.concern_id = c.id"
    " LEFT JOIN concerns_door d ON d.id = w.door_id"
)


def reads(actor: Actor, concern: Concern) -> bool:
    return visible_to(actor).filter(concern=concern).exists()


def my_row(actor: Actor, concern: Concern) -> Reader:
    """The actor's own row: what the right to read it rests on."""
    return visible_to(actor).get(concern=concern)


def is_held(concern: Concern, subject: str) -> bool:
    return Link.objects.filter(concern=concern, subject=subject, released_at=None).exists()


def link(concern: Concern, subject: str) -> Link:
    """What the concern holds as evidence."""
    try:
        return Link.objects.get(concern=concern, subject=subject, released_at=None)
    except Link.DoesNotExist:
        raise NotFound(subject) from None


def exists(organisation_id: int, reference: str) -> bool:
    """For the record of refused openings alone; nobody is told the answer."""
    return Concern.objects.filter(organisation_id=organisation_id, reference=reference).exists()


def subjects_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Those of the references that this actor may know of: for duties and the record.

    What is about one action of a concern is seen by whoever sees the concern.
    """
    asked = sorted({concern_of(one) for one in references})
    if not asked:
        return frozenset()
    may_see, params = seen(actor, "c.id")
    found = rows.fetch(
        "SELECT c.reference FROM concerns_concern c WHERE c.organisation_id = %s"  # noqa: S608
        f" AND c.reference IN ({rows.places(asked)}) AND {may_see}",
        [actor.organisation_id, *asked, *params],
    )
    known = {reference for (reference,) in found}
    return frozenset(one for one in references if concern_of(one) in known)


def acknowledge_at_once(actor: Actor, references: frozenset[str]) -> dict[str, str]:
    """Those of the references, which the actor may know of, with somebody who may be in danger."""
    found = visible_to(actor).filter(concern__reference__in=references, concern__risk=Risk.DANGER)
    return dict.fromkeys(found.values_list("concern__reference", flat=True), AT_ONCE)


AT_ONCE = "Acknowledge it at once: somebody may be in danger"


def last_change(concern: Concern) -> str:
    """Who changed it last, and how, for whoever came second."""
    by = changed_by(concern)
    found = people.contacts(concern.organisation_id, [] if by is None else [by])
    return change_in_words(concern, {pk: person.name for pk, person in found.items()})


def changed_by(concern: Concern) -> int | None:
    """The person; None when the house did it."""
    by = concern.changed_by.removeprefix("person:")
    return int(by) if by.isdecimal() else None


def change_in_words(concern: Concern, names: Mapping[int | None, str]) -> str:
    name = names.get(changed_by(concern), "Bield")
    when = moment(concern.changed_at, concern.changed_at).exact
    return f"{name}, {when}: {_changed_what(concern.changed_what).lower()}"


def _changed_what(what: str) -> str:
    return str(DeedKind(what).label if what in DeedKind.values else EntryKind(what).label)
