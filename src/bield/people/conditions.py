"""What other rooms tell this one: when a post becomes mandatory, which documents name holders."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from datetime import date

from bield.kit.refusals import Refusal

Condition = Callable[[int], bool]  # organisation -> whether it holds now

CONDITIONS: dict[str, Condition] = {}


def register_condition(code: str, holds: Condition) -> None:
    """A post that is mandatory `when` this holds begins to be watched (`states.MANDATORY`)."""
    if code in CONDITIONS:
        raise ValueError(f"the condition {code} is registered already")
    CONDITIONS[code] = holds


@dataclass(frozen=True)
class Document:
    """A document that names who holds these posts; it may not be published while one is vacant."""

    code: str  # "policies.recording"
    title: str
    roles: tuple[str, ...]
    clauses: tuple[str, ...] = ()


DOCUMENTS: dict[str, Document] = {}


def register_document(document: Document) -> None:
    if document.code in DOCUMENTS:
        raise ValueError(f"the document {document.code} is registered already")
    DOCUMENTS[document.code] = document


@dataclass(frozen=True)
class Addressed:
    """Somebody who is to have an e-mail address or an account."""

    setting_type: str
    adopted: frozenset[str]  # ids of the optional clauses the organisation took on
    email: str
    born_on: date | None
    born_precision: str
    roles: frozenset[str]
    on: date


AddressRule = Callable[[Addressed], Refusal | None]

ADDRESS_RULES: list[AddressRule] = []
"""Asked whenever somebody comes to have an address: by adding it, by a birth date, by a post."""


def register_address_rule(rule: AddressRule) -> None:
    if rule not in ADDRESS_RULES:
        ADDRESS_RULES.append(rule)


HasSecondFactor = Callable[[int], bool]  # account -> whether it has one

SECOND_FACTORS: list[HasSecondFactor] = []


def register_second_factors(has_one: HasSecondFactor) -> None:
    """`access` knows the accounts, and stands above."""
    SECOND_FACTORS[:] = [has_one]


def has_second_factor(account_id: int | None) -> bool:
    return account_id is not None and any(has_one(account_id) for has_one in SECOND_FACTORS)


OPTIONAL: dict[str, str] = {}
"""Clauses an organisation takes on or leaves: id -> what follows, in a sentence."""


def register_optional_clause(clause: str, sentence: str) -> None:
    if clause in OPTIONAL:
        raise ValueError(f"the optional clause {clause} is registered already")
    OPTIONAL[clause] = sentence


@dataclass(frozen=True)
class Beside:
    """What a higher room keeps of somebody: beside their page, for those who may open it."""

    words: str
    address: str  # its name; it takes the reference of the person
    roles: tuple[str, ...]


BESIDE: list[Beside] = []


def register_beside(beside: Beside) -> None:
    if beside not in BESIDE:
        BESIDE.append(beside)


@dataclass(frozen=True)
class Readiness:
    """What somebody has to have done before they act in certain posts, as a higher room knows it:
    organisation, person, day."""

    roles: frozenset[str]
    wanting: Callable[[int, int, date], Refusal | None]  # before the post is given
    rests: Callable[[int, int, date], bool]  # whether posts held already are held back that day


READINESS: list[Readiness] = []


def register_readiness(readiness: Readiness) -> None:
    if readiness not in READINESS:
        READINESS.append(readiness)


def wanting(organisation_id: int, person_id: int, role: str, on: date) -> list[Refusal]:
    """What is still to be done before this post is given."""
    found = (one.wanting(organisation_id, person_id, on) for one in READINESS if role in one.roles)
    return [refusal for refusal in found if refusal]


def held_back(organisation_id: int, person_id: int, roles: Set[str], on: date) -> frozenset[str]:
    """Of the posts of somebody: those in which they do not act today."""
    return frozenset(
        role
        for one in READINESS
        if one.roles & roles and one.rests(organisation_id, person_id, on)
        for role in one.roles & roles
    )
