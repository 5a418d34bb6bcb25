"""Other systems that are told: hooks made, told what the record says, ended."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from bield.access import hooks, rules
from bield.access.models import Hook, Membership
from bield.access.states import HookEnded
from bield.kit.references import reference as new_reference
from bield.kit.refusals import NotFound, enforce
from bield.ledger import queries as ledger
from bield.ledger.record import housekeeping, note, recorded
from bield.outbox import commands as outbox
from bield.outbox import queries as places
from bield.outbox.commands import Tiding
from bield.people.actors import Actor


@dataclass(frozen=True)
class Hooked:
    """The secret that signs stands nowhere in clear but here, and is shown once."""

    hook: Hook
    secret: str = field(repr=False)


@recorded
def make_hook(actor: Actor, *, url: str, events: Collection[str], at: datetime) -> Hooked:
    """From now on that place is called when one of these happens, and at once, to show that it is
    reached. Where its name leads was looked up before, and is looked up again for each call."""
    standing = Hook.objects.filter(organisation_id=actor.organisation_id, ended_at=None).count()
    enforce(
        rules.make_hook(actor, events=events, known=hooks.EVENTS, standing=standing),
        places.written_right(url),
    )
    place, reference = hooks.new_place(url), new_reference()
    head = ledger.head(actor.organisation_id)
    hook = Hook.objects.create(
        organisation_id=actor.organisation_id,
        reference=reference,
        membership=Membership.objects.get(person=actor.person_id, closed_at=None),
        host=urlsplit(url).hostname or "",
        place=hooks.seal_place(actor.organisation_id, reference, place),
        events=sorted(events),
        heard=head.number if head else 0,
        made_at=at,
    )
    note(
        event="access.hook-made",
        subject=_subject(reference),
        by=actor.id,
        at=at,
        events=len(hook.events),
    )
    outbox.call(actor, reference, [Tiding("hook.made", _subject(reference), at)], at=at)
    return Hooked(hook, place.shown)


@recorded
def end_hook(actor: Actor, reference: str, *, at: datetime) -> None:
    """It is told nothing more, not even what waits already."""
    standing = Hook.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    hook = standing.filter(reference=reference).first()
    if hook is None or rules.sees_hooks(actor):
        raise NotFound(f"hook {reference}")
    _end(actor, hook, HookEnded.BY_HAND, by=actor.id, at=at)


def end_hooks_of(actor: Actor, membership: Membership, at: datetime) -> None:
    """Within the command that closes an account: what its owner made goes too."""
    for hook in Hook.objects.filter(membership=membership, ended_at=None).order_by("pk"):
        _end(actor, hook, HookEnded.LEFT, by="house:access", at=at)


def _end(actor: Actor, hook: Hook, because: str, *, by: str, at: datetime) -> None:
    hook.ended_at, hook.ended_because = at, because
    hook.save(update_fields=["ended_at", "ended_because"])
    outbox.drop_calls(actor, hook.reference, at=at)
    note(
        event="access.hook-ended",
        subject=_subject(hook.reference),
        by=by,
        at=at,
        because=because,
    )


@housekeeping("what is told outside follows from lines of the record, which stand already")
def tell(
    by: Actor, hook_id: int, tidings: Sequence[Tiding], *, since: int, until: int, at: datetime
) -> None:
    """The lines up to `until` were looked through; what is to be told of them is written with it,
    so that nothing is told twice or not at all, whenever the worker dies."""
    own = Hook.objects.filter(organisation_id=by.organisation_id, pk=hook_id, ended_at=None)
    if own.filter(heard=since).update(heard=until) and tidings:
        outbox.call(by, own.get().reference, tidings, at=at)


def _subject(reference: str) -> str:
    return f"hook:{reference}"
