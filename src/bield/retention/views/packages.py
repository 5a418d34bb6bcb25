"""All that is kept about whoever asked, put together for them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.kit.answers import to_save
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength
from bield.retention import commands, queries
from bield.retention.forms import packages as forms
from bield.retention.packing import KIND

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_handler)
shown_and_sent = require_http_methods(["GET", "POST"])


@secured
@shown_and_sent
def make(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.package_page(request.actor, reference, at)
    form = forms.Pack(posted(request), give=page.give, given=page.given, others=page.others)
    if form.is_valid():
        with form.refusals():
            commands.make_package(request.actor, reference, **form.cleaned_data, at=at)
            return redirect("retention:request", reference)
    return render(request, "retention/package.html", {"page": page, "form": form})


@secured
@require_POST
def take_out(request: ActorRequest, reference: str, package: str) -> HttpResponse:
    data = commands.open_package(request.actor, reference, package, at=timezone.now())
    return to_save(data, KIND, f"{reference}.zip")
