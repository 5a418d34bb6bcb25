from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.ledger import commands, forms
from bield.ledger.review import Lines, lines_of, require_reader, review
from bield.ledger.rules import Reviewer
from bield.ledger.states import TWO_FACTORS


class ReviewRequest(HttpRequest):
    actor: Reviewer


def _lines(request: ReviewRequest, event: str) -> Lines:
    return lines_of(request.actor, event, before=request.GET.get("before", ""))


@needs(TWO_FACTORS, theirs=require_reader)
@require_http_methods(["GET", "POST"])
def record(request: ReviewRequest) -> HttpResponse:
    if event := request.GET.get("of"):
        return render(request, "ledger/lines.html", {"page": _lines(request, event)})
    page = review(request.actor)
    form = forms.SignOff(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.sign_off_review(request.actor, **form.cleaned_data, at=timezone.now())
            return redirect("ledger:record")
    return render(request, "ledger/record.html", {"page": page, "form": form})
