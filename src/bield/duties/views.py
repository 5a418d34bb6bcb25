from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.duties import commands, forms, queries
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@require_GET
def duties(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.duty_page(request.actor, at)
    return render(request, "duties/duties.html", {"page": page, "at": at})


@require_http_methods(["GET", "POST"])
def done(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.done_page(request.actor, reference, at)
    form = forms.Done(posted(request), evidence=page.row.by_hand)
    if form.is_valid():
        with form.refusals():
            commands.mark_done(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("duties:duties")
    return render(request, "duties/done.html", {"page": page, "form": form, "at": at})


@require_http_methods(["GET", "POST"])
def calendar(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.term_page(request.actor, at)
    form = forms.NewTerm(posted(request), places=page.places)
    if form.is_valid():
        with form.refusals():
            commands.set_term(request.actor, **form.cleaned_data, at=at)
            return redirect("duties:calendar")
    return render(request, "duties/calendar.html", {"page": page, "form": form})


@require_POST
def take_out_term(request: ActorRequest, reference: str) -> HttpResponse:
    commands.end_term(request.actor, reference, at=timezone.now())
    return redirect("duties:calendar")
