from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.kit.forms import posted
from bield.people import commands, forms, queries
from bield.people.actors import ActorRequest


@require_GET
def posts(request: ActorRequest) -> HttpResponse:
    page = queries.posts_page(request.actor, timezone.now())
    return render(request, "people/posts.html", {"page": page})


@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.give_page(request.actor, reference)
    form = forms.Give(posted(request), roles=page.roles, places=page.places)
    if form.is_valid():
        with form.refusals():
            commands.appoint(request.actor, page.person_id, **form.cleaned_data, at=timezone.now())
            return redirect("people:person", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def put_forward(request: ActorRequest) -> HttpResponse:
    page = queries.put_forward_page(request.actor, timezone.now())
    form = forms.PutForward(
        posted(request), people=page.people, roles=page.roles, places=page.places
    )
    if form.is_valid():
        with form.refusals():
            one = commands.propose(request.actor, **form.answers, at=timezone.now())
            return redirect("people:appointment", one.reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def end_post(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.end_page(request.actor, reference)
    form = forms.End(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.end_post(request.actor, page.post_id, **form.cleaned_data, at=timezone.now())
            return redirect(page.back)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_GET
def appointment(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.appointment_page(request.actor, reference, timezone.now())
    return render(request, "people/appointment.html", {"page": page})


@require_POST
def confirm(request: ActorRequest, reference: str) -> HttpResponse:
    queries.appointment_page(request.actor, reference, timezone.now())
    commands.confirm(request.actor, reference, at=timezone.now())
    return redirect("people:appointment", reference)


@require_POST
def cancel(request: ActorRequest, reference: str) -> HttpResponse:
    queries.appointment_page(request.actor, reference, timezone.now())
    commands.cancel(request.actor, reference, at=timezone.now())
    return redirect("people:appointment", reference)


@require_GET
def cover(request: ActorRequest) -> HttpResponse:
    page = queries.cover_page(request.actor, timezone.now())
    return render(request, "people/cover.html", {"page": page})


@require_http_methods(["GET", "POST"])
def away(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.away_page(request.actor, reference, timezone.now())
    form = forms.Away(posted(request), stand_ins=page.stand_ins)
    if form.is_valid():
        with form.refusals():
            commands.set_cover(request.actor, page.person_id, **form.answers, at=timezone.now())
            return redirect("people:cover")
    return render(request, "people/form.html", {"form": form, "page": page})


@require_POST
def end_cover(request: ActorRequest, reference: str) -> HttpResponse:
    cover = queries.own_or_kept_cover(request.actor, reference)
    commands.end_cover(request.actor, cover.reference, at=timezone.now())
    return redirect("people:cover")
