"""Forms are written, and published edition by edition. What was published is never changed."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from bield.agreements import queries
from bield.agreements.models import Form, FormVersion, Question
from bield.agreements.rules import publishing as rules
from bield.agreements.rules.publishing import Put
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people.actors import Actor


@recorded
def write_form(
    actor: Actor,
    title: str,
    put: Sequence[Put],
    *,
    at: datetime,
    instead_of: str = "",
    version: str | None = None,
) -> Form:
    """Keep the draft of a form, new or `instead_of` the draft of one that stands. Nobody is asked
    by it yet. `version`: of the questions that whoever writes has seen."""
    enforce(rules.publish_forms(actor))
    before = queries.form(actor, instead_of) if instead_of else None
    enforce(rules.unchanged(version, _version(before, at)))
    others = Form.objects.filter(organisation=actor.organisation_id)
    if before is not None:
        others = others.exclude(pk=before.pk)
    enforce(rules.write_form(title, put, others=others.values_list("title", flat=True)))
    form = before or Form(organisation_id=actor.organisation_id)
    form.title = title.strip()
    form.save()
    draft = queries.draft_of(form) or _next(form)
    draft.questions.all().delete()
    Question.objects.bulk_create(
        Question(
            organisation_id=actor.organisation_id,
            version=draft,
            purpose=one.purpose,
            audience=one.audience,
            words=one.words.strip(),
            digest=digest(one.words),
            lasts_months=one.lasts_months,
            from_years=one.from_years,
        )
        for one in put
    )
    note(event="agreements.form-written", subject=form.reference, by=actor.id, at=at)
    return form


def _next(form: Form) -> FormVersion:
    return FormVersion.objects.create(
        organisation_id=form.organisation_id, form=form, number=form.versions.count() + 1
    )


def _version(form: Form | None, at: datetime) -> str:
    if form is None:
        return ""
    edition = queries.draft_of(form) or queries.standing_version(form, at)
    return queries.version_of(edition.questions.order_by("pk") if edition else [])


def digest(words: str) -> str:
    """Of what somebody reads: space at the ends and ways to end a line are no other words."""
    return hashlib.sha256("\n".join(words.strip().splitlines()).encode()).hexdigest()


@recorded
def publish_form(
    actor: Actor, reference: str, *, at: datetime, version: str | None = None
) -> FormVersion:
    """From now on its words stand. Who has agreed to the same words need not answer again."""
    enforce(rules.publish_forms(actor))
    form = queries.form(actor, reference)
    draft = queries.draft_of(form)
    if draft is None:
        raise NotFound(reference)
    enforce(rules.unchanged(version, _version(form, at)))
    put = list(draft.questions.values_list("purpose", "audience"))
    enforce(rules.publish(put, elsewhere=queries.asked_elsewhere(form, at)))
    draft.published_at, draft.published_by_id = at, actor.person_id
    draft.save(update_fields=["published_at", "published_by"])
    note(
        event="agreements.form-published",
        subject=form.reference,
        by=actor.id,
        at=at,
        edition=draft.number,
    )
    return draft
