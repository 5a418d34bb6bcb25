"""Forms as those see them who write them: what is asked now, and what a draft would change."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from bield.agreements.models import Form, FormVersion, Question
from bield.agreements.queries.asking import draft_of, form, standing_version
from bield.agreements.queries.changes import AskedAgain, asked_again
from bield.agreements.queries.terms import figures_in_force, outdated_forms
from bield.agreements.rules.answering import may_take
from bield.agreements.rules.figures import Figures
from bield.agreements.rules.parts import Tell
from bield.agreements.rules.publishing import Check, Put, publish_forms
from bield.agreements.starters import Starter, starters
from bield.agreements.states import GOVERNED, TOLD, Audience, PartKind, Purpose
from bield.duties.states import ClockUnit, Period, lasts
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
    outdated: bool


@dataclass(frozen=True)
class FormsPage:
    rows: tuple[FormRow, ...]
    starters: tuple[Starter, ...]  # what no form asks yet


@dataclass(frozen=True)
class Words:
    audience: str
    code: str  # of the audience
    words: str
    change: str  # beside the standing edition: "New", "Changed", "Taken out", or ""
    reason: str = ""
    check: Check | None = None


@dataclass(frozen=True)
class Section:
    """One purpose of a form."""

    purpose: str
    title: str
    words: tuple[Words, ...]
    lasts: str
    from_years: int
    governed: bool
    printed: tuple[str, ...]  # from what is in force


@dataclass(frozen=True)
class Chapter:
    """One part of a form, told to whom in which words."""

    kind: str
    title: str
    basis: str  # in law, where it is told and not asked
    words: tuple[Words, ...]


@dataclass(frozen=True)
class FormPage:
    reference: str
    title: str
    state: str
    draft: bool
    sections: tuple[Section, ...]
    chapters: tuple[Chapter, ...]
    put: tuple[Put, ...]  # as it stands in the draft, else in the standing edition
    parts: tuple[Tell, ...]
    version: str  # of that, for whoever writes at the same time
    asked_again: tuple[AskedAgain, ...]  # who agreed and would be asked once more
    outdated: bool
    first: bool  # nothing of it was published yet
    wants_figures: tuple[tuple[str, str], ...]  # before that: what must be said of which purposes
    may_put: bool  # the reader can put it to people
    other_parts: tuple[tuple[str, str], ...]  # what could be told as well


def may_write_forms(actor: Actor) -> bool:
    return publish_forms(actor) is None


def require_publisher(actor: Actor) -> None:
    if not may_write_forms(actor):
        raise NotFound("forms")


def forms_page(actor: Actor, *, at: datetime) -> FormsPage:
    require_publisher(actor)
    rows = Form.objects.filter(organisation=actor.organisation_id).order_by("title")
    editions = _editions(rows, at)
    outdated = outdated_forms(actor.organisation_id, at)
    asked = set(
        Question.objects.filter(organisation=actor.organisation_id).values_list(
            "purpose", flat=True
        )
    )
    return FormsPage(
        tuple(
            FormRow(
                one.reference,
                one.title,
                *_state(*editions.get(one.pk, (None, None)), at),
                one.pk in outdated,
            )
            for one in rows
        ),
        tuple(one for one in starters().values() if not asked & {put.purpose for put in one.put}),
    )


Editions = tuple[FormVersion | None, FormVersion | None]  # that published last, and the draft


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


def _state(last: FormVersion | None, draft: FormVersion | None, at: datetime) -> tuple[str, bool]:
    if last is None or last.published_at is None:
        return "Not published yet: nobody is asked", True
    day = last.from_day or day_of(last.published_at)
    since = "since" if day <= day_of(at) else "asked from"
    return f"Edition {last.number}, {since} {times.exact_day(day)}", draft is not None


def form_page(actor: Actor, reference: str, *, at: datetime) -> FormPage:
    require_publisher(actor)
    found = form(actor, reference)
    draft, stands = draft_of(found), standing_version(found, at)
    last = _editions([found], at).get(found.pk, (None, None))[0]
    shown = draft or last
    now, then = put_in(stands), put_in(shown)
    parts, before = parts_told(shown), parts_told(stands)
    state, is_draft = _state(last, draft, at)
    figures = figures_in_force(actor.organisation_id)
    return FormPage(
        reference=found.reference,
        title=found.title,
        state=state,
        draft=is_draft,
        sections=tuple(_sections(now, then, figures)),
        chapters=tuple(_chapters(before, parts)),
        put=then,
        parts=parts,
        version=version_of(shown),
        asked_again=asked_again(found, draft, at) if draft and stands else (),
        outdated=found.pk in outdated_forms(actor.organisation_id, at),
        first=last is None,
        wants_figures=_wants_figures(then, figures),
        may_put=may_take(actor),
        other_parts=tuple(
            (kind.value, str(kind.label))
            for kind in PartKind
            if kind not in {one.kind for one in (*parts, *before)}
        ),
    )


def question_put(page: FormPage, purpose: str, audience: str) -> Put:
    """What the form asks of one audience."""
    found = (one for one in page.put if (one.purpose, one.audience) == (purpose, audience))
    put = next(found, None)
    if put is None:
        raise NotFound(purpose)
    return put


def title_of_part(kind: str) -> str:
    if kind not in PartKind.values:
        raise NotFound(kind)
    return str(PartKind(kind).label)


def latest_edition(form: Form, at: datetime) -> FormVersion | None:
    """What whoever writes has in front of them: the draft, else what was published last."""
    last, draft = _editions([form], at).get(form.pk, (None, None))
    return draft or last


def version_of(edition: FormVersion | None) -> str:
    """Of exactly this draft: who wrote on an older one is told."""
    said = repr((put_in(edition), parts_told(edition)))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def put_in(edition: FormVersion | None) -> tuple[Put, ...]:
    return tuple(_put(one) for one in edition.questions.order_by("pk")) if edition else ()


def parts_told(edition: FormVersion | None) -> tuple[Tell, ...]:
    rows = edition.parts.order_by("pk") if edition else ()
    return tuple(Tell(one.kind, one.audience, one.words) for one in rows)


def _put(one: Question) -> Put:
    wrong = tuple(one.check_wrong)
    return Put(
        one.purpose,
        one.audience,
        one.words,
        one.lasts_months,
        one.from_years,
        one.reason,
        Check(one.check_asks, one.check_right, wrong) if one.check_right else None,
    )


def _sections(
    now: Sequence[Put], then: Sequence[Put], figures: dict[str, Figures]
) -> Iterable[Section]:
    before = {(one.purpose, one.audience): one for one in now}
    after = {(one.purpose, one.audience): one for one in then}
    order = [(purpose, audience) for purpose in Purpose.values for audience in Audience.values]
    every = sorted({*before, *after}, key=order.index)
    for purpose, pairs in groupby(every, key=lambda pair: pair[0]):
        asked = [(pair, after.get(pair) or before[pair]) for pair in pairs]
        first = asked[0][1]
        ruling = figures.get(purpose)
        yield Section(
            purpose=purpose,
            title=str(Purpose(purpose).label),
            words=tuple(
                Words(
                    str(Audience(one.audience).label),
                    one.audience,
                    one.words,
                    _change(before.get(pair), after.get(pair), anew=not before),
                    one.reason,
                    one.check,
                )
                for pair, one in asked
            ),
            lasts=_lasts(first.lasts_months),
            from_years=max(one.from_years for _, one in asked),
            governed=purpose in GOVERNED,
            printed=ruling.lines() if ruling else (),
        )


def _wants_figures(put: Sequence[Put], figures: dict[str, Figures]) -> tuple[tuple[str, str], ...]:
    """Purposes, with their titles, of which nobody has said yet what is done with it."""
    asked = dict.fromkeys(one.purpose for one in put if one.purpose in GOVERNED)
    return tuple((one, str(Purpose(one).label)) for one in asked if one not in figures)


def _lasts(months: int | None) -> str:
    if months is None:
        return "until it is taken back"
    return f"for {lasts(Period(months, ClockUnit.MONTHS))}"


def _change(before: object, after: object, *, anew: bool) -> str:
    if after is None:
        return GONE
    if before is None:
        return SAME if anew else NEW
    return SAME if before == after else CHANGED


def _chapters(now: Sequence[Tell], then: Sequence[Tell]) -> Iterable[Chapter]:
    before = {(one.kind, one.audience): one for one in now}
    after = {(one.kind, one.audience): one for one in then}
    order = [(kind, audience) for kind in PartKind.values for audience in Audience.values]
    every = sorted({*before, *after}, key=order.index)
    for kind, pairs in groupby(every, key=lambda pair: pair[0]):
        yield Chapter(
            kind=kind,
            title=str(PartKind(kind).label),
            basis=TOLD.get(PartKind(kind), ""),
            words=tuple(
                Words(
                    str(Audience(pair[1]).label),
                    pair[1],
                    (after.get(pair) or before[pair]).words,
                    _change(before.get(pair), after.get(pair), anew=not before),
                )
                for pair in pairs
            ),
        )
