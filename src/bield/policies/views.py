from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from bield.people.actors import ActorRequest
from bield.policies import forms, queries


@require_GET
def board(request: ActorRequest) -> HttpResponse:
    choice = forms.Choice(request.GET, rooms=queries.rooms())
    chosen = choice.cleaned_data if choice.is_valid() else {}
    found = queries.board(request.actor, **chosen)
    return render(request, "policies/board.html", {"choice": choice, "board": found})
