"""What a file for another setting says: put together from the concerns that go, at one moment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.capsule import masking
from bield.concerns.capsule.cards import Card
from bield.concerns.capsule.edge import clean
from bield.concerns.capsule.masking import Other
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
from bield.concerns.flags import Told as FlagTold
from bield.concerns.models import Concern, Entry, Party
from bield.concerns.queries.histories import nameless
from bield.concerns.rules.transferring import Sending
from bield.concerns.sealed import open_entry, open_name, open_narrative
from bield.concerns.states import ConcernState, EntryKind, FlagStep, Moving, PartyRole
from bield.people import queries as people
from bield.people.ages import day_of
from bield.people.queries import Person
from bield.people.states import ADULTS_OF_THE_ORGANISATION, BornPrecision
from bield.vault import queries as vault

Mask = Callable[[str], str]


@dataclass(frozen=True)
class _Parties:
    of: Mapping[int, Sequence[tuple[Party, str]]]  # concern -> each with the name
    others: tuple[Other, ...]  # children and young people among them


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
    keys = vault.secrets(person.organisation_id, {one.key_id for one in concerns})
    parties = _parties(concerns, keys, person, at)
    chosen = masking.stand_ins(parties.others, sending.others)
    mask = masking.masking(chosen, [person.name, person.known_as])
    lines = _lines(concerns, keys, mask)
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
            _told(one, keys[one.key_id], parties.of[one.pk], lines[one.pk], mask)
            for one in concerns
        ),
    )


def _subject(person: Person) -> Subject:
    known = person.born_on is not None and person.born_precision == BornPrecision.DAY
    born = person.born_on.isoformat() if person.born_on and known else ""
    return Subject(clean(person.name), clean(person.known_as), born)


def _parties(
    concerns: Sequence[Concern], keys: Mapping[int, bytes], person: Person, at: datetime
) -> _Parties:
    by_id = {one.pk: one for one in concerns}
    found = Party.objects.filter(concern__in=by_id).select_related("person")
    of: dict[int, list[tuple[Party, str]]] = {pk: [] for pk in by_id}
    for party in found.order_by("concern_id", "number"):
        concern = by_id[party.concern_id]
        of[concern.pk].append((party, _name(party, concern, keys[concern.key_id])))
    every = [pair for pairs in of.values() for pair in pairs]
    return _Parties(of, _children(every, person, at))


def _name(party: Party, concern: Concern, key: bytes) -> str:
    if party.person is not None:
        return party.person.name
    return open_name(key, concern.reference, party.number, bytes(party.name or b""))


def _children(
    every: Sequence[tuple[Party, str]], person: Person, at: datetime
) -> tuple[Other, ...]:
    """Everybody else who is a child, or may be one: of a typed name nobody knows the age. Whoever
    is said to have harmed and was typed counts as an adult, and stays."""
    ids = {one.person_id for one, _ in every if one.person_id is not None} - {person.pk}
    house, today = person.organisation_id, day_of(at)
    guarded = people.protections(house, ids, today) if ids else {}
    held = people.held_by(house, ids, today) if ids else {}
    ours = {person.name.casefold(), person.known_as.casefold()}
    found: dict[str, Other] = {}
    for party, name in every:
        if party.person is None:
            child = party.role != PartyRole.ALLEGED and name.casefold() not in ours
            names: tuple[str, ...] = (name,)
        else:
            posts = [role for role, _ in held.get(party.person.pk, [])]
            works = any(role in ADULTS_OF_THE_ORGANISATION for role in posts)
            child = guarded.get(party.person.pk) is not None and not works
            names = tuple(filter(None, dict.fromkeys((name, party.person.known_as))))
        if child:
            found.setdefault(name, Other(names))
    return tuple(found.values())


def _lines(
    concerns: Sequence[Concern], keys: Mapping[int, bytes], mask: Mask
) -> dict[int, list[Line]]:
    by_id = {one.pk: one for one in concerns}
    entries = list(Entry.objects.filter(concern__in=by_id).order_by("concern_id", "number"))
    writers = {entry.by_id for entry in entries if entry.by_id is not None}
    organisation = concerns[0].organisation_id if concerns else 0
    names = {pk: one.name for pk, one in people.contacts(organisation, writers).items()}
    lines: dict[int, list[Line]] = {pk: [] for pk in by_id}
    for entry in entries:
        concern = by_id[entry.concern_id]
        text = open_entry(keys[concern.key_id], concern.reference, entry.number, bytes(entry.text))
        lines[concern.pk].append(_line(concern, entry, mask(clean(text)), names))
    return lines


def _line(concern: Concern, entry: Entry, text: str, names: Mapping[int, str]) -> Line:
    return Line(
        number=entry.number,
        kind=str(EntryKind(entry.kind).label),
        happened_at=entry.happened_at.isoformat() if entry.happened_at else "",
        written_at=entry.written_at.isoformat(),
        by=clean(names.get(entry.by_id or 0) or nameless(concern, entry)),
        text=text,
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
