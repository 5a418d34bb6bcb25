"""Telling at a public door: each page is kept as it is sent, so that nothing typed is lost."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from bield.access.queries import origin
from bield.concerns import forms
from bield.concerns.commands import door as commands
from bield.concerns.numbers import helplines_at_door
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import HALF, AtDoor, Opened
from bield.concerns.states import Danger, StayState, Voice
from bield.concerns.views.door.arriving import (
    DoorRequest,
    at_door,
    forgotten,
    go,
    home,
    opened,
    page,
    with_token,
)
from bield.kit import languages
from bield.kit.forms import posted

get_or_post = require_http_methods(["GET", "POST"])


@dataclass(frozen=True)
class Question:
    """One page of the questions."""

    route: str
    number: str  # all that title and address say
    asked: type[forms.Page]
    template: str = "question"


OF_A_CHILD = (
    Question("door-danger", "3", forms.DangerNow, "danger"),
    Question("door-words", "4", forms.ChildWords),
    Question("door-who", "5", forms.ChildWho),
    Question("door-place", "6", forms.ChildPlace),
    Question("door-harm", "7", forms.ChildHarm),
    Question("door-help", "8", forms.ChildHelp),
    Question("door-name", "9", forms.ChildName),
)
OF_OTHERS = (OF_A_CHILD[0], Question("door-words", "4", forms.Told, "told"))


def questions(door: AtDoor, voice: str) -> list[Question]:
    asked = OF_A_CHILD if voice == Voice.CHILD else OF_OTHERS
    return [one for one in asked if one.route != "door-place" or door.places]


@at_door
@get_or_post
def danger(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-danger")


@at_door
@get_or_post
def words(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-words")


@at_door
@get_or_post
def who(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-who")


@at_door
@get_or_post
def place(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-place")


@at_door
@get_or_post
def harm(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-harm")


@at_door
@get_or_post
def helping(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-help")


@at_door
@get_or_post
def name(request: DoorRequest) -> HttpResponse:
    return ask(request, "door-name")


def ask(request: DoorRequest, route: str) -> HttpResponse:
    stay = opened(request)
    if stay is not None and HALF in stay.held and stay.state == StayState.BACK:
        commands.go_on(request.door, request.token, stay, at=request.at)
        stay = opened(request)
    if stay is not None and stay.state in ELSEWHERE:
        return go(request, ELSEWHERE[stay.state])
    if stay is None and request.method == "GET":
        return go(request, "door")
    held = stay.held if stay is not None else {}
    voice = held.get("voice") or request.POST.get("voice", "")
    road = questions(request.door, voice)
    now = next((number for number, one in enumerate(road) if one.route == route), None)
    if now is None:  # a page of other questions
        return go(request, "door-danger")
    return answered(request, road, now, held | {"voice": voice})


ELSEWHERE = {
    StayState.WAITING: "door-waiting",
    StayState.SENT: "door-sent",
    StayState.ASKING: "door-waiting",
    StayState.BACK: "door-thread",
}


def answered(
    request: DoorRequest, road: list[Question], now: int, held: dict[str, Any]
) -> HttpResponse:
    form = road[now].asked(
        posted(request),
        initial=held,
        places=request.door.places,
        readers=doors.readers_here(request.door, site_of(request.door, held), request.at),
    )
    if not form.is_bound:
        return asked(request, road, now, held, form)
    typed = form.typed | {"language": languages.current()}
    token = commands.keep(request.door, request.token, typed, at=request.at)
    if not form.is_valid():
        return with_token(request, asked(request, road, now, held, form), token)
    if now < len(road) - 1 and "send" not in request.POST:
        return go(request, road[now + 1].route, token)
    return finish(request, road, token, held | form.typed)


def finish(
    request: DoorRequest, road: list[Question], token: str, held: dict[str, Any]
) -> HttpResponse:
    """Off it goes, unless something on a page before is missing still."""
    for one in road:
        if not one.asked(held, initial={}, places=request.door.places).is_valid():
            return go(request, one.route, token)
    commands.send(request.door, token, origin=origin(request), at=request.at)
    return go(request, "door-sent", token)


def site_of(door: AtDoor, held: dict[str, Any]) -> int | None:
    chosen = held.get("site_id", "")
    return int(chosen) if chosen in dict(door.places) else door.site_id


def asked(
    request: DoorRequest, road: list[Question], now: int, held: dict[str, Any], form: forms.Page
) -> HttpResponse:
    voice = held["voice"]
    return page(
        request,
        road[now].template,
        road[now].number,
        form=form,
        child=voice == Voice.CHILD,
        before=f"concerns:{road[now - 1].route if now else 'door-begin'}",
        step=now + 1,
        steps=len(road),
        last=now == len(road) - 1,
        enough=bool(held.get("account")),
        danger=held.get("danger_now") in {Danger.YES, Danger.UNSURE},
        numbers=helplines_at_door(voice, request.at.date()),
        device=request.door.keys.for_device(request.token),
    )


@at_door
@get_or_post
def sent(request: DoorRequest) -> HttpResponse:
    """The receipt, with the code: here and never again."""
    stay = opened(request)
    if stay is not None and stay.state == StayState.WAITING:
        return go(request, "door-waiting")
    if stay is None or stay.state != StayState.SENT:
        return go(request, "door")
    if request.method == "POST":  # it is written down
        return forgotten(request, home(request))
    return receipt(request, stay)


def receipt(request: DoorRequest, stay: Opened) -> HttpResponse:
    shown = doors.receipt_at_door(request.door, stay, at=request.at)
    return page(
        request,
        "sent",
        "10",
        shown=shown,
        numbers=helplines_at_door(stay.held["voice"], request.at.date()),
    )
