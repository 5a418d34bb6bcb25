"""Records whose time is over, for those who read them, and what was decided about each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.db.models import QuerySet

from bield.duties import queries as duties
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention.gates import HoldFacts
from bield.retention.models import Verdict
from bield.retention.queries.asking import holds_on, in_evidence
from bield.retention.registry import DISPOSERS, ToReview
from bield.retention.rules import reviewing as rules
from bield.retention.states import Choice, Settled
from bield.retention.words import open_words

REVIEW_RECORD = "retention.review-record"
PREFIX = "review:"  # how a duty calls a record, so that it is nobody else's subject
NOTHING = "-"
AT_ONCE = 50  # records about which people are asked in one day
SHOWN = 100  # of one kind on the page: others come up as these are decided
STRETCH = 500  # records of which it is asked at once whether somebody reads them


@dataclass(frozen=True)
class DueRow:
    kind: str
    subject: str
    title: str
    pieces: int
    due_on: date
    holds: tuple[HoldFacts, ...]
    evidence: bool
    waits: bool  # somebody asked to dispose of it
    mine: bool  # and it was the reader


@dataclass(frozen=True)
class Group:
    """How many of a kind, since when."""

    title: str
    count: int
    since: date


@dataclass(frozen=True)
class ReviewPage:
    rows: list[DueRow]
    groups: list[Group]
    more: bool  # than are shown


@dataclass(frozen=True)
class Decided:
    """One decision about the record, in its order."""

    choice: str
    settled: str
    until: date | None
    reason: str
    by: str
    at: datetime
    second: str
    second_at: datetime | None
    second_reason: str


@dataclass(frozen=True)
class RecordPage:
    row: DueRow
    decided: list[Decided]
    may_propose: bool
    may_agree: bool
    reference: str  # of what waits; "" where nothing does
    goes: list[str]  # line by line, where its room says so
    link: str  # to the record itself; "" where it has no page


def require_reviewer(actor: Actor) -> None:
    if not rules.look(actor):
        raise NotFound("review")


def review_page(actor: Actor, at: datetime) -> ReviewPage:
    """For those who may decide; each sees only what they read. The oldest first."""
    require_reviewer(actor)
    found = [(kind, list(islice(_shown(actor, kind, at), SHOWN + 1))) for kind in _reviewed()]
    rows = _rows(actor, [(kind, one) for kind, some in found for one in some[:SHOWN]])
    by_title: dict[str, list[DueRow]] = {}
    for row in rows:
        by_title.setdefault(row.title, []).append(row)
    groups = [Group(title, len(some), some[0].due_on) for title, some in sorted(by_title.items())]
    return ReviewPage(rows, groups, any(len(some) > SHOWN for _, some in found))


def record_page(actor: Actor, subject: str, at: datetime) -> RecordPage:
    kind, one = due_record(actor, subject, at)
    (row,) = _rows(actor, [(kind, one)])
    waiting = waiting_verdict(actor, row.kind, subject)
    return RecordPage(
        row=row,
        decided=_decisions(actor, row.kind, subject),
        may_propose=rules.decide(actor) is None and waiting is None,
        may_agree=waiting is not None and rules.second(actor, first=waiting.by_id) is None,
        reference=waiting.reference if waiting else "",
        goes=_preview(actor, row.kind, subject, at),
        link=_link(row.kind, subject),
    )


def _preview(actor: Actor, kind: str, subject: str, at: datetime) -> list[str]:
    review = DISPOSERS[kind].review
    return review.preview(actor, subject, at) if review and review.preview else []


def _link(kind: str, subject: str) -> str:
    review = DISPOSERS[kind].review
    return review.page.format(subject) if review else ""


def waiting_page(actor: Actor, subject: str, at: datetime) -> RecordPage:
    """The same for the second of two, while something waits for them."""
    page = record_page(actor, subject, at)
    if not page.may_agree:
        raise NotFound(subject)
    return page


def waiting_verdict(actor: Actor, kind: str, subject: str) -> Verdict | None:
    return _verdicts(actor.organisation_id, kind, subject).filter(settled=Settled.WAITS).first()


def waits_for_me(actor: Actor) -> list[str]:
    """Records that somebody else asked to dispose of, and that the actor reads: they can be the
    second. Each kind is asked for, whether anything of it waits or not: what is not theirs costs
    as much as nothing."""
    if not rules.look(actor):
        return []
    by_kind = {kind: {NOTHING} for kind in _reviewed()}
    for (kind, subject), first in _waiting(actor.organisation_id).items():
        if first != actor.person_id:
            by_kind[kind].add(subject)
    return sorted(one for kind, some in by_kind.items() for one in _seen(actor, kind, some))


def due_record(actor: Actor, subject: str, at: datetime) -> tuple[str, ToReview]:
    """What the actor is to decide about, and of which kind: due, not kept, and theirs to read."""
    if rules.look(actor):
        for kind in _reviewed():
            if subject in _seen(
                actor, kind, {subject}
            ):  # first: absent and forbidden cost the same
                one = _one(actor.organisation_id, kind, subject, at)
                if one is not None:
                    return kind, one
    raise NotFound(subject)


def review_seen(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """Of the subjects of these duties and lines, those whose record the actor reads."""
    asked = {one.removeprefix(PREFIX) for one in subjects} | {NOTHING}
    seen: set[str] = set()
    for kind, disposer in DISPOSERS.items():
        if disposer.review is not None:
            seen |= _seen(actor, kind, asked)
    return frozenset(one for one in subjects if one.removeprefix(PREFIX) in seen)


def unasked(organisation_id: int, at: datetime) -> list[str]:
    """Records about which nobody is asked yet, as a duty calls them."""
    standing = {row.subject for row in duties.standing(organisation_id, [REVIEW_RECORD])}
    due = (one for kind in _reviewed() for one in _due(organisation_id, kind, at))
    subjects = (f"{PREFIX}{one.subject}" for one in due)
    return list(islice((one for one in subjects if one not in standing), AT_ONCE))


def verdict_context(row: Verdict, part: str = "reason") -> str:
    return f"verdict:{row.reference}:{part}"


def gone_seen(actor: Actor, kinds_and_subjects: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of these certificates, those that the actor may know of."""
    by_kind: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    for kind, subject in kinds_and_subjects:
        by_kind.setdefault(kind, set()).add(subject)
    for kind, disposer in DISPOSERS.items():
        asked = frozenset(by_kind.pop(kind, set()))
        if disposer.review is not None:
            asked = disposer.review.gone_seen(actor, asked | {NOTHING})
        seen |= {(kind, one) for one in asked}
    return seen | {(kind, one) for kind, some in by_kind.items() for one in some}


def agreed(actor: Actor, kind: str, subject: str) -> bool:
    """Whether it went because the actor said yes as the second of two."""
    done = _verdicts(actor.organisation_id, kind, subject).filter(settled=Settled.DISPOSED)
    return done.filter(second_id=actor.person_id).exists()


def _reviewed() -> list[str]:
    return [kind for kind, disposer in DISPOSERS.items() if disposer.review is not None]


def _shown(actor: Actor, kind: str, at: datetime) -> Iterator[ToReview]:
    """Of one kind, what the actor reads, a stretch at a time no further than it is asked for."""
    due = _due_for(actor, kind, at)
    while stretch := list(islice(due, STRETCH)):
        seen = _seen(actor, kind, {one.subject for one in stretch} | {NOTHING})
        yield from (one for one in stretch if one.subject in seen)


def _rows(actor: Actor, shown: list[tuple[str, ToReview]]) -> list[DueRow]:
    subjects = [subject for _, one in shown for subject in (one.subject, *one.also)]
    holds = holds_on(actor.organisation_id, subjects)
    evidence = in_evidence(actor.organisation_id, subjects)
    waiting = _waiting(actor.organisation_id)
    rows = [_row(actor, kind, one, holds, evidence, waiting) for kind, one in shown]
    return sorted(rows, key=lambda row: (row.due_on, row.subject))


def _row(
    actor: Actor,
    kind: str,
    one: ToReview,
    holds: dict[str, tuple[HoldFacts, ...]],
    evidence: frozenset[str],
    waiting: dict[tuple[str, str], int],
) -> DueRow:
    subjects = (one.subject, *one.also)
    first = waiting.get((kind, one.subject))
    return DueRow(
        kind=kind,
        subject=one.subject,
        title=one.title,
        pieces=one.pieces,
        due_on=one.due_on,
        holds=tuple(dict.fromkeys(hold for each in subjects for hold in holds[each])),
        evidence=bool(evidence.intersection(subjects)),
        waits=first is not None,
        mine=first is not None and first == actor.person_id,
    )


def _due(organisation_id: int, kind: str, at: datetime) -> Iterator[ToReview]:
    """What is due of a kind that is looked at, and was not kept for longer."""
    review = DISPOSERS[kind].review
    due = review.list_due(organisation_id, at) if review else ()
    return _not_kept(organisation_id, kind, due, at)


def _due_for(actor: Actor, kind: str, at: datetime) -> Iterator[ToReview]:
    """The same, of what the actor reads where the room finds that at once: else of all of it."""
    review = DISPOSERS[kind].review
    if review is None or review.list_for is None:
        return _due(actor.organisation_id, kind, at)
    return _not_kept(actor.organisation_id, kind, review.list_for(actor, at), at)


def _not_kept(
    organisation_id: int, kind: str, due: Iterable[ToReview], at: datetime
) -> Iterator[ToReview]:
    kept = set(_kept(organisation_id, kind, at).values_list("subject", flat=True))
    return (one for one in due if one.subject not in kept)


def _one(organisation_id: int, kind: str, subject: str, at: datetime) -> ToReview | None:
    """One record, if it is due and was not kept for longer."""
    review = DISPOSERS[kind].review
    if review is None or _kept(organisation_id, kind, at).filter(subject=subject).exists():
        return None
    if review.one is not None:
        return review.one(organisation_id, subject, at)
    due = review.list_due(organisation_id, at)
    return next((one for one in due if one.subject == subject), None)


def _kept(organisation_id: int, kind: str, at: datetime) -> QuerySet[Verdict]:
    return Verdict.objects.filter(
        organisation_id=organisation_id, kind=kind, choice=Choice.KEEP, until__gte=day_of(at)
    )


def _seen(actor: Actor, kind: str, subjects: Iterable[str]) -> frozenset[str]:
    review = DISPOSERS[kind].review
    return review.seen(actor, frozenset(subjects)) if review else frozenset()


def _waiting(organisation_id: int) -> dict[tuple[str, str], int]:
    rows = Verdict.objects.filter(organisation_id=organisation_id, settled=Settled.WAITS)
    return {(kind, subject): by for kind, subject, by in rows.values_list("kind", "subject", "by")}


def _verdicts(organisation_id: int, kind: str, subject: str) -> QuerySet[Verdict]:
    return Verdict.objects.filter(organisation_id=organisation_id, kind=kind, subject=subject)


def _decisions(actor: Actor, kind: str, subject: str) -> list[Decided]:
    house = actor.organisation_id
    rows = list(_verdicts(house, kind, subject).order_by("pk"))
    deciders = {one for row in rows for one in (row.by_id, row.second_id) if one}
    names = people.people_by_id(house, deciders)
    return [
        Decided(
            choice=str(Choice(row.choice).label),
            settled=str(Settled(row.settled).label),
            until=row.until,
            reason=open_words(house, row.reason, context=verdict_context(row)),
            by=names[row.by_id].name,
            at=row.at,
            second=names[row.second_id].name if row.second_id else "",
            second_at=row.second_at,
            second_reason=open_words(
                house, row.second_reason, context=verdict_context(row, "second")
            ),
        )
        for row in rows
    ]
