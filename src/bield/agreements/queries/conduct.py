"""What somebody signed, in the edition that they signed, and what stands against it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bield.agreements.models import Answer, Misuse, MisuseAdded, Question
from bield.agreements.queries.asking import answerable, is_own
from bield.agreements.rules import conduct as rules
from bield.agreements.states import OF_USE, Action, How, Purpose, Said
from bield.duties import queries as duties
from bield.kit import times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.states import Role
from bield.retention import queries as retention
from bield.retention.registry import Due
from bield.vault import queries as vault
from bield.vault.seal import unseal

NONE_PUT = "No agreement was put to them on that day"
ALL_OF_IT = "All of it, or none of these"
NEWEST, MOST, SHORT = 50, 200, 110
KIND = "agreements.misuse"  # for retention


# ------ what was signed


def signed_on(
    organisation_id: int, ids: Collection[int], purposes: Collection[str], *, at: datetime
) -> dict[tuple[int, str], Answer]:
    """The yes that stood at a moment, by person and purpose: their own, else that of whoever
    answers for them. To whichever words: a newer edition takes no signature away here."""
    rows = Answer.objects.filter(
        organisation=organisation_id, person__in=list(ids), purpose__in=purposes, at__lte=at
    )
    last: dict[tuple[int, str, int], Answer] = {}
    for row in rows.select_related("question__version__form").order_by("pk"):
        last[row.person_id, row.purpose, row.signer_id] = row
    found: dict[tuple[int, str], Answer] = {}
    refused = set()
    for (person, purpose, signer), row in last.items():
        stood = row.said == Said.YES and (row.last_day is None or row.last_day >= day_of(at))
        if signer == person and not stood:
            refused.add((person, purpose))
        elif stood and (signer == person or (person, purpose) not in found):
            found[person, purpose] = row
    return {pair: row for pair, row in found.items() if pair not in refused}


@dataclass(frozen=True)
class Part:
    """Something that somebody should have kept to, on one day."""

    purpose: str
    number: int  # 0: all of it
    question: Question | None
    answer: Answer | None  # None: they had not signed

    @property
    def code(self) -> str:
        return f"{self.purpose}.{self.number}"


def parts_on(actor: Actor, person_id: int, day: date, *, at: datetime) -> tuple[Part, ...]:
    """Of what they had signed by the end of that day, or else of what stood for them."""
    moment = min(duties.end_of(day), at)
    signed = signed_on(actor.organisation_id, [person_id], OF_USE, at=moment)
    put = _put(actor, person_id, moment)
    parts = []
    for purpose in OF_USE:
        answer = signed.get((person_id, purpose))
        question = answer.question if answer else put.get(purpose)
        if question is not None:
            count = len(rules.clauses_of(question.words))
            numbers = (*range(1, count + 1), 0)
            parts += [Part(purpose, number, question, answer) for number in numbers]
    return tuple(parts) or (Part(Purpose.ACCEPTABLE_USE, 0, None, None),)


def _put(actor: Actor, person_id: int, at: datetime) -> dict[str, Question]:
    try:
        found = answerable(actor.organisation_id, person_id, person_id, OF_USE, at=at)
    except NotFound:  # they were not here on that day
        return {}
    return {purpose: one.question for purpose, one in found.items()}


Choices = list[tuple[str, list[tuple[str, str]]]]


def part_choices(parts: Sequence[Part]) -> Choices:
    """By agreement: what it is, whether they signed it, and its parts."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for part in parts:
        groups.setdefault(_heading(part), []).append((part.code, _short(part)))
    return list(groups.items())


def _heading(part: Part) -> str:
    if part.question is None:
        return NONE_PUT
    return f"{Purpose(part.purpose).label}: {edition_of(part.question, part.answer)}"


def _short(part: Part) -> str:
    if part.question is None or not part.number:
        return ALL_OF_IT
    words = rules.clause(part.question.words, part.number)
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"


def edition_of(question: Question, answer: Answer | None) -> str:
    version = question.version
    said = f"edition {version.number} of “{version.form.title}”"
    if answer is None:
        return f"{said}, which they had not signed"
    return f"{said}, signed on {times.exact_day(day_of(answer.at))}"


# ------ what stands against somebody


def visible_misuse(actor: Actor) -> QuerySet[Misuse]:
    """The lead, the deputies and the head; ICT support what they recorded. Nobody’s own, which
    stands with what they signed, and nothing of their family, which others in the office read."""
    found = Misuse.objects.filter(organisation=actor.organisation_id)
    if not rules.may_record(actor):
        return found.none()
    if not rules.may_read_all(actor):
        found = found.filter(recorded_by=actor.person_id)
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    return found.exclude(person=actor.person_id).exclude(person__in=own)


def misuse(actor: Actor, reference: str) -> Misuse:
    mine = Misuse.objects.filter(organisation=actor.organisation_id, person=actor.person_id)
    found = (visible_misuse(actor) | mine).filter(reference=reference)
    row = found.select_related("question__version__form", "answer", "person", "recorded_by").first()
    if row is None:
        raise NotFound(reference)
    return row


def misuse_to_add(actor: Actor, reference: str) -> Misuse:
    row = visible_misuse(actor).filter(reference=reference).first()
    if row is None:
        raise NotFound(reference)
    return row


@dataclass(frozen=True)
class MisuseRow:
    reference: str
    name: str
    day: str
    clause: str
    edition: str
    action: str
    unsigned: (
        bool  # the organisation had not asked them to sign, or had let them use it all the same
    )


@dataclass(frozen=True)
class MisusePage:
    rows: tuple[MisuseRow, ...]
    people: tuple[tuple[str, str], ...]  # reference and name of whoever was looked for
    words: str


@dataclass(frozen=True)
class Added:
    words: str
    by: str
    at: str


@dataclass(frozen=True)
class MisuseRecord:
    row: MisuseRow
    own: bool
    person: str  # reference
    whole: str  # of the edition, as it was signed or stood
    words: str
    by: str
    at: str
    added: tuple[Added, ...]


def require_recorder(actor: Actor) -> None:
    if not rules.may_record(actor):
        raise NotFound("misuse")


def misuse_page(actor: Actor, *, words: str = "") -> MisusePage:
    require_recorder(actor)
    found = people.people_known_to(_knows(actor), words, NEWEST) if words else []
    own = people.own_family(actor.organisation_id, actor.person_id or 0) if found else frozenset()
    return MisusePage(
        rows=_rows(visible_misuse(actor).order_by("-recorded_at", "-pk")[:NEWEST]),
        people=tuple(
            (one.reference, one.name) for one in found if one.pk not in own | {actor.person_id}
        ),
        words=words,
    )


@dataclass(frozen=True)
class MisuseFile:
    reference: str
    name: str
    signed: tuple[tuple[str, str], ...]  # what for, and how it stands: of what can be broken
    rows: tuple[MisuseRow, ...]


@keeps("TP-6.4.3a")
def misuse_file(actor: Actor, person: str, *, at: datetime) -> MisuseFile:
    """Of one person, for those entitled: clause, action and day of each."""
    about = somebody(actor, person)
    answers = signed_on(actor.organisation_id, [about.pk], OF_USE, at=at)
    put = _put(actor, about.pk, at)
    rows = visible_misuse(actor).filter(person=about).order_by("-happened_on", "-pk")
    return MisuseFile(
        about.reference,
        about.name,
        tuple(
            (
                str(Purpose(purpose).label),
                _signed(answers.get((about.pk, purpose)), asked=purpose in put),
            )
            for purpose in OF_USE
        ),
        _rows(rows[:MOST]),
    )


def _signed(answer: Answer | None, *, asked: bool) -> str:
    if answer is None:
        return "Not signed" if asked else "Not asked"
    said = edition_of(answer.question, answer)
    return f"{said[:1].upper()}{said[1:]}"


def somebody_by_id(actor: Actor, person_id: int) -> people.Person:
    require_recorder(actor)
    if is_own(actor, person_id):
        raise NotFound(f"person:{person_id}")
    return people.person(_knows(actor), person_id)


def somebody(actor: Actor, person: str) -> people.Person:
    """Whom the actor may record something of: of whom they know, and never themself or their
    family."""
    require_recorder(actor)
    about = people.person_by_reference(_knows(actor), person)
    if about.pk == actor.person_id or is_own(actor, about.pk):
        raise NotFound(person)
    return about


def _knows(actor: Actor) -> Actor:
    """Whoever looks after systems everywhere looks after everybody’s use of them."""
    everywhere = actor.everywhere(Role.IT_SUPPORT)
    return house(actor.organisation_id, "agreements") if everywhere else actor


def _rows(found: Iterable[Misuse] | QuerySet[Misuse]) -> tuple[MisuseRow, ...]:
    if isinstance(found, QuerySet):
        found = found.select_related("question__version__form", "answer", "person")
    return tuple(map(_row, found))


def _row(one: Misuse) -> MisuseRow:
    question = one.question
    return MisuseRow(
        reference=one.reference,
        name=one.person.name,
        day=times.exact_day(one.happened_on),
        clause=_clause(one),
        edition=edition_of(question, one.answer) if question else NONE_PUT.lower(),
        action=str(Action(one.action).label),
        unsigned=one.answer_id is None,
    )


def _clause(one: Misuse) -> str:
    if one.question is None or not one.clause:
        return str(Purpose(one.purpose).label)
    return rules.clause(one.question.words, one.clause)


def misuse_record(actor: Actor, reference: str) -> MisuseRecord:
    one = misuse(actor, reference)
    key = vault.secret(one.organisation_id, one.key_id)
    added = MisuseAdded.objects.filter(misuse=one).select_related("by").order_by("number")
    return MisuseRecord(
        row=_row(one),
        own=one.person_id == actor.person_id,
        person=one.person.reference,
        whole=one.question.words if one.question else "",
        words=unseal(key, bytes(one.words), context=one.reference),
        by=one.recorded_by.name if one.recorded_by else "Bield",
        at=times.exact(one.recorded_at),
        added=tuple(
            Added(
                unseal(key, bytes(row.words), context=f"{one.reference}:{row.number}"),
                row.by.name if row.by else "Bield",
                times.exact(row.at),
            )
            for row in added
        ),
    )


def misuse_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Those that this actor may know of, their own among them: for the record."""
    rows = Misuse.objects.filter(organisation=actor.organisation_id, person=actor.person_id)
    found = (visible_misuse(actor) | rows).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


def due_misuse(organisation_id: int, at: datetime) -> list[Due]:
    """Kept for as long as the organisation said, from the day on which it was written down."""
    period = retention.period(organisation_id, KIND)
    if period is None:
        return []
    rows = Misuse.objects.filter(organisation=organisation_id).order_by("recorded_at")[:MOST]
    begun = rows.values_list("reference", "person_id", "person__reference", "recorded_at")
    ends = duties.due_each(organisation_id, period, [(0, moment) for *_, moment in begun])
    return [
        Due(reference, over, (f"person:{person}", held))
        for reference, person, held, moment in begun
        if (over := ends[0, moment]) <= at
    ]


def unsigned_misuse(organisation_id: int, at: datetime) -> list[str]:
    """What somebody did with our systems who had not signed, and still has not: our own breach."""
    rows = Misuse.objects.filter(
        organisation=organisation_id, answer__isnull=True, person__left_on__isnull=True
    )
    found = list(rows.order_by("pk").values_list("reference", "person_id", "purpose")[:MOST])
    people_, purposes = {person for _, person, _ in found}, {purpose for *_, purpose in found}
    signed = signed_on(organisation_id, people_, purposes, at=at) if found else {}
    return [reference for reference, *pair in found if tuple(pair) not in signed]


@dataclass(frozen=True)
class CodeSigned:
    """What somebody signed of the code of conduct, for whoever looks into a report."""

    edition: str  # "" where they had not signed
    words: str
    clauses: tuple[str, ...]


@keeps("EY-74", "EY-75")
def code_signed(
    organisation_id: int, ids: Collection[int], *, at: datetime
) -> dict[int, CodeSigned]:
    """Of each: the edition that they had signed at that moment, or that they had not."""
    signed = signed_on(organisation_id, ids, [Purpose.CONDUCT], at=at)
    return {
        one: CodeSigned(
            edition_of(row.question, row), row.question.words, rules.clauses_of(row.question.words)
        )
        if (row := signed.get((one, Purpose.CONDUCT)))
        else CodeSigned("", "", ())
        for one in ids
    }


# ------ one's own


@dataclass(frozen=True)
class SignedLine:
    title: str
    name: str  # for whom
    own: bool
    said: str
    how: str  # "" with one’s own account
    edition: str
    words: str
    stands: bool  # the last that was said about it


@dataclass(frozen=True)
class SignedPage:
    lines: tuple[SignedLine, ...]
    against: tuple[MisuseRow, ...]


@keeps("TP-6.4.3a")
def signed_page(actor: Actor) -> SignedPage:
    """All that somebody answered, each in exactly the words that they answered, the newest first;
    and what was recorded against them."""
    if actor.person_id is None:
        raise NotFound("the house signs nothing")
    kept = people.kept_wholly(actor.organisation_id, actor.person_id)
    answers = Answer.objects.filter(
        organisation=actor.organisation_id, signer=actor.person_id
    ).exclude(person__in=kept)
    found = answers.select_related("question__version__form", "person").order_by("-pk")[:MOST]
    against = Misuse.objects.filter(organisation=actor.organisation_id, person=actor.person_id)
    seen: set[tuple[int, str]] = set()
    lines = []
    for row in found:
        last = (row.person_id, row.purpose) not in seen
        seen.add((row.person_id, row.purpose))
        lines.append(_signed_line(actor, row, stands=last))
    return SignedPage(tuple(lines), _rows(against.order_by("-happened_on", "-pk")[:MOST]))


def _signed_line(actor: Actor, row: Answer, *, stands: bool) -> SignedLine:
    version = row.question.version
    return SignedLine(
        title=str(Purpose(row.purpose).label),
        name=row.person.name,
        own=row.person_id == actor.person_id,
        said=f"{Said(row.said).label} on {times.exact(row.at)}",
        how="" if row.how == How.SIGNED_IN else str(How(row.how).label),
        edition=f"Edition {version.number} of “{version.form.title}”",
        words=row.question.words,
        stands=stands,
    )
