"""Ties, declarations and what was seen online, whose time is over."""

from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from bield.agreements.models import Declaration, TakeDown, Tie
from bield.agreements.queries.taking_down import take_downs_seen
from bield.agreements.queries.ties import may_read_ties, ties_to_agree
from bield.agreements.rules import events
from bield.agreements.states import TieKind
from bield.duties.queries import end_of
from bield.kit import times
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.retention import queries as retention
from bield.retention.queries import EventFacts, began_before, until
from bield.retention.registry import Due, ToReview

TIES, TAKE_DOWNS = "agreements.tie", "agreements.take-down"  # for retention
DECLARATIONS = "agreements.declaration"
TIE_RULE, TAKE_DOWN_RULE = "agreement.tie", "agreement.take-down"
DECLARATION_RULE = "agreement.declaration"
DECLARED = "declared:"  # how retention calls a declaration


def ties_over(organisation_id: int, at: datetime) -> Iterator[ToReview]:
    """What ended, or whose person left, so long ago. A tie that stands is never over."""
    rule = retention.rule(organisation_id, TIE_RULE)
    since = began_before(rule, day_of(at))
    over = Q(ended_at__lte=_end_before(since)) | Q(person__left_on__lt=since)
    found = Tie.objects.filter(over, organisation=organisation_id).select_related("person")
    for one in found.order_by("pk").iterator():
        closed = [day for day in (_day(one.ended_at), one.person.left_on) if day is not None]
        last = until(rule, EventFacts(day_of(one.declared_at), closed_on=min(closed)))
        if last is not None and last < day_of(at):
            yield ToReview(one.reference, last, rule.title, 1, (one.person.reference,))


def tie_over_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    return ties_to_agree(actor, references) if may_read_ties(actor) else frozenset()


def tie_gone_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Whose it was is known no more: the head and the lead may know that one is gone."""
    return references if may_read_ties(actor) else frozenset()


def tie_preview(actor: Actor, reference: str, _at: datetime) -> list[str]:
    one = Tie.objects.select_related("person").get(
        organisation=actor.organisation_id, reference=reference
    )
    said = f"{one.person.name}. {TieKind(one.kind).label}. Declared on {_said(one.declared_at)}."
    return [said, *([f"It ended on {_said(one.ended_at)}."] if one.ended_at else [])]


def declarations_over(organisation_id: int, at: datetime) -> Iterator[Due]:
    """A later one took its place so long ago, or the person left."""
    end = _end_before(began_before(retention.rule(organisation_id, DECLARATION_RULE), day_of(at)))
    later = Declaration.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    over = Q(Exists(later.filter(at__lte=end))) | Q(person__left_on__lte=day_of(end))
    found = Declaration.objects.filter(over, organisation=organisation_id).order_by("pk")
    for pk, person in found.values_list("pk", "person__reference").iterator():
        yield Due(f"{DECLARED}{pk}", at, (person,))


def take_downs_over(organisation_id: int, at: datetime) -> Iterator[ToReview]:
    rule = retention.rule(organisation_id, TAKE_DOWN_RULE)
    since = _end_before(began_before(rule, day_of(at)))
    found = TakeDown.objects.filter(organisation=organisation_id, closed_at__lte=since)
    for one in found.select_related("by", "event").prefetch_related("askings").order_by("pk"):
        facts = EventFacts(day_of(one.reported_at), closed_on=_day(one.closed_at))
        last = until(rule, facts)
        if last is not None and last < day_of(at):
            also = (one.by.reference, *([one.event.reference] if one.event else []))
            pieces = 1 + len(one.askings.all())
            yield ToReview(one.reference, last, rule.title, pieces, also)


def take_down_over_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    return take_downs_seen(actor, references)


def take_down_gone_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """At which place it was is known no more: whoever sees to all of them may know."""
    everywhere = events.may_take_down(actor) and people.sites_in_reach(actor) is None
    return references if everywhere else frozenset()


def take_down_preview(actor: Actor, reference: str, _at: datetime) -> list[str]:
    one = TakeDown.objects.get(organisation=actor.organisation_id, reference=reference)
    asked = [f"Asked on {_said(row.asked_at)} to take it down." for row in one.askings.all()]
    closed = [f"Closed on {_said(one.closed_at)}."] if one.closed_at else []
    return [f"Reported on {_said(one.reported_at)}.", *asked, *closed]


def _end_before(day: date) -> datetime:
    return end_of(day - times.DAY)


def _day(at: datetime | None) -> date | None:
    return day_of(at) if at else None


def _said(at: datetime) -> str:
    return times.exact_day(day_of(at))
