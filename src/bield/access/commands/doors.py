"""The ways in: password, passkey, second step. What costs time is done before the queue."""

from collections.abc import Sequence
from datetime import datetime

from bield.access import hashing, passkeys, patience, queries, rules, seals, tokens, totp
from bield.access.commands import letters, tries
from bield.access.commands.visits import AtTheDoor, Opened, admit, remember_device, renew
from bield.access.models import Account, Authenticator, Passkey, RecoveryCode, SpentChallenge, Visit
from bield.access.patience import Path
from bield.access.states import How
from bield.kit.keeps import keeps
from bield.kit.refusals import Refused
from bield.ledger.record import note, recorded
from bield.people.actors import Actor, Strength


@keeps("EY-16", "EY-17a")
def sign_in(door: AtTheDoor, *, email: str, password: str, at: datetime) -> Opened:
    """With address and password. An unknown account and a wrong password look and cost the same."""
    email = email.strip().lower()
    account = queries.account_of(email)
    paths = patience.password_paths(email=email, origin=door.origin, device=_device(account, door))
    counts = tries.begin(door, paths, at=at)
    right = hashing.matches(password, account.password if account else "")
    if account is None or not right:
        tries.judge(door, account, counts, at=at)
        raise Refused(rules.WRONG)
    return _let_in(door, account, paths, at=at)


@recorded
def _let_in(door: AtTheDoor, account: Account, paths: Sequence[Path], *, at: datetime) -> Opened:
    tries.forgive(door, paths)
    return admit(door, account, how=How.PASSWORD, at=at)


def sign_in_with_passkey(door: AtTheDoor, *, answer: str, at: datetime) -> Opened:
    """Nothing is typed. No number of wrong tries by anybody shuts this way."""
    given = passkeys.assertion(answer, passkeys.SIGN_IN, at)
    return _let_in_with_passkey(door, given, at=at)


@recorded
def _let_in_with_passkey(door: AtTheDoor, given: passkeys.Assertion, *, at: datetime) -> Opened:
    passkey = _use(given, at=at)
    return admit(door, passkey.account, how=How.PASSKEY, at=at)


def prove_with_code(
    actor: Actor, visit: Visit, *, code: str, door: AtTheDoor, at: datetime
) -> Opened:
    """The six digits of the authenticator app."""
    counts, paths = _begin_code(actor, visit, door, at)
    try:
        return _prove_with_code(actor, visit, code=code, door=door, paths=paths, at=at)
    except Refused:
        tries.judge(actor, visit.account, counts, at=at)
        raise


@recorded
def _prove_with_code(
    actor: Actor, visit: Visit, *, code: str, door: AtTheDoor, paths: Sequence[Path], at: datetime
) -> Opened:
    """In the queue, so that of two that bring the same code at once one is refused."""
    for app in Authenticator.objects.filter(account_id=visit.account_id).order_by("pk"):
        secret = seals.open_secret(app.master, app.sealed, context=totp.context(visit.account_id))
        step = totp.step_of(secret, code, at, after=app.last_step)
        if step is not None:
            app.last_step, app.last_used_at = step, at
            app.save(update_fields=["last_step", "last_used_at"])
            tries.forgive(actor, paths)
            return _proved(actor, visit, door, How.CODE, at)
    raise Refused(rules.WRONG_CODE)


def prove_with_recovery_code(
    actor: Actor, visit: Visit, *, code: str, door: AtTheDoor, at: datetime
) -> Opened:
    counts, paths = _begin_code(actor, visit, door, at)
    try:
        return _prove_with_recovery_code(actor, visit, code=code, door=door, paths=paths, at=at)
    except Refused:
        tries.judge(actor, visit.account, counts, at=at)
        raise


@recorded
def _prove_with_recovery_code(
    actor: Actor, visit: Visit, *, code: str, door: AtTheDoor, paths: Sequence[Path], at: datetime
) -> Opened:
    codes = RecoveryCode.objects.filter(account_id=visit.account_id, used_at=None)
    if not codes.filter(code_hash=tokens.code_hash(code)).update(used_at=at):
        raise Refused(rules.WRONG_RECOVERY)
    tries.forgive(actor, paths)
    left = codes.count()
    letters.changed(visit.account, f"A recovery code was used; {left} are left. It was used", at=at)
    return _proved(actor, visit, door, How.RECOVERY, at)


def prove_with_passkey(
    actor: Actor, visit: Visit, *, answer: str, door: AtTheDoor, at: datetime
) -> Opened:
    given = passkeys.assertion(answer, passkeys.second_step(visit.account_id), at)
    return _prove_with_passkey(actor, visit, given, door=door, at=at)


@recorded
def _prove_with_passkey(
    actor: Actor, visit: Visit, given: passkeys.Assertion, *, door: AtTheDoor, at: datetime
) -> Opened:
    if _use(given, at=at).account_id != visit.account_id:
        raise Refused(rules.WRONG_PASSKEY)
    return _proved(actor, visit, door, How.PASSKEY, at)


def _use(given: passkeys.Assertion, *, at: datetime) -> Passkey:
    """A signature is good once, and a counter that goes back means a copied key."""
    passkey = Passkey.objects.select_related("account").get(pk=given.passkey_id)
    _, fresh = SpentChallenge.objects.get_or_create(
        challenge_hash=given.challenge_hash, defaults={"at": at}
    )
    behind = passkey.counter > 0 and given.counter <= passkey.counter
    if not fresh or behind:
        raise Refused(rules.WRONG_PASSKEY)
    passkey.counter, passkey.last_used_at = given.counter, at
    passkey.save(update_fields=["counter", "last_used_at"])
    return passkey


def _proved(actor: Actor, visit: Visit, door: AtTheDoor, how: str, at: datetime) -> Opened:
    """The visit is worth more now, so its token is another one from here on."""
    visit.strength, visit.proved_at = Strength.TWO_FACTORS, at
    visit.last_seen_at, visit.must_change_password = at, False
    token = renew(visit)
    device_token = "" if visit.shared_device else remember_device(door, visit, at)
    note(event="access.proved", subject=actor.id, by=actor.id, at=at, how=how)
    return Opened(visit, token, device_token)


def _begin_code(
    actor: Actor, visit: Visit, door: AtTheDoor, at: datetime
) -> tuple[dict[Path, int], Sequence[Path]]:
    paths = patience.code_paths(account_id=visit.account_id, device=_device(visit.account, door))
    return tries.begin(actor, paths, at=at), paths


def _device(account: Account | None, door: AtTheDoor) -> str | None:
    device = queries.known_device(account, door.device_token)
    return str(device.pk) if device else None
