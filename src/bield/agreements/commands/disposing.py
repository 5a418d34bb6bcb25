"""Answers, ties, declarations and what was seen online go at the end of their time. Called by the
room of retention alone, inside the transaction that writes the certificate."""

from collections.abc import Collection
from datetime import datetime

from bield.agreements import queries
from bield.agreements.models import (
    Answer,
    Certificate,
    Declaration,
    Following,
    Reply,
    Scan,
    Statement,
    TakeDown,
    Tie,
    Understood,
)
from bield.duties import commands as duties
from bield.duties import queries as asked
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.retention.registry import Disposed
from bield.retention.states import Method
from bield.vault import commands as vault

REASON = "disposed"


def dispose_of_child_answers(actor: Actor, subject: str, at: datetime) -> Disposed:
    """All of one child whose time is over, with the papers and messages that showed them."""
    person = subject.removeprefix(queries.CHILD)
    return _let_go(actor, queries.child_over(actor.organisation_id, person, at), at)


def dispose_of_adult_answer(actor: Actor, subject: str, at: datetime) -> Disposed:
    """Never without what it took the place of: that would stand again."""
    certificate = subject.removeprefix(queries.ADULT)
    return _let_go(actor, queries.adult_over(actor.organisation_id, certificate), at)


def _let_go(actor: Actor, answers: Collection[Answer], at: datetime) -> Disposed:
    ids = [one.pk for one in answers]
    if not ids:
        raise NotFound("answers")
    shown = Certificate.objects.filter(answer__in=ids)
    scans = set(shown.exclude(scan=None).values_list("scan_id", flat=True))
    pieces = len(ids)
    Following.objects.filter(answer__in=ids).delete()
    Understood.objects.filter(answer__in=ids).delete()
    shown.delete()
    pieces += _let_messages_go(answers)
    Answer.objects.filter(pk__in=ids).delete()
    papers = _let_papers_go(actor, scans, at)
    return Disposed(Method.KEY_DESTROYED if papers else Method.REMOVED, pieces + papers)


def _let_messages_go(answers: Collection[Answer]) -> int:
    """What was sent to be answered and what came back, but where it still shows another answer."""
    pieces = 0
    for one in answers:
        sent = Statement.objects.filter(
            signer=one.signer_id,
            person=one.person_id,
            question__purpose=one.purpose,
            sent_at__lte=one.at,
        )
        still = Certificate.objects.filter(reply__statement__in=sent).values("reply__statement")
        gone = list(sent.exclude(pk__in=still).values_list("pk", flat=True))
        pieces += Reply.objects.filter(statement__in=gone).delete()[0]
        pieces += Statement.objects.filter(pk__in=gone).delete()[0]
    return pieces


def _let_papers_go(actor: Actor, scans: Collection[int], at: datetime) -> int:
    """With their keys. A paper on which more was signed stays with the rest."""
    still = Certificate.objects.filter(scan__in=scans).values("scan")
    papers = list(Scan.objects.filter(pk__in=scans).exclude(pk__in=still))
    for paper in papers:
        file = paper.file_id
        paper.delete()
        vault.destroy_file(actor, file, reason_code=REASON, at=at)
    return len(papers)


def dispose_of_tie(actor: Actor, subject: str, at: datetime) -> Disposed:
    """With what was decided about it: all of it lay under its key."""
    row = Tie.objects.get(organisation=actor.organisation_id, reference=subject)
    for duty in asked.open_duties(actor.organisation_id, subject, at):
        duties.waive(actor, duty.code, subject=subject, reason_code=REASON, at=at)
    pieces = row.decisions.all().delete()[0] + 1
    row.delete()
    vault.destroy_key(actor, row.key_id, reason_code=REASON, at=at)
    return Disposed(Method.KEY_DESTROYED, pieces)


def dispose_of_declaration(actor: Actor, subject: str, _at: datetime) -> Disposed:
    found = Declaration.objects.filter(
        organisation=actor.organisation_id, pk=int(subject.removeprefix(queries.DECLARED))
    )
    return Disposed(Method.REMOVED, found.delete()[0])


def dispose_of_take_down(actor: Actor, subject: str, _at: datetime) -> Disposed:
    row = TakeDown.objects.get(organisation=actor.organisation_id, reference=subject)
    pieces = row.askings.all().delete()[0] + 1
    row.delete()
    return Disposed(Method.REMOVED, pieces)
