"""Who may have an account, and who may open the way to it. Pure functions."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Protocol

from bield.access.rules.reasons import NOT_A_HOLDER
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.ages import is_child_on
from bield.people.registry import Addressed
from bield.people.states import (
    ADULTS_OF_THE_ORGANISATION,
    KEEPERS_OF_PEOPLE,
    SECOND_HOLDERS,
    Role,
    SettingType,
)


class SettingOf(Protocol):
    """An organisation, as far as its setting and what it adopted go."""

    setting_type: str
    adopted: Any


class Born(Protocol):
    """A person, as far as age goes."""

    born_on: date | None
    born_precision: str


def open_account(actor: Actor) -> Refusal | None:
    if actor.is_house:
        return None
    return Refusal("invite-instead", "Invite the person: they choose their password themselves.")


def invite(actor: Actor, *, email: str) -> list[Refusal]:
    refusals = []
    if not actor.is_house and not actor.holds(*KEEPERS_OF_PEOPLE):
        refusals.append(
            Refusal(
                "not-yours-to-invite",
                "Ask an administrator or the safeguarding lead to invite people.",
                mender="an administrator or the safeguarding lead",
            )
        )
    if not email:
        refusals.append(
            Refusal(
                "no-address",
                "Write down the person’s e-mail address first. The invitation goes there.",
                link="/people/",
                field="email",
            )
        )
    return refusals


def addressed(
    house: SettingOf, person: Born, *, email: str, roles: Iterable[str], on: date
) -> Addressed:
    return Addressed(
        setting_type=house.setting_type,
        adopted=frozenset(house.adopted),
        email=email,
        born_on=person.born_on,
        born_precision=person.born_precision,
        roles=frozenset(roles),
        on=on,
    )


def children_are_without_mail(setting_type: str, adopted: Collection[str]) -> bool:
    """The early-years pack holds here, or the organisation took the clause on."""
    return setting_type == SettingType.EARLY_YEARS or "EY-41a" in adopted


@keeps("EY-41a", waits=("filtering",))
def child_has_no_mail(facts: Addressed) -> Refusal | None:
    """Where the early-years pack holds, a child has neither a mail address nor an account. Whoever
    works there is no child of the setting, however young."""
    pack_holds = children_are_without_mail(facts.setting_type, facts.adopted)
    works_here = bool(facts.roles & ADULTS_OF_THE_ORGANISATION)
    attends = Role.LEARNER in facts.roles or facts.born_on is not None
    child = is_child_on(facts.born_on, facts.born_precision, facts.on)
    if not (facts.email and pack_holds and child and attends) or works_here:
        return None
    return Refusal(
        "children-have-no-mail",
        "Children here have no e-mail address and no account. Leave it empty; for somebody who"
        " works here, add their post first.",
        ("EY-41a",),
        field="email",
    )


def sees_house(actor: Actor) -> Refusal | None:
    """Names of people and devices, nothing from any concern."""
    if actor.holds(*KEEPERS_OF_PEOPLE, *SECOND_HOLDERS, Role.IT_SUPPORT):
        return None
    return NOT_A_HOLDER


def sees_accounts(actor: Actor) -> Refusal | None:
    """Whether somebody has an account, and no more of it."""
    if actor.holds(*KEEPERS_OF_PEOPLE, *SECOND_HOLDERS):
        return None
    return NOT_A_HOLDER


def change_house(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*KEEPERS_OF_PEOPLE):
        return None
    return Refusal(
        "not-yours-to-change",
        "Ask an administrator or the safeguarding lead to change this.",
        mender="an administrator or the safeguarding lead",
    )


def keep_shared_accounts(actor: Actor) -> Refusal | None:
    if actor.is_house or actor.holds(*KEEPERS_OF_PEOPLE, Role.IT_SUPPORT):
        return None
    return Refusal(
        "not-yours-to-register",
        "Ask ICT support, an administrator or the safeguarding lead.",
        mender="ICT support",
    )


@keeps("TP-2.9g", "EY-18a")
def shared_account(*, holders: int) -> Refusal | None:
    if holders >= 2:
        return None
    return Refusal(
        "name-the-holders",
        "Name everybody who knows this password: two people or more. One person has an account of"
        " their own.",
        ("TP-2.9g", "EY-18a"),
        field="holders",
    )
