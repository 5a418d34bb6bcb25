"""What to do when something is wrong online: one page, as whoever reads it has signed it."""

from datetime import datetime

from bield.agreements.models import Part
from bield.agreements.queries.asking import current
from bield.agreements.rules.standing import audience_of
from bield.agreements.states import Audience, PartKind, Purpose
from bield.kit.keeps import keeps
from bield.people.actors import Actor
from bield.people.states import Role


@keeps("EY-10")
def procedure(actor: Actor, *, at: datetime) -> str:
    """In the words for this reader: part of the rules of use that stand. "" where none do."""
    editions = current(actor.organisation_id, [Purpose.ACCEPTABLE_USE], at).values("version")
    rows = Part.objects.filter(version__in=editions, kind=PartKind.REPORT)
    words = dict(rows.values_list("audience", "words"))
    return words.get(_reader(actor), "") or words.get(Audience.STAFF, "")


def reads_as_a_child(actor: Actor) -> bool:
    return _reader(actor) == Audience.CHILD


def _reader(actor: Actor) -> Audience:
    roles = {role for role, _ in actor.holdings}
    if roles == {Role.LEARNER}:
        return Audience.CHILD
    return Audience.GUARDIAN if roles == {Role.PARENT} else audience_of(roles)
