"""What turns up again: people, places, apps. Asked in the address, and nothing is changed."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from bield.concerns import forms, queries
from bield.concerns.views.changes import secured
from bield.concerns.views.reading import asked, narrow
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import ActorRequest


@secured
@require_GET
def patterns(request: ActorRequest) -> HttpResponse:
    sites = [(site.reference, site.name) for site in people.sites(request.actor)]
    form = forms.Patterns(request.GET if "span" in request.GET else None, sites=sites)
    page = queries.patterns(request.actor, form.sought(timezone.localdate()))
    return render(request, "concerns/patterns.html", {"form": form, "page": page})


@secured
@require_GET
def pattern(request: ActorRequest, thing: str) -> HttpResponse:
    """The concerns that name one thing, or two of them together, in the time that is looked at."""
    beside, after = asked(request, "with", "after").values()
    form = narrow(request)
    if not form.is_valid():
        raise NotFound(thing)
    chosen = replace(form.chosen, words="", risk="", person="")
    page = queries.thing_page(
        request.actor, thing, beside, chosen=chosen, after=after, at=timezone.now()
    )
    here = urlencode({**({"with": beside} if beside else {}), **chosen.asked})
    shown = {"desk": page, "page": page, "after": after, "here": here}
    return render(request, "concerns/pattern.html", shown)
