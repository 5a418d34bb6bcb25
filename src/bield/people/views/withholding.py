"""What a parent or carer is not told, where telling would harm."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people import commands, forms, queries
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_withholder)


@secured
@require_http_methods(["GET", "POST"])
def withhold(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.withhold_page(request.actor, reference, at=at)
    form = forms.Withhold(posted(request), carers=page.carers)
    if form.is_valid():
        with form.refusals():
            said = form.cleaned_data
            commands.withhold(
                request.actor,
                said["guardian"],
                page.person_id,
                what=said["what"],
                reason=said["reason"],
                at=at,
            )
            return redirect("people:withhold", reference)
    return render(request, "people/withhold.html", {"page": page, "form": form})


@secured
@require_POST
def end(request: ActorRequest, reference: str) -> HttpResponse:
    child = queries.withheld_child(request.actor, reference, at=timezone.now())
    commands.end_withholding(request.actor, reference, at=timezone.now())
    return redirect("people:withhold", child)
