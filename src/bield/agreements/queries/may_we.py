"""May we? For other systems, as far as whoever asks works with these people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.agreements.queries.standing import standings
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADMINISTRATION


@dataclass(frozen=True)
class MayWe:
    person: str  # reference
    may: bool


def may_we_with_group(actor: Actor, reference: str, purpose: str, *, at: datetime) -> list[MayWe]:
    """Everybody who belongs to a group today, however many in as many statements: for whoever looks
    after people, or leads it. Without the actor's own family: in the office nobody sees how it
    stands with them."""
    for group, belong in people.groups_led(actor, at):
        if group.reference == reference:
            return _told(actor, [member for member, *_ in belong], purpose, at)
    raise NotFound(reference)


def may_we_with(actor: Actor, reference: str, purpose: str, *, at: datetime) -> MayWe:
    """One person: for whoever looks after people, or leads a group to which they belong."""
    if not actor.holds(*ADMINISTRATION) and reference not in _led(actor, at):
        raise NotFound(reference)
    for told in _told(actor, [reference], purpose, at):
        return told
    raise NotFound(reference)


def _led(actor: Actor, at: datetime) -> frozenset[str]:
    belong = [members for _, members in people.groups_led(actor, at)]
    return frozenset(reference for members in belong for reference, *_ in members)


def _told(actor: Actor, references: Iterable[str], purpose: str, at: datetime) -> list[MayWe]:
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    here = people.visible_to(actor).exclude(left_on__lt=day_of(at)).exclude(pk__in=own)
    known = here.filter(reference__in=list(references)).order_by("name", "pk")
    by_id = dict(known.values_list("pk", "reference"))
    found = standings(actor, list(by_id), [purpose], at=at)
    return [MayWe(reference, found[pk, purpose].granted) for pk, reference in by_id.items()]
