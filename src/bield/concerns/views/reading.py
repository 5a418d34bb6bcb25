"""Reading: the desk, the search, one concern, and its print."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from bield.concerns import commands, forms, naming, queries
from bield.concerns.narrowing import ALL, DeskFilter
from bield.kit.doors import needs
from bield.people import queries as people
from bield.people.actors import ActorRequest, Strength

LONGEST = 200  # characters of a question in the address
SAID = {
    "acknowledged": "Acknowledged. The reporter sees “being handled”.",
    "triaged": "Triage is finished. Each answer can still be changed.",
    "other-road": "Your answer is kept. By it the concern takes a road of its own: those designated"
    " for such concerns have it now, and it is not on your desk any more.",
    "other-hands": "It is put right. By it the concern goes to others, and it is not on your desk"
    " any more.",
    "linked": "Kept with both concerns.",
    "added": "Added to the chronology.",
    "attached": "The file is attached. It lies sealed under a key of its own.",
    "captured": "It is kept as evidence, with its hash and the time. Now have it removed.",
    "assigned": "It has an owner now.",
    "passed-on": "Passed on. They are asked to take it.",
    "watched": "You will be reminded on the day.",
    "excluded": "They can no longer see it, nor learn that it exists.",
    "granted": "They can read it and add to it.",
    "let-go": "They can no longer read it.",
    "referred": "Written down. The clock of their answer runs.",
    "parents-decided": "The decision is written down. Nothing is sent to anybody at home.",
    "parents-told": "Written down.",
    "custody": "It is kept. Nobody uses, changes or clears it until it is let go on advice.",
    "met": "The meeting is written down.",
    "spoke": "Written down.",
    "supported": "The plan is written down.",
    "read-twice": "Written down.",
    "responded": "Written down.",
    "left-out": "Written down, with the reason.",
    "reported-inside": "They are told. They see your words, and nothing else of it.",
    "consulted": "They are asked. They see your words, and nothing else of it.",
    "consultation-ended": "They see nothing of it any more.",
    "planned": "The change is planned. Whoever sees to it is asked.",
    "reporter-answered": "Written down. It is sent when the concern is closed.",
    "contacted": "Written down. You are reminded of the next day.",
    "advised": "Their advice is written down.",
    "came-back": "What came back is written down.",
    "closed": "Closed.",
    "reopened": "Open again.",
    "answered": "Written. Whoever told reads it with the code.",
    "heard": "Read. There is nothing new from the reporter.",
}


@needs(Strength.TWO_FACTORS)
@require_GET
def desk(request: ActorRequest) -> HttpResponse:
    """One tab, oldest risk first."""
    opening = "" if request.GET else queries.opening_view(queries.views(request.actor))
    if opening:
        return redirect("concerns:saved-view", opening)
    form = narrow(request)
    chosen = understood(request, form)
    if chosen is not None:
        chosen = replace(chosen, words="")  # they are searched for on a page of their own
    return listed(request, "concerns/desk.html", form, chosen, tab=request.GET.get("tab", ""))


@needs(Strength.TWO_FACTORS)
@require_GET
def search(request: ActorRequest) -> HttpResponse:
    """Words, a name or a reference, or whatever else narrows, in everything that the reader may
    read."""
    form = narrow(request)
    chosen = understood(request, form)
    if chosen is not None and not any(chosen.asked.values()):
        return render(request, "concerns/search.html", {"desk": None, "form": form})
    return listed(request, "concerns/search.html", form, chosen, tab=ALL)


def narrow(request: ActorRequest) -> forms.Narrow:
    sites = [(site.reference, site.name) for site in people.sites(request.actor)]
    return forms.Narrow(request.GET, sites=sites)


def understood(request: ActorRequest, form: forms.Narrow) -> DeskFilter | None:
    """What is asked, with who is meant by a name; None where the form says what is wrong."""
    if not form.is_valid():
        return None
    chosen = form.chosen
    if not chosen.person:
        return chosen
    person = queries.somebody(request.actor, chosen.person)
    if person is None:
        form.nobody()
        return None
    form.show_person(naming.line_of(person.name, person.reference))
    return replace(chosen, person=person.reference)


def asked(request: ActorRequest, *names: str) -> dict[str, str]:
    return {name: request.GET.get(name, "")[:LONGEST] for name in names}


def listed(
    request: ActorRequest, template: str, form: forms.Narrow, chosen: DeskFilter | None, *, tab: str
) -> HttpResponse:
    """Where what is asked cannot be understood, nothing is listed: never more than was meant."""
    after = asked(request, "after")["after"]
    page = queries.desk(
        request.actor, tab=tab, chosen=chosen or DeskFilter(), after=after, at=timezone.now()
    )
    if chosen is None:
        page = replace(page, rows=(), older="")
    shown = {
        "desk": page,
        "form": form,
        "wrong": chosen is None,
        "after": after,
        "here": urlencode({"tab": page.tab, **page.filter.asked}),
        "elsewhere": urlencode(page.filter.asked),
        "said": SAID.get(request.GET.get("said", ""), ""),
    }
    own = {"views": queries.views(request.actor), "keeps_views": queries.keeps_views(request.actor)}
    return render(request, template, shown | own)


@needs(Strength.TWO_FACTORS)
@require_GET
def concern(request: ActorRequest, reference: str) -> HttpResponse:
    at = timezone.now()
    commands.open_concern(request.actor, reference, at=at)
    shown = {
        "concern": queries.concern_page(request.actor, reference, at=at),
        "said": SAID.get(request.GET.get("said", ""), ""),
    }
    return render(request, "concerns/concern.html", shown)


def small(number: str) -> int:
    """What an address says; 0, which nothing is called, where it is no such number."""
    return int(number) if number.isdecimal() and number.isascii() and len(number) < 5 else 0


@needs(Strength.TWO_FACTORS)
@require_GET
def history(request: ActorRequest, reference: str, number: str) -> HttpResponse:
    """One person's chronology across concerns. Each concern read on it has its line."""
    at = timezone.now()
    page = queries.person_history(
        request.actor, reference, small(number), page=small(request.GET.get("page", "")), at=at
    )
    commands.open_history(request.actor, page.opened, at=at)
    return render(request, "concerns/history.html", {"page": page})
