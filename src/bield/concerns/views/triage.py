"""Triage: the next question, one question a page, all the answers, and the end of it."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, queries
from bield.concerns.triaging import QuestionPage
from bield.concerns.views.changes import asked_and_answered, done, secured
from bield.kit.forms import posted
from bield.people.actors import ActorRequest


@secured
@require_GET
def triage(request: ActorRequest, reference: str) -> HttpResponse:
    """On with the first question that has no answer; or all of them, when every one has."""
    return redirect(onward(request, reference))


def onward(request: ActorRequest, reference: str) -> str:
    code = queries.next_question(request.actor, reference, at=timezone.now())
    if code:
        return reverse("concerns:question", args=[reference, code])
    return reverse("concerns:answers", args=[reference])


@secured
@asked_and_answered
def question(request: ActorRequest, reference: str, question: str) -> HttpResponse:
    page = queries.question_page(
        request.actor, reference, question, after=after(request), at=timezone.now()
    )
    form = asking(request, page)
    if form.is_valid():
        with form.refusals():
            given = commands.answer(
                request.actor, reference, question=question, **form.answer, at=timezone.now()
            )
            return answered(request, reference, given)
    form.look_again(page.version)
    return render(request, "concerns/question.html", {"page": page, "form": form})


def asking(request: ActorRequest, page: QuestionPage) -> forms.Question:
    return forms.Question(
        posted(request),
        version=page.version,
        asks=page.asks,
        note=page.help,
        choices=page.choices,
        many=page.many,
        chosen=page.chosen,
        told=page.told,
        reason_for=page.reason_for,
    )


def after(request: ActorRequest) -> int:
    number = request.GET.get("after", "")
    return int(number) if number.isdecimal() and len(number) < 7 else 0


def answered(request: ActorRequest, reference: str, given: commands.Answered) -> HttpResponse:
    """On to the next; who has answered it out of their own sight goes to the desk."""
    if not given.read_on:
        return redirect(f"{reverse('concerns:desk')}?said=other-road")
    return redirect(f"{onward(request, reference)}?after={given.deed}")


@secured
@asked_and_answered
def answers(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.answers_page(request.actor, reference, after=after(request), at=timezone.now())
    form = forms.Acknowledge(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.finish_triage(request.actor, reference, version=form.seen, at=timezone.now())
            return done(reference, "triaged")
    form.look_again(page.version)
    return render(request, "concerns/answers.html", {"page": page, "form": form})
