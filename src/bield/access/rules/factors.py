"""Who may add, remove and reset what an account gives besides its password. Pure functions."""

from dataclasses import dataclass
from datetime import datetime

from bield.access.rules.reasons import NOT_A_HOLDER
from bield.access.rules.visits import stepped_up
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.states import KEEPERS_OF_PEOPLE, SECOND_HOLDERS


def add_factor(actor: Actor, *, has_one: bool) -> Refusal | None:
    """The first one needs the password; every further one needs the one there is."""
    return stepped_up(actor) if has_one else None


def make_recovery_codes(actor: Actor) -> Refusal | None:
    return stepped_up(actor)


@keeps("EY-16")
def remove_factor(actor: Actor, *, left: int, may_read_concerns: bool) -> Refusal | None:
    """The last second factor of one who may read concerns stays, or is replaced first."""
    if refusal := stepped_up(actor):
        return refusal
    if left > 0 or not may_read_concerns:
        return None
    return Refusal(
        "last-second-factor",
        "This is your only second factor, and your post needs one. Add another first.",
        ("EY-16",),
    )


@keeps("EY-17a")
def start_reset(actor: Actor, *, reads: bool) -> list[Refusal]:
    """An administrator sets a reset going, and no more than that."""
    refusals = []
    if not actor.is_house and not actor.holds(*KEEPERS_OF_PEOPLE):
        refusals.append(
            Refusal(
                "not-yours-to-reset",
                "Ask an administrator or the safeguarding lead.",
                mender="an administrator or the safeguarding lead",
            )
        )
    if reads:
        refusals.append(
            Refusal(
                "reader-resets-take-two",
                "This person may read concerns. They ask for a new password themselves on the"
                " sign-in page; if their second factor is lost, two holders reset it.",
                ("EY-16",),
                link="/account/resets/",
            )
        )
    return refusals


@dataclass(frozen=True)
class Reset:
    """A reset of all factors, as far as who may do what about it goes."""

    person_id: int  # in the actor's organisation
    asked_by_id: int | None = None
    settled: bool = False
    confirmed: bool = False


def ask_reset(actor: Actor, reset: Reset, *, reads: bool) -> list[Refusal]:
    """By the person, an administrator or another holder."""
    mine = actor.person_id == reset.person_id
    if not mine and not actor.holds(*SECOND_HOLDERS, *KEEPERS_OF_PEOPLE):
        return [NOT_A_HOLDER]
    if not reads and not mine:
        return [
            Refusal(
                "start-it-directly",
                "This person reads no concerns. Start the reset directly: they get a link by mail.",
            )
        ]
    return []


@keeps("EY-16")
def confirm_reset(actor: Actor, reset: Reset) -> list[Refusal]:
    """Two people beside, or one beside the person who asked: nobody undoes a factor alone."""
    if reset.settled or reset.confirmed:
        return [Refusal("settled-already", "This was confirmed or stopped meanwhile.")]
    if actor.person_id == reset.person_id:
        return [Refusal("not-yourself", "Nobody confirms their own reset. Another holder does.")]
    if actor.person_id == reset.asked_by_id:
        return [Refusal("not-your-own", "You asked for this, so somebody else confirms it.")]
    if not actor.holds(*SECOND_HOLDERS):
        return [NOT_A_HOLDER]
    if actor.strength < Strength.TWO_FACTORS:
        return [Refusal("second-factor", "Sign in with your second factor to do this.")]
    return []


def stop_reset(actor: Actor, reset: Reset) -> list[Refusal]:
    """Whoever is told may stop it, and so may the person."""
    if reset.settled:
        return [Refusal("settled-already", "This was done or stopped meanwhile.")]
    if actor.person_id == reset.person_id or actor.holds(*SECOND_HOLDERS):
        return []
    return [NOT_A_HOLDER]


def make_reset(takes_effect_at: datetime | None, at: datetime, *, settled: bool) -> Refusal | None:
    if not settled and takes_effect_at is not None and takes_effect_at <= at:
        return None
    return Refusal("not-yet", "This reset has not been confirmed, or its day has not come.")
