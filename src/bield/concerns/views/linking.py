"""Whether another concern that names the same people belongs to this one."""

from django.http import HttpResponse
from django.utils import timezone

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import ask, asked_and_answered, done, read, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def link(request: ActorRequest, reference: str, other: str) -> HttpResponse:
    page = read(request, reference)
    queries.concern(request.actor, other)
    form = forms.Link(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.link(
                request.actor,
                reference,
                other=other,
                linked=form.belongs,
                reason=form.cleaned_data["reason"],
                version=form.seen,
                at=timezone.now(),
            )
            return done(reference, "linked")
    return ask(request, page, form, f"Does concern {other} belong to this one?", "Save it")
