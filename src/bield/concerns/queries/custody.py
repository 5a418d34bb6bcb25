"""What is kept for a concern, who has it, and how it changed hands."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from bield.concerns.answers import Agreed, Ending, ThingKind
from bield.concerns.deeds import open_deed
from bield.concerns.doings import CustodyItem, CustodyPage, InKeeping, Was
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Custody, Deed, Exclusion, Party
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.queries.sight import concern as seen_concern
from bield.concerns.queries.sight import my_row, visible_to
from bield.concerns.rules import work
from bield.concerns.rules.custody import Thing
from bield.concerns.states import DeedKind
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.ages import day_of
from bield.vault import queries as vault

ENDED = "Nobody: it was let go"


def kept(actor: Actor, reference: str) -> Custody:
    """A thing, for whoever has it, is handed it, or reads the concern it belongs to."""
    if actor.person_id is None or actor.strength < Strength.TWO_FACTORS:
        raise NotFound(reference)
    mine = Q(keeper=actor.person_id) | Q(offered_to=actor.person_id)
    seen = Exists(visible_to(actor).filter(concern_id=OuterRef("concern_id")))
    found = Custody.objects.filter(
        mine | seen, organisation_id=actor.organisation_id, reference=reference
    )
    thing = found.select_related("concern", "keeper", "offered_to").first()
    if thing is None or is_named(thing.concern, actor.person_id):
        raise NotFound(reference)
    return thing


def is_named(concern: Concern, person_id: int) -> bool:
    """The concern is about them, or they are kept away from it."""
    about = Party.objects.filter(concern=concern, person=person_id)
    kept_out = Exclusion.objects.filter(concern=concern, person=person_id)
    return about.exists() or kept_out.exists()


def things_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """For lists of duties and the record: the things that this actor has or is handed."""
    mine = Q(keeper=actor.person_id) | Q(offered_to=actor.person_id)
    kept_out = Exclusion.objects.filter(person=actor.person_id, concern=OuterRef("concern_id"))
    found = Custody.objects.filter(
        ~Exists(kept_out),
        mine,
        organisation_id=actor.organisation_id,
        reference__in=references,
    )
    return frozenset(found.values_list("reference", flat=True))


def stands(thing: Custody, moves: Iterable[Done], *, at: datetime) -> Thing:
    return Thing(
        keeper_id=thing.keeper_id,
        keeper=_keeper(thing, moves),
        offered_to_id=thing.offered_to_id,
        ended=thing.ended_at is not None,
        keeper_gone=_is_gone(thing, at),
    )


def _is_gone(thing: Custody, at: datetime) -> bool:
    keeper = thing.keeper
    if keeper is None:
        return False
    left = keeper.left_on is not None and keeper.left_on < day_of(at)
    return left or is_named(thing.concern, keeper.pk)


def _keeper(thing: Custody, moves: Iterable[Done]) -> str:
    """Somebody outside has no row: the last hand-over names them."""
    if thing.keeper is not None:
        return thing.keeper.name
    agreed = [one for one in moves if one.says["agreed"] == Agreed.YES]
    return agreed[-1].says["to_whom"] if agreed else ""


def moves_of(thing: Custody) -> tuple[Done, ...]:
    """How it changed hands, in order."""
    key = vault.secret(thing.organisation_id, thing.concern.key_id)
    rows = Deed.objects.filter(concern=thing.concern, kind=DeedKind.HANDED_OVER)
    done = (open_deed(key, thing.concern.reference, row) for row in rows.order_by("number"))
    return tuple(one for one in done if one.says["of"] == thing.number)


def custody_of(concern: Concern, done: Iterable[Done], *, at: datetime) -> tuple[CustodyItem, ...]:
    """For the page of the concern and its print."""
    deeds = {one.number: one for one in done}
    if not any(one.kind == DeedKind.CUSTODY for one in deeds.values()):
        return ()
    things = Custody.objects.filter(concern=concern).select_related("keeper", "offered_to")
    listed = list(things.order_by("number"))
    moved = [one for one in deeds.values() if one.kind == DeedKind.HANDED_OVER]
    by = {one.by for one in moved if one.by}
    names = {pk: one.name for pk, one in people.people_by_id(concern.organisation_id, by).items()}
    return tuple(
        _item(
            thing,
            deeds[thing.number],
            [one for one in moved if one.says["of"] == thing.number],
            names,
            at,
        )
        for thing in listed
    )


def _item(
    thing: Custody, taken: Done, moves: list[Done], names: dict[int, str], at: datetime
) -> CustodyItem:
    says = taken.says
    last = next((one for one in reversed(moves) if one.says["agreed"] == Agreed.YES), None)
    return CustodyItem(
        reference=thing.reference,
        kind=ThingKind(says["kind"]).label.partition(":")[0],
        what=says["what"],
        whose=says["whose"],
        from_whom=says["from_whom"],
        taken=moment(thing.taken_at, at),
        found=says["found"],
        where=last.says["where"] if last else says["kept_where"],
        seal=(last.says["seal"] if last else "") or says["seal"],
        keeper=ENDED if thing.ended_at else _keeper(thing, moves),
        waits_for=thing.offered_to.name if thing.offered_to else "",
        ended=moment_or_none(thing.ended_at, at),
        moves=tuple(
            Was(
                said=_said(one),
                by=names.get(one.by or 0, ""),
                when=moment(one.at, at),
                words=one.says["words"],
            )
            for one in moves
        ),
    )


def _said(one: Done) -> str:
    says = one.says
    if says["ended"]:
        return f"{Ending(says['ended']).label}: {says['to_whom']}"
    return f"{says['from_whom']} to {says['to_whom']}: {Agreed(says['agreed']).label.lower()}"


def custody_page(actor: Actor, reference: str, *, at: datetime) -> CustodyPage:
    """For taking something into custody, with what is kept already."""
    found = seen_concern(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    rows = Deed.objects.filter(
        concern=found, kind__in=[DeedKind.CUSTODY, DeedKind.HANDED_OVER]
    ).order_by("number")
    return CustodyPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why),
        things=custody_of(found, [open_deed(key, reference, row) for row in rows], at=at),
    )


def in_keeping(actor: Actor, reference: str, *, at: datetime) -> InKeeping:
    """A thing as whoever has it sees it: what is written on its bag, and nothing of the concern."""
    thing = kept(actor, reference)
    moves = moves_of(thing)
    offered = next((one for one in moves if one.number == thing.offer), None)
    last = next((one for one in reversed(moves) if one.says["agreed"] == Agreed.YES), None)
    now = offered or last
    reads = visible_to(actor).filter(concern=thing.concern).exists()
    return InKeeping(
        reference=thing.reference,
        concern=thing.concern.reference if reads else "",
        keeper=_keeper(thing, moves),
        mine=thing.keeper_id == actor.person_id,
        handed_to_me=thing.offered_to_id == actor.person_id,
        waits_for=thing.offered_to.name if thing.offered_to else "",
        from_whom=now.says["from_whom"] if now else "",
        where=now.says["where"] if now else "",
        seal=now.says["seal"] if now else "",
        free=thing.ended_at is None and (thing.keeper_id is None or _is_gone(thing, at)),
        ended=moment_or_none(thing.ended_at, at),
    )
