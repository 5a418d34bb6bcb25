"""Tokens for other systems: made once, shown once, ended at once."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from bield.access import queries, rules, tokens
from bield.access.models import KeptAnswer, Membership, Token
from bield.access.queries import Presented
from bield.access.states import ANSWERS_KEPT, TokenEnded
from bield.kit import reading
from bield.kit.api import Given, KeyOfAnother, Sent
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import housekeeping, note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import seal, unseal

ANSWERS = "access.answers"  # the purpose of the key that seals what was answered


@dataclass(frozen=True)
class Made:
    """The token itself stands nowhere but here, and is shown once."""

    token: Token
    secret: str = field(repr=False)


@recorded
def make_token(
    actor: Actor, *, name: str, scopes: Collection[str], days: int, at: datetime
) -> Made:
    """Let another system do in the actor's name what the scopes say, and no more than the actor
    may on the day."""
    own = Token.objects.filter(membership__person=actor.person_id, ended_at=None)
    standing = own.filter(expires_at__gt=at).count()
    enforce(rules.make_token(actor, scopes=scopes, days=days, standing=standing))
    secret = tokens.new_for_system()
    token = Token.objects.create(
        organisation_id=actor.organisation_id,
        membership=Membership.objects.get(person=actor.person_id, closed_at=None),
        token_hash=tokens.hashed(secret),
        name=name,
        scopes=sorted(scopes),
        made_at=at,
        expires_at=at + timedelta(days=days),
    )
    note(
        event="access.token-made",
        subject=_subject(token.reference),
        by=actor.id,
        at=at,
        # What is only read is called by its name alone: a line of the record is short.
        scopes=",".join(scope.removesuffix(":read") for scope in token.scopes),
        days=days,
    )
    return Made(token, secret)


@recorded
def end_token(actor: Actor, reference: str, *, at: datetime) -> None:
    """From now on it opens nothing."""
    standing = Token.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    token = standing.filter(reference=reference).select_related("membership").first()
    if token is None or rules.end_token(actor, maker_id=token.membership.person_id):
        raise NotFound(f"token {reference}")
    own = token.membership.person_id == actor.person_id
    _end(token, TokenEnded.BY_MAKER if own else TokenEnded.BY_KEEPER, by=actor.id, at=at)


def end_all_tokens(account_id: int, because: str, at: datetime, *, back_to: int | None) -> None:
    """Within a command after which nobody may come in as before: in every organisation of the
    account, what it made goes too."""
    for membership in queries.memberships(account_id):
        with reading.within(membership.organisation_id, back_to=back_to):
            end_tokens_of(membership, because, at)


def end_tokens_of(membership: Membership, because: str, at: datetime) -> None:
    for token in Token.objects.filter(membership=membership, ended_at=None).order_by("pk"):
        _end(token, because, by="house:access", at=at)


def _end(token: Token, because: str, *, by: str, at: datetime) -> None:
    token.ended_at, token.ended_because = at, because
    token.save(update_fields=["ended_at", "ended_because"])
    note(
        event="access.token-ended",
        subject=_subject(token.reference),
        by=by,
        at=at,
        organisation_id=token.organisation_id,
        because=because,
    )


def used(presented: Presented, *, at: datetime) -> None:
    """Once a day: on which days it was used is known, and no more."""
    if presented.used_before:
        _used_again(presented.actor, presented.token_id, at=at)
    else:
        _used_first(presented.actor, presented, at=at)


@recorded
def _used_first(actor: Actor, presented: Presented, *, at: datetime) -> None:
    today = localdate(at)
    first = Token.objects.filter(pk=presented.token_id, first_used_on=None)
    first.update(first_used_on=today, last_used_on=today)
    subject = _subject(presented.reference)
    note(event="access.token-first-used", subject=subject, by=actor.id, at=at)


@housekeeping("on which day a token was last used; what it did has lines of its own")
def _used_again(actor: Actor, token_id: int, *, at: datetime) -> None:
    today = localdate(at)
    own = Token.objects.filter(organisation_id=actor.organisation_id, pk=token_id)
    own.filter(last_used_on__lt=today).update(last_used_on=today)


@housekeeping("the same key gives the first answer again; what is made has its line")
def once(
    actor: Actor, presented: Presented, sent: Sent, act: Callable[[], Given], *, at: datetime
) -> Given:
    """Make it, or answer what was answered to the same key before. There is one writer at a time,
    so of two who send at once the second finds the answer of the first."""
    key_hash = tokens.hashed(sent.key)
    own = KeptAnswer.objects.filter(token_id=presented.token_id, key_hash=key_hash)
    own.filter(given_at__lte=at - ANSWERS_KEPT).delete()
    before = own.first()
    if before is None:
        return _make(actor, presented, sent, key_hash, act, at=at)
    if before.digest != sent.digest:
        raise KeyOfAnother
    key = vault.organisation_secret(actor.organisation_id, ANSWERS)
    text = unseal(key, bytes(before.answer), context=_context(presented, key_hash))
    return Given(before.status, text, again=True)


@recorded
def _make(
    actor: Actor,
    presented: Presented,
    sent: Sent,
    key_hash: str,
    act: Callable[[], Given],
    *,
    at: datetime,
) -> Given:
    """What is made and what is answered are kept together, or not at all."""
    given = act()
    key = vault.organisation_secret(actor.organisation_id, ANSWERS)
    KeptAnswer.objects.create(
        organisation_id=actor.organisation_id,
        token_id=presented.token_id,
        key_hash=key_hash,
        digest=sent.digest,
        status=given.status,
        answer=seal(key, given.text, context=_context(presented, key_hash)),
        given_at=at,
    )
    note(
        event="access.token-acted",
        subject=_subject(presented.reference),
        by=actor.id,
        at=at,
        operation=sent.operation,
    )
    return given


@housekeeping("an answer is kept for a day, so that sending again makes nothing twice")
def forget_answers(by: Actor, *, at: datetime) -> None:
    old = KeptAnswer.objects.filter(organisation_id=by.organisation_id)
    old.filter(given_at__lte=at - ANSWERS_KEPT).delete()


def _context(presented: Presented, key_hash: str) -> str:
    return f"answer:{presented.token_id}:{key_hash}"


def _subject(reference: str) -> str:
    return f"token:{reference}"
