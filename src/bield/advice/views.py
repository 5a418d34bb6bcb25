from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.access.registry import public
from bield.advice import queries
from bield.advice.states import Audience


@public
@require_GET
def help_now(request: HttpRequest) -> HttpResponse:
    page = queries.help_page(timezone.localdate())
    return render(request, "advice/help.html", {"page": page})


@public
@require_GET
def if_a_child_tells_you(request: HttpRequest) -> HttpResponse:
    numbers = queries.shown(Audience.STAFF, timezone.localdate())
    return render(request, "advice/if_a_child_tells_you.html", {"numbers": numbers})


@public
@require_GET
def you_did_right(request: HttpRequest) -> HttpResponse:
    numbers = queries.shown(Audience.CHILD, timezone.localdate())
    return render(request, "advice/you_did_right.html", {"numbers": numbers})
