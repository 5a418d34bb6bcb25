"""What was prepared is taken out: a locked copy, its pass phrase said once."""

import hashlib

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bield.concerns import commands, forms, leaving, queries
from bield.kit.answers import to_save
from bield.kit.doors import needs
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS)


@secured
@require_POST
def make_copy(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """The pass phrase stands on this one page; the file does not know it and no message has it."""
    at = timezone.now()
    form = forms.TakeOut(request.POST)
    page = queries.disclosure_page(request.actor, reference, number, at=at)
    if form.is_valid():
        with form.refusals():
            how = form.cleaned_data["how"]
            made = commands.make_copy(request.actor, reference, number, how=how, at=at)
            return render(request, "concerns/copy_made.html", {"page": page, "made": made})
    shown = {"page": page, "take_out": form, "form": forms.OpenFor(None)}
    return render(request, "concerns/disclosure.html", shown)


@secured
@require_POST
def save_copy(request: ActorRequest, reference: str, number: str, copy: str) -> HttpResponse:
    """Written down first; only then a byte of it is handed out."""
    at = timezone.now()
    found = queries.copied(request.actor, reference, number, copy)
    made = leaving.locked(found.contents, found.how, found.phrase)
    digest = hashlib.sha256(made).hexdigest()
    commands.depart(request.actor, reference, number, copy, digest=digest, at=at)
    kind, end = leaving.kind_of(found.how)
    return to_save(made, kind, f"{reference}-{number}-{copy}.{end}")
