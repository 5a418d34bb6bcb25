"""What people ask about their own data."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength
from bield.retention import commands, queries
from bield.retention.forms import requests as forms

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_handler)
shown_and_sent = require_http_methods(["GET", "POST"])


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    rows = queries.my_requests(request.actor)
    return render(request, "retention/my_requests.html", {"rows": rows})


@shown_and_sent
def ask(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    form = forms.Ask(posted(request), people=queries.for_whom(request.actor, at))
    if form.is_valid():
        with form.refusals():
            commands.ask(request.actor, **form.cleaned_data, at=at)
            return redirect("retention:my-requests")
    return render(request, "retention/ask.html", {"form": form})


@secured
@require_GET
def all_requests(request: ActorRequest) -> HttpResponse:
    page = queries.requests_page(request.actor, timezone.now())
    return render(request, "retention/requests.html", {"page": page})


@secured
@shown_and_sent
def write(request: ActorRequest) -> HttpResponse:
    queries.require_handler(request.actor)
    words = request.GET.get("words", "")
    found = queries.people_to_choose(request.actor, words)
    form = forms.Write(posted(request), people=found)
    if form.is_valid():
        with form.refusals():
            made = commands.write_request(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("retention:request", made.reference)
    return render(request, "retention/write_request.html", {"form": form, "words": words})


@secured
@shown_and_sent
def one_request(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.request_page(request.actor, reference, at)
    together = queries.put_together(request.actor, reference)
    form = forms.TakeStep(posted(request), offered=page.offered, waits=together.waits)
    if form.is_valid():
        with form.refusals():
            commands.take_step(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("retention:request", reference)
    shown = {"page": page, "form": form, "together": together}
    return render(request, "retention/request.html", shown)


@secured
@shown_and_sent
def contact(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("words", "")
    found = queries.contact_choices(request.actor, words)
    form = forms.NameContact(posted(request), people=found)
    if form.is_valid():
        with form.refusals():
            commands.name_contact(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("retention:requests")
    return render(request, "retention/contact.html", {"form": form, "words": words, "found": found})
