"""The pages of the first set-up. Once it is finished they are as absent as any wrong address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from bield.access.registry import before_anybody, public
from bield.front.setup import commands, forms, queries
from bield.kit.forms import Form, posted
from bield.people.ages import day_of
from bield.people.states import Role

COOKIE = "bield_set_up"
before_anybody(lambda: reverse("set-up:set-up") if queries.is_open() else None)
View = Callable[[HttpRequest, queries.Standing], HttpResponse]


def let_in(view: View) -> Callable[[HttpRequest], HttpResponse]:
    """For the browser that gave the code; any other is asked for it."""

    @public
    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request: HttpRequest) -> HttpResponse:
        standing = queries.standing(request.COOKIES.get(COOKIE, ""))
        return view(request, standing) if standing else redirect("set-up:set-up")

    return page


@public
@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    standing = queries.standing(request.COOKIES.get(COOKIE, ""))
    if standing is not None:
        return _tasks(request, standing)
    form = forms.Code(posted(request))
    if form.is_valid():
        with form.refusals():
            return _opened(commands.open_door(form.cleaned_data["code"], at=timezone.now()))
    return render(request, "front/set_up/code.html", {"form": form})


def _tasks(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    task_list = queries.task_list(standing, day_of(timezone.now()))
    return render(request, "front/set_up/tasks.html", {"list": task_list})


def _opened(token: str) -> HttpResponse:
    answer = redirect("set-up:set-up")
    secure = settings.BASE_URL.startswith("https://")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="Lax", secure=secure)
    return answer


@let_in
def organisation(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    form = forms.Organisation(posted(request), initial=queries.described(standing))
    return _task(
        request, queries.ORGANISATION, form,
        lambda answers, at: commands.describe(standing.founder, standing.row, **answers, at=at),
    )  # fmt: skip


@let_in
def places(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    form = forms.Places(posted(request), initial={"names": "\n".join(queries.places(standing))})
    return _task(
        request, queries.PLACES, form,
        lambda answers, at: commands.set_places(standing.actor, **answers, at=at),
    )  # fmt: skip


@let_in
def you(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    asked = forms.Alone if queries.alone(standing) else forms.You
    form = asked(posted(request), initial=queries.owner(standing))
    return _task(
        request, queries.YOU, form,
        lambda answers, at: commands.name_owner(
            standing.actor, standing.row, **{"head": True, **answers}, at=at
        ),
    )  # fmt: skip


@let_in
def lead(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    return _holder(request, standing, Role.LEAD, queries.LEAD)


@let_in
def deputy(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    return _holder(request, standing, Role.DEPUTY, queries.DEPUTY)


@let_in
def outside_contact(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    return _holder(request, standing, Role.OUTSIDE_CONTACT, queries.OUTSIDE_CONTACT)


def _holder(
    request: HttpRequest, standing: queries.Standing, role: Role, page: queries.Page
) -> HttpResponse:
    asked = forms.Outside if role == Role.OUTSIDE_CONTACT else forms.Holder
    form = asked(posted(request), initial=queries.holder(standing, role))
    return _task(
        request, page, form,
        lambda _answers, at: commands.name_holder(
            standing.actor, standing.row, role=role, **form.answers, at=at
        ),
    )  # fmt: skip


@let_in
def clock(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    form = forms.Clock(posted(request), initial={"hours": queries.hours(standing)})
    return _task(
        request, queries.CLOCK, form,
        lambda answers, at: commands.set_clock(standing.actor, standing.row, **answers, at=at),
    )  # fmt: skip


@let_in
def finish(request: HttpRequest, standing: queries.Standing) -> HttpResponse:
    form = forms.Begin(posted(request))
    if form.is_valid():
        with form.refusals():
            commands.finish(standing.actor, standing.row, **form.cleaned_data, at=timezone.now())
            answer = redirect("access:sign-in")
            answer.delete_cookie(COOKIE)
            return answer
    page = queries.summary(standing, day_of(timezone.now()))
    return render(request, "front/set_up/finish.html", {"form": form, "page": page})


def _task(
    request: HttpRequest, page: queries.Page, form: Form, act: Callable[[dict[str, Any], Any], None]
) -> HttpResponse:
    """One question page: what was typed stays on it until it is kept."""
    if form.is_valid():
        with form.refusals():
            act(form.cleaned_data, timezone.now())
            return redirect("set-up:set-up")
    return render(request, "front/set_up/task.html", {"form": form, "page": page})
