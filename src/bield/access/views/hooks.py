"""Hooks: which other systems are told when something happens."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.access import commands, forms, queries
from bield.access.middleware import VisitRequest
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.kit.refusals import enforce
from bield.people.actors import Strength


@needs(Strength.TWO_FACTORS, theirs=queries.require_hooks)
@require_GET
def hooks(request: VisitRequest) -> HttpResponse:
    at = timezone.now()
    page = queries.hooks_page(request.actor, at)
    return render(request, "access/hooks.html", {"page": page, "at": at})


@needs(Strength.STEPPED_UP, theirs=queries.require_hooks)
@require_http_methods(["GET", "POST"])
def new_hook(request: VisitRequest) -> HttpResponse:
    """The secret is shown once, in the answer itself."""
    at = timezone.now()
    page = queries.hooks_page(request.actor, at)
    form = forms.NewHook(posted(request), events=page.event_choices)
    if form.is_valid():
        with form.refusals():
            enforce(queries.judge_place(form.cleaned_data["url"]))
            made = commands.make_hook(request.actor, **form.cleaned_data, at=at)
            return render(request, "access/hook_made.html", {"made": made})
    return render(request, "access/new_hook.html", {"form": form})


@needs(Strength.TWO_FACTORS, theirs=queries.require_hooks)
@require_POST
def end_hook(request: VisitRequest, reference: str) -> HttpResponse:
    commands.end_hook(request.actor, reference, at=timezone.now())
    return redirect("access:hooks")
