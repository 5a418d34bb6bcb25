"""Who is in a concern: seen, tied to the person, replaced, taken out, added."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, naming, queries
from bield.concerns.about import About
from bield.concerns.forms.putting_right import KNOWN, TYPED
from bield.concerns.people_in_it import PeoplePage
from bield.concerns.views.changes import asked_and_answered, secured
from bield.concerns.views.reading import small
from bield.kit.forms import posted
from bield.people import queries as people
from bield.people.actors import ActorRequest

SAID = {
    "put-right": "It is put right. Whoever is named now is kept out of the concern.",
    "named-no-more": "They are in it no more. Nothing of the concern stands in their file.",
    "named-also": "They are in it now, and are kept out of the concern.",
}


@secured
@require_GET
def people_in_it(request: ActorRequest, reference: str) -> HttpResponse:
    """As it stands and as it was reported. That it was read is a line of the concern."""
    at = timezone.now()
    commands.open_concern(request.actor, reference, at=at)
    page = queries.people_page(request.actor, reference, at=at)
    said = SAID.get(request.GET.get("said", ""), "")
    return render(request, "concerns/people_in_it.html", {"page": page, "said": said})


@secured
@asked_and_answered
def put_right(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at = timezone.now()
    page = queries.people_page(request.actor, reference, at=at)
    one = queries.one_in_it(page, small(number))
    form = forms.PutRight(posted(request), version=page.version, may_be=one.may_be)
    if form.is_valid() and (who := _who(request, form)):
        with form.refusals():
            done = commands.put_right(
                request.actor,
                reference,
                one.number,
                who=who,
                reason=form.cleaned_data["reason"],
                version=form.seen,
                at=at,
            )
            return _done(reference, done, "put-right")
    heading = "Who was meant?" if one.known else "Who is this?"
    told = f"Named now: {one.name}. {TOLD}"
    return _ask(request, page, form, heading, "Put it right", told)


@secured
@asked_and_answered
def name_no_more(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    at = timezone.now()
    page = queries.people_page(request.actor, reference, at=at)
    one = queries.one_in_it(page, small(number))
    form = forms.NameNoMore(posted(request), version=page.version)
    if form.is_valid():
        with form.refusals():
            reason = form.cleaned_data["reason"]
            done = commands.name_no_more(
                request.actor, reference, one.number, reason=reason, version=form.seen, at=at
            )
            return _done(reference, done, "named-no-more")
    told = f"Named now: {one.name}. Nothing of the concern stays in their file."
    return _ask(request, page, form, "Take somebody out who is not in it", "Take them out", told)


@secured
@asked_and_answered
def name_also(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    page = queries.people_page(request.actor, reference, at=at)
    form = forms.NameAlso(posted(request), version=page.version)
    if form.is_valid() and (who := _who(request, form)):
        with form.refusals():
            done = commands.name_also(
                request.actor,
                reference,
                who=About(who.person_id, who.name, form.cleaned_data["role"]),
                reason=form.cleaned_data["reason"],
                version=form.seen,
                at=at,
            )
            return _done(reference, done, "named-also")
    return _ask(request, page, form, "Add somebody", "Add them", TOLD)


TOLD = (
    "Whoever is named is kept out of the concern at once. If that is you, it goes to whoever is"
    " next, and you read it no more."
)


def _who(request: ActorRequest, form: forms.PutRight) -> About | None:
    """The one proposed, the one of that name whom we know, or the name alone."""
    if form.chosen == TYPED:
        return naming.named(request.actor, about=form.line, harmed_by="")[0]
    if form.chosen == KNOWN:
        person = form.found(naming.chosen(request.actor, form.line))
    else:
        person = people.person_by_reference(request.actor, form.chosen)
    return About(person.pk, person.name) if person else None


def _done(reference: str, done: commands.PutRightDone, said: str) -> HttpResponse:
    """Whoever has named themself, or somebody for whom the concern takes another road, reads it
    no more."""
    if not done.read_on:
        return redirect(f"{reverse('concerns:desk')}?said=other-hands")
    return redirect(f"{reverse('concerns:people-in-it', args=[reference])}?said={said}")


def _ask(
    request: ActorRequest,
    page: PeoplePage,
    form: forms.PutRight | forms.NameNoMore,
    heading: str,
    button: str,
    explained: str,
) -> HttpResponse:
    """Who is in it stands on the page: shown is read, and leaves its line."""
    commands.open_concern(request.actor, page.reference, at=timezone.now())
    form.look_again(page.version)
    shown = {
        "concern": page,
        "form": form,
        "heading": heading,
        "button": button,
        "explained": explained,
        "refusal": page.may,
    }
    return render(request, "concerns/change.html", shown)
