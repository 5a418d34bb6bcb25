"""The responses, what changes, what the reporter is told, and keeping in touch."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, naming, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def responses(request: ActorRequest, reference: str) -> HttpResponse:
    """All of them as they stand; several that are not needed are answered at once."""
    at = timezone.now()
    page = queries.respond_page(request.actor, reference, at=at)
    form = forms.NotNeeded(posted(request), version=page.version, responses=page.to_leave_out)
    if form.is_valid():
        with form.refusals():
            commands.not_needed(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "responded")
    form.look_again(page.version)
    return render(request, "concerns/responses.html", {"page": page, "form": form})


@secured
@asked_and_answered
def respond(request: ActorRequest, reference: str, response: str) -> HttpResponse:
    at = timezone.now()
    page = queries.respond_page(request.actor, reference, at=at)
    form = forms.Respond(posted(request), version=page.version, response=response)
    if form.is_valid():
        with form.refusals():
            commands.respond(
                request.actor, reference, response=response, **form.cleaned_data, at=at
            )
            return done(reference, "responded")
    form.look_again(page.version)
    shown = {"page": page, "form": form, "item": queries.response_of(page, response)}
    return render(request, "concerns/respond.html", shown)


@secured
@asked_and_answered
def leave_out(request: ActorRequest, reference: str, action: str) -> HttpResponse:
    at = timezone.now()
    page = queries.left_out_page(request.actor, reference, action, at=at)
    form = forms.LeaveOut(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.leave_out(request.actor, reference, action=action, **form.cleaned_data, at=at)
            return done(reference, "left-out")
    form.look_again(page.version)
    return render(request, "concerns/leave_out.html", {"page": page, "form": form})


@secured
@asked_and_answered
def plan_change(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.respond_page(request.actor, reference, at=at)
    form = forms.PlanChange(posted(request), version=page.version)
    if form.is_valid():
        asked = dict(form.cleaned_data)
        owner = naming.chosen(request.actor, asked.pop("owner"))
        with form.refusals():
            commands.plan_change(
                request.actor, reference, owner_id=owner.pk if owner else 0, **asked, at=at
            )
            return done(reference, "planned")
    form.look_again(page.version)
    return render(request, "concerns/plan_change.html", {"page": page, "form": form})


@secured
@asked_and_answered
def change(request: ActorRequest, reference: str) -> HttpResponse:
    """One planned change, for whoever puts it into practice: they need not read the concern."""
    at = timezone.now()
    form = forms.Proof(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.prove_change(request.actor, reference, **form.cleaned_data, at=at)
            return redirect(reverse("concerns:change", args=[reference]))
    page = queries.change_page(request.actor, reference, at=at)
    return render(request, "concerns/planned_change.html", {"page": page, "form": form})


@secured
@require_GET
def changes(request: ActorRequest) -> HttpResponse:
    """All that is not in practice yet, of the concerns that the reader reads."""
    found = queries.open_changes(request.actor, at=timezone.now())
    return render(request, "concerns/planned_changes.html", {"changes": found})


@secured
@asked_and_answered
def tell_reporter(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.reporter_page(request.actor, reference, at=at)
    form = forms.AnswerReporter(
        posted(request),
        version=page.version,
        sentences=page.sentences,
        own_words=page.own_words,
    )
    if form.is_valid():
        with form.refusals():
            commands.answer_reporter(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "reporter-answered")
    form.look_again(page.version)
    return render(request, "concerns/tell_reporter.html", {"page": page, "form": form})


@secured
@asked_and_answered
def keep_in_touch(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.touch_page(request.actor, reference, at=at)
    form = forms.Touch(posted(request), version=page.version, planned=page.planned)
    if form.is_valid():
        with form.refusals():
            commands.keep_in_touch(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "contacted")
    form.look_again(page.version)
    return render(request, "concerns/touch.html", {"page": page, "form": form})
