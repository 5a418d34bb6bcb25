"""What whoever asks why something is late may know: how much, and of it what they read anyway."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bield.concerns.models import Exclusion
from bield.concerns.queries.sight import subjects_seen
from bield.concerns.states import DUTY_OF, Family, link_to
from bield.concerns.subjects import asks_whom, concern_of
from bield.duties import queries as duties
from bield.people import queries as people
from bield.people.actors import Actor


@dataclass(frozen=True)
class LateDecision:
    decides: int
    reference: str  # of the concern


def late_decisions(
    organisation_id: int, deciders: Collection[int], *, known_to: int
) -> list[LateDecision]:
    """What these have not decided in time, without what this person is kept out of."""
    found = duties.overdue(organisation_id, DUTY_OF[Family.DECIDE], sorted(deciders))
    kept_out = Exclusion.objects.filter(organisation_id=organisation_id, person_id=known_to)
    hidden = set(kept_out.values_list("concern__reference", flat=True))
    late = (LateDecision(decides, concern_of(subject)) for decides, subject in found)
    return [one for one in late if one.reference not in hidden]


def breaches_held(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """One’s own, never through an absence: whoever stands in is asked by what they may know."""
    own = _own(actor, subjects)
    late = {one.decides for one in _late(actor, own)}
    return frozenset(subject for subject, decides in own.items() if decides in late)


def breaches_said(actor: Actor, subjects: frozenset[str]) -> Mapping[str, str]:
    own = _own(actor, subjects)
    late = [one.decides for one in _late(actor, own)]
    names = people.contacts(actor.organisation_id, own.values()) if own else {}
    return {
        subject: f"Ask {names[decides].name} why {_are_late(late.count(decides))}"
        for subject, decides in own.items()
        if decides in names
    }


def late_and_read(actor: Actor, subject: str) -> Mapping[str, str]:
    """Those among them that the actor reads: reference -> where."""
    late = _late(actor, _own(actor, frozenset({subject})))
    seen = subjects_seen(actor, frozenset(one.reference for one in late))
    return {reference: link_to(reference) for reference in sorted(seen)}


def _own(actor: Actor, subjects: frozenset[str]) -> dict[str, int]:
    pairs = {subject: asks_whom(subject) for subject in sorted(subjects)}
    return {
        subject: pair[1] for subject, pair in pairs.items() if pair and pair[0] == actor.person_id
    }


def _late(actor: Actor, own: Mapping[str, int]) -> list[LateDecision]:
    if actor.person_id is None or not own:
        return []
    return late_decisions(actor.organisation_id, set(own.values()), known_to=actor.person_id)


def _are_late(number: int) -> str:
    return "a decision is late" if number == 1 else f"{number} decisions are late"
