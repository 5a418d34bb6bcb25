"""Who may change the organisation and its first set-up."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.persons import keep_people
from bield.people.states import KEEPERS_OF_PEOPLE, SECOND_HOLDERS


def change_size(set_up_at: datetime | None, one_person: bool | None) -> Refusal | None:
    """Whether one person works alone decides who is reached about the owner."""
    if set_up_at is None or one_person is None:
        return None
    return Refusal(
        "size-is-settled",
        "Whether one person works alone was settled in the set-up. It ends when a deputy is named.",
    )


TERMS = frozenset({"acknowledge_within_hours", "adopted"})


@keeps("TP-1.1")
def of_the_group(actor: Actor) -> Refusal | None:
    """What binds every branch is changed by whoever answers for all of them."""
    if actor.is_house or actor.everywhere(*KEEPERS_OF_PEOPLE, *SECOND_HOLDERS):
        return None
    return Refusal(
        "set-for-the-whole-group",
        "This holds for the whole group. Ask the safeguarding lead to change it.",
        ("TP-1.1",),
        mender="the safeguarding lead",
    )


def change_terms(actor: Actor, changed: Collection[str]) -> Refusal | None:
    """How soon a concern is read, and what the organisation holds itself to, is not an
    administrator's to stretch."""
    if actor.is_house or actor.everywhere(*SECOND_HOLDERS) or TERMS.isdisjoint(changed):
        return None
    return Refusal(
        "not-yours-to-stretch",
        "Ask the safeguarding lead to change this.",
        mender="the safeguarding lead",
        field=min(TERMS & set(changed)),
    )


def finish_set_up(actor: Actor, set_up_at: datetime | None) -> Refusal | None:
    if set_up_at is not None:
        return Refusal("set-up-already", "The set-up is finished.")
    return keep_people(actor)


def settle(actor: Actor, *, setting_up: bool) -> Refusal | None:
    """Put the first posts in place, and change one's mind about them, before anything began."""
    if actor.is_house and setting_up:
        return None
    return Refusal("set-up-already", "The set-up is finished, so posts change in the usual way.")


def settle_sites(names: Sequence[str]) -> Refusal | None:
    if names:
        return None
    return Refusal("no-site", "Write down at least one place.", field="names")
