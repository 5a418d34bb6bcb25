from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.forms import posted
from bield.people import commands, queries
from bield.people.actors import ActorRequest
from bield.people.forms import Close, End
from bield.people.forms import bodies as forms

FIND = "Find who answers for it by name"


@require_GET
def bodies(request: ActorRequest) -> HttpResponse:
    rows = queries.bodies_page(request.actor, timezone.now())
    return render(request, "people/bodies.html", {"rows": rows})


@require_GET
def body(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.body_page(request.actor, reference, timezone.now())
    return render(request, "people/body.html", {"page": page})


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    page = queries.add_body_page(request.actor, request.GET.get("words", ""))
    form = forms.Body(posted(request), people=page.people)
    if form.is_valid():
        with form.refusals():
            answers = dict(form.cleaned_data)
            added = commands.add_body(
                request.actor, contact_id=answers.pop("contact"), **answers, at=timezone.now()
            )
            return redirect("people:body", added.reference)
    return render(request, "people/find.html", {"form": form, "page": page, "find": FIND})


@require_http_methods(["GET", "POST"])
def contact(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.contact_of_page(request.actor, reference, request.GET.get("words", ""))
    form = forms.AnswersFor(posted(request), people=page.people)
    if form.is_valid():
        with form.refusals():
            commands.change_contact_of(
                request.actor,
                reference,
                contact_id=form.cleaned_data["contact"],
                at=timezone.now(),
            )
            return redirect("people:body", reference)
    return render(request, "people/find.html", {"form": form, "page": page, "find": FIND})


@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.close_body_page(request.actor, reference)
    form = Close(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.close_body(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("people:body", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def engage(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.engage_page(request.actor, reference)
    form = forms.Engage(posted(request), kinds=page.roles, bodies=page.optional, places=page.places)
    if form.is_valid():
        with form.refusals():
            answers = dict(form.cleaned_data)
            body_id = answers.pop("body")
            commands.engage(
                request.actor, page.person_id, body_id=body_id, **answers, at=timezone.now()
            )
            return redirect("people:person", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.end_engagement_page(request.actor, reference)
    form = End(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.end_engagement(
                request.actor, reference, **form.cleaned_data, at=timezone.now()
            )
            return redirect(page.back)
    return render(request, "people/form.html", {"form": form, "page": page})
