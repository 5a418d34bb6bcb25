"""Paper slips for when nothing else can be reached: printed, looked after."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, secured
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def slips(request: ActorRequest) -> HttpResponse:
    at, before = timezone.now(), request.GET.get("before", "")
    number = int(before) if before.isdecimal() and len(before) < 10 else None
    page = queries.slips_page(request.actor, before=number, at=at)
    form = forms.PrintSlips(posted(request), sites=people.site_choices(request.actor))
    if form.is_valid():
        with form.refusals():
            first = commands.print_slips(request.actor, **form.cleaned_data, at=at)
            return redirect("concerns:slips-printed", first)
    return render(request, "concerns/slips.html", {"page": page, "form": form})


@secured
@require_GET
def slip_batch(request: ActorRequest, first: str) -> HttpResponse:
    page = queries.batch_page(request.actor, first, at=timezone.now())
    return render(request, "concerns/slip_batch.html", {"page": page})


@secured
@require_GET
def slips_printed(request: ActorRequest, first: str) -> HttpResponse:
    page = queries.sheets(request.actor, first, at=timezone.now())
    return render(request, "concerns/slips_printed.html", {"page": page})


@secured
@asked_and_answered
def slip_out_of_use(request: ActorRequest, first: str, number: str) -> HttpResponse:
    slip = queries.slip_among(request.actor, first, number)
    form = forms.TakeOutOfUse(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.take_slip_out_of_use(
                request.actor, slip.number, why=form.cleaned_data["why"], at=timezone.now()
            )
            return redirect("concerns:slip-batch", slip.first)
    return render(request, "concerns/slip_out_of_use.html", {"slip": slip, "form": form})
