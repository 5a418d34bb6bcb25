"""Forms are written, and published edition by edition. What was published is never changed."""

from collections.abc import Sequence
from datetime import date, datetime

from bield.agreements import queries
from bield.agreements.models import Form, FormVersion, Part, Question
from bield.agreements.registry import report_form
from bield.agreements.rules import parts as whole
from bield.agreements.rules import publishing as rules
from bield.agreements.rules.parts import Draft, Tell, digest_of
from bield.agreements.rules.publishing import Put
from bield.agreements.starters import right_to_say_no, starters
from bield.agreements.states import PartKind
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.people.ages import day_of


@recorded
def write_form(
    actor: Actor,
    title: str,
    put: Sequence[Put],
    *,
    at: datetime,
    parts: Sequence[Tell] | None = None,
    instead_of: str = "",
    version: str | None = None,
) -> Form:
    """Keep the draft of a form, new or `instead_of` the draft of one that stands. Nobody is asked
    by it yet. `parts`: None leaves them as they are. `version`: of what whoever writes has seen."""
    enforce(rules.publish_forms(actor))
    before = queries.form(actor, instead_of) if instead_of else None
    enforce(rules.unchanged(version, _version(before, at)))
    others = Form.objects.filter(organisation=actor.organisation_id)
    if before is not None:
        others = others.exclude(pk=before.pk)
    if parts is None:
        parts = queries.parts_told(queries.latest_edition(before, at) if before else None)
    enforce(
        rules.write_form(title, put, others=others.values_list("title", flat=True)),
        whole.write_parts(parts),
    )
    form = before or Form(organisation_id=actor.organisation_id)
    form.title = title.strip()
    form.save()
    _fill(queries.draft_of(form) or _next(form), put, _with_right(put, parts))
    note(event="agreements.form-written", subject=form.reference, by=actor.id, at=at)
    return form


def _fill(draft: FormVersion, put: Sequence[Put], parts: Sequence[Tell]) -> None:
    draft.questions.all().delete()
    draft.parts.all().delete()
    ours = {"organisation_id": draft.organisation_id, "version": draft}
    Part.objects.bulk_create(
        Part(**ours, kind=one.kind, audience=one.audience, words=one.words.strip())
        for one in parts
        if one.audience in {question.audience for question in put}
    )
    Question.objects.bulk_create(
        Question(
            **ours,
            purpose=one.purpose,
            audience=one.audience,
            words=one.words.strip(),
            digest=digest_of(one, parts),
            lasts_months=one.lasts_months,
            from_years=one.from_years,
            reason=one.reason.strip(),
            check_asks=one.check.asks.strip() if one.check else "",
            check_right=one.check.right.strip() if one.check else "",
            check_wrong=[wrong.strip() for wrong in one.check.wrong] if one.check else [],
        )
        for one in put
    )


def _with_right(put: Sequence[Put], parts: Sequence[Tell]) -> list[Tell]:
    """Whoever is asked for leave is told that they can take it back, without anybody's doing."""
    told = {one.audience for one in parts if one.kind == PartKind.RIGHT}
    return [
        *parts,
        *(
            Tell(PartKind.RIGHT, audience, right_to_say_no(audience))
            for audience in whole.consents(put)
            if audience not in told
        ),
    ]


def _next(form: Form) -> FormVersion:
    return FormVersion.objects.create(
        organisation_id=form.organisation_id, form=form, number=form.versions.count() + 1
    )


def _version(form: Form | None, at: datetime) -> str:
    return queries.version_of(queries.latest_edition(form, at)) if form else ""


@recorded
def publish_form(
    actor: Actor,
    reference: str,
    *,
    at: datetime,
    version: str | None = None,
    from_day: date | None = None,
) -> FormVersion:
    """From now on, or from a day to come, its words stand. Who has agreed to the same words need
    not answer again; until that day what was agreed to stands."""
    enforce(rules.publish_forms(actor))
    form = queries.form(actor, reference)
    draft = queries.draft_of(form)
    if draft is None:
        raise NotFound(reference)
    enforce(rules.unchanged(version, _version(form, at)), rules.begin(from_day, day_of(at)))
    figures = queries.figures_in_force(actor.organisation_id)
    put = queries.put_in(draft)
    enforce(
        rules.publish(
            [(one.purpose, one.audience) for one in put],
            elsewhere=queries.asked_elsewhere(form, at),
        ),
        *_whole(Draft(reference, put, queries.parts_told(draft), figures, report_form())),
    )
    for question in draft.questions.filter(purpose__in=figures):
        question.figures = figures[question.purpose].text()
        question.save(update_fields=["figures"])
    draft.published_at, draft.published_by_id, draft.from_day = at, actor.person_id, from_day
    draft.save(update_fields=["published_at", "published_by", "from_day"])
    note(
        event="agreements.form-published",
        subject=form.reference,
        by=actor.id,
        at=at,
        edition=draft.number,
    )
    return draft


def _whole(draft: Draft) -> list[list[Refusal]]:
    """All that is missing, at once."""
    return [
        whole.rules_are_whole(draft),
        whole.right_is_stated(draft),
        whole.is_understood(draft),
        whole.figures_are_known(draft),
    ]


@recorded
def start_form(actor: Actor, code: str, *, at: datetime) -> Form:
    """The draft of a form in words that come with Bield. It is read, changed, then published."""
    starter = starters().get(code)
    if starter is None:
        raise NotFound(code)
    return write_form(actor, starter.title, starter.put, parts=starter.parts, at=at)
