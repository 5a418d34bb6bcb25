"""What of a concern can be chosen to be shared, item by item."""

from collections.abc import Iterator
from dataclasses import dataclass

from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern, Entry, Party
from bield.concerns.moments import exactly
from bield.concerns.outside import in_words
from bield.concerns.rules.sharing import ENTRY, WHOLE
from bield.concerns.sealed import Narrative, open_entry, open_name, open_narrative
from bield.concerns.states import DeedKind, EntryKind, PartyRole
from bield.kit import times
from bield.kit.languages import english_name
from bield.kit.paper import Part
from bield.people import queries as people

CUSTODY, TOLD = "custody", "told"
LONG = 90  # characters of an entry that say which one it is
HOUSE = "Bield"
Lines = list[tuple[Entry, str]]


@dataclass(frozen=True)
class Item:
    code: str
    title: str
    hint: str
    part: Part


def offered(concern: Concern, key: bytes, facts: Facts) -> tuple[Item, ...]:
    """Everything that can be shared; nothing of it is, until it is chosen."""
    narrative = open_narrative(key, concern.reference, bytes(concern.narrative))
    every = lines_of(concern, key, every=True)
    lines = [(entry, text) for entry, text in every if text.strip()]
    return tuple(
        item
        for item in (
            _people(concern, key),
            *_report(concern, narrative),
            _reporter(concern),
            _custody(facts),
            _told(facts),
            *_entries(lines),
            _whole(every if lines else []),
        )
        if item.part.facts or item.part.words
    )


def _people(concern: Concern, key: bytes) -> Item:
    parties = Party.objects.filter(concern=concern).select_related("person").order_by("number")
    rows = tuple(
        (
            party.person.name
            if party.person
            else open_name(key, concern.reference, party.number, bytes(party.name or b"")),
            _who(party),
        )
        for party in parties
    )
    title = "Who it is about"
    return Item("people", title, "; ".join(name for name, _ in rows), Part(title, rows))


def _who(party: Party) -> str:
    role = PartyRole(party.role).label
    if party.person is None or party.person.born_on is None:
        return role
    return f"{role}, born {people.said_birth(party.person.born_on, party.person.born_precision)}"


def _report(concern: Concern, narrative: Narrative) -> Iterator[Item]:
    for code, title, words in (
        ("account", "What was reported, in the reporter’s words", narrative.account),
        ("child_words", "What the child said", narrative.child_words),
        ("done", "What had been done when it was reported", narrative.done),
    ):
        yield Item(code, title, "", Part(title, words=_paragraphs(words)))
    title = "When and where"
    facts = (
        ("Reported", times.exact(concern.reported_at)),
        ("It happened", narrative.happened),
        ("Where", narrative.where),
        ("Told in", english_name(narrative.language) if narrative.language else ""),
    )
    kept = tuple((name, value) for name, value in facts if value)
    yield Item("circumstances", title, "", Part(title, kept))


def _reporter(concern: Concern) -> Item:
    ids = [concern.reporter_id] if concern.reporter_id else []
    names = [one.name for one in people.people_by_id(concern.organisation_id, ids).values()]
    title = "Who reported it"
    hint = "Only if they need to speak with them."
    return Item("reporter", title, hint, Part(title, tuple(("Name", name) for name in names)))


def _custody(facts: Facts) -> Item:
    rows = tuple(
        (
            f"{one.says['what']}",
            "; ".join(
                text
                for text in (
                    times.exact(one.at),
                    f"whose: {one.says['whose']}" if one.says.get("whose") else "",
                    f"from {one.says['from_whom']}" if one.says.get("from_whom") else "",
                    f"to {one.says['to_whom']}" if one.says.get("to_whom") else "",
                    f"kept: {one.says['kept_where']}" if one.says.get("kept_where") else "",
                )
                if text
            ),
        )
        for one in facts.deeds(DeedKind.CUSTODY)
    )
    title = "What is in custody, and who has had it"
    handed = tuple(
        f"Handed over {times.exact(one.at)}: from {one.says['from_whom']} to {one.says['to_whom']}"
        for one in facts.deeds(DeedKind.HANDED_OVER)
    )
    return Item(CUSTODY, title, "", Part(title, rows, handed))


def _told(facts: Facts) -> Item:
    title = "Whom it was brought to before"
    words = tuple(in_words(one.says) for one in facts.deeds(DeedKind.REFERRED))
    return Item(TOLD, title, "", Part(title, words=words))


def _entries(lines: Lines) -> Iterator[Item]:
    for entry, text in lines:
        title = f"Line {entry.number}: {EntryKind(entry.kind).label}, {_when(entry)}"
        hint = text if len(text) <= LONG else f"{text[:LONG].rstrip()}…"
        yield Item(f"{ENTRY}{entry.number}", title, hint, Part(title, words=_paragraphs(text)))


def _whole(lines: Lines) -> Item:
    title = "The whole chronology"
    words = tuple(
        f"{entry.number}. {_when(entry)}, {EntryKind(entry.kind).label}, by"
        f" {by_whom(entry)}\n{text}".rstrip()
        for entry, text in lines
    )
    return Item(
        WHOLE, title, "Every line, for an authority that asks for it.", Part(title, words=words)
    )


def _when(entry: Entry) -> str:
    return exactly(entry.happened_at or entry.written_at, day_alone=entry.day_alone)


def by_whom(entry: Entry, *, reporter: bool = False) -> str:
    """That somebody reported is a line as any other. Who it was is an item of its own."""
    if entry.kind == EntryKind.REPORTED and not reporter:
        return "whoever reported it"
    return entry.by.name if entry.by else HOUSE


def lines_of(concern: Concern, key: bytes, *, every: bool = False) -> Lines:
    """The lines that say something; or every one."""
    entries = Entry.objects.filter(concern=concern).select_related("by").order_by("number")
    opened = (
        (one, open_entry(key, concern.reference, one.number, bytes(one.text))) for one in entries
    )
    return [(entry, text) for entry, text in opened if every or text.strip()]


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split("\n\n") if part.strip())
