"""What families record themselves: for the family, for the office, and for a session's gate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bield.agreements.models import FamilyRecording
from bield.agreements.queries.wanted import require_office
from bield.agreements.rules import recordings as rules
from bield.agreements.rules.answering import may_take
from bield.agreements.rules.recordings import Recording
from bield.agreements.states import Deleted, Use
from bield.kit import times
from bield.kit.refusals import NotFound, Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of, is_child_on

LISTED = 100


@dataclass(frozen=True)
class RecordingRow:
    reference: str
    name: str
    state: str
    late: bool


@dataclass(frozen=True)
class RecordingPage:
    """The copy of both, and what is next for whoever looks."""

    reference: str
    name: str
    family: str
    uses: tuple[str, ...]
    ends: str
    signed: str
    countersigned: str
    asked: str
    answers: tuple[str, ...]  # what the family said, each with its time
    state: str
    typed: dict[str, object]  # what the family signed, as its form takes it
    to_sign: bool  # by the family who looks
    to_countersign: bool
    to_answer: bool


def latest_end(today: date) -> date:
    """The farthest day for which we sign: the same day, months later, or the last of the month."""
    months = today.month - 1 + rules.MOST_MONTHS
    year, month = today.year + months // 12, months % 12 + 1
    for day in (today.day, 30, 29, 28):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def recorded_by(actor: Actor, person: str, *, at: datetime) -> people.Person:
    """For whom somebody may say that the family records: an own child, or oneself as an adult."""
    for one in _may_record(actor, at):
        if one.reference == person:
            return one
    raise NotFound(person)


def recordable(actor: Actor, *, at: datetime) -> list[tuple[str, str]]:
    return [(one.reference, one.name) for one in _may_record(actor, at)]


def _may_record(actor: Actor, at: datetime) -> list[people.Person]:
    if actor.person_id is None:
        return []
    today = day_of(at)
    wards = people.children_of(actor, actor.person_id, today)
    found = [one.child for one in wards if one.parental_responsibility]
    own = people.person(actor, actor.person_id)
    grown = not is_child_on(own.born_on, own.born_precision, today)
    return [*found, own] if grown and not actor.is_adult_of_the_organisation else found


def recordings_ready(actor: Actor, people_in_it: Collection[int], *, on: date) -> list[Refusal]:
    """For the gate of a session on a day: what families still have to settle with us."""
    rows = _standing(actor).filter(person__in=list(people_in_it)).order_by("pk")
    return rules.ready([_facts(row) for row in rows], on=on)


def _facts(row: FamilyRecording) -> Recording:
    return Recording(
        reference=row.reference,
        uses=tuple(row.uses),
        ends_on=row.ends_on,
        signed=row.signed_at is not None,
        countersigned=row.countersigned_at is not None,
        deleted=row.deleted_at is not None,
    )


def my_recordings(actor: Actor, *, at: datetime) -> list[RecordingRow]:
    rows = _own(actor).filter(dropped_at__isnull=True).order_by("-pk")
    return [_row(one, at) for one in rows[:LISTED]]


def recordings_page(actor: Actor, *, at: datetime) -> list[RecordingRow]:
    """For the office: what waits for its signature or an answer first."""
    require_office(actor)
    rows = _for_office(actor).order_by("deleted_at", "ends_on", "pk")[:LISTED]
    return sorted((_row(one, at) for one in rows), key=lambda one: not one.late)


def to_countersign(actor: Actor) -> int:
    """How many families have signed, and wait for the office."""
    if not may_take(actor):
        return 0
    signed = _for_office(actor).filter(signed_at__isnull=False, dropped_at=None)
    return signed.filter(countersigned_at=None).count()


def recording(actor: Actor, reference: str) -> FamilyRecording:
    """Of one's own, or as the office."""
    rows = _for_office(actor) if may_take(actor) else _own(actor)
    found = (rows | _own(actor)).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def recording_for_office(actor: Actor, reference: str) -> FamilyRecording:
    require_office(actor)
    found = _for_office(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def recordings_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    rows = _for_office(actor) if may_take(actor) else _own(actor)
    return frozenset(rows.filter(reference__in=references).values_list("reference", flat=True))


def due_for_deletion(organisation_id: int, today: date, limit: int = 200) -> list[str]:
    """Both signed, its last day has come, and nobody has asked yet."""
    rows = FamilyRecording.objects.filter(
        organisation=organisation_id,
        ends_on__lte=today,
        countersigned_at__isnull=False,
        asked_at__isnull=True,
        deleted_at__isnull=True,
    )
    return list(rows.order_by("ends_on", "pk").values_list("reference", flat=True)[:limit])


def recording_page(actor: Actor, reference: str, *, at: datetime) -> RecordingPage:
    row = recording(actor, reference)
    own = row.said_by_id == actor.person_id
    open_still = row.countersigned_at is None and row.dropped_at is None
    signer = row.countersigned_by.name if row.countersigned_by else ""
    return RecordingPage(
        reference=reference,
        name=row.person.name,
        family=row.said_by.name,
        uses=tuple(str(Use(one).label) for one in row.uses),
        ends=times.exact_day(row.ends_on) if row.ends_on else "",
        signed=f"{row.said_by.name}, {times.exact(row.signed_at)}" if row.signed_at else "",
        countersigned=f"{signer}, {times.exact(row.countersigned_at)}"
        if row.countersigned_at
        else "",
        asked=times.exact(row.asked_at) if row.asked_at else "",
        answers=tuple(
            f"{Deleted(one.said).label}: {times.exact(one.at)}"
            for one in row.answers.order_by("pk")
        ),
        state=_state(row, at),
        typed={"uses": list(row.uses), "ends_on": row.ends_on},
        to_sign=own and open_still,
        to_countersign=not own and open_still and row.signed_at is not None and may_take(actor),
        to_answer=own and row.countersigned_at is not None and row.deleted_at is None,
    )


def recording_to_sign(actor: Actor, reference: str, *, at: datetime) -> RecordingPage:
    page = recording_page(actor, reference, at=at)
    if not page.to_sign:
        raise NotFound(reference)
    return page


def recording_to_answer(actor: Actor, reference: str, *, at: datetime) -> RecordingPage:
    page = recording_page(actor, reference, at=at)
    if not page.to_answer:
        raise NotFound(reference)
    return page


def _row(row: FamilyRecording, at: datetime) -> RecordingRow:
    return RecordingRow(row.reference, row.person.name, _state(row, at), _late(row, at))


def _late(row: FamilyRecording, at: datetime) -> bool:
    return row.deleted_at is None and row.ends_on is not None and row.ends_on < day_of(at)


def _state(row: FamilyRecording, at: datetime) -> str:
    if row.dropped_at is not None:
        return "They do not record"
    if row.deleted_at is not None:
        return f"Deleted, as the family said on {times.exact_day(day_of(row.deleted_at))}"
    if row.signed_at is None:
        return "The family has still to sign"
    if row.countersigned_at is None:
        return "The office has still to sign"
    assert row.ends_on is not None  # noqa: S101  # the table says so
    if row.ends_on > day_of(at):
        return f"Signed by both, until {times.exact_day(row.ends_on)}"
    return "Its last day has come. The family has not said that it is deleted"


def _all(actor: Actor) -> QuerySet[FamilyRecording]:
    rows = FamilyRecording.objects.filter(organisation=actor.organisation_id)
    return rows.select_related("person", "said_by", "countersigned_by")


def _standing(actor: Actor) -> QuerySet[FamilyRecording]:
    return _all(actor).filter(dropped_at__isnull=True)


def _own(actor: Actor) -> QuerySet[FamilyRecording]:
    """But for a child of whom a lead decided that they are told nothing."""
    kept = people.kept_wholly(actor.organisation_id, actor.person_id or 0)
    return _all(actor).filter(said_by=actor.person_id or 0).exclude(person__in=kept)


def _for_office(actor: Actor) -> QuerySet[FamilyRecording]:
    """But for the actor's own family: what another parent records is theirs to tell."""
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    known = _all(actor).filter(person__in=people.visible_to(actor).values("pk"))
    return known.exclude(person__in=own).exclude(said_by__in=own)
