"""What the board reads, on the page and as a file."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bield.kit.answers import to_save
from bield.kit.doors import needs
from bield.people.actors import ActorRequest, Strength
from bield.reports import commands, forms, queries, tables

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_reader)


@secured
@require_GET
def board(request: ActorRequest) -> HttpResponse:
    form = forms.OfTime(request.GET if "stretch" in request.GET else None)
    page = queries.board(request.actor, form.chosen, at=timezone.now())
    return render(request, "reports/board.html", {"form": form, "page": page})


@secured
@require_POST
def save_board(request: ActorRequest) -> HttpResponse:
    chosen = forms.OfTime(request.POST).chosen
    page = commands.take_figures(request.actor, chosen, how="table", at=timezone.now())
    return to_save(tables.table(page).encode(), "text/csv; charset=utf-8", "for-the-board.csv")
