"""Who may add, change and link people, and who is protected."""

from dataclasses import dataclass
from datetime import date

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor, Strength
from bield.people.ages import is_child_on
from bield.people.states import KEEPERS_OF_PEOPLE, SECOND_HOLDERS, BornPrecision, Protection


@dataclass(frozen=True)
class Age:
    """All that decides protection. Nothing about work, study or living is asked."""

    born_on: date | None
    born_precision: str = BornPrecision.DAY
    at_risk: bool = False


@keeps("TP-1.3a", waits=("online_sessions", "filtering"))
def protection(age: Age, day: date) -> Protection | None:
    """The protected group somebody belongs to on a day, if any."""
    if age.born_on is None:
        return Protection.UNKNOWN_AGE
    if is_child_on(age.born_on, age.born_precision, day):
        return Protection.CHILD
    return Protection.ADULT_AT_RISK if age.at_risk else None


def keep_people(actor: Actor) -> Refusal | None:
    """Add and change people, places and plain posts."""
    if actor.is_house or actor.holds(*KEEPERS_OF_PEOPLE):
        return None
    return Refusal(
        "not-yours-to-change",
        "Ask an administrator or the safeguarding lead to change this.",
        mender="an administrator or the safeguarding lead",
    )


def surely(actor: Actor) -> Refusal | None:
    """A password may be stolen: alone it moves no safeguarding post and redirects no message."""
    if actor.is_house or actor.strength >= Strength.TWO_FACTORS:
        return None
    return Refusal("second-factor", "Sign in with your second factor to do this.")


def change_contact(
    actor: Actor, *, person_id: int, guarded: bool, has_second_factor: bool
) -> Refusal | None:
    """The way to reach a designated person is not an administrator's to redirect, and nobody's own
    is a stolen password's."""
    if actor.is_house:
        return None
    if actor.person_id == person_id:
        return _just_now(actor) if guarded or has_second_factor else None
    if not guarded:
        return keep_people(actor)
    if not actor.holds(*SECOND_HOLDERS):
        return Refusal(
            "contact-of-a-designated-person",
            "Only the person, or somebody else who holds a safeguarding post, may change how a"
            " designated person is reached.",
            mender="the person",
            field="email",
        )
    return surely(actor) or keep_people(actor)


def _just_now(actor: Actor) -> Refusal | None:
    if actor.strength >= Strength.STEPPED_UP:
        return None
    return Refusal(
        "second-factor-again",
        "Give your second factor again to change how you are reached.",
        mender="you",
        link="/sign-in/second-step/?next=/me/contact/",
    )


def born(born_on: date | None, today: date) -> Refusal | None:
    if born_on is None or born_on <= today:
        return None
    return Refusal("not-born-yet", "This day lies ahead. Write the birth date.", field="birth")


def days(begins_on: date, ends_on: date | None) -> Refusal | None:
    if ends_on is None or ends_on >= begins_on:
        return None
    return Refusal("ends-before-it-begins", "The last day lies before the first.", field="ends_on")


def link_guardian(guardian_id: int, child_id: int) -> Refusal | None:
    if guardian_id != child_id:
        return None
    return Refusal("not-themselves", "Nobody is their own parent or carer.", field="guardian")


def is_a_person(actor: Actor) -> Refusal | None:
    if actor.person_id is not None:
        return None
    return Refusal("nobody-signed-in", "Sign in to do this.")


def hear_code(actor: Actor, *, person_id: int, by_phone: bool) -> Refusal | None:
    """A code sent by mail is handed back by the person; a code read out on the phone is typed by
    whoever rang the number."""
    if not by_phone:
        if actor.person_id == person_id:
            return None
        return Refusal("not-yours", "Only the person who got the message can confirm it.")
    if actor.person_id == person_id:
        return Refusal("somebody-else-rings", "Somebody else rings you and types the code in.")
    if actor.holds(*SECOND_HOLDERS):
        return None
    return keep_people(actor)
