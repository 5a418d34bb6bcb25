"""A file comes from another setting: taken in once its sender is known, accepted or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bield.concerns import queries, roads, rules
from bield.concerns.about import About
from bield.concerns.capsule import cards
from bield.concerns.capsule.judging import Came
from bield.concerns.capsule.meant import meant
from bield.concerns.capsule.shapes import Content, Line, Told
from bield.concerns.commands import readers
from bield.concerns.commands.following import follow
from bield.concerns.commands.keeping_from import kept_out
from bield.concerns.commands.mentioning import mention_all
from bield.concerns.models import (
    Concern,
    Entry,
    KeptFromReceived,
    Party,
    Received,
    ReceivedConcern,
)
from bield.concerns.queries import taking_in, transferring
from bield.concerns.roads import Named
from bield.concerns.rules import changed_meanwhile
from bield.concerns.rules import taking_in as receiving
from bield.concerns.sealed import Narrative, seal_entry, seal_name, seal_narrative
from bield.concerns.states import (
    ConcernState,
    Danger,
    EntryKind,
    PartyRole,
    ReceivedState,
    Track,
    Why,
)
from bield.kit import rows, times
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Person, Roster
from bield.people.states import Role
from bield.vault import search
from bield.vault.commands import Key, new_key
from bield.vault.seal import seal

ARRIVING = "files:received"  # what came and was not taken in has no name of its own


def _me(actor: Actor) -> int:
    transferring.require_may_move_files(actor)
    if actor.person_id is None:
        raise NotFound("the house takes in no file by itself")
    return actor.person_id


@recorded
def take_in(actor: Actor, came: Came, *, number: str = "", heard: str = "", at: datetime) -> str:
    """Keep it sealed until somebody answers. It comes once, however often it is sent."""
    me, house = _me(actor), actor.organisation_id
    before = taking_in.came_before(house, came.digest)
    kept = taking_in.named_in(house, came.content)
    known = taking_in.signer_is_known(house, came.card)
    enforce(
        receiving.take_in(
            setting=came.card.setting,
            known=known,
            number=number,
            fits=came.card.fits(number),
            heard=heard,
            names_actor=me in kept,
        )
    )
    if before is not None:
        note(event="concern.file-came-again", subject=before.reference, by=actor.id, at=at)
        return before.reference
    row = Received(
        organisation_id=house,
        digest=came.digest,
        signer=taking_in.signer_of(came.card),
        state=ReceivedState.WAITING,
        came_at=at,
        taken_by_id=me,
    )
    key = new_key(actor, context=row.reference, at=at)
    row.key_id = key.id
    row.says = seal(key.secret, cards.canonical(came.content.held), context=row.reference)
    brief = taking_in.brief(came.content, "" if known else heard.strip())
    row.heard = seal(key.secret, cards.canonical(brief), context=f"{row.reference}:heard")
    rows.insert([row])
    rows.insert(
        [
            KeptFromReceived(organisation_id=house, received=row, person_id=one)
            for one in sorted(kept)
        ]
    )
    note(
        event="concern.file-came",
        subject=row.reference,
        by=actor.id,
        at=at,
        digest=came.digest,
        signer=came.card.key,
        compared=not known,
    )
    return row.reference


@recorded
def not_taken_in(actor: Actor, *, why: str, at: datetime) -> None:
    """That a file came and was refused: the fact alone, and nothing of the file."""
    _me(actor)
    note(event="concern.file-not-taken-in", subject=ARRIVING, by=actor.id, at=at, why=why)


@recorded
def read_received(actor: Actor, reference: str, *, at: datetime) -> None:
    """Reading what it says leaves a trace. Call it before it is shown."""
    row = taking_in.received(actor, reference)
    note(event="concern.received-read", subject=row.reference, by=actor.id, at=at)


def _waiting(actor: Actor, reference: str, version: int | None) -> Received:
    row = taking_in.received(actor, reference)
    if version not in {None, row.version} and row.answered_at and row.answered_by:
        word = str(ReceivedState(row.state).label).lower()
        said = f"{row.answered_by.name}, {times.exact(row.answered_at)}: {word}"
        enforce(changed_meanwhile(said))
    return row


def _answer(row: Received, actor: Actor, state: ReceivedState, at: datetime) -> None:
    row.state, row.answered_at, row.answered_by_id = state, at, actor.person_id
    row.version += 1
    row.save()


@recorded
def refuse_received(
    actor: Actor, reference: str, *, reason: str, at: datetime, version: int | None = None
) -> None:
    """It is not ours, or cannot be used. The receipt says why; nothing of it becomes a concern."""
    row = _waiting(actor, reference, version)
    enforce(receiving.refuse(row.state, reason=reason))
    key = taking_in.key_of(row)
    row.reason = seal(key, reason.strip(), context=f"{reference}:reason")
    _answer(row, actor, ReceivedState.REFUSED, at)
    note(event="concern.received-refused", subject=reference, by=actor.id, at=at)


@recorded
def accept_received(
    actor: Actor,
    reference: str,
    *,
    who: str,
    site_id: int,
    danger: str,
    at: datetime,
    version: int | None = None,
) -> tuple[str, ...]:
    """One concern here for each that came, read by the lead and the deputies alone."""
    row = _waiting(actor, reference, version)
    content = taking_in.content_of(row, taking_in.key_of(row))
    person = content.person
    candidates = taking_in.candidates(actor, [person.name, person.known_as])
    roster = people.roster(actor.organisation_id, day_of(at))
    enforce(
        receiving.accept(
            row.state,
            who=who,
            candidates=[one.reference for one in candidates],
            place_known=site_id in roster.branches,
            danger=danger,
        )
    )
    subject = _whose(actor, who, content, site_id, at)
    row.person = subject
    named = taking_in.named_in(actor.organisation_id, content) | {subject.pk}
    coming = _Coming(actor, row, content, subject, roster, site_id, danger, at, named)
    made = [_concern(coming, told, place) for place, told in enumerate(content.concerns, start=1)]
    _answer(row, actor, ReceivedState.ACCEPTED, at)
    note(
        event="concern.received-accepted",
        subject=reference,
        by=actor.id,
        at=at,
        concerns=len(made),
        danger=danger,
    )
    return tuple(made)


@dataclass(frozen=True)
class _Coming:
    """What all concerns of one file have in common on their way in."""

    actor: Actor
    row: Received
    content: Content
    subject: Person
    roster: Roster
    site_id: int
    danger: str
    at: datetime
    named: frozenset[int]  # who of us may be meant by a name in it, and its person


def _whose(actor: Actor, who: str, content: Content, site_id: int, at: datetime) -> Person:
    if who != receiving.NEW:
        return people.person_by_reference(actor, who)
    born = content.person.born_on
    person = people_commands.add_person(
        actor,
        name=content.person.name,
        known_as=content.person.known_as,
        born_on=date.fromisoformat(born) if born else None,
        at=at,
    )
    people_commands.appoint(actor, person.pk, role=Role.LEARNER, site_id=site_id, at=at)
    return person


def _concern(coming: _Coming, told: Told, place: int) -> str:
    """As it was told there, with its own days; whoever accepted it has it in hand."""
    closed, at = told.state == "closed", coming.at
    me, house = coming.actor.person_id, coming.row.organisation_id
    concern = Concern(
        organisation_id=house,
        reference=queries.free_reference(house),
        site_id=coming.site_id,
        danger_now=Danger.NO if closed else coming.danger,
        track=Track.LEADS,
        stage=ConcernState.CLOSED if closed else ConcernState.ACKNOWLEDGED,
        about_id=coming.subject.pk,
        send_key=f"{coming.row.reference}:{place}",
        reported_at=_moment(told.reported_at),
        happened_on=date.fromisoformat(told.happened_on) if told.happened_on else None,
        happened_precision=told.happened_precision if told.happened_on else "",
        acknowledged_at=at,
        acknowledged_by_id=me,
        owner_id=None if closed else me,
        closed_at=at if closed else None,
        changed_at=at,
        changed_by=coming.actor.id,
        changed_what=EntryKind.REPORTED,
    )
    concern.risk = rules.risk(danger_now=concern.danger_now, grave=False, protected=True)
    key = _write(coming, concern, told)
    _parties(coming, concern, key, told)
    seat(concern, coming.roster, _found_by(coming, told), named=coming.named, at=at)
    note(
        event="concern.came-with-file",
        subject=concern.reference,
        by=coming.actor.id,
        at=at,
        file=coming.row.reference,
    )
    if not closed:
        follow(coming.actor, concern, at)
    return concern.reference


def _write(coming: _Coming, concern: Concern, told: Told) -> Key:
    """The rows of the concern itself, everything in words sealed under a key of its own."""
    lines = _lines(coming, told)
    concern.entries_written = len(lines)
    key = new_key(coming.actor, context=concern.reference, at=coming.at)
    concern.key_id = key.id
    narrative = Narrative(told.account, told.child_words, told.done, told.where, told.happened)
    concern.narrative = seal_narrative(key.secret, concern.reference, narrative)
    rows.insert([concern])
    rows.insert([_entry(concern, key, number, line) for number, line in enumerate(lines, 1)])
    rows.insert(
        [
            ReceivedConcern(
                organisation_id=concern.organisation_id, received=coming.row, concern=concern
            )
        ]
    )
    return key


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@dataclass(frozen=True)
class _Line:
    kind: EntryKind
    text: str
    written_at: datetime
    happened_at: datetime | None = None
    late: bool = False
    ours: bool = False


def _lines(coming: _Coming, told: Told) -> list[_Line]:
    """The report, the lines of the other setting with who wrote them there, and that it came."""
    setting = coming.content.sender.setting
    came = (
        f"Came with the file of {coming.content.person.name} from {setting}"
        f" ({coming.content.number}), where it is {told.reference}."
        f" Accepted by {coming.actor.name}."
    )
    return [
        _Line(EntryKind.REPORTED, "", _moment(told.reported_at)),
        *(_line(line, setting) for line in told.lines),
        _Line(EntryKind.CONTACT, came, coming.at, ours=True),
    ]


WORDS = {str(EntryKind(kind).label): EntryKind(kind) for kind in EntryKind.values}


def _line(line: Line, setting: str) -> _Line:
    """What one may write by hand keeps its kind; what a house does by itself is a note here."""
    kind = WORDS.get(line.kind, EntryKind.NOTE)
    known = kind if kind in KEPT else EntryKind.NOTE
    head = f"From {setting}, line {line.number}"
    head += f" by {line.by}" if line.by else ""
    head += f" ({line.kind})" if known.label != line.kind else ""
    head += f", about line {line.corrects}" if line.corrects else ""
    return _Line(
        kind=known,
        text=f"{head}:\n{line.text}" if line.text else f"{head}.",
        written_at=_moment(line.written_at),
        happened_at=_moment(line.happened_at) if line.happened_at else None,
        late=line.late,
    )


KEPT = frozenset(
    {
        EntryKind.NOTE,
        EntryKind.CONVERSATION,
        EntryKind.CONTACT,
        EntryKind.ACTION,
        EntryKind.DECISION,
        EntryKind.FOLLOW_UP,
    }
)


def _entry(concern: Concern, key: Key, number: int, line: _Line) -> Entry:
    """Theirs has no writer of ours; that it came has whoever accepted it."""
    return Entry(
        organisation_id=concern.organisation_id,
        concern=concern,
        number=number,
        kind=line.kind,
        happened_at=line.happened_at,
        written_at=line.written_at,
        text=seal_entry(key.secret, concern.reference, number, line.text),
        late=line.late,
        by_id=concern.acknowledged_by_id if line.ours else None,
    )


def _parties(coming: _Coming, concern: Concern, key: Key, told: Told) -> None:
    """Its person first, as somebody known here; everybody else by the name that came."""
    people_told = meant(told, coming.content.person)
    parties = [
        Party(
            organisation_id=concern.organisation_id,
            concern=concern,
            number=1,
            person_id=coming.subject.pk,
            role=people_told.own.role if people_told.own else PartyRole.SUBJECT,
        )
    ]
    parties += [
        Party(
            organisation_id=concern.organisation_id,
            concern=concern,
            number=number,
            name=seal_name(key.secret, concern.reference, number, one.name),
            role=one.role,
        )
        for number, one in enumerate(people_told.others, start=2)
    ]
    rows.insert(parties)
    said = Narrative(told.account, told.child_words, told.done, told.where)
    about = [About(person_id=coming.subject.pk, role=parties[0].role)]
    about += [About(name=one.name, role=one.role) for one in people_told.others]
    mention_all(concern, key.secret, said, about)


def _found_by(coming: _Coming, told: Told) -> list[str]:
    words = [coming.content.person.name, told.account, told.child_words, told.where, told.done]
    return [*words, *(line.text for line in told.lines), *(one.name for one in told.people)]


def seat(
    concern: Concern,
    roster: Roster,
    words: Sequence[str],
    *,
    named: frozenset[int],
    at: datetime,
) -> None:
    """Onto the desks of the lead and the deputies, less everybody whom it names."""
    rows.insert([kept_out(concern, one, at) for one in sorted(named)])
    to = readers.routed(concern, roster, Named(named))
    readers.seat(concern, to.seats.readers, roster)
    if not to.seats.readers:  # never without anybody: from the board, from outside
        readers.seat(concern, readers.first_asked(concern, to), roster, why=Why.CALLED_IN)
    seated = to.seats.readers or readers.first_asked(concern, to)
    bases = {one: roads.basis(roster, one, concern.site_id) for one in seated}
    filed = readers.scopes(concern.organisation_id, concern.site_id, bases)
    search.bulk_index(concern.organisation_id, [(concern.pk, "\n".join(words), filed)])
