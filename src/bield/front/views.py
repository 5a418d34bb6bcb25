"""Pages that belong to no room: the way in, and what is said when something is wrong."""

import sys

from django.core.exceptions import DisallowedHost, RequestDataTooBig, TooManyFieldsSent
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from bield.access.registry import public, strangers_go_to
from bield.concerns import queries as concerns
from bield.duties import queries as duties
from bield.front import family, forms
from bield.front import home as pages
from bield.kit import api, languages
from bield.kit.answers import OUTAGES
from bield.kit.api import problems
from bield.kit.forms import posted
from bield.kit.languages import spoken
from bield.kit.typed import typed
from bield.people import queries as people
from bield.people.actors import ActorRequest

LAST_WORD = (
    "Something went wrong on our side, and nothing was changed. Go back: what you typed is still"
    " there. If it cannot wait, go to your safeguarding lead. In danger right now? Call 999."
)


@public
@require_GET
def healthz(_request: HttpRequest) -> HttpResponse:
    """For load balancers: the process answers and reaches its database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@strangers_go_to("concerns:start")
@require_GET
def home(request: ActorRequest) -> HttpResponse:
    at = timezone.now()
    found = {"home": pages.home(request.actor, at), "team": people.whom_to_tell(request.actor, at)}
    return render(request, "front/home.html", found)


@require_GET
def my_children(request: ActorRequest) -> HttpResponse:
    page = family.my_children(request.actor, at=timezone.now())
    return render(request, "front/my_children.html", {"page": page})


@require_GET
def mine(request: ActorRequest) -> HttpResponse:
    page = family.mine(request.actor, at=timezone.now())
    return render(request, "front/mine.html", {"page": page})


@require_GET
def today(request: ActorRequest) -> HttpResponse:
    """All that waits for whoever carries the daily responsibility (EY-9a)."""
    at = timezone.now()
    tabs = concerns.tabs(request.actor, "", at) if request.actor.is_designated else ()
    found = {"today": duties.today(request.actor, at), "tabs": tabs}
    return render(request, "front/today.html", found)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """The page is too old to be believed: ask for it again, keep what was typed on screen."""
    return render(request, "front/page_too_old.html", {"kept": typed(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    if api.asked(request):
        return problems.answer(problems.NOT_FOUND)
    return render(request, "kit/not_found.html", status=404)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A form longer than any of ours, or in letters that none of ours is written in."""
    if isinstance(exception, DisallowedHost):
        return HttpResponseBadRequest("Bad Request", content_type="text/plain")
    too_long = isinstance(exception, RequestDataTooBig | TooManyFieldsSent)
    answer = render(
        request, "front/unread.html", {"too_long": too_long}, status=413 if too_long else 400
    )
    answer.headers["Connection"] = "close"  # the body may stay unread
    return answer


def trouble(request: HttpRequest) -> HttpResponse:
    """An outage is told as one (nothing was lost); anything else is a fault of ours."""
    error = sys.exc_info()[1]
    if api.asked(request):
        outage = isinstance(error, OUTAGES)
        return problems.answer(problems.UNAVAILABLE if outage else problems.TROUBLE)
    if isinstance(error, OUTAGES):
        return render(request, "kit/unavailable.html", {"kept": typed(request)}, status=503)
    return render(request, "front/trouble.html", status=500)


@public
@spoken
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "front/about.html")


@public
@spoken
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/privacy.html")


@public
@spoken
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/accessibility.html")


@public
@spoken
@require_http_methods(["GET", "POST"])
def language(request: HttpRequest) -> HttpResponse:
    """Which language the pages for reporters are read in, in this browser."""
    form = forms.Language(posted(request), initial={"back": request.GET.get("back", "")})
    if form.is_valid():
        answer = redirect(form.cleaned_data["back"])
        return languages.keep(answer, form.cleaned_data["language"])
    return render(request, "front/language.html", {"form": form})
