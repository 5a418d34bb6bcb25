"""Signing in, being there, and leaving."""

from dataclasses import dataclass
from datetime import datetime

from bield.access import passwords, queries, tokens
from bield.access.models import Account, Device, Visit
from bield.access.states import SECOND_FACTORS, Ended, How
from bield.kit.refusals import Refusal, Refused
from bield.ledger.record import housekeeping, note, recorded
from bield.people.actors import Actor, Strength

UNKNOWN = Refusal(
    "wrong-address-or-password",
    "The e-mail address or the password is not right. Check both and try again.",
)


@dataclass(frozen=True)
class AtTheDoor:
    """Somebody not known yet: where they come from, and what their browser brought."""

    origin: str
    device_token: str = ""
    device_name: str = "Unknown device"
    shared_device: bool = False
    organisation_id: int | None = None  # known only after signing in


@dataclass(frozen=True)
class Opened:
    """What the browser is given. The tokens stand nowhere else."""

    visit: Visit
    token: str
    device_token: str


def sign_in(door: AtTheDoor, *, email: str, password: str, at: datetime) -> Opened:
    account = queries.account_of(email)
    right = passwords.matches(password, account.password if account else "")
    if account is None or not right:
        raise Refused(UNKNOWN)
    return admit(door, account, how=How.PASSWORD, at=at)


@recorded
def admit(door: AtTheDoor, account: Account, *, how: str, at: datetime) -> Opened:
    """Open a visit for somebody who has proved who they are."""
    places = queries.places(account.pk, at, back_to=door.organisation_id)
    if not places:
        raise Refused(UNKNOWN)
    place = places[0]
    strength = Strength.TWO_FACTORS if how in SECOND_FACTORS else Strength.ONE_FACTOR
    device, device_token = _device(door, account, at)
    token = tokens.new()
    visit = Visit.objects.create(
        token_hash=tokens.hashed(token),
        account=account,
        membership=place.membership,
        organisation_id=place.organisation.pk,
        device=device,
        device_name=door.device_name,
        shared_device=door.shared_device,
        how=how,
        strength=strength,
        proved_at=at if strength == Strength.TWO_FACTORS else None,
        started_at=at,
        last_seen_at=at,
    )
    note(
        event="access.signed-in",
        subject=place.actor.id,
        by=place.actor.id,
        at=at,
        organisation_id=place.organisation.pk,
        how=how,
    )
    return Opened(visit, token, device_token)


def _device(door: AtTheDoor, account: Account, at: datetime) -> tuple[Device | None, str]:
    if door.shared_device:
        return None, ""
    token = door.device_token or tokens.new()
    device, _ = Device.objects.update_or_create(
        account=account,
        token_hash=tokens.hashed(token),
        defaults={"name": door.device_name, "last_used_at": at},
        create_defaults={"name": door.device_name, "first_used_at": at, "last_used_at": at},
    )
    return device, token


@recorded
def sign_out(actor: Actor, visit: Visit, *, at: datetime, because: str = Ended.SIGNED_OUT) -> None:
    Visit.objects.filter(pk=visit.pk, ended_at=None).update(ended_at=at, ended_because=because)
    note(event="access.signed-out", subject=actor.id, by=actor.id, at=at, because=because)


@housekeeping("when a visit was last used, to the minute: the idle time-out counts from it")
def seen(actor: Actor, visit: Visit, *, at: datetime) -> None:
    Visit.objects.filter(account_id=actor.account_id, pk=visit.pk, last_seen_at__lt=at).update(
        last_seen_at=at
    )
