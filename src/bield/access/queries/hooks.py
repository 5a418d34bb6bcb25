"""Other systems that are told: the list of them, where each is, and what is new for it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from bield.access import hooks, rules
from bield.access.models import Hook
from bield.access.queries.tokens import maker_today
from bield.access.states import OF_CONCERNS
from bield.kit.refusals import NotFound, Refusal
from bield.ledger import queries as ledger
from bield.ledger import registry as record
from bield.outbox import queries as outbox
from bield.outbox.commands import Tiding
from bield.outbox.queries import CallSeen
from bield.outbox.registry import Receiver
from bield.people.actors import Actor

AT_ONCE = 500  # lines of the record looked through in one go


@dataclass(frozen=True)
class HookRow:
    reference: str
    host: str
    maker: str
    own: bool
    events: tuple[str, ...]  # in words
    made_at: datetime
    answers: bool  # false: its calls came to nothing lately
    calls: tuple[CallSeen, ...]  # to whoever made it alone: when it is called tells what happened


@dataclass(frozen=True)
class HooksPage:
    rows: tuple[HookRow, ...]
    event_choices: tuple[tuple[str, str], ...]


def require_hooks(actor: Actor) -> None:
    if rules.sees_hooks(actor):
        raise NotFound("hooks")


def hooks_page(actor: Actor, at: datetime) -> HooksPage:
    require_hooks(actor)
    standing = Hook.objects.filter(organisation_id=actor.organisation_id, ended_at=None)
    found = list(standing.select_related("membership__person").order_by("-pk"))
    silent = outbox.silent_hooks(actor.organisation_id, at)
    mine = [hook.reference for hook in found if hook.membership.person_id == actor.person_id]
    calls = outbox.last_calls(actor.organisation_id, mine)
    return HooksPage(
        rows=tuple(
            HookRow(
                reference=hook.reference,
                host=hook.host,
                maker=hook.membership.person.name,
                own=hook.reference in mine,
                events=tuple(
                    words for event, words in hooks.EVENTS.items() if event in hook.events
                ),
                made_at=hook.made_at,
                answers=hook.reference not in silent,
                calls=_opened(actor, calls.get(hook.reference, [])),
            )
            for hook in found
        ),
        event_choices=tuple(hooks.EVENTS.items()),
    )


def _opened(actor: Actor, calls: Sequence[CallSeen]) -> tuple[CallSeen, ...]:
    """Whoever is kept away from something by now does not read that a call of it was let go."""
    opens = {about: record.may_open(actor, about) for about in {call.about for call in calls}}
    return tuple(_in_words(call) for call in calls if opens[call.about])


def _in_words(call: CallSeen) -> CallSeen:
    return replace(call, event=hooks.EVENTS.get(call.event, hooks.FIRST_CALL))


def receiver(organisation_id: int, reference: str, about: str, at: datetime) -> Receiver | None:
    """Where a hook is called; nowhere, once it has ended, or whoever made it has left or may not
    know of this any more."""
    hook = (
        Hook.objects.select_related("membership__person")
        .filter(organisation_id=organisation_id, reference=reference, ended_at=None)
        .first()
    )
    if hook is None:
        return None
    maker = maker_of(hook, at)
    if maker is None or not record.may_open(maker, about):
        return None
    place = hooks.open_place(organisation_id, reference, bytes(hook.place))
    return Receiver(place.url, place.secret)


def maker_of(hook: Hook, at: datetime) -> Actor | None:
    """As with tokens: whoever made it, as they are on the day."""
    actor = maker_today(hook.membership, sorted(OF_CONCERNS), at)
    return None if actor is None or rules.sees_hooks(actor) else actor


@dataclass(frozen=True)
class News:
    hook_id: int
    since: int
    until: int
    tidings: Sequence[Tiding]


def news(organisation_id: int, at: datetime) -> list[News]:
    """What the record says since each hook was told last, as far as whoever made it may know of it
    on the day."""
    standing = Hook.objects.filter(organisation_id=organisation_id, ended_at=None)
    found = list(standing.select_related("membership__person").order_by("pk"))
    head = ledger.head(organisation_id) if found else None
    return [_news(hook, at) for hook in found if head is not None and hook.heard < head.number]


def _news(hook: Hook, at: datetime) -> News:
    actor = maker_of(hook, at)
    lines = list(islice(ledger.lines(hook.organisation_id, after=hook.heard), AT_ONCE))
    until = lines[-1].number if lines else hook.heard
    tidings = [
        Tiding(line.event, line.subject, line.at)
        for line in lines
        if actor is not None and line.event in hook.events and record.may_open(actor, line.subject)
    ]
    return News(hook.pk, hook.heard, until, tidings)


def judge_place(url: str) -> Refusal | None:
    """Before it is made: written right, found, and on the open internet."""
    return outbox.judge_place(url)
