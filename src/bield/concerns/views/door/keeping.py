"""The team's side of the public door: its addresses and posters, and answers to whoever told."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.concerns import forms
from bield.concerns.commands import door as commands
from bield.concerns.numbers import helplines_at_door
from bield.concerns.queries import door as queries
from bield.concerns.states import Voice
from bield.concerns.views.changes import ask, done, read
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength


@require_http_methods(["GET", "POST"])
def doors(request: ActorRequest) -> HttpResponse:
    page = queries.doors_page(request.actor)
    form = forms.OpenDoor(posted(request), places=page.places)
    if form.is_valid():
        with form.refusals():
            commands.open_door(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("concerns:doors")
    return render(request, "concerns/door/doors.html", {"page": page, "form": form})


@require_POST
def shut_door(request: ActorRequest, address: str) -> HttpResponse:
    commands.shut_door(request.actor, address, at=timezone.now())
    return redirect("concerns:doors")


@require_GET
def poster(request: ActorRequest, address: str) -> HttpResponse:
    shown = {
        "poster": queries.poster(request.actor, address),
        "numbers": helplines_at_door(Voice.CHILD, timezone.localdate()),
    }
    return render(request, "concerns/door/poster.html", shown)


@needs(Strength.TWO_FACTORS)
@require_http_methods(["GET", "POST"])
def write_to_reporter(request: ActorRequest, reference: str) -> HttpResponse:
    page = read(request, reference)
    form = forms.ToReporter(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.write_to_reporter(
                request.actor, reference, **form.cleaned_data, at=timezone.now()
            )
            return done(reference, "answered")
    return ask(request, page, form, "Write to the reporter", "Send it", page.actions.write)


@needs(Strength.TWO_FACTORS)
@require_POST
def hear(request: ActorRequest, reference: str) -> HttpResponse:
    commands.hear(request.actor, reference, at=timezone.now())
    return done(reference, "heard")
