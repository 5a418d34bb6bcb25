"""The way back: what somebody without a name sees of what they told, and what the team sees."""

from dataclasses import dataclass
from datetime import datetime

from bield.concerns import codes, rules
from bield.concerns.models import Concern, Entry, WayBack
from bield.concerns.moments import Moment, moment, moment_or_none
from bield.concerns.pages import Receipt, WayBackSeen
from bield.concerns.queries.door.doors import AtDoor
from bield.concerns.queries.door.stays import Opened
from bield.concerns.queries.reporter import answer_of
from bield.concerns.queries.reports import receipt_of
from bield.concerns.sealed import open_entry
from bield.concerns.states import EntryKind, Risk, Voice
from bield.kit.refusals import NotFound
from bield.vault import queries as vault

SAID = (EntryKind.TO_REPORTER, EntryKind.FROM_REPORTER)


@dataclass(frozen=True)
class ReceiptAtDoor:
    receipt: Receipt
    code: str  # shown here and never again
    child: bool


@dataclass(frozen=True)
class Message:
    text: str
    written: Moment
    mine: bool
    new: bool


@dataclass(frozen=True)
class Thread:
    """All that whoever told sees: three words, and what was written to and fro."""

    reference: str
    reported: Moment
    state: str
    state_word: str
    messages: tuple[Message, ...]
    last: int  # the number of the last line, to be marked as seen
    child: bool
    answer: str  # what they are told in the end
    danger: bool  # the emergency number stays on the page
    readers: tuple[tuple[str, str], ...]  # reference and name


@dataclass(frozen=True)
class ReaderHere:
    reference: str
    person_id: int
    name: str


def receipt_at_door(door: AtDoor, opened: Opened, *, at: datetime) -> ReceiptAtDoor:
    concern = _concern(door, opened.held["reference"])
    return ReceiptAtDoor(
        receipt=receipt_of(concern, at=at),
        code=opened.held["code"],
        child=opened.held["voice"] == Voice.CHILD,
    )


def thread(door: AtDoor, opened: Opened, *, at: datetime) -> Thread:
    concern = _concern(door, opened.held["reference"])
    way = WayBack.objects.get(concern=concern)
    key = vault.secret(concern.organisation_id, concern.key_id)
    said = list(Entry.objects.filter(concern=concern, kind__in=SAID).order_by("number"))
    state = rules.seen_by_reporter(acknowledged_at=concern.acknowledged_at, told_at=concern.told_at)
    return Thread(
        reference=concern.reference,
        reported=moment(concern.reported_at, at),
        state=state,
        state_word=str(state.label),
        messages=tuple(
            Message(
                text=open_entry(key, concern.reference, entry.number, bytes(entry.text)),
                written=moment(entry.written_at, at),
                mine=entry.kind == EntryKind.FROM_REPORTER,
                new=entry.kind == EntryKind.TO_REPORTER and entry.number > way.seen_to,
            )
            for entry in said
        ),
        last=said[-1].number if said else 0,
        child=way.voice == Voice.CHILD,
        answer=answer_of(concern) if concern.told_at is not None else "",
        danger=concern.risk == Risk.DANGER and concern.told_at is None,
        readers=tuple((one.reference, one.name) for one in readers_of(concern)),
    )


def readers_of(concern: Concern) -> tuple[ReaderHere, ...]:
    """Whoever reads it now: for whoever told to say that it is about one of them."""
    columns = ("person__reference", "person_id", "person__name")
    return tuple(ReaderHere(*row) for row in concern.readers.order_by("pk").values_list(*columns))


def last_said(concern: Concern) -> str:
    """What the reporter wrote last, if nobody has answered it."""
    entry = Entry.objects.filter(concern=concern, kind__in=SAID).order_by("-number").first()
    if entry is None or entry.kind != EntryKind.FROM_REPORTER:
        return ""
    key = vault.secret(concern.organisation_id, concern.key_id)
    return open_entry(key, concern.reference, entry.number, bytes(entry.text))


def way_back_with(door: AtDoor, code: str) -> WayBack | None:
    """A code of another organisation, a wrong one and one that never was are the same answer."""
    hashed = door.keys.code_hash(codes.plain(code))
    ways = WayBack.objects.select_related("concern")
    return ways.filter(organisation_id=door.organisation_id, code_hash=hashed).first()


def way_back_of(concern: Concern, at: datetime) -> WayBackSeen | None:
    """`concern` as `queries.concern` brings it: with its way back, if it has one."""
    way: WayBack | None = getattr(concern, "way_back", None)
    if way is None:
        return None
    written = Entry.objects.filter(concern=concern, kind=EntryKind.TO_REPORTER)
    last = written.order_by("-number").values_list("number", flat=True).first() or 0
    site = way.door.site
    return WayBackSeen(
        source=f"Public door, {site.name}" if site else "Public door",
        voice_word=str(Voice(way.voice).label),
        place_said=way.place_said,
        crowd=way.crowd,
        unheard=moment_or_none(way.unheard_since, at),
        answered=bool(last),
        seen=bool(last) and way.seen_to >= last,
    )


def _concern(door: AtDoor, reference: str) -> Concern:
    try:
        return Concern.objects.get(organisation_id=door.organisation_id, reference=reference)
    except Concern.DoesNotExist:
        raise NotFound(reference) from None
