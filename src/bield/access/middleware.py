"""Who asks, on every request, before any view runs."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from bield.access import bearer, commands, cookies, queries, registry
from bield.access.states import KEPT_TYPED, SEEN_EVERY, Ended
from bield.kit import api
from bield.kit.answers import OUTAGES, not_found
from bield.kit.reading import reading
from bield.kit.refusals import NotFound, Refused, Unavailable
from bield.people.actors import Actor, ActorRequest

# What was typed is kept after an end that its owner did not ask for.
UNASKED = frozenset({Ended.IDLE, Ended.TOO_LONG, Ended.CLOSING_TIME})


class VisitRequest(ActorRequest):
    """A request within a visit."""

    arrival: queries.Arrival


class TokenRequest(ActorRequest):
    """A request of another system, whose token works."""

    token: queries.Presented


class ActorMiddleware:
    """Opens the read-only scope of the request, walls it to the organisation, names the actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with reading():
            request.outage = None  # type: ignore[attr-defined] # see process_view
            if api.asked(request):
                bearer.unknown(request)
            else:
                arrive(request)
            return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """After the check of the form's origin: a forged post is not even kept as a draft."""
        if registry.is_public(view):
            return None
        if (outage := request.outage) is not None:  # type: ignore[attr-defined] # set above
            raise outage
        if (route := api.route_of(view)) is not None:
            return bearer.turned_away(request, route)
        arrival: queries.Arrival | None = request.arrival  # type: ignore[attr-defined] # set above
        if arrival is None or arrival.actor is None:
            return _to_the_door(request, arrival, registry.where_strangers_go(view))
        visit = arrival.visit
        if not registry.is_enough(
            view,
            arrival.actor.strength,
            has_second_factor=lambda: queries.has_second_factor(visit.account_id),
        ):
            return _to_the_second_step(request, view, arrival.actor)
        if visit.must_change_password and registry.may_wait(view):
            return to("access:password", request)
        if visit.held_up and registry.may_wait(view) and not registry.is_led_to(view):
            first = queries.comes_first(arrival.actor, timezone.now())
            return HttpResponseRedirect(first) if first else None
        return None


def arrive(request: HttpRequest) -> None:
    """Where the tables do not answer, what is open to everybody still is: the numbers that help,
    and the way out of a public door."""
    at = timezone.now()
    try:
        arrival = queries.arrival(request.COOKIES.get(cookies.VISIT, ""), at)
    except OUTAGES as outage:
        arrival = None
        request.outage = outage  # type: ignore[attr-defined]
    request.arrival = arrival  # type: ignore[attr-defined] # see VisitRequest
    request.actor = arrival.actor if arrival else None  # type: ignore[attr-defined]
    if arrival and arrival.actor and at - arrival.visit.last_seen_at >= SEEN_EVERY:
        try:
            commands.seen(arrival.actor, arrival.visit, at=at)
        except Unavailable:  # a full disk keeps nobody from reading
            return


def _to_the_second_step(request: HttpRequest, view: object, actor: Actor) -> HttpResponse:
    """Nobody sets up a second factor for a page that is not there for them."""
    try:
        registry.ask_whose(view, actor)
    except NotFound as absent:
        return not_found(request, absent)
    return to("access:second-step", request)


def _to_the_door(
    request: HttpRequest, arrival: queries.Arrival | None, for_strangers: str
) -> HttpResponse:
    if first := registry.first_door():
        return HttpResponseRedirect(first)
    if arrival is None and for_strangers:
        return HttpResponseRedirect(reverse(for_strangers))
    more = {}
    if arrival is not None and arrival.over is not None:
        more["was"] = arrival.over.value
        if kept(request, arrival):
            more["kept"] = "1"
    return to("access:sign-in", request, **more)


def kept(request: HttpRequest, arrival: queries.Arrival) -> bool:
    """Somebody wrote for longer than the time-out: what they send is kept before they sign in."""
    keep = registry.KEEPERS_OF_TYPED.get(getattr(request.resolver_match, "view_name", ""))
    at = timezone.now()
    if request.method != "POST" or keep is None or arrival.over not in UNASKED:
        return False
    if at - arrival.visit.last_seen_at > KEPT_TYPED:
        return False
    try:
        keep(request, queries.actor_again(arrival.visit, at))
    except (Refused, Unavailable):
        return False
    return True


def to(name: str, request: HttpRequest, **more: str) -> HttpResponse:
    """There and back: a page that was only looked at is returned to with its question."""
    back = request.get_full_path() if request.method == "GET" else request.path
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': back} | more)}")
