"""The forms that ask, as those see them who write them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from bield.agreements import commands, forms, queries
from bield.kit.doors import needs
from bield.kit.forms import posted
from bield.people.actors import ActorRequest, Strength

secured = needs(Strength.TWO_FACTORS, theirs=queries.require_publisher)
asked_and_answered = require_http_methods(["GET", "POST"])


@secured
@require_GET
def all_forms(request: ActorRequest) -> HttpResponse:
    page = queries.forms_page(request.actor, at=timezone.now())
    return render(request, "agreements/forms.html", {"page": page})


@secured
@asked_and_answered
def new_form(request: ActorRequest) -> HttpResponse:
    queries.require_publisher(request.actor)
    form = forms.NewForm(posted(request))
    if form.is_valid():
        with form.refusals():
            made = commands.write_form(
                request.actor, **form.cleaned_data, put=[], at=timezone.now()
            )
            return redirect("agreements:form", made.reference)
    return render(request, "agreements/new_form.html", {"form": form})


@secured
@require_GET
def one_form(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.form_page(request.actor, reference, at=timezone.now())
    return render(request, "agreements/form.html", {"page": page, "form": forms.Publish(None)})


@secured
@asked_and_answered
def question(request: ActorRequest, reference: str, purpose: str = "") -> HttpResponse:
    """One purpose of a form, in the words for each audience."""
    queries.require_publisher(request.actor)
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Ask(posted(request), purpose=purpose, put=page.put, version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.write_form(
                request.actor,
                page.title,
                form.put,
                instead_of=reference,
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/question.html", {"page": page, "form": form})


@secured
@require_POST
def take_out(request: ActorRequest, reference: str, purpose: str) -> HttpResponse:
    """One purpose, out of the draft."""
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Version(request.POST)
    if form.is_valid():
        with form.refusals():
            left = [one for one in page.put if one.purpose != purpose]
            version = form.cleaned_data["version"]
            commands.write_form(
                request.actor,
                page.title,
                left,
                instead_of=reference,
                version=version,
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/form.html", {"page": page, "form": form})


@secured
@require_POST
def publish(request: ActorRequest, reference: str) -> HttpResponse:
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Publish(request.POST)
    if form.is_valid():
        with form.refusals():
            commands.publish_form(request.actor, reference, **form.cleaned_data, at=timezone.now())
            return redirect("agreements:form", reference)
    return render(request, "agreements/form.html", {"page": page, "form": form})


@secured
@require_POST
def renew(request: ActorRequest, reference: str) -> HttpResponse:
    """A draft like the edition that stands: it prints what is in force now."""
    page = queries.form_page(request.actor, reference, at=timezone.now())
    form = forms.Version(request.POST)
    if form.is_valid():
        with form.refusals():
            version = form.cleaned_data["version"]
            commands.write_form(
                request.actor,
                page.title,
                page.put,
                instead_of=reference,
                version=version,
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/form.html", {"page": page, "form": form})


@secured
@require_POST
def start(request: ActorRequest) -> HttpResponse:
    """A draft in words that come with Bield."""
    queries.require_publisher(request.actor)
    form = forms.Start(request.POST)
    if form.is_valid():
        with form.refusals():
            made = commands.start_form(request.actor, form.cleaned_data["code"], at=timezone.now())
            return redirect("agreements:form", made.reference)
    page = queries.forms_page(request.actor, at=timezone.now())
    return render(request, "agreements/forms.html", {"page": page, "form": form})


@secured
@asked_and_answered
def why(request: ActorRequest, reference: str, purpose: str, audience: str) -> HttpResponse:
    """Why it is asked of one audience, and whether they have understood it."""
    page = queries.form_page(request.actor, reference, at=timezone.now())
    put = queries.question_put(page, purpose, audience)
    form = forms.Why(posted(request), put=put, version=page.version)
    if form.is_valid():
        with form.refusals():
            commands.write_form(
                request.actor,
                page.title,
                [form.put(one) if one == put else one for one in page.put],
                instead_of=reference,
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/why.html", {"page": page, "put": put, "form": form})


@secured
@asked_and_answered
def part(request: ActorRequest, reference: str, kind: str) -> HttpResponse:
    """What the form tells beside what it asks."""
    page = queries.form_page(request.actor, reference, at=timezone.now())
    title = queries.title_of_part(kind)
    readers = list(dict.fromkeys(one.audience for one in page.put))
    form = forms.WritePart(
        posted(request), kind=kind, parts=page.parts, readers=readers, version=page.version
    )
    if form.is_valid():
        with form.refusals():
            commands.write_form(
                request.actor,
                page.title,
                page.put,
                parts=form.parts,
                instead_of=reference,
                version=form.cleaned_data["version"],
                at=timezone.now(),
            )
            return redirect("agreements:form", reference)
    return render(request, "agreements/part.html", {"page": page, "title": title, "form": form})


@secured
@asked_and_answered
def terms(request: ActorRequest, purpose: str) -> HttpResponse:
    """What is done with it, who sees it, how long it is kept: said once, printed everywhere."""
    page = queries.terms_page(request.actor, purpose)
    form = forms.SetTerms(posted(request), initial=page.typed)
    if form.is_valid():
        with form.refusals():
            commands.set_terms(
                request.actor,
                purpose,
                uses=form.cleaned_data["uses"],
                viewers=form.cleaned_data["viewers"],
                kept=form.kept,
                at=timezone.now(),
            )
            return redirect("agreements:forms")
    return render(request, "agreements/terms.html", {"page": page, "form": form})
