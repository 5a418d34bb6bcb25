"""Onto paper: what for and for whom is asked first, then the page that bears it on every sheet."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bield.concerns import commands, forms, queries
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def printed(request: ActorRequest, reference: str) -> HttpResponse:
    """Made for paper. That it was printed is a line in the record."""
    at = timezone.now()
    page = queries.concern_page(request.actor, reference, at=at)
    form = forms.PrintOut(posted(request))
    if form.is_valid():
        with form.refusals():
            made = commands.print_concern(request.actor, reference, form.asked, at=at)
            return render(request, "concerns/print.html", {"concern": page, "print": made})
    return render(request, "concerns/print_for.html", {"concern": page, "form": form})


@secured
@asked_and_answered
def history_printed(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """All of it, the oldest first, for a conference."""
    at = timezone.now()
    page = queries.person_history(request.actor, reference, small(number), everything=True, at=at)
    form = forms.PrintOut(posted(request))
    if form.is_valid():
        with form.refusals():
            made = commands.print_history(request.actor, page.opened, form.asked, at=at)
            return render(request, "concerns/history_print.html", {"page": page, "print": made})
    return render(request, "concerns/history_print_for.html", {"page": page, "form": form})
