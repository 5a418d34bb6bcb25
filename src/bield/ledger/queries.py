from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from bield.ledger import chain
from bield.ledger.chain import Fact, Head
from bield.ledger.export import Exported, export, nobody
from bield.ledger.models import Detail, Entry
from bield.ledger.models import Head as KeptHead
from bield.ledger.outside import text as head_text
from bield.ledger.publish import heads_in
from bield.ledger.states import SUBJECT, VERDICTS, Event
from bield.ledger.verify import Verdict, verify

__all__ = [
    "Exported",
    "Head",
    "Kept",
    "State",
    "Verdict",
    "detail",
    "export",
    "head",
    "head_text",
    "heads_in",
    "last_about",
    "lines",
    "lines_about",
    "newest",
    "nobody",
    "state",
    "verify",
]


# Subject and event as the body begins, exactly as the index of the migrations has it.
TOPIC = {"sqlite": "substr(opened, 33, instr(substr(opened, 33), x'1e'))", "postgresql": "topic"}
AFTER_SEPARATOR = chr(ord(chain.SEPARATOR) + 1)


@dataclass(frozen=True)
class Kept:
    """A line as it stands in the record."""

    number: int
    at: datetime
    event: str
    subject: str
    by: str
    facts: Mapping[str, Fact]
    detailed: bool  # personal detail was noted beside it


def lines(
    organisation_id: int, *, after: int = 0, events: Collection[str] | None = None
) -> Iterator[Kept]:
    """The lines after a number, oldest first, without keeping them in memory."""
    entries = Entry.objects.filter(organisation_id=organisation_id, number__gt=after)
    for opened in entries.order_by("number").values_list("opened", flat=True).iterator(2_000):
        kept = _kept(bytes(opened))
        if events is None or kept.event in events:
            yield kept


def newest(
    organisation_id: int, *, after: int, limit: int, before: int | None = None
) -> list[Kept]:
    """The last lines, newest first, back to a number; `before`: from there on."""
    entries = Entry.objects.filter(organisation_id=organisation_id, number__gt=after)
    if before is not None:
        entries = entries.filter(number__lt=before)
    opened = entries.order_by("-number").values_list("opened", flat=True)[:limit]
    return [_kept(bytes(one)) for one in opened]


def lines_about(
    organisation_id: int, subject: str, events: Collection[str] | None = None
) -> list[Kept]:
    """What the record says of a subject, oldest first."""
    return _about(organisation_id, subject, events, "ORDER BY number")


def last_about(organisation_id: int, subject: str, events: Collection[str]) -> Kept | None:
    """The newest line about a subject of one of these kinds."""
    found = _about(organisation_id, subject, events, "ORDER BY number DESC LIMIT 1")
    return found[0] if found else None


def _about(
    organisation_id: int, subject: str, events: Collection[str] | None, order: str
) -> list[Kept]:
    topic = TOPIC[connection.vendor]
    if events is None:
        wanted = [f"{subject}{end}".encode() for end in (chain.SEPARATOR, AFTER_SEPARATOR)]
        which = f"{topic} >= %s AND {topic} < %s"
    else:
        wanted = [chain.topic(subject, event) for event in events]
        which = f"{topic} IN ({', '.join(['%s'] * len(wanted))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT opened FROM ledger_entry WHERE organisation_id = %s AND {which} {order}",  # noqa: S608  # constants and placeholders
            [organisation_id, *wanted],
        )
        return [_kept(bytes(opened)) for (opened,) in cursor.fetchall()]


@dataclass(frozen=True)
class State:
    """How the record stands."""

    lines: int
    began_at: datetime | None  # its first line
    verified: Kept | None  # the last verdict, whatever it was
    reviewed: Kept | None

    @property
    def broken(self) -> bool:
        return self.verified is not None and self.verified.event == Event.FOUND_BROKEN


def state(organisation_id: int) -> State:
    kept = head(organisation_id)
    began = Entry.objects.filter(organisation_id=organisation_id, number=1)
    opened = began.values_list("opened", flat=True).first()
    return State(
        lines=kept.number if kept else 0,
        began_at=None if opened is None else chain.moment(chain.where(bytes(opened))[1]),
        verified=last_about(organisation_id, SUBJECT, VERDICTS),
        reviewed=last_about(organisation_id, SUBJECT, [Event.REVIEWED]),
    )


def detail(organisation_id: int, number: int) -> dict[str, Fact] | None:
    """The personal detail beside a line, unless it has none or it was erased."""
    opened = (
        Detail.objects.filter(organisation_id=organisation_id, number=number)
        .values_list("opened", flat=True)
        .first()
    )
    return None if opened is None else chain.facts(bytes(opened)[chain.SALT :])


def head(organisation_id: int) -> Head | None:
    kept = KeptHead.objects.filter(organisation_id=organisation_id).first()
    if kept is None:
        return None
    return Head(
        kept.organisation_id,
        kept.number,
        kept.at,
        bytes(kept.tip),
        bytes(kept.key),
        bytes(kept.signature),
    )


def _kept(opened: bytes) -> Kept:
    number, at = chain.where(opened)
    body = chain.body(opened)
    facts = chain.facts(body.facts)
    detailed = bool(body.end) and not body.end.startswith("-")
    return Kept(number, chain.moment(at), body.event, body.subject, body.by, facts, detailed)
