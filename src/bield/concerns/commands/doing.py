"""Every deed about a concern is written here: sealed, numbered, noted, and followed up."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from bield.concerns import rules
from bield.concerns.deeds import Says, open_deed, seal_says
from bield.concerns.intake import Said
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Deed
from bield.concerns.states import ConcernState, DeedKind
from bield.kit import rows
from bield.kit.refusals import enforce
from bield.ledger.record import note
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault import search

Fact = str | int | bool | None
CHANGED = ("stage", "version", "changed_at", "changed_by", "changed_what")


def do(
    actor: Actor,
    concern: Concern,
    kind: DeedKind,
    says: Says,
    *,
    event: str,
    at: datetime,
    words: Iterable[str] = (),
    what: str = "",
    **facts: Fact,
) -> Done:
    """Write a deed down. `words` are found by the search; `what` is a code for the record, and so
    are more `facts`. The concern has changed by it, for whoever decides on what stood before.

    The caller has asked its rule, and afterwards calls `following.follow`, which brings severity,
    road, locks and duties to what the decision table now says.
    """
    enforce(rules.only_words(reason="\n".join(_written(says))))
    key = vault.secret(concern.organisation_id, concern.key_id)
    number = Deed.objects.filter(concern=concern).count() + 1
    deed = Deed(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        kind=kind,
        says=seal_says(key, concern.reference, number, says),
        done_at=at,
        by_id=actor.person_id,
    )
    rows.insert([deed])
    if text := "\n".join(word for word in words if word.strip()):
        search.extend(concern.organisation_id, concern.pk, text)
    if concern.stage == ConcernState.TRIAGED and kind != DeedKind.ANSWERED:
        concern.stage = ConcernState.IN_ACTION
    concern.version += 1
    concern.changed_at, concern.changed_by, concern.changed_what = at, actor.id, kind
    concern.save(update_fields=CHANGED)
    about = concern.reference
    note(event=event, subject=about, by=actor.id, at=at, deed=number, what=what, **facts)  # type: ignore[arg-type]  # codes, never the other arguments
    return open_deed(key, concern.reference, deed)


def said_already(
    actor: Actor, concern: Concern, kind: DeedKind, says: Says, *, within: timedelta, at: datetime
) -> bool:
    """The same person said exactly this a moment ago: a form that was sent again.

    Asked inside a command, it is safe with two at once: on both engines one command writes at a
    time, and it sees what those before it wrote.
    """
    same = Deed.objects.filter(
        concern=concern, kind=kind, by_id=actor.person_id, done_at__gt=at - within
    )
    key = vault.secret(concern.organisation_id, concern.key_id)
    return any(open_deed(key, concern.reference, deed).says == says for deed in same)


def _written(says: Says) -> Iterator[str]:
    """What of it may be in somebody's own words."""
    for one in says.values():
        if isinstance(one, str):
            yield one
        elif isinstance(one, list | tuple):
            yield from map(str, one)


def keep_answers(concern: Concern, key: bytes, answers: Sequence[Said], *, at: datetime) -> None:
    """What a report has answered beyond its questions: the first deeds of a new concern, in one
    statement. The line of the report tells of them."""
    reference = concern.reference
    rows.insert(
        [
            Deed(
                organisation_id=concern.organisation_id,
                concern=concern,
                number=number,
                kind=DeedKind.ANSWERED,
                says=seal_says(key, reference, number, one.says),
                done_at=at,
                by_id=concern.reporter_id,
            )
            for number, one in enumerate(answers, start=1)
        ]
    )
