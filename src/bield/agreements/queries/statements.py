"""Questions that went out by message, and what came back."""

from dataclasses import dataclass
from datetime import datetime

from bield.agreements.models import Statement
from bield.agreements.queries.asking import is_own
from bield.agreements.queries.certificates import opened
from bield.agreements.queries.wanted import require_office, sheet_to_take
from bield.agreements.states import Purpose, Reads, Way
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor


@dataclass(frozen=True)
class ReplyRow:
    sender: str
    at: str
    words: str
    reads: str
    counts: bool


@dataclass(frozen=True)
class StatementPage:
    reference: str
    title: str
    signer: str
    signer_reference: str
    person: str
    person_reference: str
    form: str
    way: str
    by_text: bool
    to: str
    words: str
    sent: str
    sent_at: datetime
    replies: tuple[ReplyRow, ...]
    settled: bool
    unclear: bool  # the last that came is to be put to them again


@dataclass(frozen=True)
class AskPage:
    """Whom, for whom, by which form; and what went out before."""

    form: str
    title: str
    signer: str
    person: str  # empty: for themself
    email: str
    phone: str
    purposes: tuple[tuple[str, str], ...]
    sent: tuple[tuple[str, str], ...]  # reference, in words


def statement(actor: Actor, reference: str) -> Statement:
    require_office(actor)
    rows = Statement.objects.select_related("signer", "person", "question__version__form")
    found = rows.filter(organisation_id=actor.organisation_id, reference=reference).first()
    if found is None:
        raise NotFound(reference)
    if is_own(actor, found.signer_id, found.person_id):
        raise NotFound(reference)  # what their own family is asked, and answers, is theirs to tell
    for one in (found.signer_id, found.person_id):
        people.person(actor, one)  # of whom the actor knows
    return found


def statement_page(actor: Actor, reference: str) -> StatementPage:
    found = statement(actor, reference)
    replies = tuple(
        ReplyRow(
            sender=row.sender,
            at=times.exact(row.came_at),
            words=opened(found.organisation_id, row.words),
            reads=str(Reads(row.reads).label),
            counts=row.reads in {Reads.YES, Reads.NO},
        )
        for row in found.replies.order_by("pk")
    )
    settled = any(one.counts for one in replies)
    return StatementPage(
        reference=reference,
        title=str(Purpose(found.question.purpose).label),
        signer=found.signer.name,
        signer_reference=found.signer.reference,
        person="" if found.signer_id == found.person_id else found.person.name,
        person_reference=found.person.reference,
        form=found.question.version.form.reference,
        way=str(Way(found.way).label),
        by_text=found.way == Way.TEXT,
        to=found.sent_to,
        words=opened(found.organisation_id, found.words),
        sent=times.exact(found.sent_at),
        sent_at=found.sent_at,
        replies=replies,
        settled=settled,
        unclear=bool(replies) and not settled,
    )


def ask_page(actor: Actor, signer: str, person: str, form: str, *, at: datetime) -> AskPage:
    signer_id, sheet = sheet_to_take(actor, signer, person, form, at=at)
    asked = people.person(actor, signer_id)
    about = people.person_by_reference(actor, person)
    sent = Statement.objects.filter(
        organisation_id=actor.organisation_id, signer=signer_id, person=about
    ).order_by("-pk")[:20]
    return AskPage(
        form=form,
        title=sheet.title,
        signer=asked.name,
        person="" if sheet.own else sheet.name,
        email=asked.email,
        phone=asked.phone,
        purposes=tuple((line.purpose, line.title) for line in sheet.lines),
        sent=tuple((one.reference, times.exact(one.sent_at)) for one in sent),
    )
