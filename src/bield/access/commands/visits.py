"""Being let in, being there, and leaving."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q, QuerySet

from bield.access import queries, rules, tokens
from bield.access.commands import letters
from bield.access.models import Account, Device, Overlap, Visit
from bield.access.queries import Place
from bield.access.states import IN_USE, OVERLAPS_WITHIN, REPEATED, SECOND_FACTORS, Ended, How
from bield.kit import reading
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused
from bield.ledger.record import housekeeping, note, recorded
from bield.people.actors import Actor, Strength

Fact = str | int | None  # of a line: codes and references, never anybody's words


@dataclass(frozen=True)
class AtTheDoor:
    """Somebody not known yet: where they come from, and what their browser brought."""

    origin: str
    visit_token: str = field(default="", repr=False)
    device_token: str = field(default="", repr=False)
    device_name: str = "A browser"
    shared_device: bool = False
    organisation_id: int | None = None  # known only after signing in


@dataclass(frozen=True)
class Opened:
    """What the browser is given. The tokens stand nowhere else."""

    visit: Visit
    token: str = field(repr=False)
    device_token: str = field(default="", repr=False)


@recorded
def admit(
    door: AtTheDoor,
    account: Account,
    *,
    how: str,
    at: datetime,
    organisation_id: int | None = None,
) -> Opened:
    """Open a visit for somebody who has proved who they are. Any older one in this browser ends."""
    place = _place(account, organisation_id, at)
    strength = Strength.TWO_FACTORS if how in SECOND_FACTORS else Strength.ONE_FACTOR
    with reading.within(place.house.pk, back_to=door.organisation_id):
        must_change = how == How.PASSWORD and queries.must_change_password(account, place, at)
        held_up = queries.comes_first(place.actor, at) is not None
    _end(Visit.objects.filter(token_hash=tokens.hashed(door.visit_token)), Ended.REPLACED, at)
    token = tokens.new()
    visit = Visit.objects.create(
        token_hash=tokens.hashed(token),
        account=account,
        membership=place.membership,
        organisation_id=place.house.pk,
        person_id=place.membership.person_id,
        device=queries.known_device(account, door.device_token),
        device_name=door.device_name,
        shared_device=door.shared_device,
        how=how,
        strength=strength,
        proved_at=at if strength == Strength.TWO_FACTORS else None,
        must_change_password=must_change,
        held_up=held_up,
        started_at=at,
        last_seen_at=at,
    )
    _note("access.signed-in", visit, at, how=how, shared=door.shared_device)
    full = strength == Strength.TWO_FACTORS or not queries.has_second_factor(account.pk)
    device_token = remember_device(door, visit, at) if full else ""
    flag_overlaps(visit, at)
    return Opened(visit, token, device_token)


def _place(account: Account, organisation_id: int | None, at: datetime) -> Place:
    places = queries.places(account.pk, at, back_to=None)
    for place in places:
        if organisation_id in {None, place.house.pk}:
            return place
    raise Refused(rules.NO_ROLE)


def remember_device(door: AtTheDoor, visit: Visit, at: datetime) -> str:
    """After a full sign-in the browser is known again; one that others use too never is."""
    if door.shared_device:
        return ""
    token = door.device_token or tokens.new()
    known = {"name": door.device_name, "last_used_at": at}
    device, fresh = Device.objects.update_or_create(
        account_id=visit.account_id,
        token_hash=tokens.hashed(token),
        defaults=known,
        create_defaults={**known, "first_used_at": at},
    )
    if fresh and Device.objects.filter(account_id=visit.account_id).count() > 1:
        letters.changed(
            visit.account, f"Your account was used on a new device ({door.device_name})", at=at
        )
    visit.device = device
    visit.save(update_fields=["device"])
    return token


@keeps("EY-18a")
def flag_overlaps(visit: Visit, at: datetime) -> None:
    """Two devices in use at once: the owner sees both, the lead hears when it goes on."""
    others = Visit.objects.filter(
        account_id=visit.account_id, ended_at=None, last_seen_at__gt=at - IN_USE
    ).exclude(pk=visit.pk)
    if visit.device_id is not None:
        others = others.filter(Q(device=None) | ~Q(device=visit.device_id))
    fresh = [_overlap(visit, other, at) for other in others]
    if any(fresh) and _overlaps_lately(visit.account_id, at) >= REPEATED:
        _note("access.shared-use-suspected", visit, at, by="house:access")


def _overlap(visit: Visit, other: Visit, at: datetime) -> bool:
    earlier, later = sorted((visit, other), key=lambda one: (one.started_at, one.pk))
    _, fresh = Overlap.objects.get_or_create(
        earlier=earlier, later=later, defaults={"account_id": visit.account_id, "at": at}
    )
    return fresh


def _overlaps_lately(account_id: int, at: datetime) -> int:
    return Overlap.objects.filter(account_id=account_id, at__gt=at - OVERLAPS_WITHIN).count()


@housekeeping("when a visit was last used, to the minute: the idle time-out counts from it")
def seen(actor: Actor, visit: Visit, *, at: datetime) -> None:
    own = Visit.objects.filter(pk=visit.pk, account_id=actor.account_id or 0, ended_at=None)
    if own.filter(last_seen_at__lt=at).update(last_seen_at=at):
        flag_overlaps(visit, at)


@recorded
@keeps("EY-20")
def sign_out(actor: Actor, visit: Visit, *, at: datetime, because: str = Ended.SIGNED_OUT) -> None:
    """Leave, or lock: from now on the token opens nothing."""
    _end(Visit.objects.filter(pk=visit.pk, account_id=actor.account_id or 0), because, at)
    _note("access.signed-out", visit, at, because=because)


@recorded
@keeps("EY-18a")
def end_visit(actor: Actor, reference: str, *, at: datetime) -> None:
    """End one's own visit on another device."""
    own = Visit.objects.filter(account_id=actor.account_id or 0, reference=reference)
    if not _end(own, Ended.BY_OWNER, at):
        raise NotFound(f"visit {reference}")
    note(event="access.visit-ended", subject=actor.id, by=actor.id, at=at, because=Ended.BY_OWNER)


@recorded
def sign_out_everywhere(actor: Actor, *, at: datetime) -> None:
    """Every device, this one too; and none of them is known again."""
    end_all(actor.account_id or 0, Ended.BY_OWNER, at)
    Device.objects.filter(account_id=actor.account_id or 0).delete()
    note(event="access.signed-out-everywhere", subject=actor.id, by=actor.id, at=at)


@recorded
def switch_organisation(
    actor: Actor, visit: Visit, *, organisation_id: int, at: datetime
) -> Opened:
    """Go on as the person one is in another organisation, as surely known as before."""
    place = next(
        (p for p in queries.places(visit.account_id, at, back_to=actor.organisation_id)
         if p.house.pk == organisation_id), None,
    )  # fmt: skip
    if place is None:
        raise NotFound(f"organisation {organisation_id}")
    with reading.within(organisation_id, back_to=actor.organisation_id):
        held_up = queries.comes_first(place.actor, at) is not None
    _end(Visit.objects.filter(pk=visit.pk), Ended.REPLACED, at)
    _note("access.signed-out", visit, at, because=Ended.REPLACED)
    token = tokens.new()
    fresh = Visit.objects.create(
        token_hash=tokens.hashed(token),
        account_id=visit.account_id,
        membership=place.membership,
        organisation_id=organisation_id,
        person_id=place.membership.person_id,
        device_id=visit.device_id,
        device_name=visit.device_name,
        shared_device=visit.shared_device,
        how=visit.how,
        strength=visit.strength,
        proved_at=visit.proved_at,
        must_change_password=visit.must_change_password,
        held_up=held_up,
        started_at=at,
        last_seen_at=at,
    )
    _note("access.signed-in", fresh, at, how=visit.how, shared=visit.shared_device)
    return Opened(fresh, token)


def renew(visit: Visit) -> str:
    """Another token for the same visit, whenever it becomes worth more than before."""
    token = tokens.new()
    visit.token_hash = tokens.hashed(token)
    visit.save()
    return token


def end_all(account_id: int, because: str, at: datetime, *, but: Visit | None = None) -> int:
    visits = Visit.objects.filter(account_id=account_id)
    return _end(visits.exclude(pk=but.pk) if but else visits, because, at)


def _end(visits: QuerySet[Visit], because: str, at: datetime) -> int:
    return visits.filter(ended_at=None).update(ended_at=at, ended_because=because)


def _note(event: str, visit: Visit, at: datetime, *, by: str = "", **facts: Fact) -> None:
    person = f"person:{visit.person_id}"
    note(
        event=event,
        subject=person,
        by=by or person,
        at=at,
        organisation_id=visit.organisation_id,
        detail={"device": visit.device_name},
        **facts,  # type: ignore[arg-type]  # facts, never the other arguments
    )
