from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.forms import posted
from bield.people import commands, queries
from bield.people.actors import ActorRequest
from bield.people.forms.numbers import Number


@require_GET
def number(request: ActorRequest) -> HttpResponse:
    page = queries.number_page(request.actor, timezone.now())
    return render(request, "people/number.html", {"page": page})


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest) -> HttpResponse:
    page = queries.set_number_page(request.actor)
    form = Number(posted(request), places=page.places)
    if form.is_valid():
        with form.refusals():
            commands.set_number(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("people:number")
    return render(request, "people/form.html", {"form": form, "page": page})
