"""A table from another product: looked at, taken in, and the report of what was not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bield.concerns import commands, forms, queries, tables
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.taking_in import may_take_in
from bield.kit.answers import to_save
from bield.kit.forms import posted
from bield.kit.uploads import takes_files
from bield.people import queries as people
from bield.people.actors import ActorRequest
from bield.people.ages import day_of


@secured
@asked_and_answered
@takes_files(may_take_in)
def take_in_table(request: ActorRequest) -> HttpResponse:
    """Nothing of the file is kept between looking and taking in: it is chosen again."""
    may_take_in(request)
    sites = people.site_choices(request.actor)
    form = forms.TakeInTable(posted(request), request.FILES, sites=sites)
    if form.is_valid():
        with form.refusals():
            return _looked_at(request, form)
    return render(request, "concerns/take_in_table.html", {"form": form})


def _looked_at(request: ActorRequest, form: forms.TakeInTable) -> HttpResponse:
    at, said = timezone.now(), form.cleaned_data
    columns, source, data = form.columns, said["source"], said["file"].read()
    table = tables.read(data, columns, said["order"], source=source, today=day_of(at))
    judged = queries.judged_table(request.actor, table, keep=form.keep, at=at)
    if form.takes:
        site = int(said["site"])
        commands.take_in_table(request.actor, judged, source=source, site_id=site, at=at)
    shown = {
        "taken": form.takes,
        "source": source,
        "rows": len(judged.rows),
        "here": judged.here,
        "refused": [(one.line, one.why.label) for one in judged.refused],
        "report": tables.said_of(judged.refused),
    }
    return render(request, "concerns/table_looked_at.html", shown)


@secured
@require_POST
def table_report(request: ActorRequest) -> HttpResponse:
    """Made of what the page carries: lines and codes."""
    may_take_in(request)
    refused = tables.heard_of(request.POST.get("report", ""))
    made = tables.report(refused).encode("utf-8-sig")
    return to_save(made, "text/csv; charset=utf-8", "not-taken-in.csv")
