"""Tokens for other systems: what one that is shown is worth today, and the lists of them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.timezone import localdate

from bield.access import rules, tokens
from bield.access.models import Membership, Token
from bield.access.queries.factors import has_second_factor
from bield.access.states import TOKEN_DAYS, Scope
from bield.kit import reading
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, actor_of

MOST = 200  # of everybody's on one page


@dataclass(frozen=True)
class Presented:
    """A token that works: whose it is, and what it is good for today."""

    token_id: int
    reference: str
    actor: Actor
    scopes: frozenset[Scope]
    used_before: bool
    used_today: bool

    @property
    def subject(self) -> str:
        """How the record names it."""
        return f"token:{self.reference}"


def presented(secret: str, at: datetime) -> Presented | None:
    """The actor is the maker as they are now: their posts, their places, what they are kept away
    from. Walls off the organisation on the way."""
    token = _shown(tokens.hashed(secret))
    if token is None or token.ended_at is not None or token.expires_at <= at:
        return None
    reading.wall(token.organisation_id)
    maker = Membership.objects.select_related("person").get(pk=token.membership_id)
    actor = maker_today(maker, token.scopes, at)
    if actor is None:
        return None
    return Presented(
        token_id=token.pk,
        reference=token.reference,
        actor=actor,
        scopes=rules.scopes_today(actor, token.scopes),
        used_before=token.first_used_on is not None,
        used_today=token.last_used_on == localdate(at),
    )


def _shown(token_hash: str) -> Token | None:
    with reading.shown(token_hash):
        return Token.objects.filter(token_hash=token_hash).first()


def maker_today(maker: Membership, scopes: list[str], at: datetime) -> Actor | None:
    """Whoever made it, as they are today; nobody when they have left or hold no post."""
    strength = rules.strength_of_token(
        scopes, has_second_factor=has_second_factor(maker.account_id)
    )
    actor = actor_of(maker.person, on=localdate(at), strength=strength, account_id=maker.account_id)
    return None if rules.is_out(maker, actor, at) else actor


@dataclass(frozen=True)
class TokenRow:
    reference: str
    name: str
    maker: str
    scopes: tuple[str, ...]  # in words
    made_at: datetime
    expires_at: datetime
    last_used_on: date | None


@dataclass(frozen=True)
class TokensPage:
    own: tuple[TokenRow, ...]
    others: tuple[TokenRow, ...]  # for whoever may administer
    sees_others: bool
    make: Refusal | None  # why none can be made now
    scope_choices: tuple[tuple[str, str], ...]
    day_choices: tuple[tuple[str, str], ...]


def tokens_page(actor: Actor, at: datetime) -> TokensPage:
    standing = Token.objects.filter(
        organisation_id=actor.organisation_id, ended_at=None, expires_at__gt=at
    )
    mine = standing.filter(membership__person=actor.person_id)
    theirs = standing.exclude(membership__person=actor.person_id)
    sees_others = rules.sees_tokens(actor) is None
    choices = tuple((scope.value, scope.label) for scope in Scope if rules.may_have(actor, scope))
    return TokensPage(
        own=_rows(mine),
        others=_rows(theirs) if sees_others else (),
        sees_others=sees_others,
        make=None if choices else NOT_FOR_YOU,
        scope_choices=choices,
        day_choices=tuple((str(days), DAY_WORDS[days]) for days in TOKEN_DAYS),
    )


NOT_FOR_YOU = Refusal(
    "tokens-for-colleagues", "Only somebody who works or helps here lets another system in."
)
DAY_WORDS = {1: "One day", 7: "A week", 30: "A month", 90: "Three months", 365: "A year"}


def _rows(found: QuerySet[Token]) -> tuple[TokenRow, ...]:
    rows = found.select_related("membership__person").order_by("-made_at", "-pk")[:MOST]
    return tuple(
        TokenRow(
            reference=row.reference,
            name=row.name,
            maker=row.membership.person.name,
            scopes=tuple(scope.label for scope in Scope if scope in row.scopes),
            made_at=row.made_at,
            expires_at=row.expires_at,
            last_used_on=row.last_used_on,
        )
        for row in rows
    )
