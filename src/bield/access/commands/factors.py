"""Second factors come and go; recovery codes; a new device."""

from datetime import datetime

import pyotp

from bield.access import passkeys, queries, rules, seals, tokens, totp
from bield.access.commands import letters, links
from bield.access.commands.passwords import note_everywhere
from bield.access.commands.visits import AtTheDoor, Opened, admit, remember_device, renew
from bield.access.models import (
    Account,
    Authenticator,
    Passkey,
    RecoveryCode,
    SpentChallenge,
    Visit,
)
from bield.access.states import RECOVERY_CODES, How, Link
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused, enforce
from bield.ledger.record import housekeeping, recorded
from bield.people.actors import Actor, Strength

FIRST = "The first second factor was set up for an account that may read concerns."


@recorded
@keeps("EY-16")
def add_authenticator(
    actor: Actor, visit: Visit, *, name: str, code: str, door: AtTheDoor, at: datetime
) -> Opened:
    """The person's app shows the right code for the secret we showed, so it is taken on."""
    enforce(rules.add_factor(actor, has_one=queries.has_second_factor(visit.account_id)))
    secret = queries.secret_to_enrol(visit)
    step = totp.step_of(secret, code, at, after=0)
    if step is None:
        raise Refused(rules.WRONG_FIRST_CODE)
    _keep(visit.account, secret, name=name, step=step, at=at)
    return _added(actor, visit, door, "An authenticator app was added", How.CODE, at)


@recorded
def give_authenticator(actor: Actor, account: Account, *, secret: str, at: datetime) -> None:
    """For the demonstration, whose secrets are public: no person is ever given one."""
    enforce(rules.open_account(actor))
    _keep(account, secret, name="Authenticator app", step=0, at=at)
    note_everywhere("access.factor-added", account, by=actor, at=at, kind=How.CODE)


def _keep(account: Account, secret: str, *, name: str, step: int, at: datetime) -> None:
    pyotp.TOTP(secret).byte_secret()  # a secret that is none would lock its owner out
    master, sealed = seals.seal_secret(secret, context=totp.context(account.pk))
    Authenticator.objects.create(
        account=account, name=name, master=master, sealed=sealed, last_step=step, enrolled_at=at
    )


def add_passkey(
    actor: Actor, visit: Visit, *, name: str, answer: str, door: AtTheDoor, at: datetime
) -> Opened:
    given = passkeys.registration(answer, visit.account_id, at)
    return _add_passkey(actor, visit, given, name=name, door=door, at=at)


@recorded
@keeps("EY-16")
def _add_passkey(
    actor: Actor,
    visit: Visit,
    given: passkeys.Registration,
    *,
    name: str,
    door: AtTheDoor,
    at: datetime,
) -> Opened:
    enforce(rules.add_factor(actor, has_one=queries.has_second_factor(visit.account_id)))
    _, fresh = SpentChallenge.objects.get_or_create(
        challenge_hash=given.challenge_hash, defaults={"at": at}
    )
    if not fresh or Passkey.objects.filter(credential_id=given.credential_id).exists():
        raise Refused(rules.WRONG_PASSKEY)
    Passkey.objects.create(
        account_id=visit.account_id,
        name=name,
        credential_id=given.credential_id,
        credential=given.credential,
        counter=given.counter,
        enrolled_at=at,
    )
    return _added(actor, visit, door, "A passkey was added", How.PASSKEY, at)


def _added(
    actor: Actor, visit: Visit, door: AtTheDoor, what: str, kind: str, at: datetime
) -> Opened:
    """Setting it up was giving it once: the visit is as strong as after a second step."""
    note_everywhere("access.factor-added", visit.account, by=actor, at=at, kind=kind)
    letters.changed(visit.account, what, at=at)
    first = visit.strength < Strength.TWO_FACTORS
    if first and queries.may_read_concerns(visit.account_id, at, back_to=actor.organisation_id):
        letters.tell_holders(
            visit.account, "A second factor was set up", FIRST, at=at, back_to=actor.organisation_id
        )
    visit.strength, visit.proved_at = Strength.TWO_FACTORS, at
    visit.last_seen_at, visit.must_change_password = at, False
    token = renew(visit)
    return Opened(visit, token, remember_device(door, visit, at))


@recorded
def remove_factor(actor: Actor, visit: Visit, *, reference: str, at: datetime) -> None:
    """One's own, and never the last of one who may read concerns."""
    own = {"account_id": visit.account_id, "reference": reference}
    factor = Passkey.objects.filter(**own).first() or Authenticator.objects.filter(**own).first()
    if factor is None:
        raise NotFound(f"factor {reference}")
    kind = How.PASSKEY if isinstance(factor, Passkey) else How.CODE
    reads = queries.may_read_concerns(visit.account_id, at, back_to=actor.organisation_id)
    enforce(
        rules.remove_factor(
            actor, left=queries.second_factors(visit.account_id) - 1, may_read_concerns=reads
        )
    )
    factor.delete()
    note_everywhere("access.factor-removed", visit.account, by=actor, at=at, kind=kind)
    letters.changed(visit.account, f"“{factor}” was removed", at=at)


@recorded
def make_recovery_codes(actor: Actor, visit: Visit, *, at: datetime) -> list[str]:
    """Ten new ones, shown once; the older ones are good no more."""
    enforce(rules.make_recovery_codes(actor))
    RecoveryCode.objects.filter(account_id=visit.account_id).delete()
    codes = [tokens.new_code() for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(account_id=visit.account_id, code_hash=tokens.code_hash(code), made_at=at)
        for code in codes
    )
    note_everywhere("access.recovery-codes-made", visit.account, by=actor, at=at)
    letters.changed(visit.account, "New recovery codes were made; older ones are void", at=at)
    return codes


@housekeeping("a link that only the screen shows; using it has its own line")
def offer_new_device(actor: Actor, visit: Visit, *, at: datetime) -> str:
    """Ten minutes in which another device may come in by the picture on this screen."""
    enforce(rules.stepped_up(actor))
    return links.make(visit.account, Link.NEW_DEVICE, membership=visit.membership, at=at)


@recorded
def take_new_device(door: AtTheDoor, token: str, *, at: datetime) -> Opened:
    """The new device is in, as surely known as the old one, and goes on to a factor of its own."""
    link = links.use(token, Link.NEW_DEVICE, at)
    letters.changed(link.account, f"A new device ({door.device_name}) was let in by another of"
                    " yours", at=at)  # fmt: skip
    return admit(door, link.account, how=How.OTHER_DEVICE, at=at)


@housekeeping("sealed anew with the current master key; what is sealed stays the same")
def reseal(authenticator_id: int) -> None:
    app = Authenticator.objects.get(pk=authenticator_id)
    context = totp.context(app.account_id)
    secret = seals.open_secret(app.master, app.sealed, context=context)
    app.master, app.sealed = seals.seal_secret(secret, context=context)
    app.save(update_fields=["master", "sealed"])
