from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength
from bield.retention import commands, forms, queries

# What is held tells that something is wrong.
secured = needs(Strength.TWO_FACTORS, theirs=queries.require_holder)


@secured
@require_GET
def holds(request: ActorRequest) -> HttpResponse:
    page = queries.holds_page(request.actor)
    return render(request, "retention/holds.html", {"page": page})


@secured
@require_GET
def hold(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.hold_page(request.actor, reference)
    return render(request, "retention/hold.html", {"page": page})


@secured
@require_http_methods(["GET", "POST"])
def place(request: ActorRequest) -> HttpResponse:
    queries.holds_page(request.actor)
    form = forms.Place(posted(request))
    if form.is_valid():
        with form.refusals():
            placed = commands.place_hold(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("retention:hold", placed.reference)
    return render(request, "retention/place.html", {"form": form})


@secured
@require_http_methods(["GET", "POST"])
def review(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.standing_page(request.actor, reference)
    form = forms.Review(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.review_hold(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("retention:hold", reference)
    return render(request, "retention/review.html", {"page": page, "form": form})


@secured
@require_http_methods(["GET", "POST"])
def release(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.hold_page(request.actor, reference)
    if page.hold.released_at is not None:  # pressed twice: the hold says who released it
        return redirect("retention:hold", reference)
    form = forms.Release(posted(request), needs_advice=page.needs_advice)
    if form.is_valid():
        with form.refusals():
            commands.release_hold(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("retention:hold", reference)
    return render(request, "retention/release.html", {"page": page, "form": form})


@require_GET
def certificates(request: ActorRequest) -> HttpResponse:
    rows = queries.certificates(request.actor)
    return render(request, "retention/certificates.html", {"rows": rows})
