"""Other concerns that name the same people: shown to whoever reads both, and to nobody else."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bield.concerns.deeds import Says, open_belonging
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Belonging, Concern, Party
from bield.concerns.moments import moment
from bield.concerns.queries.sight import seen
from bield.concerns.states import ConcernState, DeedKind
from bield.concerns.triaging import OtherConcern
from bield.kit import rows
from bield.people.actors import Actor
from bield.vault import queries as vault

Said = Mapping[str, Says]
Kept = tuple[str, datetime, str]  # reference, when it was reported, stage

MOST = 20  # the newest of those that were reported before
# Every reader of the one must read the other, by post or let in: a step that all of them see to be
# required may not tell one of them that there is a concern which is kept from them.
OTHERS = (
    "SELECT DISTINCT p.concern_id, c.reference FROM concerns_party p"
    " JOIN concerns_concern c ON c.id = p.concern_id"
    " WHERE p.person_id IN ({places}) AND c.organisation_id = %s AND p.concern_id < %s"
    " AND NOT EXISTS (SELECT 1 FROM concerns_reader r WHERE r.concern_id = %s"
    " AND NOT EXISTS (SELECT 1 FROM concerns_reader o"
    " WHERE o.concern_id = p.concern_id AND o.person_id = r.person_id))"
    " ORDER BY p.concern_id DESC LIMIT %s"
)

NAMING = (
    "SELECT p.concern_id, n.name FROM concerns_party p JOIN people_person n ON n.id = p.person_id"
    " WHERE p.person_id IN ({places}) AND p.organisation_id = %s AND p.concern_id <> %s"
    " AND {may_see} ORDER BY p.concern_id DESC LIMIT %s"
)


def others(concern: Concern, person_ids: Sequence[int]) -> tuple[str, ...]:
    """References of those that must be judged before this one is closed."""
    if not person_ids:
        return ()
    sql = OTHERS.format(places=rows.places(person_ids))
    params = [*person_ids, concern.organisation_id, concern.pk, concern.pk, MOST]
    return tuple(reference for _, reference in rows.fetch(sql, params))


def judged(concern: Concern, others: Sequence[str]) -> tuple[Done, ...]:
    """That it was said of each of those, by whom and when, in the order in which it was said."""
    if not others:
        return ()
    said = Belonging.objects.filter(concern=concern, other__reference__in=others).order_by("pk")
    return tuple(
        Done(number, DeedKind.LINKED, at, by, {"reference": reference})
        for number, at, by, reference in said.values_list(
            "number", "said_at", "by_id", "other__reference"
        )
    )


def said_of(concern: Concern, other: Concern) -> Says | None:
    """What stands of the two."""
    last = Belonging.objects.filter(concern=concern, other=other).order_by("-number").first()
    if last is None:
        return None
    key = vault.secret(concern.organisation_id, concern.key_id)
    return open_belonging(key, (concern.reference, other.reference), last)


def name_the_same(concern: Concern, another: Concern) -> bool:
    """Whether both are about somebody who was picked."""
    own = Party.objects.filter(concern=concern, person_id__isnull=False)
    return (
        Party.objects.filter(concern=another, person_id__in=own.values("person_id"))
        .exclude(concern=concern)
        .exists()
    )


def other_concerns(
    actor: Actor,
    concern: Concern,
    person_ids: Sequence[int],
    key: bytes,
    *,
    at: datetime,
) -> tuple[OtherConcern, ...]:
    """Those of them that the actor reads as well, the newest first, earlier and later ones."""
    if not person_ids:
        return ()
    may_see, params = seen(actor, "p.concern_id")
    naming = rows.fetch(
        NAMING.format(places=rows.places(person_ids), may_see=may_see),
        [*person_ids, concern.organisation_id, concern.pk, *params, MOST * 4],
    )
    named: dict[int, list[str]] = {}
    for pk, name in naming:
        named.setdefault(pk, []).append(name)
    newest = list(named)[:MOST]
    kept = _kept(newest)
    judged = _said(concern, kept, key)
    return tuple(
        OtherConcern(
            reference=reference,
            reported=moment(reported_at, at),
            state_word=ConcernState(stage).label,
            names=tuple(sorted(named[pk])),
            judged=_judged(judged.get(reference)),
        )
        for pk, (reference, reported_at, stage) in ((pk, kept[pk]) for pk in newest)
    )


def _kept(pks: Sequence[int]) -> dict[int, Kept]:
    if not pks:
        return {}
    found = Concern.objects.filter(pk__in=pks).values_list(
        "pk", "reference", "reported_at", "stage"
    )
    return {pk: (reference, reported_at, stage) for pk, reference, reported_at, stage in found}


def _said(concern: Concern, kept: Mapping[int, Kept], key: bytes) -> Said:
    """The last that was said of each: only of those that the reader reads as well."""
    if not kept:
        return {}
    found = Belonging.objects.filter(concern=concern, other_id__in=kept).order_by("number")
    standing = {row.other_id: row for row in found}
    return {
        kept[pk][0]: open_belonging(key, (concern.reference, kept[pk][0]), row)
        for pk, row in standing.items()
    }


def _judged(says: Says | None) -> str:
    if says is None:
        return ""
    word = "belongs to this one" if says["linked"] else "something else"
    return f"{word}, because: {says['reason']}"
