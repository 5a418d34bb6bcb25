"""What is kept for a concern instead of a picture: who has it, and how it changes hands. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from bield.concerns.answers import Agreed, Ending, ThingKind
from bield.concerns.states import NudeClass
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.retention.states import Adviser

AGENCIES = (Adviser.POLICE, Adviser.SOCIAL_CARE, Adviser.LADO)
CLAUSES = ("TP-3.4.3.3", "TP-A1-6a")


@dataclass(frozen=True)
class Thing:
    """Where it stands."""

    keeper_id: int | None
    keeper: str = ""  # name; somebody outside, where nobody here has it
    offered_to_id: int | None = None
    ended: bool = False
    keeper_gone: bool = False  # they left, or the concern is about them meanwhile


@keeps("TP-3.4.3.3")
def take_in(  # what was taken, from whom, when, and where it is locked
    *,
    kind: str,
    what: str,
    whose: str,
    from_whom: str,
    kept_where: str,
    taken_at: datetime,
    at: datetime,
) -> list[Refusal]:
    refusals = []
    if kind not in ThingKind.values:
        refusals.append(
            Refusal(
                "unknown-thing",
                "Choose what it is. A picture is never taken in: describe it, and keep the device.",
                CLAUSES,
                field="kind",
            )
        )
    asked = {
        "what": (what, "Write what it is: make, colour, number."),
        "whose": (whose, "Write whose it is."),
        "from_whom": (from_whom, "Write who gave it."),
        "kept_where": (kept_where, "Write where it is locked away."),
    }
    refusals += [
        Refusal(f"no-{field.replace('_', '-')}", says, CLAUSES, field=field)
        for field, (answer, says) in asked.items()
        if not written(answer)
    ]
    if taken_at > at:
        refusals.append(
            Refusal("has-not-happened", "Enter a time that has passed already.", field="taken_on")
        )
    return refusals


@keeps("TP-3.4.3.3")
def hand_over(
    person_id: int | None,
    thing: Thing,
    *,
    to_id: int | None,
    outside: str,
    where: str,
    roles: frozenset[str] = frozenset(),
    named: bool = False,
) -> list[Refusal]:
    """Only whoever has it hands it over, from their own account: to a colleague, who confirms it,
    or to somebody outside, by name."""
    refusals = [one for one in (_is_kept(thing), _has_it(person_id, thing)) if one]
    if refusals:
        return refusals[:1]
    if (to_id is None) == (not written(outside)):
        refusals.append(
            Refusal(
                "to-whom",
                "Name one: a colleague, who confirms it, or somebody outside with their body.",
                CLAUSES,
                field="person",
            )
        )
    if to_id is not None and to_id == person_id:
        refusals.append(Refusal("has-it-already", "You have it already.", field="person"))
    elif to_id is not None and (named or not roles & ADULTS_OF_THE_ORGANISATION):
        refusals.append(
            Refusal(
                "not-to-this-person",
                "It is handed to an adult who works here, whom the concern does not name.",
                CLAUSES,
                field="person",
            )
        )
    if not written(where):
        refusals.append(Refusal("no-where", "Write where it is kept from now on.", field="where"))
    return refusals


def _is_kept(thing: Thing) -> Refusal | None:
    if not thing.ended:
        return None
    return Refusal("kept-no-more", "It is not kept any more.", CLAUSES)


def _has_it(person_id: int | None, thing: Thing) -> Refusal | None:
    if thing.keeper_id is not None and thing.keeper_id == person_id:
        return None
    return Refusal(
        "not-in-your-keeping",
        f"{thing.keeper} has it. Only they can hand it over, from their own account.",
        CLAUSES,
        mender=thing.keeper,
    )


@keeps("TP-3.4.3.3")
def confirm(person_id: int | None, thing: Thing, *, agreed: str) -> Refusal | None:
    """Only whoever was handed it confirms it, from their own account."""
    if thing.offered_to_id is None or thing.offered_to_id != person_id:
        return Refusal(
            "not-handed-to-you", "This was not handed to you, or it is settled already.", CLAUSES
        )
    if agreed in {Agreed.YES, Agreed.NO}:
        return None
    return Refusal("no-answer", "Say whether you have it.", field="agreed")


def take_back(thing: Thing, *, from_whom: str, where: str) -> list[Refusal]:
    """From somebody outside, or from a colleague who has left: they are named, and whoever has it
    now says so."""
    ended = _is_kept(thing)
    if ended:
        return [ended]
    if thing.keeper_id is not None and not thing.keeper_gone:
        return [
            Refusal(
                "somebody-has-it",
                f"{thing.keeper} has it. They hand it over, from their own account.",
                CLAUSES,
                mender=thing.keeper,
            )
        ]
    refusals = []
    if not written(from_whom):
        refusals.append(
            Refusal("no-from-whom", "Write who gave it back.", CLAUSES, field="from_whom")
        )
    if not written(where):
        refusals.append(Refusal("no-where", "Write where it is kept from now on.", field="where"))
    return refusals


@dataclass(frozen=True)
class LettingGo:
    how: str
    to_whom: str
    adviser: str
    advice: str
    unseen: bool  # by the young person themself, and nobody looked


@keeps("TP-3.4.3.3", "TP-A1-0.4")
def let_go(
    asked: LettingGo,
    thing: Thing,
    *,
    image: NudeClass | None,
    authorities: bool,
    held_back: Iterable[Refusal],
) -> list[Refusal]:
    """On an agency's advice; where no authority must hear of the picture, on the lead's own.

    `held_back`: what has to be advised before anything on it is deleted.
    """
    ended = _is_kept(thing)
    if ended:
        return [ended]
    refusals = []
    if asked.how not in Ending.values:
        refusals.append(Refusal("no-ending", "Choose what becomes of it.", field="how"))
    if not written(asked.to_whom):
        refusals.append(Refusal("no-to-whom", "Write who has it now.", CLAUSES, field="to_whom"))
    if _needs_agency(image, authorities) and asked.adviser not in AGENCIES:
        refusals.append(
            Refusal(
                "agency-advises",
                "Take the advice of an agency first, and write down whose it is. Until then it is"
                " kept, and nothing on it is deleted.",
                CLAUSES,
                mender="the safeguarding lead or a deputy",
                field="adviser",
            )
        )
    if not written(asked.advice):
        refusals.append(
            Refusal("no-advice", "Write down what was advised.", CLAUSES, field="advice")
        )
    if asked.how == Ending.DELETED:
        refusals += [replace(one, field="how") for one in held_back]
    if asked.how == Ending.DELETED and not asked.unseen:
        refusals.append(
            Refusal(
                "deleted-by-themself",
                "Only the young person deletes it, and nobody looks. Say that it was so.",
                CLAUSES,
                field="unseen",
            )
        )
    return refusals


def _needs_agency(image: NudeClass | None, authorities: bool) -> bool:
    return authorities or image in {NudeClass.AGGRAVATED, NudeClass.NOT_CLASSED}
