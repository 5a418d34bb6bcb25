"""An incident is reported inside, and whoever holds a post takes it or passes it on."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bield.concerns import commands, forms, naming, queries
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@asked_and_answered
def inform(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.inform_page(request.actor, reference, at=at)
    form = forms.Inform(posted(request), version=page.version, posts=page.posts)
    if form.is_valid():
        why, posts = form.cleaned_data["why"], form.cleaned_data["posts"]
        with form.refusals():
            commands.inform(
                request.actor,
                reference,
                posts=posts,
                told=form.told,
                why=why,
                at=at,
                version=form.seen,
            )
            return done(reference, "reported-inside")
    form.look_again(page.version)
    return render(request, "concerns/inform.html", {"page": page, "form": form})


@secured
@require_POST
def take_notice(request: ActorRequest, reference: str) -> HttpResponse:
    commands.take_notice(request.actor, reference, at=timezone.now())
    return redirect("concerns:task", reference)


@secured
@asked_and_answered
def pass_notice_on(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.asked_page(request.actor, reference, at=at)
    form = forms.PassNoticeOn(posted(request))
    if form.is_valid():
        person = naming.chosen(request.actor, form.cleaned_data["person"])
        reason, to = form.cleaned_data["reason"], person.pk if person else 0
        with form.refusals():
            commands.pass_notice_on(request.actor, reference, person_id=to, reason=reason, at=at)
            return redirect("duties:duties")
    return render(request, "concerns/pass_notice_on.html", {"page": page, "form": form})
