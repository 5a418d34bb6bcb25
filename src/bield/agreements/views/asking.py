"""What one is asked, and whose answer is wanted."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access.middleware import VisitRequest
from bield.access.registry import led_to, never_held_up
from bield.agreements import commands, forms, queries
from bield.agreements.registry import numbers_that_help, report_form
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_office)
asked_and_answered = require_http_methods(["GET", "POST"])
SAID = {"taken-back": "It is taken back."}


@led_to
@require_GET
def mine(request: VisitRequest) -> HttpResponse:
    at = timezone.now()
    sheets = queries.my_sheets(request.actor, at=at)
    shown = {
        "sheets": sheets,
        "said": SAID.get(request.GET.get("said", ""), ""),
        "former": queries.former(request.actor, sheets, at=at),
        "first": request.arrival.visit.held_up and queries.comes_first(request.actor, at),
        "copies": queries.my_copies(request.actor, sheets, at=at),
    }
    return render(request, "agreements/mine.html", shown)


@require_POST
def choose_copies(request: ActorRequest, person: str) -> HttpResponse:
    child = people.person_by_reference(request.actor, person)
    wanted = request.POST.get("wanted") == "yes"
    commands.choose_copies(request.actor, child.pk, wanted=wanted, at=timezone.now())
    return redirect("agreements:mine")


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
                request.actor,
                about.pk,
                form.said,
                seen=form.seen,
                last=form.last,
                understood=form.understood,
                at=at,
            )
            return redirect("agreements:kept", person, reference)
    return render(request, "agreements/answer.html", {"sheet": sheet, "form": form})


@led_to
@require_GET
def kept(request: VisitRequest, person: str, reference: str) -> HttpResponse:
    """What was kept, since when, how it is taken back, and what now where it was no."""
    at = timezone.now()
    sheet = queries.my_sheet(request.actor, person, reference, at=at)
    team = people.whom_to_tell(request.actor, at) if sheet.unsigned else ()
    held = request.arrival.visit.held_up and queries.comes_first(request.actor, at)
    shown = {"sheet": sheet, "team": team, "held_up": held}
    return render(request, "agreements/kept.html", shown)


@led_to
@asked_and_answered
def take_back(request: ActorRequest, person: str, reference: str, purpose: str) -> HttpResponse:
    """No reason is asked. The page only makes sure that the finger meant it."""
    at = timezone.now()
    if request.method == "POST":
        said_yes = queries.agreed_before(request.actor, person, reference, purpose, at=at)
        about = people.person_by_reference(request.actor, person)
        commands.withdraw(request.actor, about.pk, [purpose], at=at)
        if said_yes:
            return redirect("agreements:taken-back", person, purpose)
        return redirect(f"{reverse('agreements:mine')}?said=taken-back")
    page = queries.to_take_back(request.actor, person, reference, purpose, at=at)
    return render(request, "agreements/take_back.html", {"page": page})


@never_held_up
@require_GET
def procedure(request: ActorRequest) -> HttpResponse:
    """When something is wrong online: what one signed, whom to tell today, and where. To print."""
    at, child = timezone.now(), queries.reads_as_a_child(request.actor)
    shown = {
        "words": queries.procedure(request.actor, at=at),
        "child": child,
        "team": people.whom_to_tell(request.actor, at),
        "report_form": report_form(),
        "numbers": numbers_that_help(timezone.localdate(at), child=child),
        "may_write": queries.may_write_forms(request.actor),
    }
    return render(request, "agreements/procedure.html", shown)


@secured
@require_GET
def wanted(request: ActorRequest, reference: str) -> HttpResponse:
    after = request.GET.get("after", "")
    places, groups = queries.narrowing(request.actor)
    narrow = forms.Narrow(request.GET, places=places, groups=groups, stands=False)
    narrow.full_clean()
    page = queries.wanted_page(
        request.actor, reference, **narrow.cleaned_data, after=after, at=timezone.now()
    )
    return render(request, "agreements/wanted.html", {"page": page, "narrow": narrow})
