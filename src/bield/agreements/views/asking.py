"""What one is asked, and the forms that ask it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.middleware import VisitRequest
from bield.access.registry import led_to
from bield.agreements import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)
asked_and_answered = require_http_methods(["GET", "POST"])


@led_to
@require_GET
def mine(request: VisitRequest) -> HttpResponse:
    at = timezone.now()
    sheets = queries.my_sheets(request.actor, at=at)
    first = request.arrival.visit.held_up and queries.comes_first(request.actor, at)
    return render(request, "agreements/mine.html", {"sheets": sheets, "first": first})


@led_to
@asked_and_answered
def answer(request: ActorRequest, person: str, reference: str) -> HttpResponse:
    at = timezone.now()
    sheet = queries.my_sheet(request.actor, person, reference, at=at)
    form = forms.Answer(posted(request), sheet=sheet)
    if form.is_valid():
        with form.refusals():
            about = people.person_by_reference(request.actor, person)
            commands.answer(
                request.actor, about.pk, form.said, seen=form.seen, last=form.last, at=at
            )
            return redirect("agreements:mine")
    return render(request, "agreements/answer.html", {"sheet": sheet, "form": form})


@led_to
@asked_and_answered
def take_back(request: ActorRequest, person: str, reference: str, purpose: str) -> HttpResponse:
    """No reason is asked. The page only makes sure that the finger meant it."""
    at = timezone.now()
    sheet = queries.my_sheet(request.actor, person, reference, at=at)
    if request.method == "POST":
        about = people.person_by_reference(request.actor, person)
        commands.withdraw(request.actor, about.pk, [purpose], at=at)
        if sheet.agreed(purpose):
            return redirect("agreements:taken-back", person, purpose)
        return redirect("agreements:mine")
    line = queries.line_of(sheet, purpose)
    return render(request, "agreements/take_back.html", {"sheet": sheet, "line": line})


@secured
@require_GET
def all_forms(request: ActorRequest) -> HttpResponse:
    page = queries.forms_page(request.actor, at=timezone.now())
    return render(request, "agreements/forms.html", {"page": page})


@secured
@asked_and_answered
def new_form(request: ActorRequest) -> HttpResponse:
    queries.require_publisher(request.actor)
    form = forms.NewForm(posted(request))
    if form.is_valid():
        with form.refusals():
            made = commands.write_form(
                request.actor, **form.cleaned_data, put=[], at=timezone.now()
            )
            return redirect("agreements:form", made.reference)
    return render(request, "agreements/new_form.html", {"form": form})


@secured
@require_GET
def one_form(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.form_page(request.actor, reference, at=timezone.now())
    return render(request, "agreements/form.html", {"page": page})


@secured
@asked_and_answered
def question(request: ActorRequest, reference: str, purpose: str = "") -> HttpResponse:
    """One purpose of a form, in the words for each audience."""
    queries.require_publisher(request.actor)
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Ask(posted(request), purpose=purpose, put=page.put, version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.write_form(
                request.actor,
                page.title,
                form.put,
                instead_of=reference,
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/question.html", {"page": page, "form": form})


@secured
@require_POST
def take_out(request: ActorRequest, reference: str, purpose: str) -> HttpResponse:
    """One purpose, out of the draft."""
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Publish(request.POST)
    if form.is_valid():
        with form.refusals():
            left = [one for one in page.put if one.purpose != purpose]
            version = form.cleaned_data["version"]
            commands.write_form(
                request.actor,
                page.title,
                left,
                instead_of=reference,
                version=version,
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/form.html", {"page": page, "form": form})


@secured
@require_POST
def publish(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Publish(request.POST)
    if form.is_valid():
        with form.refusals():
            commands.publish_form(
                request.actor, reference, version=form.cleaned_data["version"], at=timezone.now()
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/form.html", {"page": page, "form": form})


@secured
@require_GET
def wanted(request: ActorRequest, reference: str) -> HttpResponse:
    after = request.GET.get("after", "")
    page = queries.wanted_page(request.actor, reference, after=after, at=timezone.now())
    return render(request, "agreements/wanted.html", {"page": page})


@secured
@asked_and_answered
def take_answer(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    """The office writes down what came on paper, by message or spoken."""
    at = timezone.now()
    signer_id, sheet = queries.sheet_to_take(request.actor, signer, person, reference, at=at)
    form = forms.TakeAnswer(posted(request), sheet=sheet)
    if form.is_valid():
        with form.refusals():
            about = people.person_by_reference(request.actor, person)
            commands.take_answer(
                request.actor,
                signer_id,
                about.pk,
                form.said,
                seen=form.seen,
                how=form.cleaned_data["how"],
                last=form.last,
                at=at,
            )
            return redirect("agreements:wanted", reference)
    signed_by = people.person_by_reference(request.actor, signer).name
    shown = {"sheet": sheet, "form": form, "signed_by": signed_by}
    return render(request, "agreements/take_answer.html", shown)
