"""“I saw it online”: the report, and the steps by which it comes down."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.agreements import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_taker_down)
asked_and_answered = require_http_methods(["GET", "POST"])


@asked_and_answered
def seen(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    offered = queries.events_seen_at(request.actor, at=at)
    form = forms.Seen(posted(request), events=offered)
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            made = commands.report_online(
                request.actor,
                said["words"],
                of_another=said["of_another"] == "yes",
                event=said["event"],
                at=at,
            )
            return redirect("agreements:seen-online", made.reference)
    return render(request, "agreements/seen.html", {"form": form})


@require_GET
def seen_online(request: ActorRequest, reference: str) -> HttpResponse:
    read = queries.seen_online(request.actor, reference, at=timezone.now())
    return render(request, "agreements/seen_online.html", {"read": read})


@secured
@require_GET
def take_downs(request: ActorRequest) -> HttpResponse:
    rows = queries.take_downs(request.actor)
    return render(request, "agreements/take_downs.html", {"rows": rows})


@secured
@require_GET
def take_down(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.take_down_page(request.actor, reference)
    return render(request, "agreements/take_down.html", {"page": page})


@secured
@asked_and_answered
def ask(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.take_down_page(request.actor, reference)
    form = forms.AskDown(posted(request), initial={"words": page.asks})
    if form.is_valid():
        with form.refusals():
            commands.ask_down(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("agreements:take-down", reference)
    return _step(request, page, form, "ask_down")


@secured
@asked_and_answered
def answer(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.take_down_page(request.actor, reference)
    form = forms.HearDown(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.hear_down(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("agreements:take-down", reference)
    return _step(request, page, form, "hear_down")


@secured
@asked_and_answered
def tell(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.take_down_page(request.actor, reference)
    form = forms.TellParents(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.tell_parents(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("agreements:take-down", reference)
    return _step(request, page, form, "tell_parents")


@secured
@require_POST
def close(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.take_down_page(request.actor, reference)
    form = Form(request.POST)
    if form.is_valid():
        with form.refusals():
            commands.close_take_down(request.actor, reference, at=timezone.now())
            return redirect("agreements:take-down", reference)
    return _step(request, page, form, "take_down")


def _step(
    request: ActorRequest, page: queries.TakeDownPage, form: Form, template: str
) -> HttpResponse:
    return render(request, f"agreements/{template}.html", {"page": page, "form": form})
