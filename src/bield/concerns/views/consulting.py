"""One task, asked of somebody who does not read the concern."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bield.concerns import commands, forms, naming, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.kit.refusals import NotFound
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def consult(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.consult_page(request.actor, reference, at=at)
    form = forms.Consult(posted(request), version=page.version)
    if form.is_valid():
        asked = dict(form.cleaned_data)
        person = naming.chosen(request.actor, asked.pop("person"))
        with form.refusals():
            commands.consult(
                request.actor, reference, person_id=person.pk if person else 0, **asked, at=at
            )
            return done(reference, "consulted")
    form.look_again(page.version)
    return render(request, "concerns/consult.html", {"page": page, "form": form})


@secured
@asked_and_answered
def end_consultation(request: ActorRequest, reference: str, of: str) -> HttpResponse:
    at = timezone.now()
    page = queries.consult_page(request.actor, reference, at=at)
    item = next((one for one in page.before if one.reference == of and not one.over), None)
    if item is None:
        raise NotFound(of)
    form = forms.Because(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.end_consultation(
                request.actor, reference, of=of, reason=form.cleaned_data["reason"], at=at
            )
            return done(reference, "consultation-ended")
    form.look_again(page.version)
    shown = {"page": page, "form": form, "item": item}
    return render(request, "concerns/end_consultation.html", shown)


@secured
@asked_and_answered
def task(request: ActorRequest, reference: str) -> HttpResponse:
    """For whoever was asked: the task, and nothing of the concern."""
    at = timezone.now()
    page = queries.asked_page(request.actor, reference, at=at)
    form = forms.AnswerTask(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.answer_task(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("concerns:task", reference)
    return render(request, "concerns/task.html", {"page": page, "form": form})
