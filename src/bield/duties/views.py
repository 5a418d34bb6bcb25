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


@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    page, breaches = queries.overview_page(request.actor, timezone.now())
    return render(request, "duties/overview.html", {"page": page, "breaches": breaches})


@require_http_methods(["GET", "POST"])
def hand_on(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.hand_on_page(request.actor, at)
    form = forms.HandOn(posted(request), kinds=page.kinds, people=page.people)
    if form.is_valid():
        with form.refusals():
            answers = dict(form.cleaned_data)
            kind, person = answers.pop("kind"), answers.pop("person")
            commands.hand_on(request.actor, kind, person, **answers, at=at)
            return redirect("duties:overview")
    return render(request, "duties/hand_on.html", {"form": form})


@require_POST
def take_back(request: ActorRequest, reference: str) -> HttpResponse:
    queries.hand_on_page(request.actor, timezone.now())
    commands.take_back(request.actor, reference, at=timezone.now())
    return redirect("duties:overview")


@require_GET
def branch(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.branch_page(request.actor, reference)
    return render(request, "duties/branch.html", {"page": page})


@require_http_methods(["GET", "POST"])
def more_often(request: ActorRequest, reference: str, kind: str) -> HttpResponse:
    page, bound = queries.bound(request.actor, reference, kind)
    form = forms.MoreOften(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.tighten(
                request.actor, page.site_id, kind, **form.cleaned_data, at=timezone.now()
            )
            return redirect("duties:branch", reference)
    return render(request, "duties/more_often.html", {"form": form, "page": page, "bound": bound})


@require_POST
def by_the_group(request: ActorRequest, reference: str, kind: str) -> HttpResponse:
    page, _ = queries.bound(request.actor, reference, kind)
    commands.go_by_the_group(request.actor, page.site_id, kind, at=timezone.now())
    return redirect("duties:branch", reference)
