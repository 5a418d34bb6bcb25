"""Forms as those see them who write them: what is asked now, and what a draft would change."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bield.agreements.models import Answer, Form, FormVersion, Question
from bield.agreements.queries.asking import draft_of, form, standing_version
from bield.agreements.rules.publishing import Put, publish_forms
from bield.agreements.states import Audience, Purpose, Said
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.people.ages import day_of

NEW, CHANGED, SAME, GONE = "New", "Changed", "", "Taken out"


@dataclass(frozen=True)
class FormRow:
    reference: str
    title: str
    state: str
    draft: bool


@dataclass(frozen=True)
class Words:
    audience: str
    words: str
    change: str  # beside the standing edition: "New", "Changed", "Taken out", or ""


@dataclass(frozen=True)
class Section:
    """One purpose of a form."""

    purpose: str
    title: str
    words: tuple[Words, ...]
    lasts: str
    from_years: int


@dataclass(frozen=True)
class FormPage:
    reference: str
    title: str
    state: str
    draft: bool
    sections: tuple[Section, ...]
    put: tuple[Put, ...]  # as it stands in the draft, else in the standing edition
    version: str  # of that, for whoever writes at the same time
    asked_again: int  # how many people who agreed would be asked once more


def require_publisher(actor: Actor) -> None:
    if publish_forms(actor) is not None:
        raise NotFound("forms")


def forms_page(actor: Actor, *, at: datetime) -> tuple[FormRow, ...]:
    require_publisher(actor)
    rows = Form.objects.filter(organisation=actor.organisation_id).order_by("title")
    editions = _editions(rows, at)
    return tuple(
        FormRow(one.reference, one.title, *_state(*editions.get(one.pk, (None, None))))
        for one in rows
    )


Editions = tuple[FormVersion | None, FormVersion | None]  # that which stands, and the draft


def _editions(forms: Iterable[Form], at: datetime) -> dict[int, Editions]:
    found: dict[int, Editions] = {}
    for one in FormVersion.objects.filter(form__in=forms).order_by("published_at", "pk"):
        stands, draft = found.get(one.form_id, (None, None))
        if one.published_at is None:
            draft = one
        elif one.published_at <= at:
            stands = one
        found[one.form_id] = stands, draft
    return found


def _state(stands: FormVersion | None, draft: FormVersion | None) -> tuple[str, bool]:
    if stands is None or stands.published_at is None:
        return "Not published yet: nobody is asked", True
    since = times.exact_day(day_of(stands.published_at))
    return f"Edition {stands.number}, since {since}", draft is not None


def form_page(actor: Actor, reference: str, *, at: datetime) -> FormPage:
    require_publisher(actor)
    found = form(actor, reference)
    draft, stands = draft_of(found), standing_version(found, at)
    now = list(stands.questions.order_by("pk")) if stands else []
    then = list(draft.questions.order_by("pk")) if draft else now
    state, is_draft = _state(stands, draft)
    return FormPage(
        reference=found.reference,
        title=found.title,
        state=state,
        draft=is_draft,
        sections=tuple(_sections(now, then)),
        put=tuple(map(_put, then)),
        version=version_of(then),
        asked_again=_asked_again(now, then) if draft and stands else 0,
    )


def version_of(questions: Iterable[Question]) -> str:
    """Of exactly this draft: who wrote on an older one is told."""
    said = "\n".join(
        f"{one.purpose} {one.audience} {one.digest} {one.lasts_months} {one.from_years}"
        for one in questions
    )
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _put(one: Question) -> Put:
    return Put(one.purpose, one.audience, one.words, one.lasts_months, one.from_years)


def _sections(now: Sequence[Question], then: Sequence[Question]) -> Iterable[Section]:
    before = {(one.purpose, one.audience): one for one in now}
    after = {(one.purpose, one.audience): one for one in then}
    order = [(purpose, audience) for purpose in Purpose.values for audience in Audience.values]
    every = sorted({*before, *after}, key=order.index)
    for purpose, pairs in groupby(every, key=lambda pair: pair[0]):
        asked = [(pair, after.get(pair) or before[pair]) for pair in pairs]
        first = asked[0][1]
        yield Section(
            purpose=purpose,
            title=str(Purpose(purpose).label),
            words=tuple(
                Words(str(Audience(one.audience).label), one.words, _change(pair, before, after))
                for pair, one in asked
            ),
            lasts=times.count(first.lasts_months, "month") if first.lasts_months else "no end",
            from_years=max(one.from_years for _, one in asked),
        )


Pair = tuple[str, str]


def _change(pair: Pair, before: dict[Pair, Question], after: dict[Pair, Question]) -> str:
    if pair not in after:
        return GONE
    if pair not in before:
        return NEW if before else SAME
    return SAME if before[pair].digest == after[pair].digest else CHANGED


def _asked_again(now: Sequence[Question], then: Sequence[Question]) -> int:
    """Signers whose yes was to words that would stand no more."""
    kept = {(one.purpose, one.audience, one.digest) for one in then}
    gone = [one.pk for one in now if (one.purpose, one.audience, one.digest) not in kept]
    yes = Answer.objects.filter(question__in=gone, said=Said.YES)
    return yes.values("signer").distinct().count()
