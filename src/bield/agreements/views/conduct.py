"""What somebody signed, what stands against them, and what those who work here declare."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.agreements import commands, forms, queries
from bield.agreements.commands import Declared
from bield.kit.answers import to_save
from bield.kit.components import Tab
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.kit.refusals import NotFound
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_recorder)
of_ties = needs(Strength.TWO_FACTORS, theirs=queries.require_ties_reader)
asked_and_answered = require_http_methods(["GET", "POST"])


@require_GET
def signed(request: ActorRequest) -> HttpResponse:
    page = queries.signed_page(request.actor)
    return render(request, "agreements/signed.html", {"page": page})


# ------ misuse


@secured
@require_GET
def all_misuse(request: ActorRequest) -> HttpResponse:
    words = request.GET.get("words", "").strip()
    page = queries.misuse_page(request.actor, words=words)
    return render(request, "agreements/all_misuse.html", {"page": page})


@secured
@require_GET
def misuse_of(request: ActorRequest, person: str) -> HttpResponse:
    page = queries.misuse_file(request.actor, person, at=timezone.now())
    return render(request, "agreements/misuse_of.html", {"page": page})


@secured
@asked_and_answered
def misuse_day(request: ActorRequest, person: str) -> HttpResponse:
    """First the day: it decides which edition it is held against."""
    about = queries.somebody(request.actor, person)
    form = forms.OnDay(posted(request))
    if form.is_valid():
        day: date = form.cleaned_data["on"]
        if day <= timezone.localdate():
            return redirect("agreements:record-misuse", person, day.isoformat())
        form.add_error("on", "Enter a day that has come already.")
    return render(request, "agreements/misuse_day.html", {"about": about, "form": form})


@secured
@asked_and_answered
def record_misuse(request: ActorRequest, person: str, day: str) -> HttpResponse:
    at = timezone.now()
    about, on = queries.somebody(request.actor, person), _day(day)
    parts = queries.parts_on(request.actor, about.pk, on, at=at)
    form = forms.RecordMisuse(posted(request), parts=queries.part_choices(parts))
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            row = commands.record_misuse(request.actor, about.pk, **said, happened_on=on, at=at)
            return redirect("agreements:misuse", row.reference)
    shown = {"about": about, "on": on, "form": form}
    return render(request, "agreements/record_misuse.html", shown)


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotFound(said) from None


@asked_and_answered
def misuse(request: ActorRequest, reference: str) -> HttpResponse:
    """For those entitled, who add to it; and for whoever it is of, who reads it."""
    record = queries.misuse_record(request.actor, reference)
    if request.method == "POST" and record.own:
        raise NotFound(reference)
    form = None if record.own else forms.AddToMisuse(posted(request))
    if form is not None and form.is_valid():
        with form.refusals():
            words = form.cleaned_data["words"]
            commands.add_to_misuse(request.actor, reference, words=words, at=timezone.now())
            return redirect("agreements:misuse", reference)
    return render(request, "agreements/misuse.html", {"record": record, "form": form})


# ------ ties and private contacts


@asked_and_answered
def ties(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.my_ties(request.actor, at=at)
    form = forms.Declare(
        posted(request), stand=[one.reference for one in page.ties if not one.over]
    )
    if form.is_valid():
        with form.refusals():
            commands.declare(request.actor, seen=form.cleaned_data["seen"], at=at)
            return redirect("agreements:ties")
    return render(request, "agreements/ties.html", {"page": page, "form": form})


@asked_and_answered
def add_tie(request: ActorRequest) -> HttpResponse:
    queries.require_worker(request.actor)
    form = forms.AddTie(posted(request))
    if form.is_valid():
        with form.refusals():
            tie = Declared(**form.cleaned_data)
            commands.declare_tie(request.actor, tie, at=timezone.now())
            return redirect("agreements:ties")
    return render(request, "agreements/add_tie.html", {"form": form})


@asked_and_answered
def end_tie(request: ActorRequest, reference: str) -> HttpResponse:
    tie = queries.my_tie(request.actor, reference)
    if request.method == "POST":
        commands.end_tie(request.actor, reference, at=timezone.now())
        return redirect("agreements:ties")
    return render(request, "agreements/end_tie.html", {"tie": tie})


@of_ties
@require_GET
def conduct(request: ActorRequest) -> HttpResponse:
    after, missing = request.GET.get("after", ""), request.GET.get("missing") == "1"
    page = queries.conduct_page(request.actor, after=after, missing=missing, at=timezone.now())
    everybody = reverse("agreements:conduct")
    tabs = [
        Tab("Everybody", everybody, current=not missing),
        Tab("Something is missing", f"{everybody}?missing=1", current=missing),
    ]
    return render(request, "agreements/conduct.html", {"page": page, "tabs": tabs})


@of_ties
@require_GET
def conduct_table(request: ActorRequest) -> HttpResponse:
    made = queries.conduct_table(request.actor, at=timezone.now())
    return to_save(made.encode(), "text/csv; charset=utf-8", "code-and-declarations.csv")


@of_ties
@require_GET
def ties_of(request: ActorRequest, person: str) -> HttpResponse:
    found = queries.declared_ties(request.actor, person, at=timezone.now())
    return render(request, "agreements/ties_of.html", {"found": found})


@of_ties
@asked_and_answered
def decide_tie(request: ActorRequest, reference: str) -> HttpResponse:
    tie = queries.tie_shown(request.actor, reference)
    form = forms.Decide(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.decide_tie(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("agreements:ties-of", tie.person)
    return render(request, "agreements/decide_tie.html", {"tie": tie, "form": form})
