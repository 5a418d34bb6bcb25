"""Who may make which token for another system, and what it is worth on the day. Pure functions."""

from collections.abc import Collection

from bield.access.rules.reasons import NOT_A_HOLDER
from bield.access.rules.visits import stepped_up
from bield.access.states import (
    NARRATIVE_DAYS,
    OF_CONCERNS,
    READS_WORDS,
    TOKEN_DAYS,
    TOKENS_AT_ONCE,
    Scope,
)
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.states import ANSWER_FOR_THE_HOUSE, KEEPERS_OF_PEOPLE, Role


def may_have(actor: Actor, scope: str) -> bool:
    """Asked when a token is made and again whenever it is shown: a post that has ended takes its
    scopes along."""
    if scope in {Scope.CONCERNS_NARRATIVE, Scope.FILES_READ, Scope.FILES_WRITE}:
        return actor.holds(Role.LEAD, Role.DEPUTY)
    if scope == Scope.FIGURES_READ:
        return actor.holds(*ANSWER_FOR_THE_HOUSE)
    if scope in {Scope.STAFF_FILES_READ, Scope.STAFF_FILES_WRITE}:
        return actor.holds(Role.LEAD, Role.DEPUTY, Role.STAFF_OFFICER)
    if scope == Scope.PEOPLE_LISTS:
        return actor.holds(*KEEPERS_OF_PEOPLE)
    if scope in OF_CONCERNS:
        return actor.is_designated
    return actor.is_adult_of_the_organisation


def scopes_today(actor: Actor, scopes: Collection[str]) -> frozenset[Scope]:
    return frozenset(scope for scope in Scope if scope in scopes and may_have(actor, scope))


def strength_of_token(scopes: Collection[str], *, has_second_factor: bool) -> Strength:
    """Never as sure as a person who is there; and as little as its scopes need, so that a token
    without concerns opens none even where code forgets to ask for the scope."""
    if has_second_factor and not OF_CONCERNS.isdisjoint(scopes):
        return Strength.TWO_FACTORS
    return Strength.ONE_FACTOR


def make_token(actor: Actor, *, scopes: Collection[str], days: int, standing: int) -> list[Refusal]:
    refusals = [refusal] if (refusal := stepped_up(actor)) else []
    if not scopes:
        refusals.append(Refusal("no-scope", "Choose what the other system may do.", field="scopes"))
    if any(not may_have(actor, scope) for scope in scopes):
        refusals.append(
            Refusal(
                "scope-not-yours",
                "Your posts do not give you all of this. Ask somebody who holds them.",
                mender="the safeguarding lead",
                field="scopes",
            )
        )
    if days not in TOKEN_DAYS:
        refusals.append(Refusal("no-such-time", "Choose how long it lasts.", field="days"))
    if not READS_WORDS.isdisjoint(scopes) and days > NARRATIVE_DAYS:
        refusals.append(
            Refusal(
                "narrative-for-a-day",
                "Choose one day: a token that reads what is written ends with it.",
                field="days",
            )
        )
    if standing >= TOKENS_AT_ONCE:
        refusals.append(Refusal("enough-tokens", "End a token that is not needed any more first."))
    return refusals


def sees_tokens(actor: Actor) -> Refusal | None:
    """Everybody's: whose they are, what for and until when; never the tokens themselves."""
    return None if actor.holds(*KEEPERS_OF_PEOPLE) else NOT_A_HOLDER


def end_token(actor: Actor, *, maker_id: int) -> Refusal | None:
    return None if actor.person_id == maker_id else sees_tokens(actor)
