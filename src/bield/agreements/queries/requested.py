"""Requests as the office sees them. Whoever is family of a child does not see there how it stands
with the child: what a child or another parent said is theirs to tell."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from bield.agreements.models import Asked, Form, Request
from bield.agreements.queries.asking import form, standing_version
from bield.agreements.queries.put import (
    AT_ONCE,
    Stand,
    not_asked_yet,
    pieces,
    purposes_of,
    putting,
    scope,
    stands,
    without_asked,
)
from bield.agreements.queries.put import named_so as by_reference
from bield.agreements.queries.put import request as one_request
from bield.agreements.rules.asking import asks_somebody, may_ask, put_form
from bield.agreements.states import Audience, Reply, Whom
from bield.kit import times
from bield.kit.components import Turn
from bield.kit.refusals import NotFound, Refusal, enforce
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

Choices = tuple[tuple[str, str], ...]
ROWS, LOOKED_AT, NAMES = 50, 2_000, 10  # on a page; for a preview; of those not reached


@dataclass(frozen=True)
class Figures:
    asked: int = 0
    waiting: int = 0
    answered: int = 0
    refused: int = 0


@dataclass(frozen=True)
class RequestRow:
    reference: str
    form: str
    whom: str
    last_day: str
    figures: Figures
    ended: bool


@dataclass(frozen=True)
class FormRow:
    reference: str
    title: str
    published: bool


@dataclass(frozen=True)
class AskingPage:
    forms: tuple[FormRow, ...]
    requests: tuple[RequestRow, ...]


def require_asker(actor: Actor) -> None:
    if may_ask(actor) is not None:
        raise NotFound("asking")


def asking_page(actor: Actor, *, at: datetime) -> AskingPage:
    """Every form, and what of them is asked now; the last fifty that are over."""
    require_asker(actor)
    house = Form.objects.filter(organisation=actor.organisation_id)
    out = house.filter(versions__published_at__lte=at).values_list("pk", flat=True)
    published = set(out.distinct())
    found = Request.objects.filter(organisation=actor.organisation_id)
    reach = people.sites_in_reach(actor)
    if reach is not None:
        found = found.filter(Q(site__in=reach) | Q(put_by=actor.person_id))
    known = found.select_related("form", "site", "group")
    last = list(known.order_by("-ended_at", "-pk").filter(ended_at__isnull=False)[:ROWS])
    rows = [*known.filter(ended_at=None).order_by("-pk")[:ROWS], *last]
    figures = _figures(actor, rows, at)
    return AskingPage(
        tuple(
            FormRow(one.reference, one.title, one.pk in published)
            for one in house.order_by("title")
        ),
        tuple(_row(actor, one, figures.get(one.pk, Figures())) for one in rows),
    )


def _row(actor: Actor, one: Request, figures: Figures) -> RequestRow:
    return RequestRow(
        one.reference,
        one.form.title,
        said_whom(actor, one),
        times.exact_day(one.last_day),
        figures,
        one.ended_at is not None,
    )


def said_whom(actor: Actor, one: Request) -> str:
    if one.site is not None:
        return one.site.name
    if one.group is not None:
        return one.group.name
    if one.role:
        return people.label(people.organisation(actor), one.role)
    return str(Whom(one.whom).label)


def _figures(actor: Actor, rows: Collection[Request], at: datetime) -> dict[int, Figures]:
    """In one statement, of those whom the actor may look at."""
    seen = _seen(actor, Asked.objects.filter(request__in=[one.pk for one in rows]), day_of(at))
    counted = seen.order_by().values_list("request", "stands").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = {}
    for request, reply, number in counted:
        found.setdefault(request, {})[reply] = number
    return {
        request: Figures(sum(said.values()), *(said.get(reply, 0) for reply in Reply))
        for request, said in found.items()
    }


def _seen(actor: Actor, asked: QuerySet[Asked], on: date) -> QuerySet[Asked]:
    """Of people whom the actor knows and who are here, but for the actor's own family."""
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    known = people.reached(actor, on)
    return asked.filter(person__in=known).exclude(person__in=own)


# ------ one request


@dataclass(frozen=True)
class Filters:
    """What of a list somebody wants to see."""

    words: str = ""
    stands: str = ""
    site: str = ""
    group: str = ""

    def asked(self, **more: str) -> str:
        said = {"words": self.words, "stands": self.stands, "site": self.site, "group": self.group}
        return urlencode({name: value for name, value in (said | more).items() if value})


@dataclass(frozen=True)
class PersonAsked:
    name: str
    stands: str
    last_day: str
    late: bool


@dataclass(frozen=True)
class RequestPage:
    row: RequestRow
    form: str  # reference
    since: str
    joiners: bool
    filling: bool  # the worker is still asking
    people: tuple[PersonAsked, ...]
    turn: Turn


def request_page(
    actor: Actor, reference: str, *, filters: Filters, after: str = "", at: datetime
) -> RequestPage:
    """Fifty people, by their names, in the same few statements however many are asked."""
    one, today = one_request(actor, reference), day_of(at)
    found = _listed(actor, one, filters, today)
    if after:
        last = people.person_by_reference(actor, after)
        later = Q(person__name=last.name, person__pk__gt=last.pk)
        found = found.filter(Q(person__name__gt=last.name) | later)
    some = list(found[: ROWS + 1])
    here = reverse("agreements:request", args=[reference])
    older = filters.asked(after=some[ROWS - 1].person.reference) if some[ROWS:] else ""
    return RequestPage(
        row=_row(actor, one, _figures(actor, [one], at).get(one.pk, Figures())),
        form=one.form.reference,
        since=times.exact_day(one.begins_on),
        joiners=one.joiners,
        filling=not one.filled,
        people=tuple(_person(asked, today) for asked in some[:ROWS]),
        turn=Turn(
            older=f"{here}?{older}" if older else "",
            first=f"{here}?{filters.asked()}" if after else "",
        ),
    )


def _listed(actor: Actor, one: Request, filters: Filters, on: date) -> QuerySet[Asked]:
    found = _seen(actor, Asked.objects.filter(request=one), on)
    narrowed = people.reached(
        actor,
        on,
        site=people.site(actor, filters.site).pk if filters.site else None,
        group=people.group(actor, filters.group).pk if filters.group else None,
        text=filters.words,
    )
    found = found.filter(person__in=narrowed)
    if filters.stands in Reply.values:
        found = found.filter(stands=filters.stands)
    return found.select_related("person").order_by("person__name", "person__pk")


def _person(asked: Asked, today: date) -> PersonAsked:
    late = asked.stands == Reply.WAITING and asked.last_day < today
    return PersonAsked(
        asked.person.name,
        str(Reply(asked.stands).label),
        times.exact_day(asked.last_day),
        late,
    )


def list_of(actor: Actor, reference: str, *, at: datetime) -> Iterator[tuple[str, ...]]:
    """Everybody asked, for a table."""
    one = one_request(actor, reference)
    for asked in _listed(actor, one, Filters(), day_of(at)):
        stands_ = str(Reply(asked.stands).label)
        days = asked.begins_on.isoformat(), asked.last_day.isoformat()
        yield asked.person.name, stands_, *days


# ------ before a form is put to people


@dataclass(frozen=True)
class PutPage:
    """What there is to choose from."""

    reference: str
    title: str
    published: bool
    places: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, str], ...]
    posts: tuple[tuple[str, str], ...]


def put_page(actor: Actor, reference: str, *, at: datetime) -> PutPage:
    require_asker(actor)
    found, house = form(actor, reference), people.organisation(actor)
    return PutPage(
        found.reference,
        found.title,
        standing_version(found, at) is not None,
        tuple((site.reference, site.name) for site in people.sites(actor)),
        tuple((group.reference, group.name) for group in people.groups(actor)),
        tuple((role, people.label(house, role)) for role in Role.values),
    )


@dataclass(frozen=True)
class Preview:
    """Whom a request would ask, before anybody is asked."""

    people: int
    signers: int
    unreached: tuple[str, ...]  # names of signers without an address, as far as they are shown
    others: int  # who are not shown
    unknown: int  # people for whom a parent or carer should answer, and none is known
    more: bool  # not everybody was looked at


def preview(
    actor: Actor,
    reference: str,
    *,
    whom: str,
    chosen: str,
    named: Sequence[str],
    last_day: date,
    joiners: bool,
    at: datetime,
) -> Preview:
    """Of as many as can be looked at while somebody waits. Says no where the asking would."""
    found, on = form(actor, reference), day_of(at)
    facts = putting(actor, found, whom=whom, chosen=chosen, named=named, last_day=last_day, at=at)
    enforce(put_form(facts))
    if whom == Whom.NAMED:
        some = without_asked(found, by_reference(actor, named, on))
    else:
        kept = scope(actor, whom, chosen)
        draft = Request(organisation_id=actor.organisation_id, form=found, **kept)
        some = list(not_asked_yet(actor, draft, on).values_list("pk", flat=True)[: LOOKED_AT + 1])
    purposes = purposes_of(found, at)
    asked = [
        one
        for piece in pieces(some[:LOOKED_AT], 2 * AT_ONCE)
        for one in stands(actor.organisation_id, piece, purposes, at=at).values()
    ]
    enforce(asks_somebody(len(asked), more=joiners))
    return _preview(actor, asked, more=len(some) > LOOKED_AT)


def _preview(actor: Actor, asked: Sequence[Stand], *, more: bool) -> Preview:
    waits = [wait for one in asked for wait in one.waits]
    signers = {wait.person_id for wait in waits if wait.person_id is not None}
    children = {wait.person_id for wait in waits if wait.audience == Audience.CHILD}
    known = people.people_by_id(actor.organisation_id, signers - children)
    silent = sorted(one.name for one in known.values() if not one.email)
    return Preview(
        people=len(asked),
        signers=len(signers),
        unreached=tuple(silent[:NAMES]),
        others=max(len(silent) - NAMES, 0),
        unknown=sum(any(wait.person_id is None for wait in one.waits) for one in asked),
        more=more,
    )


def by_name(actor: Actor, names: Sequence[str]) -> list[str]:
    """References of people typed by their names; one that means nobody, or several, is said."""
    found = people.known_by(actor, names)
    unclear = [name for name in names if len(found.get(name, ())) != 1]
    enforce(
        Refusal(
            "name-is-unclear",
            f"“{name}” is nobody you know of here, or more than one. Write the name in full.",
            field="people",
        )
        for name in unclear
    )
    return [found[name][0].reference for name in names]


def narrowing(actor: Actor) -> tuple[Choices, Choices]:
    """Places and groups by which a list is narrowed."""
    require_asker(actor)
    return (
        tuple((site.reference, site.name) for site in people.sites(actor)),
        tuple((group.reference, group.name) for group in people.groups(actor)),
    )
