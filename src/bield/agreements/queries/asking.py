"""What stands on a form, and what somebody can answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from bield.agreements.models import Answer, Form, FormVersion, Question
from bield.agreements.queries.standing import facts
from bield.agreements.rules.answering import AGAINST, TAKEN
from bield.agreements.rules.standing import Asked, Known, who_answers
from bield.agreements.states import Audience, How
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


def form(actor: Actor, reference: str) -> Form:
    found = Form.objects.filter(organisation=actor.organisation_id, reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def is_own(actor: Actor, *persons: int) -> bool:
    """One of them is a child in the actor's care, or cares for such a child."""
    if actor.person_id is None:
        return False
    family = people.own_family(actor.organisation_id, actor.person_id)
    return not family.isdisjoint(persons)


def draft_of(form: Form) -> FormVersion | None:
    return form.versions.filter(published_at__isnull=True).first()


def standing_version(form: Form, at: datetime) -> FormVersion | None:
    return form.versions.filter(begun(at)).order_by("-published_at", "-pk").first()


def begun(at: datetime) -> Q:
    """Editions that were published, and whose day has come."""
    day = Q(from_day__isnull=True) | Q(from_day__lte=day_of(at))
    return Q(published_at__lte=at) & day


def current(organisation_id: int, purposes: Iterable[str], at: datetime) -> QuerySet[Question]:
    """The words that stand: those of the newest edition of each form."""
    return Question.objects.filter(
        organisation=organisation_id,
        version=Subquery(_newest(at)),
        purpose__in=list(purposes),
    ).select_related("version__form")


def _newest(at: datetime) -> QuerySet[Any, Any]:
    """Of the form of a question: the edition that stands."""
    editions = FormVersion.objects.filter(begun(at), form=OuterRef("version__form"))
    return editions.order_by("-published_at", "-pk").values("pk")[:1]


@dataclass(frozen=True)
class Answerable:
    """A question that this signer can answer for this person."""

    question: Question
    needed: bool  # without their yes there is no leave
    in_force: str = ""  # the figures that rule today

    @property
    def outdated(self) -> bool:
        """What it prints is no longer what is in force."""
        return bool(self.in_force) and self.in_force != self.question.figures


def answerable(
    organisation_id: int, signer: int, person: int, purposes: Iterable[str], *, at: datetime
) -> dict[str, Answerable]:
    """By purpose. The person themself can always say no, asked or not."""
    wanted = sorted(purposes)
    on = day_of(at)
    known, asked, _ = facts(organisation_id, [person], wanted, at, on)
    if person not in known:
        raise NotFound(f"person:{person}")
    words = {(one.purpose, one.audience): one for one in current(organisation_id, wanted, at)}
    found = {
        purpose: mine(signer, person, known[person], asked.get(purpose, {}), words, purpose, on)
        for purpose in wanted
    }
    return {purpose: one for purpose, one in found.items() if one is not None}


def mine(
    signer: int,
    person: int,
    known: Known,
    asked: Mapping[Audience, Asked],
    words: Mapping[tuple[str, str], Question],
    purpose: str,
    on: date,
) -> Answerable | None:
    """The question of one purpose that this signer answers for this person, if there is one."""
    audience = next(
        (to for one, to in who_answers(person, known, asked, on) if one == signer), None
    )
    if audience is not None:
        question = words.get((purpose, audience))
        if question is None:
            return None
        return Answerable(question, needed=True, in_force=asked[audience].figures)
    if signer != person:
        return None
    # Whoever is not asked can say no, to the child's words or else to those of the parents.
    question = words.get((purpose, Audience.CHILD)) or words.get((purpose, Audience.GUARDIAN))
    return None if question is None else Answerable(question, needed=False)


def asked_elsewhere(form: Form, at: datetime) -> dict[str, str]:
    """What the standing editions of other forms ask for: purpose to title of the form."""
    rows = Question.objects.filter(
        organisation=form.organisation_id, version=Subquery(_newest(at))
    ).exclude(version__form=form)
    return dict(rows.values_list("purpose", "version__form__title"))


def last_own_answers(
    organisation_id: int, signer: int, person: int, purposes: Iterable[str]
) -> dict[str, str]:
    """The last that one signer said by themself, by purpose: what another wrote down for them
    since does not hide it."""
    said = _said(organisation_id, signer, person, purposes)
    own = said.filter(taken_by=None).exclude(how__in=TAKEN)
    return dict(own.order_by("pk").values_list("purpose", "said"))


def last_no_at(
    organisation_id: int, signer: int, person: int, purposes: Iterable[str]
) -> datetime | None:
    """When one signer last said no to one of these, or took a yes back: on paper, on the day that
    stands beside the signature; by message, when it came."""
    against = _said(organisation_id, signer, person, purposes).filter(said__in=AGAINST)
    rows = against.annotate(heard_at=Coalesce("certificate__reply__came_at", "at"))
    return max(
        (
            _begins(signed) if how == How.PAPER and signed else heard_at
            for how, heard_at, signed in rows.values_list(
                "how", "heard_at", "certificate__signed_on"
            )
        ),
        default=None,
    )


def _said(
    organisation_id: int, signer: int, person: int, purposes: Iterable[str]
) -> QuerySet[Answer]:
    return Answer.objects.filter(
        organisation=organisation_id, signer=signer, person=person, purpose__in=list(purposes)
    )


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def first_put_on(questions: Iterable[Question]) -> date | None:
    """The day from which on all of these words could be read, in whichever edition first."""
    digests = {one.digest for one in questions}
    rows = Question.objects.filter(
        organisation__in={one.organisation_id for one in questions}, digest__in=digests
    )
    first = rows.values_list("digest").annotate(Min("version__published_at"))
    return max((day_of(at) for _, at in first.order_by() if at is not None), default=None)


def last_answers(
    organisation_id: int, signer: int, person: int, purposes: Iterable[str]
) -> dict[str, Answer]:
    """The last that one signer said for one person, by purpose."""
    rows = _said(organisation_id, signer, person, purposes)
    found = rows.select_related("question", "understood").order_by("pk")
    return {row.purpose: row for row in found}
