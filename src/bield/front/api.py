"""Every address for other systems, put together from what the rooms bring, and its document."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from bield.access.registry import public
from bield.agreements import api as agreements
from bield.concerns import api as concerns
from bield.duties import api as duties
from bield.kit.api import Route, address, problems
from bield.kit.api.document import written
from bield.people import api as people
from bield.reports import api as reports

PREFIX = "api/v1/"
VERSION = "1.0"
SAYS = (
    "What another system may do here in the name of the person who made its token: never more than"
    " that person may on the day. Absent, foreign and forbidden look the same (404)."
)
ROUTES: tuple[Route, ...] = (
    *agreements.ROUTES,
    *concerns.ROUTES,
    *duties.ROUTES,
    *people.ROUTES,
    *reports.ROUTES,
)


@cache
def document() -> dict[str, Any]:
    return written(ROUTES, prefix=f"/{PREFIX}", title="Bield", says=SAYS, version=VERSION)


@public
@require_GET
def openapi(_request: HttpRequest) -> HttpResponse:
    """What can be asked for, for programs that read it and people who write them."""
    return HttpResponse(problems.text_of(document()), content_type="application/json")


urlpatterns: list[URLPattern] = [
    path("openapi.json", openapi, name="openapi"),
    *(address(route) for route in ROUTES),
]
