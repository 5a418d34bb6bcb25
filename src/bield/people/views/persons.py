from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.forms import posted
from bield.people import commands, forms, queries
from bield.people.actors import ActorRequest


@require_GET
def people(request: ActorRequest) -> HttpResponse:
    words, after = request.GET.get("words", ""), request.GET.get("after", "")
    page = queries.people_page(request.actor, words=words, after=after, at=timezone.now())
    return render(request, "people/people.html", {"page": page})


@require_GET
def person(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.person_page(request.actor, reference, timezone.now())
    return render(request, "people/person.html", {"page": page})


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    page = queries.add_person_page(request.actor)
    form = forms.Person(posted(request))
    if form.is_valid():
        with form.refusals():
            added = commands.add_person(request.actor, **form.answers, at=timezone.now())
            return redirect("people:person", added.reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.change_page(request.actor, reference)
    form = forms.Person(posted(request), initial=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.change_person(request.actor, page.person_id, **form.answers, at=timezone.now())
            return redirect("people:person", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def leave(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.leave_page(request.actor, reference)
    form = forms.Leave(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.leave(request.actor, page.person_id, **form.cleaned_data, at=timezone.now())
            return redirect("people:person", reference)
    return render(request, "people/form.html", {"form": form, "page": page})
