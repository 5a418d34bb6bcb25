"""The office puts forms to people, and sees who has answered."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.agreements import commands, forms, queries
from bield.agreements.views.asking import secured
from bield.kit.answers import to_save
from bield.kit.forms import Form, posted
from bield.people.actors import ActorRequest

MANY = 10  # digits: so many people there are not


@secured
@require_GET
def asking(request: ActorRequest) -> HttpResponse:
    page = queries.asking_page(request.actor, at=timezone.now())
    return render(request, "agreements/requests/asking.html", {"page": page})


@secured
@require_http_methods(["GET", "POST"])
def put_to(request: ActorRequest, reference: str) -> HttpResponse:
    """First a look at whom it would ask, then the asking: both with what was typed."""
    at = timezone.now()
    page = queries.put_page(request.actor, reference, at=at)
    form = forms.PutTo(posted(request), page=page)
    seen = None
    if form.is_valid():
        with form.refusals():
            put = form.put | {"named": queries.by_name(request.actor, form.names)}
            if "ask" in request.POST:
                made = commands.put_form(request.actor, reference, **put, at=at)
                return redirect("agreements:request", made.reference)
            seen = queries.preview(request.actor, reference, **put, at=at)
    return render(
        request, "agreements/requests/put_to.html", {"page": page, "form": form, "seen": seen}
    )


@secured
@require_GET
def one_request(request: ActorRequest, reference: str) -> HttpResponse:
    narrow, filters = _narrowed(request)
    page = queries.request_page(
        request.actor,
        reference,
        filters=filters,
        after=request.GET.get("after", ""),
        at=timezone.now(),
    )
    reminded = request.GET.get("reminded", "")
    shown = {
        "page": page,
        "narrow": narrow,
        "form": Form(),
        "reminded": int(reminded) if reminded.isdecimal() and len(reminded) < MANY else None,
    }
    return render(request, "agreements/requests/request.html", shown)


def _narrowed(request: ActorRequest) -> tuple[forms.Narrow, queries.Filters]:
    places, groups = queries.narrowing(request.actor)
    narrow = forms.Narrow(request.GET, places=places, groups=groups)
    narrow.full_clean()
    return narrow, queries.Filters(**narrow.cleaned_data)


@secured
@require_POST
def remind_now(request: ActorRequest, reference: str) -> HttpResponse:
    form = Form(request.POST)
    if form.is_valid():
        with form.refusals():
            written_to = commands.remind_now(request.actor, reference, at=timezone.now())
            back = reverse("agreements:request", args=[reference])
            return redirect(f"{back}?reminded={written_to}")
    narrow, filters = _narrowed(request)
    page = queries.request_page(request.actor, reference, filters=filters, at=timezone.now())
    shown = {"page": page, "narrow": narrow, "form": form}
    return render(request, "agreements/requests/request.html", shown)


@secured
@require_POST
def end(request: ActorRequest, reference: str) -> HttpResponse:
    commands.end_request(request.actor, reference, at=timezone.now())
    return redirect("agreements:asking")


@secured
@require_POST
def save_list(request: ActorRequest, reference: str) -> HttpResponse:
    made = commands.save_list(request.actor, reference, at=timezone.now())
    return to_save(made.encode(), "text/csv; charset=utf-8", "who-has-answered.csv")
