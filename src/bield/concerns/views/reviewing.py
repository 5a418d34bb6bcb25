"""The meeting, the talks, the support, and the second reading."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from bield.concerns import commands, forms, queries
from bield.concerns.doings import ReviewPage
from bield.concerns.states import DeedKind
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest

READ = "without_police"  # the answer of triage that is read twice


@secured
@asked_and_answered
def meeting(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.review_page(request.actor, reference, DeedKind.MET, at=at)
    form = forms.Meeting(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.hold_review_meeting(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "met")
    return shown(request, page, form, "The review meeting", "Write the meeting down")


@secured
@asked_and_answered
def spoke(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.review_page(request.actor, reference, DeedKind.SPOKE, at=at)
    form = forms.SpokeWith(posted(request), version=page.version, people=page.people)
    if form.is_valid():
        with form.refusals():
            commands.speak_with(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "spoke")
    return shown(request, page, form, "Speaking with those involved", "Write it down")


@secured
@asked_and_answered
def support(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.review_page(request.actor, reference, DeedKind.SUPPORTED, at=at)
    form = forms.Support(posted(request), version=page.version, people=page.people)
    if form.is_valid():
        with form.refusals():
            commands.plan_support(request.actor, reference, **form.cleaned_data, at=at)
            return done(reference, "supported")
    return shown(request, page, form, "Support for one of them", "Write the plan down")


@secured
@asked_and_answered
def read_twice(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.second_reading_page(request.actor, reference, READ, at=at)
    form = forms.ReadTwice(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.read_twice(request.actor, reference, of=READ, **form.cleaned_data, at=at)
            return done(reference, "read-twice")
    return shown(request, page, form, "Read it a second time", "Write it down")


def shown(
    request: ActorRequest, page: ReviewPage, form: forms.Change, heading: str, button: str
) -> HttpResponse:
    form.look_again(page.version)
    given = {"page": page, "form": form, "heading": heading, "button": button}
    return render(request, "concerns/review.html", given)
