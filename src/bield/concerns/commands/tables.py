"""The rows of a table from another product become concerns that are closed, as they were there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from django.utils import timezone

from bield.concerns import queries, rules
from bield.concerns.about import About
from bield.concerns.commands.mentioning import mention_all
from bield.concerns.commands.taking_in import seat
from bield.concerns.models import Concern, Entry, Party
from bield.concerns.models.received import FROM_TABLE
from bield.concerns.queries.tables import Judged, Placed
from bield.concerns.queries.transferring import require_may_move_files
from bield.concerns.sealed import Narrative, seal_entry, seal_name, seal_narrative
from bield.concerns.states import (
    ConcernState,
    Danger,
    DayPrecision,
    EntryKind,
    PartyRole,
    Track,
)
from bield.kit import rows
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.vault.commands import Key, new_key

TOGETHER = 20  # rows in one command: a report that comes meanwhile waits no longer
NOON = time(12)


def take_in_table(actor: Actor, judged: Judged, *, source: str, site_id: int, at: datetime) -> None:
    """Sent twice it is taken in once, row by row, also where it broke off in between."""
    for start in range(0, len(judged.rows), TOGETHER):
        some = judged.rows[start : start + TOGETHER]
        _take_in(actor, some, source=source, site_id=site_id, at=at)


@recorded
def _take_in(
    actor: Actor, some: Sequence[Placed], *, source: str, site_id: int, at: datetime
) -> None:
    """That it happened stands in the record without a number: others may read fewer of them."""
    require_may_move_files(actor)
    roster = people.roster(actor.organisation_id, day_of(at))
    enforce(rules.take_in_table(place_known=site_id in roster.branches, source=source))
    taking = _Taking(actor, source.strip(), site_id, roster, at)
    keys = [f"{FROM_TABLE}{one.row.key}" for one in some]
    here = queries.taken_from_table(actor.organisation_id, keys)
    note(event="concern.table-came", subject="files:table", by=actor.id, at=at)
    for key, placed in zip(keys, some, strict=True):
        if key not in here:
            _concern(taking, placed, key)


@dataclass(frozen=True)
class _Taking:
    actor: Actor
    source: str
    site_id: int
    roster: Roster
    at: datetime


def _concern(taking: _Taking, placed: Placed, send_key: str) -> None:
    house, row, at = taking.actor.organisation_id, placed.row, taking.at
    concern = Concern(
        organisation_id=house,
        reference=queries.free_reference(house),
        site_id=taking.site_id,
        danger_now=Danger.NO,
        track=Track.LEADS,
        stage=ConcernState.CLOSED,
        about_id=placed.person_id,
        send_key=send_key,
        reported_at=timezone.make_aware(datetime.combine(row.day, NOON)),
        happened_on=row.day,
        happened_precision=DayPrecision.DAY,
        acknowledged_at=at,
        acknowledged_by_id=taking.actor.person_id,
        closed_at=at,
        entries_written=2,
        changed_at=at,
        changed_by=taking.actor.id,
        changed_what=EntryKind.REPORTED,
    )
    concern.risk = rules.risk(danger_now=concern.danger_now, grave=False, protected=True)
    key = new_key(taking.actor, context=concern.reference, at=at)
    concern.key_id = key.id
    concern.narrative = seal_narrative(key.secret, concern.reference, Narrative(row.words))
    rows.insert([concern])
    rows.insert([_first(concern, key), _came(taking, concern, key, placed)])
    rows.insert([_party(concern, key, placed)])
    own = About(placed.person_id, "" if placed.person_id else row.name)
    mention_all(concern, key.secret, Narrative(row.words), [own])
    words = [row.name, row.words, row.own]
    seat(concern, taking.roster, words, named=placed.named, at=at)
    note(event="concern.from-table", subject=concern.reference, by=taking.actor.id, at=at)


def _first(concern: Concern, key: Key) -> Entry:
    """What was written there, on its day: by nobody here."""
    return Entry(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=1,
        kind=EntryKind.REPORTED,
        written_at=concern.reported_at,
        text=seal_entry(key.secret, concern.reference, 1, ""),
    )


def _came(taking: _Taking, concern: Concern, key: Key, placed: Placed) -> Entry:
    there = f", where it is {placed.row.own}" if placed.row.own else ""
    text = (
        f"Taken in from {taking.source} (a table, line {placed.row.line}){there}. It was written"
        f" there, and nobody here has looked at it since. Taken in by {taking.actor.name}."
    )
    return Entry(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=2,
        kind=EntryKind.CONTACT,
        written_at=taking.at,
        by_id=taking.actor.person_id,
        text=seal_entry(key.secret, concern.reference, 2, text),
    )


def _party(concern: Concern, key: Key, placed: Placed) -> Party:
    typed = None
    if placed.person_id is None:
        typed = seal_name(key.secret, concern.reference, 1, placed.row.name)
    return Party(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=1,
        person_id=placed.person_id,
        name=typed,
        role=PartyRole.SUBJECT,
    )
