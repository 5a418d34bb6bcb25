from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.kit.forms import posted
from bield.people import commands, queries
from bield.people.actors import ActorRequest
from bield.people.forms import Close
from bield.people.forms import groups as forms


@require_GET
def groups(request: ActorRequest) -> HttpResponse:
    page = queries.groups_page(request.actor, timezone.now())
    return render(request, "people/groups.html", {"page": page})


@require_GET
def group(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.group_page(request.actor, reference, timezone.now())
    return render(request, "people/group.html", {"page": page})


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    page = queries.add_group_page(request.actor)
    form = forms.NewGroup(posted(request), places=page.places)
    if form.is_valid():
        with form.refusals():
            made = commands.open_group(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("people:group", made.reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def rename(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.rename_group_page(request.actor, reference, timezone.now())
    form = forms.Named(posted(request), initial=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.rename_group(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("people:group", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.close_group_page(request.actor, reference, timezone.now())
    form = Close(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.close_group(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("people:group", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def join(request: ActorRequest, reference: str) -> HttpResponse:
    words = request.GET.get("words", "")
    page = queries.join_page(request.actor, reference, words, timezone.now())
    form = forms.Joins(posted(request), people=page.people)
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            commands.join_group(
                request.actor,
                reference,
                answers["person"],
                leads_it=answers["leads_it"],
                at=timezone.now(),
            )
            return redirect("people:group", reference)
    context = {"form": form, "page": page, "find": "Find who joins by name"}
    return render(request, "people/find.html", context)


@require_POST
def leave(request: ActorRequest, reference: str, person: str) -> HttpResponse:
    queries.group_page(request.actor, reference, timezone.now())
    who = queries.person_by_reference(request.actor, person)
    commands.leave_group(request.actor, reference, who.pk, at=timezone.now())
    return redirect("people:group", reference)
