"""Who was asked for one task, for whoever works on the concern and for whoever was asked."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.concerns.deeds import open_deed
from bield.concerns.doings import AskedPage, ConsultationItem, ConsultPage, InformPage, PostItem
from bield.concerns.lenses.recipients import OF_POST, RECIPIENTS, fitting
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Consultation, Deed, Exclusion
from bield.concerns.moments import moment, moment_or_none
from bield.concerns.queries.facts import facts
from bield.concerns.queries.sight import concern as concern_of
from bield.concerns.queries.sight import my_row
from bield.concerns.rules import step, work
from bield.concerns.states import DeedKind
from bield.duties.queries import end_of
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, Strength
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault import queries as vault


@keeps("TP-6.2.1b")
def asked_of(actor: Actor, today: date) -> QuerySet[Consultation]:
    """What this person was asked and may still see: their own tasks, until their day, as long as
    they work here and are not kept out of the concern."""
    own = Consultation.objects.filter(organisation_id=actor.organisation_id)
    if actor.strength < Strength.TWO_FACTORS or not actor.is_adult_of_the_organisation:
        return own.none()
    kept_out = Exclusion.objects.filter(person=actor.person_id, concern=OuterRef("concern_id"))
    return own.filter(~Exists(kept_out), person=actor.person_id, until__gte=today, ended_at=None)


def consultation(actor: Actor, reference: str, *, at: datetime) -> Consultation:
    """One that was asked of the actor. Another's, one that has ended, and none are the same."""
    found = asked_of(actor, day_of(at)).filter(reference=reference).select_related("concern")
    try:
        return found.get()
    except Consultation.DoesNotExist:
        raise NotFound(reference) from None


def tasks_mine(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """For lists of duties: those that were asked of this actor."""
    own = Consultation.objects.filter(
        organisation_id=actor.organisation_id, reference__in=references, person=actor.person_id
    )
    return frozenset(own.values_list("reference", flat=True))


def unanswered(organisation_id: int, today: date) -> list[tuple[str, str]]:
    """Concern and task of those whose day has passed without an answer."""
    rows = Consultation.objects.filter(
        organisation_id=organisation_id, until__lt=today, answered_at=None, ended_at=None
    )
    found = rows.order_by("pk").values_list("concern__reference", "reference")
    return list(dict.fromkeys(found))


def asked_page(actor: Actor, reference: str, *, at: datetime) -> AskedPage:
    """The task, and nothing of the concern it belongs to."""
    row = consultation(actor, reference, at=at)
    key = vault.secret(row.organisation_id, row.concern.key_id)
    deeds = Deed.objects.filter(concern=row.concern_id, number__in=[row.number, row.answer or 0])
    says = {one.number: open_deed(key, row.concern.reference, one) for one in deeds}
    return AskedPage(
        reference=row.reference,
        task=says[row.number].says["task"],
        asked=moment(row.asked_at, at),
        until=moment(end_of(row.until), at),
        answered=moment_or_none(row.answered_at, at),
        words=says[row.answer].says["words"] if row.answer else "",
        post=str(Role(row.post).label) if row.post else "",
        needs=OF_POST[Role(row.post)].needs if row.post else "",
        to_take=bool(row.post) and row.taken_at is None,
    )


def consult_page(actor: Actor, reference: str, *, at: datetime) -> ConsultPage:
    """For whoever works on the concern: whom they ask, and who was asked before."""
    found = concern_of(actor, reference)
    key = vault.secret(found.organisation_id, found.key_id)
    deeds = Deed.objects.filter(concern=found, kind=DeedKind.CONSULTED).order_by("number")
    done = [open_deed(key, reference, one) for one in deeds]
    return ConsultPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why) or step("act", found.stage),
        before=consultations_of(found, done, at=at),
    )


def inform_page(actor: Actor, reference: str, *, at: datetime) -> InformPage:
    """Which posts inside what was answered concerns, and who is told for each today."""
    found = concern_of(actor, reference)
    told = facts(found, at=at)
    roster = people.roster(found.organisation_id, day_of(at))
    fit = fitting(told)
    return InformPage(
        reference=reference,
        version=found.version,
        may=work(my_row(actor, found).why) or step("act", found.stage),
        posts=tuple(
            PostItem(
                code=one.post.value,
                label=one.post.label,
                needs=one.needs,
                fits=one.post in fit,
                who=", ".join(
                    roster.contacts[pk].name
                    for pk in roster.bearers(one.post)
                    if pk in roster.contacts
                ),
                vacant=not roster.titular(one.post),
            )
            for one in RECIPIENTS
        ),
        before=tuple(one for one in consultations_of(found, told.done, at=at) if one.post),
    )


def consultations_of(
    concern: Concern, done: Iterable[Done], *, at: datetime
) -> tuple[ConsultationItem, ...]:
    """Who was asked what, and what they answered, for the page of the concern."""
    said = {one.number: one.says for one in done if one.kind == DeedKind.CONSULTED}
    if not said:
        return ()
    rows = Consultation.objects.filter(concern=concern).select_related("person").order_by("pk")
    rows = rows.exclude(~Q(post=""), ended_at__isnull=False, taken_at=None)  # others took it
    return tuple(_item(row, said, at) for row in rows)


def _item(
    row: Consultation, said: Mapping[int, Mapping[str, str]], at: datetime
) -> ConsultationItem:
    over = row.ended_at is not None or row.until < day_of(at)
    return ConsultationItem(
        reference=row.reference,
        person=row.person.name,
        task=said[row.number]["task"],
        until=moment(end_of(row.until), at),
        answered=moment_or_none(row.answered_at, at),
        words=said[row.answer]["words"] if row.answer else "",
        post=str(Role(row.post).label) if row.post else "",
        taken=moment_or_none(row.taken_at, at),
        open=row.answered_at is None and not over,
        over=over,
    )
