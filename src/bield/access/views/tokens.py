"""Tokens for other systems: made by people, shown once, ended at once."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access import commands, forms, queries
from bield.access.middleware import VisitRequest
from bield.kit.doors import needs, needs_what_there_is
from bield.kit.forms import posted
from bield.people.actors import Strength


@needs_what_there_is(Strength.TWO_FACTORS)
@require_GET
def tokens(request: VisitRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.tokens_page(request.actor, at)
    return render(request, "access/tokens.html", {"page": page, "at": at})


@needs(Strength.STEPPED_UP)
@require_http_methods(["GET", "POST"])
def new_token(request: VisitRequest) -> HttpResponse:
    """Shown once, in the answer itself: there is no page to come back to."""
    at = timezone.now()
    page = queries.tokens_page(request.actor, at)
    form = forms.NewToken(posted(request), scopes=page.scope_choices, days=page.day_choices)
    if form.is_valid():
        with form.refusals():
            made = commands.make_token(request.actor, **form.cleaned_data, at=at)
            return render(request, "access/token_made.html", {"made": made})
    return render(request, "access/new_token.html", {"page": page, "form": form})


@needs_what_there_is(Strength.TWO_FACTORS)
@require_POST
def end_token(request: VisitRequest, reference: str) -> HttpResponse:
    commands.end_token(request.actor, reference, at=timezone.now())
    return redirect("access:tokens")
