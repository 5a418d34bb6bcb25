"""Body maps: a mark added, and a mark that was a mistake."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.forms import posted
from bield.people.actors import ActorRequest

SAID = {
    "marked": "It is marked, and stands in the chronology in words.",
    "mistake": "It stands as a mistake, with your reason.",
}


@secured
@asked_and_answered
def body_map(request: ActorRequest, reference: str) -> HttpResponse:
    """What is marked already, and one mark more."""
    at = timezone.now()
    page = queries.marks_page(request.actor, reference, at=at)
    form = forms.MarkBody(posted(request), people=page.people, writer=page.writer)
    if form.is_valid():
        with form.refusals():
            commands.mark_body(request.actor, reference, form.mark(), at=at)
            return _marked(reference, "marked")
    said = SAID.get(request.GET.get("said", ""), "")
    return render(request, "concerns/body_map.html", {"page": page, "form": form, "said": said})


@secured
@asked_and_answered
def mistake(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at, which = timezone.now(), small(number)
    page = queries.mark_page(request.actor, reference, which, at=at)
    form = forms.Because(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            commands.take_mark_back(request.actor, reference, which, reason=reason, at=at)
            return _marked(reference, "mistake")
    form.look_again(page.version)
    return render(request, "concerns/mark_mistake.html", {"page": page, "form": form})


def _marked(reference: str, said: str) -> HttpResponse:
    return redirect(f"{reverse('concerns:body-map', args=[reference])}?said={said}")
