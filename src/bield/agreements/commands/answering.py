"""Somebody agrees, refuses, or takes it back. It counts from the moment that it is kept, and each
answer gets a certificate with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bield.agreements import queries
from bield.agreements.commands import receipts as letters
from bield.agreements.commands.evidence import NOTHING, Evidence, seal_evidence
from bield.agreements.commands.following import begin_after
from bield.agreements.commands.letters import told_of_withdrawal
from bield.agreements.commands.putting import heard
from bield.agreements.models import Answer, Certificate, Question, Understood
from bield.agreements.queries import Answerable
from bield.agreements.rules import answering as rules
from bield.agreements.rules.standing import in_writing
from bield.agreements.states import Audience, How, Said
from bield.duties import queries as duties
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import BornPrecision, Role

TAKEN_BACK = {Said.YES: Said.WITHDRAWN, Said.NO: Said.LIFTED}


@recorded
def answer(
    actor: Actor,
    person_id: int,
    said: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    at: datetime,
    last: Mapping[str, int] | None = None,
    understood: Mapping[str, str] | None = None,
) -> tuple[queries.Receipt, ...]:
    """For oneself, or for a child in one's care: yes or no to each purpose, to exactly the words
    that were `seen` (their digests). `last`: the answers that stood on the page, 0 where none.
    `understood`: what was chosen where it is asked whether somebody has understood."""
    if actor.person_id is None:
        raise NotFound("the house agrees to nothing")
    me, page = actor.person_id, Page(seen, last, understood or {})
    kept = keep_answers(actor, me, person_id, said, page, How.SIGNED_IN, at)
    receipts = queries.receipts(actor.organisation_id, kept)
    letters.receipt_of(actor, me, receipts, at=at)
    return receipts


@recorded
def take_answer(
    actor: Actor,
    signer_id: int,
    person_id: int,
    said: Mapping[str, str],
    *,
    seen: Mapping[str, str],
    how: str,
    at: datetime,
    last: Mapping[str, int] | None = None,
    understood: Mapping[str, str] | None = None,
    by: Evidence = NOTHING,
) -> tuple[queries.Receipt, ...]:
    """What came on paper, by message or spoken is written down by the office, with what shows it.
    Whoever it is of hears of it."""
    own = queries.last_own_answers(actor.organisation_id, signer_id, person_id, said)
    enforce(
        rules.take(
            actor,
            how,
            signer_is_actor=signer_id == actor.person_id,
            own_family=queries.is_own(actor, signer_id, person_id),
            over_own_no=any(
                one == Said.YES and own.get(purpose) in rules.AGAINST
                for purpose, one in said.items()
            ),
        )
    )
    people.person(actor, signer_id)  # of whom the actor knows
    about = people.person(actor, person_id)
    asked = queries.answerable(actor.organisation_id, signer_id, person_id, said, at=at)
    yes = {
        purpose: asked[purpose].question
        for purpose, one in said.items()
        if purpose in asked and one == Said.YES
    }
    contracted = any(one.audience == Audience.CONTRACTOR for one in yes.values())
    enforce(
        rules.shown(how, said, by.as_shown, contracted=contracted, today=day_of(at)),
        _in_time(signer_id, about, yes, how, by) if yes else [],
    )
    page = Page(seen, last, understood or {})
    kept = keep_answers(actor, signer_id, person_id, said, page, How(how), at, by)
    receipts = queries.receipts(actor.organisation_id, kept)
    letters.written_down(actor, signer_id, receipts, at=at)
    return receipts


def _in_time(
    signer_id: int, about: people.Person, yes: Mapping[str, Question], how: str, by: Evidence
) -> list[Refusal]:
    exactly = about.born_precision == BornPrecision.DAY
    return rules.in_time(
        how,
        by.as_shown,
        put_on=queries.first_put_on(yes.values()),
        born_on=about.born_on if exactly else None,
        no_at=queries.last_no_at(about.organisation_id, signer_id, about.pk, yes),
    )


@dataclass(frozen=True)
class Page:
    """What stood on the page that was answered."""

    seen: Mapping[str, str]  # digests
    last: Mapping[str, int] | None  # answers
    understood: Mapping[str, str]  # what was chosen on it


def keep_answers(
    actor: Actor,
    signer: int,
    person: int,
    said: Mapping[str, str],
    page: Page,
    how: How,
    at: datetime,
    by: Evidence = NOTHING,
) -> list[int]:
    """Within a command that has asked who may. Answers with what was kept."""
    before = queries.last_answers(actor.organisation_id, signer, person, said)
    asked = queries.answerable(actor.organisation_id, signer, person, said, at=at)
    if set(asked) != set(said):
        raise NotFound(f"person:{person}")
    last = page.last
    enforce(
        rules.answer(
            said,
            standing={purpose: one.question.digest for purpose, one in asked.items()},
            seen=page.seen,
            needed={purpose: one.needed for purpose, one in asked.items()},
            moved_on={
                purpose
                for purpose in said
                if _moved_on(before.get(purpose), None if last is None else last.get(purpose), at)
            },
            outdated={purpose for purpose, one in asked.items() if one.outdated},
            not_understood={
                purpose
                for purpose, one in asked.items()
                if rules.misunderstood(one.question.check_right, page.understood.get(purpose, ""))
            },
        )
    )
    shows = seal_evidence(actor, by, at=at)
    kept = []
    for purpose, one in said.items():
        stands, to = before.get(purpose), asked[purpose]
        if stands is not None and in_writing(stands, to.question, one, how, day_of(at)):
            _note_again(actor, stands, how, at)  # what is signed on paper stays what counts
            kept.append(stands.pk)
        else:
            row = _write(actor, signer, person, to, Said(one), how, at, shows)
            _keep_check(row, to, page.understood.get(purpose, ""))
            kept.append(row.pk)
    heard(actor, person, at=at)
    return kept


def _keep_check(row: Answer, to: Answerable, chosen: str) -> None:
    if row.said == Said.YES and to.question.check_right:
        Understood.objects.create(
            organisation_id=row.organisation_id,
            answer=row,
            asks=to.question.check_asks,
            chosen=chosen,
        )


def _note_again(actor: Actor, stands: Answer, how: How, at: datetime) -> None:
    note(
        event="agreements.answered-again",
        subject=f"person:{stands.person_id}",
        by=actor.id,
        at=at,
        purpose=stands.purpose,
        signer=f"person:{stands.signer_id}",
        how=how.value,
    )


def _moved_on(before: Answer | None, seen: int | None, at: datetime) -> bool:
    """Something was said since the page was made, or later than what is said now."""
    if before is None:
        return False
    return before.at > at or (seen is not None and seen != before.pk)


def _write(
    actor: Actor,
    signer: int,
    person: int,
    to: Answerable,
    said: Said,
    how: How,
    at: datetime,
    shows: Mapping[str, Any] | None = None,
) -> Answer:
    question = to.question
    row = Answer.objects.create(
        organisation_id=actor.organisation_id,
        person_id=person,
        signer_id=signer,
        purpose=question.purpose,
        question=question,
        digest=question.digest,
        said=said,
        how=how,
        at=at,
        last_day=_last_day(actor, signer, question, at) if said == Said.YES else None,
        taken_by_id=actor.person_id if actor.person_id != signer else None,
    )
    certificate = Certificate.objects.create(
        organisation_id=actor.organisation_id, answer=row, **(shows or {})
    )
    note(
        event="agreements.answered",
        subject=f"person:{person}",
        by=actor.id,
        at=at,
        purpose=row.purpose,
        said=said.value,
        signer=f"person:{signer}",
        how=how.value,
        words=question.digest,
        certificate=certificate.reference,
    )
    begin_after(actor, row, at)
    return row


def _last_day(actor: Actor, signer: int, question: Question, at: datetime) -> date | None:
    """By the calendar, month for month: no closed day lengthens it. A contractor's permission ends
    with the contract."""
    today, days = day_of(at), []
    if question.lasts_months is not None:
        days.append(duties.add_months(today, question.lasts_months))
    if question.audience == Audience.CONTRACTOR:
        ends = people.last_day_of_posts(actor.organisation_id, signer, Role.CONTRACTOR, today)
        days += [ends] if ends else []
    return min(days, default=None)


@recorded
@keeps("EY-70a", "SR-18a", waits=("media", "online_sessions", "social"))
def withdraw(actor: Actor, person_id: int, purposes: Collection[str], *, at: datetime) -> None:
    """Take back what one agreed to. No reason is asked, and nothing else is needed. Sent again,
    it is taken back once."""
    if actor.person_id is None or not purposes:
        raise NotFound(f"person:{person_id}")
    last = queries.last_answers(actor.organisation_id, actor.person_id, person_id, purposes)
    if set(last) != set(purposes):
        raise NotFound(f"person:{person_id}")
    for purpose, before in sorted(last.items()):
        if before.said in TAKEN_BACK:
            to, said = Answerable(before.question, needed=True), TAKEN_BACK[Said(before.said)]
            _write(actor, actor.person_id, person_id, to, said, How.SIGNED_IN, at)
            told_of_withdrawal(actor, purpose, at)
        else:
            note(
                event="agreements.withdrawn-again",
                subject=f"person:{person_id}",
                by=actor.id,
                at=at,
                purpose=purpose,
            )
    heard(actor, person_id, at=at)
