"""Many concerns are taken out: asked what for, a pass phrase said once, then the locked file."""

from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bield.concerns import commands, forms, queries
from bield.concerns.exports import written_out
from bield.concerns.leaving import ZIP
from bield.concerns.views.changes import asked_and_answered, secured
from bield.kit import paper
from bield.kit.answers import to_save_flowing
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def export(request: ActorRequest) -> HttpResponseBase:
    """The pass phrase stands on the one page after this; no message has it."""
    form = forms.Export(posted(request), sites=queries.export_sites(request.actor))
    if form.is_valid():
        with form.refusals():
            made = queries.prepared_export(request.actor, form.chosen, at=timezone.now())
            return render(request, "concerns/export_ready.html", {"made": made})
    return render(request, "concerns/export.html", {"form": form})


@secured
@require_POST
def save_export(request: ActorRequest) -> HttpResponseBase:
    """Written down first; only then a byte of it is handed out, and none of it is kept."""
    at, actor = timezone.now(), request.actor
    was = queries.was_prepared_export(actor, request.POST.get("held", ""), at=at)
    counted = commands.export_concerns(actor, was.chosen, at=at)
    rows = queries.exported(actor, was.chosen, newest=counted.newest)
    content = written_out(rows, how=was.chosen.how, words=was.chosen.words)
    locked = paper.flowing_envelope(f"export.{was.chosen.how}", content, phrase=was.phrase)
    return to_save_flowing(locked, ZIP, f"concerns-{at:%Y-%m-%d}.zip")
