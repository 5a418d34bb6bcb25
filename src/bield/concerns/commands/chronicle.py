"""What every step on a concern has in common: found, checked, written into the chronology."""

from datetime import datetime

from bield.concerns import mentions, queries, rules
from bield.concerns.commands.mentioning import mention
from bield.concerns.models import Concern, Entry
from bield.concerns.sealed import open_entry, seal_entry
from bield.concerns.states import EntryKind
from bield.kit.refusals import enforce
from bield.kit.times import SENT_AGAIN
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault import search

TELLS = (
    EntryKind.NOTE,
    EntryKind.CONVERSATION,
    EntryKind.ACTION,
    EntryKind.HELD,
    EntryKind.FROM_REPORTER,
)


def found(actor: Actor, reference: str, *, version: int | None = None) -> Concern:
    """The concern, when the actor may read it and has seen its last change."""
    concern = queries.concern(actor, reference)
    if version not in {None, concern.version}:
        enforce(rules.changed_meanwhile(queries.last_change(concern)))
    return concern


def write(
    actor: Actor,
    concern: Concern,
    kind: EntryKind,
    text: str,
    *,
    at: datetime,
    happened_at: datetime | None = None,
    day_alone: bool = False,
    corrects: int | None = None,
) -> Entry:
    """Add a line to the chronology and mark the concern as changed by it. Saves the concern."""
    enforce(rules.only_words(text=text))
    key = vault.secret(concern.organisation_id, concern.key_id)
    concern.entries_written += 1
    concern.version += 1
    concern.changed_at, concern.changed_by, concern.changed_what = at, actor.id, kind
    concern.save()
    entry = Entry.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=concern.entries_written,
        kind=kind,
        happened_at=happened_at,
        day_alone=day_alone or None,
        written_at=at,
        by_id=actor.person_id,
        text=seal_entry(key, concern.reference, concern.entries_written, text),
        late=rules.is_late(happened_at, at),
        corrects=corrects,
    )
    if text:
        search.extend(concern.organisation_id, concern.pk, text)
    if kind in TELLS:
        mention(concern, key, mentions.online(text))
    return entry


def written_already(
    actor: Actor,
    concern: Concern,
    kind: EntryKind,
    text: str,
    *,
    at: datetime,
    happened_at: datetime | None,
    day_alone: bool,
    corrects: int | None,
) -> Entry | None:
    """The line that the same person wrote a moment ago, word for word: a form sent again. Safe
    with two at once, as `doing.said_already` is."""
    key = vault.secret(concern.organisation_id, concern.key_id)
    same = Entry.objects.filter(
        concern=concern,
        kind=kind,
        by_id=actor.person_id,
        written_at__gt=at - SENT_AGAIN,
        happened_at=happened_at,
        day_alone=day_alone or None,
        corrects=corrects,
    )
    for entry in same:
        if open_entry(key, concern.reference, entry.number, bytes(entry.text)) == text:
            return entry
    return None
