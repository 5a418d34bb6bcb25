from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.registry import never_held_up, public
from bield.advice import commands, forms, queries
from bield.advice.states import Audience
from bield.kit.forms import posted
from bield.kit.languages import spoken
from bield.people import queries as people
from bield.people.actors import ActorRequest


@public
@spoken
@require_GET
def help_now(request: HttpRequest) -> HttpResponse:
    page = queries.help_page(timezone.localdate())
    return render(request, "advice/help.html", {"page": page})


@public
@require_GET
def if_a_child_tells_you(request: HttpRequest) -> HttpResponse:
    numbers = queries.shown(Audience.STAFF, timezone.localdate())
    return render(request, "advice/if_a_child_tells_you.html", {"numbers": numbers})


@public
@spoken
@require_GET
def you_did_right(request: HttpRequest) -> HttpResponse:
    numbers = queries.shown(Audience.CHILD, timezone.localdate())
    return render(request, "advice/you_did_right.html", {"numbers": numbers})


@never_held_up
@require_GET
def where_to_report(request: ActorRequest) -> HttpResponse:
    return directory(request, "advice/where_to_report.html")


@never_held_up
@require_GET
def if_nobody_answers(request: ActorRequest) -> HttpResponse:
    """A card for the wall and the pocket."""
    return directory(request, "advice/if_nobody_answers.html")


def directory(request: ActorRequest, template: str) -> HttpResponse:
    at = timezone.now()
    page = queries.directory_page(request.actor, at, place=request.GET.get("place", ""))
    return render(request, template, {"page": page, "at": at})


@require_http_methods(["GET", "POST"])
def add_number(request: ActorRequest) -> HttpResponse:
    queries.keeps_numbers(request.actor)
    return ask(request, {"body": request.GET.get("body", "")})


@require_http_methods(["GET", "POST"])
def change_number(request: ActorRequest, reference: str) -> HttpResponse:
    stands = queries.number(request.actor, reference)
    entered = {name: getattr(stands, name) for name in forms.KeepNumber.base_fields}
    return ask(request, entered, instead_of=reference)


def ask(request: ActorRequest, entered: dict[str, Any], *, instead_of: str = "") -> HttpResponse:
    local = [(body.code, body.name) for body in queries.known_bodies().values() if body.local]
    sites = people.site_choices(request.actor)
    form = forms.KeepNumber(posted(request), bodies=local, sites=sites, initial=entered)
    if form.is_valid():
        answers = dict(form.cleaned_data)
        site_id, at = answers.pop("site_id"), timezone.now()
        with form.refusals():
            given = commands.Number(**answers)
            commands.keep_number(
                request.actor, given, site_id=site_id, instead_of=instead_of, at=at
            )
            return redirect("advice:where-to-report")
    return render(request, "advice/keep_number.html", {"form": form, "stands": instead_of})


@require_POST
def check_number(request: ActorRequest, reference: str) -> HttpResponse:
    commands.check_number(request.actor, reference, at=timezone.now())
    return redirect("advice:where-to-report")


@require_POST
def end_number(request: ActorRequest, reference: str) -> HttpResponse:
    commands.end_number(request.actor, reference, at=timezone.now())
    return redirect("advice:where-to-report")
