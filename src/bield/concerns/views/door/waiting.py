"""Very many came from one place: a moment's patience, and it goes on by itself."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from bield.access.queries import origin
from bield.concerns.commands import door as commands
from bield.concerns.queries.door import HALF, Opened
from bield.concerns.states import StayState
from bield.concerns.views.door.arriving import DoorRequest, at_door, go, opened, page
from bield.concerns.views.door.returning import unknown


@at_door
@require_http_methods(["GET", "POST"])
def waiting(request: DoorRequest) -> HttpResponse:
    stay = opened(request, StayState.WAITING, StayState.ASKING)
    if stay is None:
        return go(request, "door-sent")
    wait, asks = stay.wait(request.at), stay.state == StayState.ASKING
    if request.method == "GET" or wait:
        return page(request, "waiting", "11", wait=wait, code=asks)
    if asks:
        return asked_again(request, stay)
    commands.have_turn(request.door, stay.id, at=request.at)
    return go(request, "door-sent")


def asked_again(request: DoorRequest, stay: Opened) -> HttpResponse:
    came = commands.try_again(request.door, stay, origin=origin(request), at=request.at)
    if not came.token and HALF in stay.held:  # no such code: what was begun is there again
        commands.go_on(request.door, request.token, stay, at=request.at)
        return unknown(request)
    commands.forget(request.door, request.token)
    return go(request, "door-thread", came.token) if came.token else unknown(request)
