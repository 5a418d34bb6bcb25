"""Views of the desk that somebody keeps: opened, changed, deleted. Each is its maker's alone."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from bield.concerns import commands, forms, queries
from bield.concerns.narrowing import DeskFilter
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import asked, narrow, understood
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@require_GET
def saved_views(request: ActorRequest) -> HttpResponse:
    queries.require_views(request.actor)
    return render(request, "concerns/views.html", {"views": queries.views(request.actor)})


@secured
@require_GET
def saved_view(request: ActorRequest, reference: str) -> HttpResponse:
    after = request.GET.get("after", "")
    page = queries.view_page(request.actor, reference, after=after, at=timezone.now())
    views = queries.views(request.actor)
    shown = {"page": page, "desk": page.desk, "views": views, "after": after, "here": ""}
    return render(request, "concerns/view.html", shown)


@secured
@asked_and_answered
def keep_view(request: ActorRequest) -> HttpResponse:
    """Begun from a list: what narrows it stands in the address."""
    queries.require_views(request.actor)
    chosen = understood(request, narrow(request)) or DeskFilter()
    tab = asked(request, "tab")
    return _kept(request, queries.typed_as(request.actor, chosen) | tab)


@secured
@asked_and_answered
def change_view(request: ActorRequest, reference: str) -> HttpResponse:
    view = queries.view(request.actor, reference)
    typed = queries.typed_of(request.actor, view)
    return _kept(request, typed, view.reference, view.name)


def _kept(
    request: ActorRequest, typed: Mapping[str, Any], reference: str = "", name: str = ""
) -> HttpResponse:
    choices = queries.view_choices(request.actor)
    form = forms.KeepView(posted(request), **asdict(choices), typed=typed)
    chosen = understood(request, form)
    if chosen is not None:
        with form.refusals():
            kept = commands.keep_view(request.actor, chosen=chosen, **form.own, reference=reference)
            return redirect("concerns:saved-view", kept)
    shown = {"form": form, "reference": reference, "name": name}
    return render(request, "concerns/keep_view.html", shown)


@secured
@require_POST
def drop_view(request: ActorRequest, reference: str) -> HttpResponse:
    commands.drop_view(request.actor, reference)
    return redirect("concerns:saved-views")
