"""The rows of many concerns at once, as one report and its closing would have written them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any

from bield.concerns.about import About
from bield.concerns.commands.mentioning import MARK, all_of
from bield.concerns.mentions import PURPOSE, seal_label, thing_of
from bield.concerns.models import Closing, Concern, Entry, Exclusion, Mention, Party, Reader
from bield.concerns.sealed import Narrative, seal_entry, seal_narrative
from bield.concerns.states import (
    ConcernState,
    Danger,
    EntryKind,
    Outcome,
    PartyRole,
    Risk,
    Tab,
    Track,
    Why,
)
from bield.kit import rows
from bield.people.ages import day_of
from bield.vault import queries as vault
from bield.vault.commands import Key

TAKEN_AFTER, CLOSED_AFTER = timedelta(minutes=40), timedelta(days=9)
CLOSING_WORDS = (
    f"Outcome: {Outcome.SUPPORT.label}\n"
    "Reasons: Somebody checks in every week and the family has help.\n"
    "Nobody looks again, because: All that was agreed has been done.\n"
    "Nothing to learn, because: It was passed on at once.\n"
    "Reporter told: yes"
)

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One report that nobody made, taken and closed by the first who reads it."""

    pk: int
    reference: str
    key: Key
    site_id: int
    about_id: int
    teller_id: int
    staff: bool
    at: datetime
    account: str
    child_words: str
    where: str
    readers: tuple[tuple[int, str], ...]  # person, the post that lets them read

    @property
    def taker_id(self) -> int:
        return self.readers[0][0]

    @property
    def track(self) -> Track:
        return Track.STAFF if self.staff else Track.ORDINARY

    @property
    def risk(self) -> Risk:
        return Risk.HIGH if self.staff else Risk.RAISED

    @property
    def taken_at(self) -> datetime:
        return self.at + TAKEN_AFTER

    @property
    def closed_at(self) -> datetime:
        return self.at + CLOSED_AFTER


def write(organisation_id: int, told: Sequence[Told]) -> None:
    for model, columns, made in (
        (Concern, CONCERN, _concern),
        (Entry, ENTRY, _entries),
        (Party, PARTY, _party),
        (Exclusion, EXCLUSION, _exclusion),
        (Reader, READER, _readers),
        (Closing, CLOSING, _closing),
        (Mention, MENTION, _mentions),
    ):
        rows.insert_many(
            model, columns, chain.from_iterable(made(organisation_id, one) for one in told)
        )


MENTION = (
    *("organisation_id", "concern_id", "site_id", "day", "what", "thing", "person_id", "label"),
)


def _mentions(house: int, told: Told) -> Iterator[Row]:
    secret = vault.organisation_secret(house, PURPOSE)
    role = PartyRole.ALLEGED if told.staff else PartyRole.SUBJECT
    words = Narrative(told.account, told.child_words, where=told.where)
    about = About(person_id=told.about_id, role=role)
    day = day_of(told.at).isoformat()
    for one in (MARK, *all_of(words, [about])):
        thing = thing_of(secret, one.what, one.fold)
        label = seal_label(told.key.secret, told.reference, thing, one.label) if one.label else None
        yield house, told.pk, told.site_id, day, one.what.value, thing, one.person_id, label


CONCERN = (
    *("id", "organisation_id", "reference", "site_id", "key_id", "narrative", "danger_now"),
    *("track", "risk", "stage", "about_id", "reporter_id", "send_key", "reported_at"),
    *("happened_precision", "acknowledged_at", "acknowledged_by_id", "owner_id", "closed_at"),
    *(
        "told_at",
        "entries_written",
        "version",
        "changed_at",
        "changed_by",
        "changed_what",
        "source",
    ),
)


def _concern(house: int, told: Told) -> Iterable[Row]:
    words = Narrative(told.account, told.child_words, where=told.where)
    closed_at, taker = rows.moment(told.closed_at), told.taker_id
    yield (
        *(told.pk, house, told.reference, told.site_id, told.key.id),
        seal_narrative(told.key.secret, told.reference, words),
        *(Danger.NO.value, told.track.value, told.risk.value, ConcernState.CLOSED.value),
        *(told.about_id, told.teller_id, told.reference, rows.moment(told.at), ""),
        *(rows.moment(told.taken_at), taker, taker, closed_at, closed_at),
        *(3, 3, closed_at, f"person:{taker}", EntryKind.CLOSED.value, ""),
    )


ENTRY = (
    *("organisation_id", "concern_id", "number", "kind", "written_at", "by_id", "text", "late"),
)


def _entries(house: int, told: Told) -> Iterator[Row]:
    steps = (
        (EntryKind.REPORTED, told.at, told.teller_id, ""),
        (EntryKind.ACKNOWLEDGED, told.taken_at, told.taker_id, ""),
        (EntryKind.CLOSED, told.closed_at, told.taker_id, CLOSING_WORDS),
    )
    for number, (kind, at, by, text) in enumerate(steps, start=1):
        sealed = seal_entry(told.key.secret, told.reference, number, text)
        yield house, told.pk, number, kind.value, rows.moment(at), by, sealed, False


PARTY = ("organisation_id", "concern_id", "number", "person_id", "role")


def _party(house: int, told: Told) -> Iterable[Row]:
    role = PartyRole.ALLEGED if told.staff else PartyRole.SUBJECT
    yield house, told.pk, 1, told.about_id, role.value


EXCLUSION = ("organisation_id", "concern_id", "person_id", "since", "named")


def _exclusion(house: int, told: Told) -> Iterable[Row]:
    yield house, told.pk, told.about_id, rows.moment(told.at), True


READER = (
    *("organisation_id", "person_id", "concern_id", "site_id", "why", "basis", "tab", "place"),
)


def _readers(house: int, told: Told) -> Iterator[Row]:
    for person, basis in told.readers:
        yield (
            *(house, person, told.pk, told.site_id, Why.ROUTED.value, basis),
            *(Tab.CLOSED.value, -told.pk),
        )


CLOSING = (
    *("organisation_id", "concern_id", "outcome", "reasons", "has_lesson", "reporter_told"),
    "deeds",
    *("closed_at", "closed_by_id"),
)


def _closing(house: int, told: Told) -> Iterable[Row]:
    sealed = seal_entry(told.key.secret, told.reference, 3, CLOSING_WORDS)
    yield (
        *(house, told.pk, Outcome.SUPPORT.value, sealed, False, True),
        0,
        *(rows.moment(told.closed_at), told.taker_id),
    )
