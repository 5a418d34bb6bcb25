"""Who asks, on every request, before any view runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from bield.access import commands, queries, registry
from bield.access.states import KEPT_TYPED, SEEN_EVERY, Ended
from bield.kit.reading import reading
from bield.kit.refusals import Unavailable
from bield.people.actors import ActorRequest

COOKIE = "bield_visit"
DEVICE_COOKIE = "bield_device"


class VisitRequest(ActorRequest):
    """A request within a visit."""

    arrival: queries.Arrival


class ActorMiddleware:
    """Opens the read-only scope of the request, walls it to the organisation, names the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading():
            arrive(request)
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """After the check of the form's origin: a forged post is not even kept as a draft."""
        if registry.is_public(view):
            return None
        arrival: queries.Arrival | None = request.arrival  # type: ignore[attr-defined]
        if arrival is None or arrival.actor is None:
            keep_what_was_typed(request, arrival)
            return to("access:sign_in", request)
        if arrival.actor.strength < registry.strength_needed(view):
            return to("access:second_factor", request)
        return None


def arrive(request: HttpRequest) -> None:
    at = timezone.now()
    token = request.COOKIES.get(COOKIE, "")
    arrival = queries.arrival(token, at) if token else None
    request.arrival = arrival  # type: ignore[attr-defined]
    request.actor = arrival.actor if arrival else None  # type: ignore[attr-defined]
    if arrival and arrival.actor and at - arrival.visit.last_seen_at >= SEEN_EVERY:
        try:
            commands.seen(arrival.actor, arrival.visit, at=at)
        except Unavailable:  # a full disk keeps nobody from reading
            return


def keep_what_was_typed(request: HttpRequest, arrival: queries.Arrival | None) -> None:
    """Somebody wrote for longer than the time-out: what they send is kept before they sign in."""
    keep = registry.KEEPERS_OF_TYPED.get(getattr(request.resolver_match, "view_name", ""))
    if request.method != "POST" or keep is None or arrival is None:
        return
    if arrival.over not in {Ended.IDLE, Ended.TOO_LONG, Ended.CLOSING_TIME}:
        return
    if timezone.now() - arrival.visit.last_seen_at <= KEPT_TYPED:
        keep(request, queries.actor_again(arrival.visit, timezone.now()))


def to(name: str, request: HttpRequest) -> HttpResponse:
    """There and back: a page that was only looked at is returned to with its question."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back})}")
