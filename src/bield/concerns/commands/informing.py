"""An incident is reported inside: each post that it fits is told its technical or public side, and
whoever holds the post takes it or passes it on."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bield.concerns import queries
from bield.concerns.commands import telling
from bield.concerns.commands.acting import act, in_hand
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.doing import do
from bield.concerns.commands.following import holders
from bield.concerns.lenses.clocks import period
from bield.concerns.lenses.kinds import KINDS, lenses_of
from bield.concerns.lenses.recipients import fitting
from bield.concerns.lenses.shapes import NOW
from bield.concerns.models import Concern, Consultation, Exclusion, Reader
from bield.concerns.models.consulted import consultation_reference
from bield.concerns.queries.planned import fits, works_here
from bield.concerns.rules import informing
from bield.concerns.rules.informing import Technical
from bield.concerns.states import CONSULT, NOTICE, DeedKind, EntryKind, Lens, Risk
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.registry import DutyFacts
from bield.kit import rows
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Roster
from bield.people.states import Role
from bield.vault.search.words import ORDINARY

SEEN_FOR = timedelta(days=30)  # nobody is shown something of a concern without end
AT_ONCE = (Role.IT_SUPPORT, Role.INFORMATION_HEAD)
TASK = "/task/{}/"


@dataclass(frozen=True)
class _Post:
    """A post on the day, and who is asked for it."""

    role: Role
    asked: tuple[int, ...]
    vacant: bool

    def in_words(self, names: Mapping[int, str]) -> str:
        who = ", ".join(names[one] for one in self.asked) or "safeguarding has it"
        return (
            f"{self.role.label} (nobody holds it: {who})"
            if self.vacant
            else (f"{self.role.label} ({who})")
        )


@recorded
@keeps("TP-A1-4a", "TP-A1-4b", "TP-3.6.2")
def inform(
    actor: Actor,
    reference: str,
    *,
    posts: Sequence[str],
    told: Technical,
    why: str = "",
    at: datetime,
    version: int | None = None,
) -> None:
    """Tell these posts the technical facts, and nothing else of the concern."""
    concern = in_hand(actor, reference, version=version)
    fit = fitting(queries.facts(concern, at=at))
    enforce(informing.inform(told, posts=posts, fitting=fit, why=why))
    left = [post for post in fit if post not in posts]
    for post in dict.fromkeys(posts):
        to, names = _to(concern, Role(post), at)
        says = _says(to, told, at, left=left, why=why)
        done = act(
            actor,
            concern,
            DeedKind.CONSULTED,
            says,
            event="concern.reported-inside",
            entry=EntryKind.ACTION,
            text=f"Reported inside to {to.in_words(names)}: {told.text}",
            at=at,
        )
        _ask(actor, concern, to, done.number, at)


@keeps("TP-1.4.4", "TP-3.6.2")
def inform_at_once(
    actor: Actor,
    concern: Concern,
    *,
    kind: str,
    told: Technical,
    words: Sequence[str],
    at: datetime,
) -> None:
    """A report about fraud or security: those who can secure the account hear of it now. Not where
    one of ours may be in question, nor whoever the reporter's `words` may mean: it could be
    they. The lead reports it to them, or to another."""
    if Lens.SECURITY not in lenses_of(kind):
        return
    facts = Technical(told.account, told.device, told.since, KINDS[kind].label)
    for post in AT_ONCE:
        to, names = _to(concern, post, at)
        if people.spoken_of(words, names, ordinary=ORDINARY):
            continue
        text = f"Reported inside to {to.in_words(names)}: {facts.text}"
        write(actor, concern, EntryKind.ACTION, text, at=at)
        done = do(
            actor,
            concern,
            DeedKind.CONSULTED,
            _says(to, facts, at),
            event="concern.reported-inside",
            at=at,
        )
        _ask(actor, concern, to, done.number, at)


@recorded
@keeps("TP-A1-4b")
def take_notice(actor: Actor, reference: str, *, at: datetime) -> Consultation:
    """It is theirs from now on, and nobody else’s who holds the post."""
    row = queries.consultation(actor, reference, at=at)
    enforce(informing.take(by_post=bool(row.post), taken=row.taken_at is not None))
    row.taken_at = at
    row.save(update_fields=["taken_at"])
    others = Consultation.objects.filter(concern=row.concern_id, reference=reference, taken_at=None)
    others.update(ended_at=at)
    concern = Concern.objects.select_related("site").get(pk=row.concern_id)
    write(actor, concern, EntryKind.ACTION, f"Taken as {Role(row.post).label}.", at=at)
    duties.done(actor, NOTICE, subject=reference, evidence="taken", at=at)
    _expect_answer(actor, row, [row.person_id], at)
    note(
        event="concern.notice-taken", subject=concern.reference, by=actor.id, at=at, what=reference
    )
    return row


@recorded
@keeps("TP-A1-4b")
def pass_notice_on(
    actor: Actor, reference: str, *, person_id: int, reason: str, at: datetime
) -> None:
    """Not for me: a colleague has it from now on, and I see it no more."""
    row = queries.consultation(actor, reference, at=at)
    concern = Concern.objects.select_related("site").get(pk=row.concern_id)
    enforce(
        informing.pass_task_on(
            by_post=bool(row.post),
            answered=row.answered_at is not None,
            works_here=person_id != actor.person_id and works_here(concern, person_id, at=at),
            reason=reason,
        )
    )
    asked = Consultation.objects.filter(concern=concern, reference=reference, ended_at=None)
    asked.update(ended_at=at)
    to = people.contacts(concern.organisation_id, [person_id])[person_id]
    text = f"Passed on to {to.name} as {Role(row.post).label}: {reason.strip()}"
    given, why = _instead(concern, row, person_id, by=actor.person_id, at=at)
    write(actor, concern, EntryKind.PASSED_ON, f"{text}{why}", at=at)
    _give(row, given, at)
    for kind in (NOTICE, CONSULT):
        duties.waive(actor, kind, subject=reference, reason_code="not-required", at=at)
    if given:
        _expect_taken(actor, concern, reference, given, at)
    note(
        event="concern.notice-passed", subject=concern.reference, by=actor.id, at=at, what=reference
    )


@recorded
@keeps("TP-A1-4b")
def pass_notice_up(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """Nobody has taken it in time: the head is asked as well, and safeguarding hears of it."""
    rows_ = Consultation.objects.filter(
        organisation_id=actor.organisation_id, reference=duty.subject
    ).select_related("concern__site")
    first = rows_.order_by("pk").first()
    if first is None:
        return
    concern, asked = first.concern, {row.person_id for row in rows_}
    roster = people.roster(concern.organisation_id, day_of(at))
    more = [one for one in _free(concern, roster.holders(Role.HEAD)) if one not in asked]
    _give(first, more, at)
    duties.hand_over(
        actor, NOTICE, subject=duty.subject, holder_ids=[*duty.holder_ids, *more], at=at
    )
    known = people.contacts(concern.organisation_id, {*duty.holder_ids, *more, *holders(concern)})
    hear = [known[one] for one in holders(concern)]
    telling.ask(
        actor,
        [known[one] for one in (*duty.holder_ids, *more)],
        danger=False,
        about=duty.subject,
        at=at,
    )
    telling.late(actor, hear, about=concern.reference, at=at)
    names = ", ".join(known[one].name for one in more)
    text = f"{Role(first.post).label}: nobody has taken it in time."
    write(
        actor,
        concern,
        EntryKind.ACTION,
        f"{text} Asked as well: {names}." if names else text,
        at=at,
    )
    note(
        event="concern.notice-late",
        subject=concern.reference,
        by=actor.id,
        at=at,
        what=duty.subject,
    )


def ask_next(actor: Actor, concern: Concern, row: Consultation, *, at: datetime) -> None:
    """Whoever had it has it no more: the next who does the work of the post is asked."""
    to, _ = _to(concern, Role(row.post), at)
    if to.asked:
        _give(row, to.asked, at)
        _expect_taken(actor, concern, row.reference, to.asked, at)


def _instead(
    concern: Concern, row: Consultation, person_id: int, *, by: int | None, at: datetime
) -> tuple[tuple[int, ...], str]:
    """Whom it reaches, and what the chronology says where that is not whoever was named: they must
    not see it, or have all of it anyway. Whoever passes it on cannot tell the difference."""
    if Reader.objects.filter(concern=concern, person_id=person_id).exists():
        return (), " They work on this concern already."
    if fits(concern, person_id, at=at):
        return (person_id,), ""
    to, names = _to(concern, Role(row.post), at, but=by)
    asked = ", ".join(names[one] for one in to.asked)
    return to.asked, f" It did not reach them. Asked instead: {asked or 'nobody; it is yours'}."


# ------ who holds a post, and what they are given


def _to(
    concern: Concern, post: Role, at: datetime, *, but: int | None = None
) -> tuple[_Post, dict[int, str]]:
    """`but`: whoever has just passed it on."""
    roster = people.roster(concern.organisation_id, day_of(at))
    free = (_free(concern, [one for one in line if one != but]) for line in _line(roster, post))
    asked = next((found for found in free if found), ())
    reads = set(
        Reader.objects.filter(concern=concern, person_id__in=asked).values_list(
            "person_id", flat=True
        )
    )
    to = _Post(post, tuple(one for one in asked if one not in reads), not roster.titular(post))
    known = people.contacts(concern.organisation_id, to.asked)
    return to, {pk: one.name for pk, one in known.items()}


def _line(roster: Roster, post: Role) -> Iterator[tuple[int, ...]]:
    """Who does its work: its holder, whoever bears it while it is vacant, the head, the lead."""
    yield roster.bearers(post)
    yield roster.holders(Role.HEAD)
    yield roster.holders(Role.LEAD, Role.DEPUTY)


def _free(concern: Concern, person_ids: Collection[int]) -> tuple[int, ...]:
    """Those the concern does not keep out."""
    kept_out = Exclusion.objects.filter(concern=concern).values_list("person_id", flat=True)
    away = set(kept_out)
    return tuple(one for one in person_ids if one not in away)


def _says(
    to: _Post, told: Technical, at: datetime, *, left: Sequence[str] = (), why: str = ""
) -> dict[str, Any]:
    return {
        "post": to.role.value,
        "task": told.text,
        "until": day_of(at + SEEN_FOR).isoformat(),
        "vacant": to.vacant,
        "left": list(left),
        "why": why.strip(),
    }


def _ask(actor: Actor, concern: Concern, to: _Post, number: int, at: datetime) -> None:
    if not to.asked:  # safeguarding has it anyway
        return
    row = Consultation(
        organisation_id=concern.organisation_id,
        concern=concern,
        reference=consultation_reference(),
        number=number,
        post=to.role,
    )
    _give(row, to.asked, at)
    _expect_taken(actor, concern, row.reference, to.asked, at)


def _give(like: Consultation, person_ids: Collection[int], at: datetime) -> None:
    """Whoever had it before, and passed it on, may be given it again."""
    again = Consultation.objects.filter(
        organisation_id=like.organisation_id, reference=like.reference, person_id__in=person_ids
    )
    known = set(again.values_list("person_id", flat=True))
    again.update(ended_at=None, taken_at=None, asked_at=at, until=day_of(at + SEEN_FOR))
    rows.insert(
        [
            Consultation(
                organisation_id=like.organisation_id,
                concern_id=like.concern_id,
                reference=like.reference,
                number=like.number,
                post=like.post,
                person_id=one,
                until=day_of(at + SEEN_FOR),
                asked_at=at,
            )
            for one in person_ids
            if one not in known
        ]
    )


def _expect_taken(
    actor: Actor, concern: Concern, reference: str, person_ids: Collection[int], at: datetime
) -> None:
    """By severity: a grave matter is taken at once."""
    grave = concern.risk >= Risk.HIGH
    within = period(NOW if grave else "inside", queries.own_times(concern.organisation_id))
    duties.open_duty(
        actor,
        NOTICE,
        subject=reference,
        holder_ids=person_ids,
        at=at,
        due_at=duty_queries.due_at(concern.organisation_id, concern.site_id, within, at),
        link=TASK.format(reference),
    )
    known = people.contacts(concern.organisation_id, person_ids)
    telling.ask(actor, known.values(), danger=grave, about=reference, at=at)


def _expect_answer(
    actor: Actor, row: Consultation, person_ids: Collection[int], at: datetime
) -> None:
    duties.open_duty(
        actor,
        CONSULT,
        subject=row.reference,
        holder_ids=person_ids,
        at=at,
        due_at=duty_queries.end_of(row.until),
        link=TASK.format(row.reference),
    )
