"""What is said in the staff file of an adult: outcomes, several judged together, references."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from bield.concerns.commands import telling
from bield.concerns.commands.answering import Answered, answer
from bield.concerns.commands.mistaken import NOT_REQUIRED
from bield.concerns.lenses import adults
from bield.concerns.models import StaffSaid, StaffSaidOf
from bield.concerns.queries import staff as pages
from bield.concerns.queries import staff_references as references
from bield.concerns.queries import staff_seen as files
from bield.concerns.queries.transferring import read_by_all
from bield.concerns.rules import staff as rules
from bield.concerns.rules.staff import Ended
from bield.concerns.staff_files import Said, Says, seal_said
from bield.concerns.states import TOGETHER, StaffStep, link_to
from bield.duties import commands as duties
from bield.duties import queries as duties_read
from bield.kit import rows
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault.commands import new_key

SOON = timedelta(days=7)  # within which several are looked at together


@recorded
def write_outcome(
    actor: Actor, reference: str, number: int, ended: Ended, *, version: int | None, at: datetime
) -> str:
    """How it ended. Another outcome later stands beside it; the last one counts."""
    of = files.subject(actor, reference, number, at=at)
    said = files.said_of(actor, of)
    here = next(one for one in of.concerns.values() if one.reference == reference)
    facts = files.facts_in(actor, of.concerns)
    low = set(files.low_level(facts, said)) - {here.pk}
    if files.is_low_level(facts[here.pk], ended.finding):
        low.add(here.pk)
    waits = [] if files.counted(of.concerns, low, day_of(at)) else _waiting(actor, said, at)
    enforce(
        _changed(said, version),
        rules.outcome(
            ended,
            below=adults.below_threshold(facts[here.pk]),
            told=adults.told(facts[here.pk]) is not None,
            waits=bool(waits),
            link=link_to(reference),
        ),
    )
    says = {
        "finding": ended.finding,
        "with_whom": ended.with_whom.strip(),
        "words": ended.words.strip(),
        "stays": ended.stays,
    }
    row = _say(actor, of.person_id, StaffStep.OUTCOME, says, [here.pk], at)
    note(event="concern.staff-outcome", subject=row.reference, by=actor.id, at=at)
    for asked in waits:
        duties.waive(actor, TOGETHER, subject=asked, reason_code=NOT_REQUIRED, at=at)
    _ask_together(actor, of, reference, at)
    return row.reference


@recorded
def answer_limb(
    actor: Actor,
    reference: str,
    number: int,
    *,
    limb: str,
    value: str,
    reason: str,
    version: int | None,
    at: datetime,
) -> Answered:
    """One of the four questions of the threshold, as triage asks it, and nothing else of triage."""
    files.subject(actor, reference, number, at=at)
    if limb not in adults.LIMBS:
        raise NotFound(limb)
    return answer(
        actor,
        reference,
        question=limb,
        values=[value],
        reason=reason,
        version=version,
        at=at,
    )


@recorded
def judge_together(
    actor: Actor,
    reference: str,
    number: int,
    *,
    answer: str,
    reason: str,
    version: int | None,
    at: datetime,
) -> str:
    """Whether several low-level concerns meet the threshold together: also a “no” is kept."""
    of = files.subject(actor, reference, number, at=at)
    said = files.said_of(actor, of)
    counted = _counted(actor, of, said, at)
    link = files_link(reference, number)
    enforce(
        _changed(said, version),
        rules.together(answer, reason=reason, counted=counted, link=link),
    )
    says = {"answer": answer, "reason": reason.strip()}
    row = _say(actor, of.person_id, StaffStep.JUDGED, says, counted, at)
    for asked in _waiting(actor, said, at):
        duties.done(actor, TOGETHER, subject=asked, evidence="judged", at=at)
    note(event="concern.staff-judged", subject=row.reference, by=actor.id, at=at)
    return row.reference


@recorded
def give_reference(
    actor: Actor, reference: str, number: int, *, asker: str, post: str, at: datetime
) -> str:
    """Works out what a reference may say, and keeps for whom and what it was."""
    page = pages.staff_file(actor, reference, number, at=at)
    of = files.subject(actor, reference, number, at=at)
    enforce(rules.reference(asker=asker, post=post))
    says = {"asker": asker.strip(), "post": post.strip(), **references.worked_out(page)}
    row = _say(actor, of.person_id, StaffStep.REFERENCE, says, list(of.concerns), at)
    note(event="concern.staff-reference", subject=row.reference, by=actor.id, at=at)
    return row.reference


def tell_together_late(actor: Actor, asked: str, holder_ids: Sequence[int], at: datetime) -> None:
    """Nobody looked at them together: whoever was asked and reads them all, and nobody else."""
    row = StaffSaid.objects.get(organisation_id=actor.organisation_id, reference=asked)
    told = set(read_by_all(_of(row), holder_ids)) - {row.person_id}
    known = people.contacts(actor.organisation_id, told)
    telling.late(actor, [known[one] for one in sorted(told)], about=asked, at=at)


def files_link(reference: str, number: int) -> str:
    return f"{link_to(reference)}person/{number}/staff-file/"


def _of(row: StaffSaid) -> list[int]:
    return list(StaffSaidOf.objects.filter(said=row).values_list("concern_id", flat=True))


def _counted(
    actor: Actor, of: files.Subject, said: Sequence[Said], at: datetime
) -> tuple[int, ...]:
    low = files.low_level(files.facts_in(actor, of.concerns), said)
    return files.counted(of.concerns, low, day_of(at))


def _waiting(actor: Actor, said: Sequence[Said], at: datetime) -> list[str]:
    """Steps at which somebody is asked to look at several together, and nobody has yet."""
    asked = [one.reference for one in said if one.what == StaffStep.ASKED]
    return [one.subject for one in duties_read.open_duties_about(actor.organisation_id, asked, at)]


def _ask_together(actor: Actor, of: files.Subject, reference: str, at: datetime) -> None:
    """Where they repeat: a step for whoever reads them all, until somebody has judged them."""
    said = files.said_of(actor, of)
    counted = set(_counted(actor, of, said, at))
    asked = (one for one in said if one.what in {StaffStep.ASKED, StaffStep.JUDGED})
    if not counted or any(one.of >= counted for one in asked):
        return
    row = _say(actor, of.person_id, StaffStep.ASKED, {}, sorted(counted), at)
    note(event="concern.staff-asked", subject=row.reference, by=actor.id, at=at)
    roster = people.roster(actor.organisation_id, day_of(at))
    posts = {*roster.holders(Role.LEAD), *roster.holders(Role.STAFF_OFFICER)}
    reading = {*read_by_all(counted, posts), actor.person_id or 0}
    duties.open_duty(
        actor,
        TOGETHER,
        subject=row.reference,
        holder_ids=sorted(reading - {of.person_id}),
        at=at,
        due_at=duties_read.end_of(day_of(at) + SOON),
        link=files_link(reference, of.numbers[_id(of, reference)]),
    )


def _id(of: files.Subject, reference: str) -> int:
    return next(pk for pk, one in of.concerns.items() if one.reference == reference)


def _changed(said: Sequence[Said], version: int | None) -> Refusal | None:
    if version in {None, len(said)}:
        return None
    last = f"{said[-1].by}: {StaffStep(said[-1].what).label.lower()}" if said else "it is shorter"
    return Refusal(
        "staff-file-changed",
        f"The file has changed since you opened it ({last}). What you typed is still here. Read"
        " what is new, then decide again.",
    )


def _say(
    actor: Actor,
    person_id: int,
    what: StaffStep,
    says: Says,
    concerns: Collection[int],
    at: datetime,
) -> StaffSaid:
    assert actor.person_id is not None  # noqa: S101  # whoever reads a file is somebody
    row = StaffSaid(
        organisation_id=actor.organisation_id,
        person_id=person_id,
        what=what.value,
        written_at=at,
        by_id=actor.person_id,
    )
    key = new_key(actor, context=row.reference, at=at)
    row.key_id = key.id
    row.says = seal_said(key.secret, row.reference, says)
    rows.insert([row])
    rows.insert(
        [
            StaffSaidOf(organisation_id=actor.organisation_id, said=row, concern_id=one)
            for one in concerns
        ]
    )
    return row
