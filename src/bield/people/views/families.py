from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.kit.forms import posted
from bield.people import commands, queries
from bield.people.actors import ActorRequest
from bield.people.forms import End
from bield.people.forms import families as forms


@require_GET
def own(request: ActorRequest) -> HttpResponse:
    page = queries.own_family_page(request.actor, timezone.now())
    return render(request, "people/own_family.html", {"page": page})


@require_GET
def family_of(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.family_of_page(request.actor, reference, timezone.now())
    return render(request, "people/family_of.html", {"page": page})


@require_GET
def call(request: ActorRequest, reference: str) -> HttpResponse:
    """Opened for the reader's own family, where nobody else could, it is a line of the record."""
    page, at = queries.call_page(request.actor, reference, timezone.now()), timezone.now()
    if page.opened_for:
        commands.open_call(request.actor, page.opened_for, at=at)
    return render(request, "people/call.html", {"page": page})


@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.family_page(request.actor, reference, request.GET.get("words", ""))
    form = forms.Guardian(posted(request), people=page.people, initial=page.initial)
    if form.is_valid():
        with form.refusals():
            answers = form.answers
            commands.link_guardian(
                request.actor,
                guardian_id=answers.pop("guardian"),
                child_id=page.person_id,
                **answers,
                at=timezone.now(),
            )
            return redirect("people:family-of", reference)
    return render(request, "people/family.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def change(request: ActorRequest, reference: str, guardian: str) -> HttpResponse:
    page = queries.link_page(request.actor, reference, guardian, timezone.now())
    form = forms.Link(posted(request), initial=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.link_guardian(
                request.actor,
                guardian_id=page.post_id,
                child_id=page.person_id,
                **form.answers,
                at=timezone.now(),
            )
            return redirect("people:family-of", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def end(request: ActorRequest, reference: str, guardian: str) -> HttpResponse:
    page = queries.end_link_page(request.actor, reference, guardian, timezone.now())
    form = End(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.end_guardianship(
                request.actor,
                guardian_id=page.post_id,
                child_id=page.person_id,
                **form.cleaned_data,
                at=timezone.now(),
            )
            return redirect("people:family-of", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def notes(request: ActorRequest, reference: str, guardian: str) -> HttpResponse:
    """What is sealed is opened for whoever may, and that is a line of the record."""
    page, at = (
        queries.notes_page(request.actor, reference, guardian, timezone.now()),
        timezone.now(),
    )
    pair = {"guardian_id": page.guardian_id, "child_id": page.child_id}
    form = forms.Note(posted(request), kinds=page.kinds)
    if form.is_valid():
        with form.refusals():
            answers = form.cleaned_data
            commands.write_note(
                request.actor, **pair, kind=answers["kind"], words=answers["words"], at=at
            )
            return redirect("people:family-of", reference)
    if page.notes:
        commands.open_notes(request.actor, **pair, at=at)
    return render(request, "people/notes.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def home(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.home_page(request.actor, reference)
    form = forms.Home(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.open_household(
                request.actor,
                **form.cleaned_data,
                person_id=page.person_id,
                at=timezone.now(),
            )
            return redirect("people:family-of", reference)
    return render(request, "people/form.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def move_in(request: ActorRequest, reference: str, household: str) -> HttpResponse:
    words = request.GET.get("words", "")
    page = queries.move_in_page(request.actor, reference, household, words)
    form = forms.MovesIn(posted(request), people=page.people)
    if form.is_valid():
        with form.refusals():
            commands.move_in(
                request.actor, household, form.cleaned_data["person"], at=timezone.now()
            )
            return redirect("people:family-of", reference)
    context = {"form": form, "page": page, "find": "Find who lives there by name"}
    return render(request, "people/find.html", context)


@require_POST
def move_out(request: ActorRequest, reference: str, household: str) -> HttpResponse:
    queries.move_in_page(request.actor, reference, household, "")
    person = queries.person_by_reference(request.actor, request.POST.get("who", ""))
    commands.move_out(request.actor, household, person.pk, at=timezone.now())
    return redirect("people:family-of", reference)
