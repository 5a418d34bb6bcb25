"""Who may be noted away, and who may stand in."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.people.rules.appointments import second_holder
from bield.people.rules.persons import keep_people
from bield.people.rules.posts import outside_contact_stands
from bield.people.rules.years import Carried, may_stand_in
from bield.people.states import GUARDED, STAND_INS, Role


@dataclass(frozen=True)
class Absence:
    away_id: int
    away_roles: frozenset[str]
    stand_in_id: int | None
    stand_in_roles: frozenset[str]
    stand_in_left: bool = False
    overlaps: bool = False
    carried: Sequence[Carried] = ()  # what falls to the stand-in by it
    one_person: bool = False


@keeps("EY-9a", "TP-6.2.1a")
def set_cover(actor: Actor, absence: Absence) -> list[Refusal]:
    """Somebody is away and another stands in; standing in must not be a road to a guarded post."""
    refusals = [_away_is_theirs(actor, absence), _stand_in_fits(absence)]
    if absence.overlaps:
        refusals.append(
            Refusal("absence-overlaps", "These days are covered already. End that entry first.",
                    field="begins_on")
        )  # fmt: skip
    return [refusal for refusal in refusals if refusal]


def end_cover(actor: Actor, absence: Absence) -> Refusal | None:
    return _away_is_theirs(actor, absence)


def _away_is_theirs(actor: Actor, absence: Absence) -> Refusal | None:
    if actor.is_house or actor.person_id == absence.away_id:
        return None
    if absence.one_person and Role.OUTSIDE_CONTACT in absence.away_roles:
        return outside_contact_stands()
    if absence.away_roles & GUARDED:
        return next(iter(second_holder(actor)), None)
    return keep_people(actor)


def _stand_in_fits(absence: Absence) -> Refusal | None:
    if absence.stand_in_id is None:
        return None
    if absence.stand_in_id == absence.away_id:
        return Refusal("not-themselves", "Nobody stands in for themselves.", field="stand_in")
    if absence.stand_in_left:
        return Refusal("has-left", "The stand-in has left. Choose another.", field="stand_in")
    for role in sorted(absence.away_roles):
        fitting = STAND_INS.get(role)
        if fitting is not None and not fitting & absence.stand_in_roles:
            return Refusal(
                "stand-in-holds-no-such-post",
                f"Only {_said(fitting)} may stand in here, because standing in opens what the"
                " post may read.",
                ("TP-6.2.1a",) if role == Role.LEAD else (),
                field="stand_in",
            )
    return may_stand_in(absence.carried)


def _said(roles: Iterable[str]) -> str:
    labels = sorted(Role(role).label[0].lower() + Role(role).label[1:] for role in roles)
    return "a " + " or a ".join(labels)
