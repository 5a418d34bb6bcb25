"""What a file for another setting says: put together from the concerns that go, at one moment."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.capsule import masking
from bield.concerns.capsule.cards import Card
from bield.concerns.capsule.edge import clean
from bield.concerns.capsule.masking import ANOTHER_CHILD, ANOTHER_PERSON, BY_MISTAKE, Other
from bield.concerns.capsule.shapes import (
    FORMAT,
    Content,
    Line,
    Named,
    Receiver,
    Sender,
    Subject,
    Told,
)
from bield.concerns.deeds import open_deed, standing
from bield.concerns.flags import Told as FlagTold
from bield.concerns.lenses.matching import only_adults
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Deed, Entry, Party, PutRight
from bield.concerns.moments import exactly
from bield.concerns.people_in_it import What, open_said
from bield.concerns.queries.histories import nameless
from bield.concerns.rules.transferring import Sending
from bield.concerns.sealed import open_entry, open_name, open_narrative
from bield.concerns.states import (
    ConcernState,
    DeedKind,
    EntryKind,
    FlagStep,
    Moving,
    PartyRole,
)
from bield.people import queries as people
from bield.people.ages import day_of
from bield.people.queries import Person
from bield.people.states import BornPrecision, Protection
from bield.vault import queries as vault

Mask = Callable[[str], str]
Part = tuple[Party, str]  # somebody whom a concern names, and the name


@dataclass(frozen=True)
class _Going:
    """What goes, as it is kept."""

    concerns: Sequence[Concern]
    keys: Mapping[int, bytes]
    person: Person
    parties: Mapping[int, Sequence[Part]]  # concern -> everybody whom it names
    entries: Sequence[Entry]
    writers: Mapping[int, Person]  # whoever wrote a line, or reported
    typed: Mapping[tuple[int, int], str]  # concern and number -> the name that was tied
    mistaken: frozenset[str]  # whom they had named by mistake: people's words still do


def compose(
    concerns: Sequence[Concern],
    person: Person,
    sending: Sending,
    *,
    number: str,
    card: Card,
    by: str,
    flags: Iterable[FlagTold],
    at: datetime,
) -> Content:
    """In the same few statements, however much goes."""
    going = _going(concerns, person)
    children = _children(going, at)
    chosen = masking.stand_ins(_others(going, children), sending.others)
    mask = masking.masking(chosen | _mistaken(going), [person.name, person.known_as])
    names = {
        pk: chosen.get(one.name, one.name) if pk in children else one.name
        for pk, one in going.writers.items()
    }
    lines = _lines(going, mask, names)
    _add_flags(lines, flags, mask)
    return Content(
        format=FORMAT,
        number=number,
        made_at=at.isoformat(),
        sender=Sender(card.setting, clean(by), card.receive, card.key),
        receiver=Receiver(clean(sending.setting.strip()), clean(sending.recipient.strip())),
        person=_subject(person),
        ground=str(Moving(sending.ground).label),
        reason=clean(sending.reason.strip()),
        others=sending.others,
        concerns=tuple(
            _told(one, going.keys[one.key_id], going.parties[one.pk], lines[one.pk], mask)
            for one in concerns
        ),
    )


def _subject(person: Person) -> Subject:
    known = person.born_on is not None and person.born_precision == BornPrecision.DAY
    born = person.born_on.isoformat() if person.born_on and known else ""
    return Subject(clean(person.name), clean(person.known_as), born)


def _going(concerns: Sequence[Concern], person: Person) -> _Going:
    house, by_id = person.organisation_id, {one.pk: one for one in concerns}
    keys = vault.secrets(house, {one.key_id for one in concerns})
    parties: dict[int, list[Part]] = {pk: [] for pk in by_id}
    found = Party.objects.filter(concern__in=by_id).select_related("person")
    for party in found.order_by("concern_id", "number"):
        concern = by_id[party.concern_id]
        parties[concern.pk].append((party, _name(party, concern, keys[concern.key_id])))
    entries = list(Entry.objects.filter(concern__in=by_id).order_by("concern_id", "number"))
    wrote = {one.by_id for one in entries} | {one.reporter_id for one in concerns}
    writers = people.people_by_id(house, {pk for pk in wrote if pk is not None})
    typed, mistaken = _put_right(by_id, keys)
    return _Going(concerns, keys, person, parties, entries, writers, typed, mistaken)


def _put_right(
    concerns: Mapping[int, Concern], keys: Mapping[int, bytes]
) -> tuple[dict[tuple[int, int], str], frozenset[str]]:
    typed, mistaken = {}, set()
    for row in PutRight.objects.filter(concern__in=concerns).order_by("concern_id", "number"):
        concern = concerns[row.concern_id]
        says = open_said(keys[concern.key_id], concern.reference, row.number, bytes(row.says))
        if says["what"] == What.TIED and row.now is not None:
            typed[concern.pk, row.now] = says["was"]
        elif says["was"]:
            mistaken.add(says["was"])
    return typed, frozenset(mistaken)


def _mistaken(going: _Going) -> dict[str, str]:
    """Whatever the sender chose for others: who was named by mistake is not in it at all. But who
    wrote in it has a name there, and so has whoever it names somewhere else."""
    stays = {name.casefold() for of in going.parties.values() for _, name in of}
    stays |= {one.name.casefold() for one in going.writers.values()}
    stays |= {going.person.name.casefold()}
    return {name: BY_MISTAKE for name in sorted(going.mistaken) if name.casefold() not in stays}


def _name(party: Party, concern: Concern, key: bytes) -> str:
    if party.person is not None:
        return party.person.name
    return open_name(key, concern.reference, party.number, bytes(party.name or b""))


def _children(going: _Going, at: datetime) -> frozenset[int]:
    """Who is a child, or may be one, among everybody known who is named or wrote. Who has or had
    another post than a learner's counts as an adult where nobody knows the age."""
    picked = {one.person_id for of in going.parties.values() for one, _ in of}
    ids = {pk for pk in picked | going.writers.keys() if pk is not None} - {going.person.pk}
    house = going.person.organisation_id
    guarded = people.protections(house, ids, day_of(at))
    grown = people.grown_by_post(house, ids)
    return frozenset(
        pk
        for pk, why in guarded.items()
        if why == Protection.CHILD or (why is not None and pk not in grown)
    )


def _others(going: _Going, children: Collection[int]) -> tuple[Other, ...]:
    """Everybody but its person who does not stand in it by name, whatever their part."""
    ours = {going.person.name.casefold(), going.person.known_as.casefold()}
    grown = _said_grown(going)
    found: dict[str, Other] = {}
    for concern_id, parties in going.parties.items():
        for party, name in parties:
            if party.person is not None:
                if party.person.pk in children:
                    typed = going.typed.get((concern_id, party.number), "")
                    found.setdefault(name, _known(party.person, typed))
            elif name.casefold() not in ours and not _kept(party, concern_id in grown):
                called = ANOTHER_CHILD if party.role != PartyRole.ALLEGED else ANOTHER_PERSON
                found.setdefault(name, Other((name,), called))
    for pk, person in going.writers.items():
        if pk in children:
            found.setdefault(person.name, _known(person))
    return tuple(found.values())


def _known(person: Person, typed: str = "") -> Other:
    """`typed`: what they were called in the report, before it was known who it was."""
    return Other(tuple(filter(None, dict.fromkeys((person.name, person.known_as, typed)))))


def _kept(party: Party, grown: bool) -> bool:
    """Of a typed name nobody knows the age: it stays where triage says that an adult did it."""
    return grown and party.role == PartyRole.ALLEGED


def _said_grown(going: _Going) -> frozenset[int]:
    """The concerns of which triage says that the behaviour of adults, and of no child, is in
    question."""
    typed = {
        concern_id
        for concern_id, parties in going.parties.items()
        if any(one.person is None and one.role == PartyRole.ALLEGED for one, _ in parties)
    }
    if not typed:
        return frozenset()
    by_id = {one.pk: one for one in going.concerns if one.pk in typed}
    done: dict[int, list[Done]] = {pk: [] for pk in by_id}
    found = Deed.objects.filter(concern__in=by_id, kind=DeedKind.ANSWERED)
    for row in found.order_by("concern_id", "number"):
        concern = by_id[row.concern_id]
        done[concern.pk].append(open_deed(going.keys[concern.key_id], concern.reference, row))
    return frozenset(pk for pk, of in done.items() if only_adults(standing(of)))


def _lines(going: _Going, mask: Mask, names: Mapping[int, str]) -> dict[int, list[Line]]:
    by_id = {one.pk: one for one in going.concerns}
    lines: dict[int, list[Line]] = {pk: [] for pk in by_id}
    for entry in going.entries:
        concern = by_id[entry.concern_id]
        key = going.keys[concern.key_id]
        text = open_entry(key, concern.reference, entry.number, bytes(entry.text))
        lines[concern.pk].append(_line(concern, entry, mask(clean(text)), names))
    return lines


def _line(concern: Concern, entry: Entry, text: str, names: Mapping[int, str]) -> Line:
    return Line(
        number=entry.number,
        kind=str(EntryKind(entry.kind).label),
        happened_at=""
        if entry.happened_at is None or entry.day_alone
        else entry.happened_at.isoformat(),
        written_at=entry.written_at.isoformat(),
        by=clean(names.get(entry.by_id or 0) or nameless(concern, entry)),
        text=_dated(entry, text),
        late=entry.late,
        corrects=entry.corrects or 0,
    )


def _add_flags(lines: dict[int, list[Line]], flags: Iterable[FlagTold], mask: Mask) -> None:
    """A flag goes with the concern from which it was set, in words, after its last line."""
    for flag in flags:
        for step in flag.steps if flag.row.concern_id in lines else ():
            told = lines[flag.row.concern_id]
            told.append(
                Line(
                    number=len(told) + 1,
                    kind=str(FlagStep(step.what).label),
                    happened_at="",
                    written_at=step.written_at.isoformat(),
                    by=clean(step.by),
                    text=mask(clean(step.in_words)),
                    late=False,
                    corrects=0,
                )
            )


def _dated(entry: Entry, text: str) -> str:
    """The format has moments alone: a day of which nobody knows the hour is said in words."""
    if entry.happened_at is None or not entry.day_alone:
        return text
    return f"Happened: {exactly(entry.happened_at, day_alone=True)}.\n{text}"


def _told(
    concern: Concern,
    key: bytes,
    parties: Sequence[tuple[Party, str]],
    lines: Sequence[Line],
    mask: Mask,
) -> Told:
    said = open_narrative(key, concern.reference, bytes(concern.narrative))
    return Told(
        reference=concern.reference,
        reported_at=concern.reported_at.isoformat(),
        happened_on=concern.happened_on.isoformat() if concern.happened_on else "",
        happened_precision=concern.happened_precision if concern.happened_on else "",
        state="closed" if concern.stage == ConcernState.CLOSED else "open",
        people=tuple(Named(mask(clean(name)), party.role) for party, name in parties),
        account=mask(clean(said.account)),
        child_words=mask(clean(said.child_words)),
        where=mask(clean(said.where)),
        happened=mask(clean(said.happened)),
        done=mask(clean(said.done)),
        lines=tuple(lines),
    )
