from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.forms import posted
from bield.people import commands, forms, queries
from bield.people.actors import ActorRequest


@require_GET
def places(request: ActorRequest) -> HttpResponse:
    page = queries.places_page(request.actor, timezone.now())
    return render(request, "people/places.html", {"places": page})


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    page = queries.add_place_page(request.actor)
    form = forms.Place(posted(request), places=page.places)
    if form.is_valid():
        with form.refusals():
            commands.open_site(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("people:places")
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.close_page(request.actor, reference)
    form = forms.Close(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.close_site(request.actor, page.site_id, **form.cleaned_data, at=timezone.now())
            return redirect("people:places")
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def words(request: ActorRequest) -> HttpResponse:
    page = queries.words_page(request.actor)
    form = forms.Words(posted(request), words=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.change_labels(request.actor, form.cleaned_data, at=timezone.now())
            return redirect("people:people")
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def organisation(request: ActorRequest) -> HttpResponse:
    page = queries.organisation_page(request.actor)
    form = forms.Organisation(posted(request), optional=page.optional, initial=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.change_organisation(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("people:people")
    return render(request, "people/form.html", {"form": form, "page": page})
