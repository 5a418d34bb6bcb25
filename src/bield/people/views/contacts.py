from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.kit.doors import needs_what_there_is
from bield.kit.forms import posted
from bield.people import commands, forms, queries
from bield.people.actors import ActorRequest, Strength
from bield.people.states import Channel


@needs_what_there_is(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """How I am reached."""
    page = queries.contact_page(request.actor, timezone.now())
    form = forms.Contact(posted(request), initial=page.initial)
    if form.is_valid():
        with form.refusals():
            commands.change_person(
                request.actor, page.person_id, **form.cleaned_data, at=timezone.now()
            )
            return redirect("people:contact")
    bodies = queries.spoken_for(request.actor)
    return render(request, "people/contact.html", {"form": form, "page": page, "bodies": bodies})


@require_POST
def send(request: ActorRequest) -> HttpResponse:
    """By mail the code travels; on the phone it is read out, so it is shown here, once."""
    form = forms.Way(request.POST)
    if not form.is_valid():
        return redirect("people:contact")
    channel = form.cleaned_data["channel"]
    code = commands.send_contact_code(request.actor, channel=channel, at=timezone.now())
    if channel == Channel.EMAIL:
        return redirect("people:confirm-contact")
    page = queries.contact_page(request.actor, timezone.now())
    return render(request, "people/read_out.html", {"code": f"{code[:3]} {code[3:]}", "page": page})


@require_http_methods(["GET", "POST"])
def confirm(request: ActorRequest) -> HttpResponse:
    """The code came by mail; its reader hands it back."""
    page = queries.contact_page(request.actor, timezone.now())
    form = forms.Code(posted(request))
    if form.is_valid():
        with form.refusals():
            if commands.confirm_contact(
                request.actor, page.person_id, channel=Channel.EMAIL, at=timezone.now(),
                **form.cleaned_data,
            ):  # fmt: skip
                return redirect("people:contact")
            form.wrong()
    return render(request, "people/confirm_contact.html", {"form": form, "page": page})


@require_http_methods(["GET", "POST"])
def ring(request: ActorRequest, reference: str) -> HttpResponse:
    """Somebody else rings the number and types in what they hear."""
    person = queries.rung(request.actor, reference)
    form = forms.Code(posted(request))
    if form.is_valid():
        with form.refusals():
            if commands.confirm_contact(
                request.actor, person.pk, channel=Channel.PHONE, at=timezone.now(),
                **form.cleaned_data,
            ):  # fmt: skip
                return redirect("people:team")
            form.wrong()
    return render(request, "people/ring.html", {"form": form, "person": person})
