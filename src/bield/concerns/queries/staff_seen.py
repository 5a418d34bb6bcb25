"""Who reads a staff file, whose it is, and what was said in it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from bield.concerns.deeds import open_deed, standing
from bield.concerns.lenses import adults
from bield.concerns.lenses.shapes import Done, Facts
from bield.concerns.models import Concern, Deed, Party, Reader, StaffSaid, StaffSaidOf
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import visible_to
from bield.concerns.rules import staff as rules
from bield.concerns.staff_files import (
    Said,
    open_said,
)
from bield.concerns.states import (
    Finding,
    PartyRole,
    StaffStep,
    Track,
    Why,
)
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault

MOST = 200  # concerns about one adult, the newest


def read_by_post(actor: Actor) -> QuerySet[Reader]:
    """Rows on the desk that rest on a post: whoever was let in to one concern reads no file."""
    return visible_to(actor).exclude(why=Why.GRANTED)


def visible_said(actor: Actor) -> QuerySet[StaffSaid]:
    """Of what was said, that of which the actor reads every concern; never of the actor."""
    unread = StaffSaidOf.objects.filter(said=OuterRef("pk")).exclude(
        concern__in=read_by_post(actor).values("concern_id")
    )
    own = StaffSaid.objects.filter(organisation_id=actor.organisation_id)
    return own.exclude(person=actor.person_id).filter(~Exists(unread))


def staff_said_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Those of the references that this actor may know of: for duties and the record."""
    found = visible_said(actor).filter(reference__in=references)
    return frozenset(found.values_list("reference", flat=True))


@dataclass(frozen=True)
class Subject:
    """The adult whose file it is, and the concerns in it that the actor reads."""

    party: Party
    concerns: Mapping[int, Concern]
    numbers: Mapping[int, int]  # of the adult in each

    @property
    def person_id(self) -> int:
        assert self.party.person_id is not None  # noqa: S101  # `subject` asks for it
        return int(self.party.person_id)


def subject(actor: Actor, reference: str, number: int, *, at: datetime) -> Subject:
    """From a concern that the actor reads by post, and the number of the adult in it."""
    here = concern_of(actor, reference)
    party = Party.objects.filter(concern=here, number=number, person__isnull=False).first()
    if party is None or party.person_id == actor.person_id:
        raise NotFound(f"{reference}:{number}")
    named = in_question(actor, [int(party.person_id or 0)])
    numbers = {concern_id: number for concern_id, _, number in named}
    if here.pk not in numbers or not acting_here(actor, [int(party.person_id or 0)], here, at):
        raise NotFound(f"{reference}:{number}")
    concerns = Concern.objects.filter(pk__in=numbers).in_bulk()
    return Subject(party, concerns, numbers)


def has_staff_file(actor: Actor, concern: Concern, person_id: int, posts: str) -> bool:
    """Whether the page of this adult’s file opens from here. `posts`: what they hold today."""
    if not posts:
        return False
    return concern.pk in [pk for pk, *_ in in_question(actor, [person_id])]


def in_question(actor: Actor, person_ids: Collection[int]) -> list[tuple[int, int, int]]:
    """Concerns about adults here that put one of these in question: concern, person, number.

    Whoever is alleged to have caused it; where nobody is, whoever it is about.
    """
    blamed = Party.objects.filter(concern=OuterRef("concern"), role=PartyRole.ALLEGED)
    found = (
        Party.objects.filter(
            organisation_id=actor.organisation_id,
            person__isnull=False,
            concern__track=Track.STAFF,
            concern__in=read_by_post(actor).values("concern_id"),
        )
        .exclude(person=actor.person_id)
        .order_by("-concern_id", "number")
    )
    if person_ids:
        found = found.filter(person__in=person_ids)
    rows = found.filter(role=PartyRole.ALLEGED) | found.filter(~Exists(blamed))
    seen: dict[tuple[int, int], tuple[int, int, int]] = {}
    for concern_id, person_id, number in rows.values_list("concern_id", "person_id", "number")[
        :MOST
    ]:
        seen.setdefault((concern_id, person_id), (concern_id, person_id, number))
    return list(seen.values())


def acting_here(
    actor: Actor, person_ids: Collection[int], concern: Concern | None, at: datetime
) -> frozenset[int]:
    """Those who act for the organisation today, or did when it was told."""
    days = {day_of(at)} | ({day_of(concern.reported_at)} if concern else set())
    return frozenset(
        person
        for day in days
        for person, held in people.held_by(actor.organisation_id, person_ids, day).items()
        if any(role in ADULTS_OF_THE_ORGANISATION for role, _ in held)
    )


# ------ what was said


def said_of(actor: Actor, of: Subject) -> list[Said]:
    """In its order, less what was said of a concern that named them by mistake.
    One statement each for rows, concerns and keys."""
    rows = list(
        visible_said(actor)
        .filter(person=of.person_id)
        .select_related("by")
        .prefetch_related("of")
        .order_by("pk")
    )
    keys = vault.secrets(actor.organisation_id, {row.key_id for row in rows})
    said = [_opened(row, keys[row.key_id]) for row in rows]
    return [one for one in said if one.of <= of.concerns.keys()]


def _opened(row: StaffSaid, key: bytes) -> Said:
    return Said(
        row.reference,
        row.what,
        open_said(key, row),
        row.by.name,
        row.written_at,
        frozenset(int(one.concern_id) for one in row.of.all()),
    )


# ------ the file


def facts_of(concern: Concern, done: tuple[Done, ...]) -> Facts:
    """What the table needs to say of the four limbs, and of who was told."""
    return Facts(
        reported_at=concern.reported_at,
        stage=concern.stage,
        danger_now=concern.danger_now,
        colleague=True,
        affected=(),
        answers=standing(done),
        done=done,
    )


def facts_in(actor: Actor, concerns: Mapping[int, Concern]) -> dict[int, Facts]:
    """Of each concern, in two statements."""
    keys = vault.secrets(actor.organisation_id, {one.key_id for one in concerns.values()})
    done: dict[int, list[Done]] = {}
    for row in Deed.objects.filter(concern__in=concerns).order_by("concern_id", "number"):
        one = concerns[int(row.concern_id)]
        done.setdefault(one.pk, []).append(open_deed(keys[one.key_id], one.reference, row))
    return {pk: facts_of(one, tuple(done.get(pk, ()))) for pk, one in concerns.items()}


def is_low_level(facts: Facts, finding: str) -> bool:
    if finding:
        return finding == Finding.LOW_LEVEL
    return adults.below_threshold(facts)


def outcomes(said: Iterable[Said]) -> dict[int, Said]:
    """The last outcome of each concern."""
    return {pk: one for one in said if one.what == StaffStep.OUTCOME for pk in one.of}


def day_when(concern: Concern) -> date:
    return concern.happened_on or day_of(concern.reported_at)


def counted(concerns: Mapping[int, Concern], low: Iterable[int], today: date) -> tuple[int, ...]:
    """Low-level concerns that are looked at together, the oldest first; none where they are few."""
    days = {pk: day_when(concerns[pk]) for pk in low}
    near = set(rules.repeats(list(days.values()), today))
    return tuple(sorted((pk for pk, day in days.items() if day in near), key=lambda pk: days[pk]))


def low_level(facts: Mapping[int, Facts], said: Iterable[Said]) -> list[int]:
    ended = outcomes(said)
    return [
        pk
        for pk, one in facts.items()
        if is_low_level(one, ended[pk].says["finding"] if pk in ended else "")
    ]
