"""How the office gets an answer of somebody without an account, and what shows it afterwards."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.registry import led_to
from bield.agreements import commands, forms, queries
from bield.kit.answers import to_save
from bield.kit.doors import needs
from bield.kit.forms import Form, posted
from bield.kit.judging import Judged, judge
from bield.kit.paper import pdf
from bield.kit.refusals import Refusal, Refused
from bield.kit.uploads import takes_files
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_office)
asked_and_answered = require_http_methods(["GET", "POST"])
PDF = "application/pdf"


def may_take_scan(
    request: ActorRequest, reference: str, person: str, signer: str
) -> Refusal | None:
    """Asked with nothing but the headers at hand: 404 for whoever may write nothing down."""
    queries.sheet_to_take(request.actor, signer, person, reference, at=timezone.now())
    return None


@secured
@asked_and_answered
@takes_files(may_take_scan)
def take_answer(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    """The office writes down what came on paper, by message or spoken."""
    at = timezone.now()
    signer_id, sheet = queries.sheet_to_take(request.actor, signer, person, reference, at=at)
    form = forms.TakeAnswer(posted(request), request.FILES, sheet=sheet)
    signed_by = people.person_by_reference(request.actor, signer).name
    shown = {"sheet": sheet, "form": form, "signed_by": signed_by, "signer": signer}
    shown["written"] = request.GET.get("said") == "written" and not form.is_bound
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
                understood=form.understood,
                at=at,
                by=_evidence(form),
            )
            there = reverse("agreements:take-answer", args=[reference, person, signer])
            return redirect(f"{there}?said=written")
    return render(request, "agreements/take_answer.html", shown)


def _evidence(form: forms.TakeAnswer) -> commands.Evidence:
    said = form.cleaned_data
    return commands.Evidence(
        signed_on=said["signed_on"],
        scan=_judged(form.file),
        witness=said["witness"],
        words=said["words"],
    )


def _judged(data: bytes | None) -> Judged | None:
    if data is None:
        return None
    try:
        return judge(data, pictures=True)
    except Refused as refused:  # beside the field that it came by
        raise Refused(*(replace(one, field="scan") for one in refused.refusals)) from None


@secured
@require_POST
def send_link(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    return _made(request, reference, person, signer, "sent")


@secured
@require_POST
def show_link(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    return _made(request, reference, person, signer, "link")


@secured
@require_POST
def show_code(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    return _made(request, reference, person, signer, "code")


def _made(
    request: ActorRequest, reference: str, person: str, signer: str, way: str
) -> HttpResponse:
    """Shown once, on the page itself: nothing of it can be looked up again."""
    at = timezone.now()
    _, sheet = queries.sheet_to_take(request.actor, signer, person, reference, at=at)
    signed_by = people.person_by_reference(request.actor, signer).name
    form = Form(posted(request))
    shown = {"sheet": sheet, "form": form, "signed_by": signed_by, "signer": signer, "way": way}
    if form.is_valid():
        with form.refusals():
            if way == "sent":
                commands.send_link(request.actor, signer, at=at)
            elif way == "link":
                token = commands.show_link(request.actor, signer, at=at)
                shown["link"] = f"{settings.BASE_URL}{reverse('agreements:link', args=[token])}"
            else:
                shown["code"] = commands.show_code(request.actor, signer, at=at)
                shown["screen"] = f"{settings.BASE_URL}{reverse('agreements:code')}"
    return render(request, "agreements/way_made.html", shown)


@secured
@asked_and_answered
def send_links(request: ActorRequest, reference: str) -> HttpResponse:
    """To all who have not answered, after a look at who that is."""
    at = timezone.now()
    page = queries.form_title(request.actor, reference)
    found = queries.without_answer(request.actor, reference, at=at)
    form = Form(posted(request))
    shown = {"page": page, "found": found, "form": form}
    if form.is_valid():
        with form.refusals():
            shown["sent"] = commands.send_links(request.actor, found.reachable, at=at)
    return render(request, "agreements/send_links.html", shown)


@secured
@asked_and_answered
def guest(request: ActorRequest) -> HttpResponse:
    queries.require_office(request.actor)
    form = forms.Guest(posted(request))
    if form.is_valid():
        with form.refusals():
            who, code = commands.greet_guest(request.actor, **form.cleaned_data, at=timezone.now())
            screen = f"{settings.BASE_URL}{reverse('agreements:code')}"
            shown = {"way": "code", "code": code, "screen": screen, "signed_by": who.name}
            return render(request, "agreements/way_made.html", {**shown, "form": form})
    return render(request, "agreements/guest.html", {"form": form})


@secured
@asked_and_answered
def ask(request: ActorRequest, reference: str, person: str, signer: str) -> HttpResponse:
    """A question goes out by message, in its exact words."""
    at = timezone.now()
    page = queries.ask_page(request.actor, signer, person, reference, at=at)
    form = forms.AskByMessage(posted(request), purposes=page.purposes)
    if form.is_valid():
        with form.refusals():
            sent = commands.send_statement(
                request.actor,
                signer,
                person,
                form.cleaned_data["purpose"],
                way=form.cleaned_data["way"],
                at=at,
            )
            return redirect("agreements:statement", sent.reference)
    return render(request, "agreements/ask.html", {"page": page, "form": form})


@secured
@asked_and_answered
def statement(request: ActorRequest, statement: str) -> HttpResponse:
    """What went out, what came back, and what it counts for."""
    page = queries.statement_page(request.actor, statement)
    form = forms.Came(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.hear_reply(
                request.actor,
                statement,
                form.cleaned_data["words"],
                sender=form.cleaned_data["sender"],
                came_at=form.moment,
                at=timezone.now(),
            )
            return redirect("agreements:statement", statement)
    return render(request, "agreements/statement.html", {"page": page, "form": form})


@led_to
@require_GET
def certificate(request: ActorRequest, certificate: str) -> HttpResponse:
    page = queries.certificate_page(request.actor, certificate)
    return render(request, "agreements/certificate.html", {"page": page})


@led_to
@require_GET
def certificate_to_keep(request: ActorRequest, certificate: str) -> HttpResponse:
    page = queries.certificate_page(request.actor, certificate)
    house = people.organisation_by_id(request.actor.organisation_id).name
    made = pdf(queries.certificate_paper(page, house, timezone.now()))
    return to_save(made, PDF, f"{certificate}.pdf")


@led_to
@require_GET
def scan(request: ActorRequest, certificate: str) -> HttpResponse:
    """A copy, to be saved. That it was opened is a line in the record."""
    found = commands.open_scan(request.actor, certificate, at=timezone.now())
    return to_save(found.data, found.kind.content_type, found.name)
