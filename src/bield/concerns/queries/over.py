"""Concerns whose time is over: for the room of retention, which shows each to its readers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.concerns.deeds import open_deed, standing
from bield.concerns.gone import tags_of
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import (
    Concern,
    Deed,
    Flag,
    FlagSaid,
    Gone,
    Link,
    Party,
    StaffSaid,
)
from bield.concerns.queries.sight import may_read, visible_to
from bield.concerns.staff_files import open_said
from bield.concerns.states import (
    ConcernState,
    DeedKind,
    Finding,
    FlagStep,
    PartyRole,
    StaffStep,
    Track,
)
from bield.people.actors import Actor
from bield.people.ages import OF_AGE, birthday, day_of, is_child_on, latest
from bield.retention import queries as retention
from bield.retention.queries import EventFacts, Rule, until
from bield.retention.registry import ToReview
from bield.vault import queries as vault

CHILD, ABUSE, ADULT = "concern.child", "concern.sexual-abuse", "concern.adult"
ALLEGATION, LOW_LEVEL = "concern.allegation", "concern.low-level"
KINDS = (CHILD, ABUSE, ADULT, ALLEGATION, LOW_LEVEL)
SEXUAL = frozenset({"sexual", "abuse_images", "grooming", "sexual_contact", "exploitation"})
STRETCH = 500  # looked at in one go, the oldest first
SLACK = timedelta(days=400)  # partial birth dates: nearly over is looked at exactly


@dataclass
class _Concerned:
    """Whom it is about, and whose conduct."""

    born: list[date | None] = field(default_factory=list)
    children: bool = False
    staff_born: list[date | None] = field(default_factory=list)
    left: list[date | None] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


def over(organisation_id: int, at: datetime) -> Iterator[ToReview]:
    """Closed, without a flag that stands, and past the day of its rule. What can be over is found
    by clear columns, and only that is opened, a stretch at a time."""
    rules = retention.rules_here(organisation_id, KINDS)
    candidates = _candidates(organisation_id, rules, day_of(at))
    yield from _stretches(organisation_id, candidates, rules, at)


def over_for(actor: Actor, at: datetime) -> Iterator[ToReview]:
    """The same, of what the actor reads: whoever reads none of many waits for none of them."""
    rules = retention.rules_here(actor.organisation_id, KINDS)
    candidates = _candidates(actor.organisation_id, rules, day_of(at))
    read = candidates.filter(pk__in=visible_to(actor).values("concern_id"))
    yield from _stretches(actor.organisation_id, read, rules, at)


def _stretches(
    organisation_id: int, candidates: QuerySet[Concern], rules: dict[str, Rule], at: datetime
) -> Iterator[ToReview]:
    after = 0
    while stretch := list(candidates.filter(pk__gt=after)[:STRETCH]):
        yield from _over(organisation_id, stretch, rules, day_of(at))
        after = stretch[-1].pk
        if len(stretch) < STRETCH:
            return


def over_one(organisation_id: int, reference: str, at: datetime) -> ToReview | None:
    """The same of one of them."""
    rules = retention.rules_here(organisation_id, KINDS)
    found = _candidates(organisation_id, rules, day_of(at)).filter(reference=reference)
    return next(_over(organisation_id, list(found), rules, day_of(at)), None)


def _over(
    organisation_id: int, concerns: list[Concern], rules: dict[str, Rule], today: date
) -> Iterator[ToReview]:
    about = _concerned(concerns)
    sexual = _sexual(organisation_id, [one for one in concerns if one.track != Track.STAFF])
    low = _low_level(organisation_id, [one for one in concerns if one.track == Track.STAFF])
    held = _links(concerns)
    for one in concerns:
        rule = rules[_kind(one, about[one.pk], sexual, low)]
        last = until(rule, _facts(one, about[one.pk]))
        if last is not None and last < today:
            also = tuple(dict.fromkeys((*about[one.pk].references, *held.get(one.pk, ()))))
            yield ToReview(one.reference, last, rule.title, one.entries_written, also)


def may_know_gone(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Of concerns that are gone: whoever reads concerns, less everybody who was kept from one."""
    if not (may_read(actor) and actor.is_designated):
        return frozenset()
    found = Gone.objects.filter(organisation_id=actor.organisation_id, reference__in=references)
    return frozenset(
        one.reference for one in found if not tags_of(actor, one) & {*one.named, *one.kept_from}
    )


def _candidates(organisation_id: int, rules: dict[str, Rule], today: date) -> QuerySet[Concern]:
    ended = FlagSaid.objects.filter(flag=OuterRef("pk"), what=FlagStep.ENDED)
    stands = Flag.objects.filter(concern=OuterRef("pk")).exclude(Exists(ended))
    since = {kind: retention.began_before(rule, today) + SLACK for kind, rule in rules.items()}
    child = max(since[CHILD], since[ABUSE])  # the shorter of the two may be over
    about = Party.objects.filter(concern=OuterRef("pk")).exclude(role=PartyRole.ALLEGED)
    young = about.filter(Q(person__born_on__gt=child))
    left = Party.objects.filter(concern=OuterRef("pk"), person__left_on__lt=today)
    unknown = about.filter(Q(person__isnull=True) | Q(person__born_on__isnull=True))
    old = ~Exists(young) & (~Exists(unknown) | Q(reported_at__lt=_at(child)))
    at_most = birthday(since[ADULT], -OF_AGE)  # grown when it was closed
    grown = ~Exists(about.filter(person__born_on__gt=at_most)) & ~Exists(unknown)
    past = Q(closed_at__lt=_at(since[ADULT])) & grown
    ordinary = ~Q(track=Track.STAFF) & (old | past)
    staff = Q(track=Track.STAFF) & (Q(reported_at__lt=_at(since[ALLEGATION])) | Exists(left))
    closed = Concern.objects.filter(organisation_id=organisation_id, stage=ConcernState.CLOSED)
    return closed.exclude(Exists(stands)).filter(ordinary | staff).order_by("pk")


def _at(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time(), tzinfo=UTC)


def _concerned(concerns: Iterable[Concern]) -> dict[int, _Concerned]:
    by_id = {one.pk: one for one in concerns}
    found = {pk: _Concerned() for pk in by_id}
    parties = Party.objects.filter(concern__in=by_id).select_related("person").order_by("number")
    for party in parties:
        concern, about = by_id[party.concern_id], found[party.concern_id]
        person = party.person
        born = None
        if person is not None:
            about.references.append(person.reference)
            if person.born_on is not None:
                born = latest(person.born_on, person.born_precision)
        if party.role == PartyRole.ALLEGED or concern.track == Track.STAFF:
            about.staff_born.append(born)
            about.left.append(person.left_on if person else None)
        if party.role != PartyRole.ALLEGED:
            about.born.append(born)
            day = concern.happened_on or day_of(concern.reported_at)
            about.children |= is_child_on(born, "day", day)
    return found


def _facts(concern: Concern, about: _Concerned) -> EventFacts:
    staff = concern.track == Track.STAFF
    left = about.left if about.left and None not in about.left else []
    return EventFacts(
        made_on=day_of(concern.reported_at),
        born=tuple(about.staff_born if staff else about.born),
        left_on=max((one for one in left if one is not None), default=None),
        closed_on=day_of(concern.closed_at) if concern.closed_at else None,
    )


def _kind(concern: Concern, about: _Concerned, sexual: frozenset[int], low: frozenset[int]) -> str:
    if concern.track == Track.STAFF:
        return LOW_LEVEL if concern.pk in low else ALLEGATION
    if concern.pk in sexual:
        return ABUSE
    return CHILD if about.children or not about.born else ADULT


def _sexual(organisation_id: int, concerns: list[Concern]) -> frozenset[int]:
    """Those whose answers speak of sexual abuse. Two statements."""
    by_id = {one.pk: one for one in concerns}
    keys = vault.secrets(organisation_id, {one.key_id for one in concerns})
    answered = Deed.objects.filter(concern__in=by_id, kind=DeedKind.ANSWERED)
    done: dict[int, list[Done]] = {}
    for deed in answered.order_by("concern", "number"):
        one = by_id[deed.concern_id]
        done.setdefault(one.pk, []).append(open_deed(keys[one.key_id], one.reference, deed))
    return frozenset(
        pk for pk, some in done.items() if SEXUAL & set(standing(some).get("kinds", ()))
    )


def _low_level(organisation_id: int, concerns: list[Concern]) -> frozenset[int]:
    """Those whose last outcome is that they were low-level. Three statements."""
    ids = [one.pk for one in concerns]
    rows = StaffSaid.objects.filter(what=StaffStep.OUTCOME, of__concern__in=ids)
    said = list(rows.distinct().prefetch_related("of").order_by("pk"))
    keys = vault.secrets(organisation_id, {row.key_id for row in said})
    last: dict[int, str] = {}
    for row in said:
        finding = open_said(keys[row.key_id], row)["finding"]
        last |= {int(one.concern_id): finding for one in row.of.all()}
    return frozenset(pk for pk, finding in last.items() if finding == Finding.LOW_LEVEL)


def _links(concerns: Iterable[Concern]) -> dict[int, list[str]]:
    held = Link.objects.filter(concern__in=[one.pk for one in concerns], released_at=None)
    found: dict[int, list[str]] = {}
    for concern_id, subject in held.values_list("concern_id", "subject"):
        found.setdefault(concern_id, []).append(subject)
    return found
