"""How old whoever does the work of a post is at least. One rule: for holding it, for being put
forward for it, for standing in, and for the birth date of whoever does any of this."""

from collections.abc import Iterable
from dataclasses import dataclass

from bield.kit.refusals import Refusal
from bield.people.ages import OF_AGE
from bield.people.states import ADULTS_OF_THE_ORGANISATION, GUARDED

WORKING_AGE = 13


@dataclass(frozen=True, slots=True)
class Carried:
    """The work of a post, and how old somebody is on the first day they do it."""

    role: str
    years: int | None  # None: not known


def may_carry(carried: Iterable[Carried]) -> Refusal | None:
    """Whether somebody is old enough to hold this post."""
    return _too_young(
        carried, "Correct the birth date if it is wrong, or choose somebody else.", field="person"
    )


def may_stand_in(carried: Iterable[Carried]) -> Refusal | None:
    """Whoever stands in does the work of the post, and sees what it opens."""
    return _too_young(
        carried, "Correct the birth date if it is wrong, or choose another.", field="stand_in"
    )


def birth_fits(carried: Iterable[Carried]) -> Refusal | None:
    """A birth date fits what the person holds, is put forward for, or stands in for by now."""
    return _too_young(
        carried,
        "Check the date. If it is right, end the post, the proposal or the standing in first.",
        field="birth",
    )


def _too_young(carried: Iterable[Carried], mend: str, *, field: str) -> Refusal | None:
    """A post opens what adults see; a safeguarding post decides over children. Under thirteen
    nobody may be employed (Children and Young Persons Act 1933, section 18)."""
    for one in carried:
        needed = _needed(one.role)
        if one.years is not None and one.years < needed:
            return Refusal(
                "too-young-for-this-post",
                f"By their birth date they are {one.years}. Whoever does the work of this post is"
                f" at least {needed}. {mend}",
                field=field,
            )
    return None


def _needed(role: str) -> int:
    if role in GUARDED:
        return OF_AGE
    return WORKING_AGE if role in ADULTS_OF_THE_ORGANISATION else 0
