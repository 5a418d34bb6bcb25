"""By what one answer can be shown: its exact words, their hash, and the line of the record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.agreements.models import Answer, Certificate, Part, Question
from bield.agreements.queries.asking import is_own
from bield.agreements.rules.answering import may_take
from bield.agreements.rules.figures import figures_in
from bield.agreements.rules.parts import Tell, digest_of, governs
from bield.agreements.rules.publishing import Put
from bield.agreements.states import IN_WRITING, Audience, How, Purpose, Said
from bield.kit import paper, times
from bield.kit.judging import Kind
from bield.kit.refusals import NotFound
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import unseal

EVIDENCE = "agreements"  # of the key for what people wrote to us
ANSWERED = "agreements.answered"


def scan(digest: str) -> str:
    """What a sealed paper belongs to."""
    return f"scan:{digest[:16]}"


@dataclass(frozen=True)
class Receipt:
    """One answer, as it is confirmed to whoever gave it."""

    reference: str
    title: str
    form: str
    said: str
    at: str
    last_day: str
    paper_wanted: bool  # a contractor said yes, and has still to sign


@dataclass(frozen=True)
class OpenedScan:
    person_id: int
    data: bytes
    kind: Kind
    name: str


@dataclass(frozen=True)
class CertificatePage:
    reference: str
    title: str
    words: str
    rows: tuple[tuple[str, str], ...]
    message: str  # of whoever answered by message
    asked: str  # what was sent to them
    scanned: bool
    line: int | None  # the number of its line in the record
    holds: bool  # words, hash and line say the same
    own: bool
    may_show_scan: bool


def receipts(organisation_id: int, answers: Iterable[int]) -> tuple[Receipt, ...]:
    rows = Certificate.objects.filter(organisation_id=organisation_id, answer__in=list(answers))
    return tuple(
        _receipt(row)
        for row in rows.select_related("answer__question__version__form").order_by("answer_id")
    )


def _receipt(row: Certificate) -> Receipt:
    answer = row.answer
    return Receipt(
        reference=row.reference,
        title=str(Purpose(answer.purpose).label),
        form=answer.question.version.form.title,
        said=str(Said(answer.said).label),
        at=times.exact(answer.at),
        last_day=times.exact_day(answer.last_day) if answer.last_day else "",
        paper_wanted=lacks_paper(answer),
    )


def certificate_page(actor: Actor, reference: str) -> CertificatePage:
    row = _seen_by(actor, reference)
    answer, question = row.answer, row.answer.question
    line = _line(row)
    names = people.people_by_id(
        actor.organisation_id,
        [answer.person_id, answer.signer_id, *([answer.taken_by_id] if answer.taken_by_id else [])],
    )
    own = answer.signer_id == actor.person_id
    signer, person = names[answer.signer_id].name, names[answer.person_id].name
    taken_by = names[answer.taken_by_id].name if answer.taken_by_id else ""
    edition = question.version
    rows = [
        ("Answer", str(Said(answer.said).label)),
        ("Given by", signer),
        ("For", _for_whom(person, of_themself=answer.person_id == answer.signer_id, own=own)),
        ("Time", times.exact(answer.at)),
        ("Way", str(How(answer.how).label)),
        ("Day beside the signature", times.exact_day(row.signed_on) if row.signed_on else ""),
        ("Heard by", row.witness),
        ("Came from", row.reply.sender if row.reply else ""),
        ("Came on", times.exact(row.reply.came_at) if row.reply else ""),
        ("Written down by", taken_by or ("the office" if _by_office(answer) else "")),
        ("Stands until", times.exact_day(answer.last_day) if answer.last_day else ""),
        ("Form", f"{edition.form.title}, edition {edition.number}"),
        ("Fingerprint of the words (SHA-256)", answer.digest),
        ("Fingerprint of the paper (SHA-256)", row.scan.digest if row.scan else ""),
    ]
    return CertificatePage(
        reference=row.reference,
        title=str(Purpose(answer.purpose).label),
        words="\n".join(read_with(question)),
        rows=tuple((name, value) for name, value in rows if value),
        message=_message(row),
        asked=opened(row.organisation_id, row.reply.statement.words) if row.reply else "",
        scanned=row.scan is not None,
        line=line.number if line else None,
        holds=line is not None and _agree(row, line),
        own=own,
        may_show_scan=row.scan is not None and (own or may_take(actor)),
    )


def _for_whom(person: str, *, of_themself: bool, own: bool) -> str:
    if not of_themself:
        return person
    return "Yourself" if own else "The same person"


def _by_office(answer: Answer) -> bool:
    """The house itself, which has no name of a person."""
    return answer.how in {How.PAPER, How.MESSAGE, How.SPOKEN}


def _message(row: Certificate) -> str:
    held = row.reply.words if row.reply else row.words
    return opened(row.organisation_id, held) if held else ""


def opened(organisation_id: int, held: bytes | memoryview) -> str:
    key = vault.organisation_secret(organisation_id, EVIDENCE)
    return unseal(key, bytes(held), context=EVIDENCE)


def _seen_by(actor: Actor, reference: str) -> Certificate:
    """By whoever answered, and by the office that keeps it, of those it knows."""
    rows = Certificate.objects.select_related(
        "answer__question__version__form", "reply__statement", "scan"
    )
    row = rows.filter(organisation_id=actor.organisation_id, reference=reference).first()
    if row is None:
        raise NotFound(reference)
    if row.answer.signer_id != actor.person_id:
        of_own = is_own(actor, row.answer.signer_id, row.answer.person_id)
        if not may_take(actor) or of_own:
            raise NotFound(reference)
        for one in (row.answer.signer_id, row.answer.person_id):
            people.person(actor, one)
    elif row.answer.person_id in people.kept_wholly(row.organisation_id, actor.person_id):
        raise NotFound(reference)
    return row


def _line(row: Certificate) -> ledger.Kept | None:
    found = ledger.lines_about(row.organisation_id, f"person:{row.answer.person_id}", [ANSWERED])
    return next((one for one in found if one.facts.get("certificate") == row.reference), None)


def _agree(row: Certificate, line: ledger.Kept) -> bool:
    """The words that stand with us, the hash of them and the line that nobody can change."""
    answer = row.answer
    own = digest_of(*_as_put(answer.question))
    said = (answer.digest, answer.said, answer.how, f"person:{answer.signer_id}", answer.purpose)
    facts = line.facts
    noted = tuple(facts.get(name) for name in ("words", "said", "how", "signer", "purpose"))
    return own == answer.digest and said == noted and line.at == answer.at


def _as_put(question: Question) -> tuple[Put, list[Tell]]:
    """The question and the parts of its edition, as they stand with us today."""
    parts = Part.objects.filter(version=question.version_id)
    told = [Tell(one.kind, one.audience, one.words) for one in parts]
    put = Put(question.purpose, question.audience, question.words, reason=question.reason)
    return put, told


def read_with(question: Question) -> tuple[str, ...]:
    """All that an answer to it is to: the words, why, what is in force, and the parts that say
    what is agreed to."""
    parts = Part.objects.filter(version=question.version_id, audience=question.audience)
    figures = figures_in(question.figures)
    return (
        question.words,
        *([f"Why: {question.reason}"] if question.reason else []),
        *(figures.lines() if figures else ()),
        *(one.words for one in parts.order_by("pk") if governs(one.kind, question.purpose)),
    )


def certificate_paper(page: CertificatePage, house: str, at: datetime) -> paper.Paper:
    """The same, to be kept or printed."""
    facts = (*page.rows, ("Line of the record", str(page.line or "none")), ("Kept by", house))
    parts = [paper.Part("The words that were answered", words=_paragraphs(page.words))]
    if page.asked:
        parts.append(paper.Part("What was sent", words=_paragraphs(page.asked)))
    if page.message:
        parts.append(paper.Part("What came back", words=_paragraphs(page.message)))
    return paper.Paper(
        title=f"Certificate {page.reference}: {page.title}",
        foot=f"{page.reference} · {house} · made {times.exact(at)}",
        made_at=at,
        facts=facts,
        parts=tuple(parts),
    )


def _paragraphs(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.splitlines() if line.strip())


def scan_of(actor: Actor, reference: str) -> OpenedScan:
    row = _seen_by(actor, reference)
    if row.scan is None:
        raise NotFound(reference)
    kind = Kind(row.scan.kind)
    data = vault.open_file(row.organisation_id, row.scan.file_id)
    return OpenedScan(row.answer.person_id, data, kind, f"{reference}.{kind.ending}")


def lacks_paper(answer: Answer) -> bool:
    """A contractor said yes, and has still to sign it."""
    contracted = answer.question.audience == Audience.CONTRACTOR
    return contracted and answer.said == Said.YES and answer.how not in IN_WRITING
