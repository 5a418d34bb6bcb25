"""Lists of people: put in, looked at, taken in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.kit.forms import posted
from bield.kit.refusals import Refusal
from bield.kit.uploads import takes_files
from bield.people import commands, queries
from bield.people.actors import ActorRequest
from bield.people.importing import asking


@require_GET
def lists(request: ActorRequest) -> HttpResponse:
    page = queries.lists_page(request.actor, timezone.now())
    return render(request, "people/lists.html", {"page": page})


def may_put_in(request: ActorRequest) -> Refusal | None:
    """Asked with nothing but the headers at hand; for everybody else there is no such page."""
    queries.add_list_page(request.actor)
    return None


@require_http_methods(["GET", "POST"])
@takes_files(may_put_in)
def add(request: ActorRequest) -> HttpResponse:
    page = queries.add_list_page(request.actor)
    form = asking.PutIn(posted(request), request.FILES, places=page.places)
    if form.is_valid():
        with form.refusals():
            said, at = form.cleaned_data, timezone.now()
            pieces = said.pop("file").chunks()
            intake = commands.receive_list(request.actor, pieces, **said, at=at)
            commands.read_at_once(request.actor, intake.reference, at=at)
            return redirect("people:list", intake.reference)
    return render(request, "people/add_list.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def columns(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.columns_page(request.actor, reference)
    form = asking.Columns(posted(request), heads=page.heads, roles=page.roles, initial=page.initial)
    if form.is_valid():
        with form.refusals():
            said, at = form.cleaned_data, timezone.now()
            commands.choose_columns(
                request.actor, reference,
                columns=form.columns, order=said["order"], role=said["rest"], at=at,
            )  # fmt: skip
            commands.read_at_once(request.actor, reference, at=at)
            return redirect("people:list", reference)
    return render(request, "people/columns.html", {"form": form, "page": page})


@require_GET
def one(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.list_page(request.actor, reference, timezone.now())
    return render(request, "people/list.html", {"page": page})


@require_GET
def part(request: ActorRequest, reference: str, part: str) -> HttpResponse:
    page = queries.part_page(request.actor, reference, part, request.GET.get("after", ""))
    return render(request, "people/list_part.html", {"page": page})


@require_http_methods(["GET", "POST"])
def known(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.known_page(request.actor, reference, request.GET.get("after", ""))
    form = asking.Known(posted(request), asked=page.asked, given=page.given)
    if form.is_valid():
        with form.refusals():
            commands.answer_list(request.actor, reference, answers=form.answers, at=timezone.now())
            return redirect(page.following)
    return render(request, "people/list_known.html", {"form": form, "page": page})


@require_POST
def again(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    queries.list_page(request.actor, reference, at)
    commands.read_list_again(request.actor, reference, at=at)
    commands.read_at_once(request.actor, reference, at=at)
    return redirect("people:list", reference)


@require_POST
def accept(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    queries.list_page(request.actor, reference, at)
    commands.accept_list(request.actor, reference, at=at)
    commands.take_in_at_once(request.actor, reference, at=at)
    return redirect("people:list", reference)


@require_POST
def drop(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    queries.list_page(request.actor, reference, at)
    commands.drop_list(request.actor, reference, at=at)
    return redirect("people:lists")


@require_http_methods(["GET", "POST"])
def missing(request: ActorRequest) -> HttpResponse:
    page = queries.missing_page(request.actor, timezone.now())
    form = asking.Missing(posted(request), people=page.people)
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            commands.settle_missing(
                request.actor, said["people"],
                settled=said["settled"], left_on=said["left_on"], at=timezone.now(),
            )  # fmt: skip
            return redirect("people:missing")
    return render(request, "people/missing.html", {"form": form, "page": page})
