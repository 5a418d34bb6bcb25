"""Whom forms were put to, and how it stands with them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from bield.agreements.models import Asked, Form, Reminder, Request
from bield.agreements.queries.asking import standing_version
from bield.agreements.queries.standing import facts
from bield.agreements.queries.terms import outdated_forms
from bield.agreements.rules import asking as rules
from bield.agreements.rules.asking import Putting
from bield.agreements.rules.standing import Waits
from bield.agreements.states import READ_AND_SIGN, Audience, Reply, Whom
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of

AT_ONCE = 500  # people in one look
LATELY = 7  # days within which somebody counts as having just come


def live(organisation_id: int) -> QuerySet[Request]:
    found = Request.objects.filter(organisation=organisation_id, ended_at=None)
    return found.select_related("form").order_by("pk")


def request(actor: Actor, reference: str) -> Request:
    found = Request.objects.filter(organisation=actor.organisation_id, reference=reference)
    one = found.select_related("form", "site", "group").first()
    if one is None or rules.may_ask(actor) is not None:
        raise NotFound(reference)
    if one.put_by_id != actor.person_id and not _reaches(actor, one):
        raise NotFound(reference)
    return one


def _reaches(actor: Actor, one: Request) -> bool:
    reach = people.sites_in_reach(actor)
    return reach is None or one.site_id in reach


def purposes_of(form: Form, at: datetime) -> list[str]:
    edition = standing_version(form, at)
    return sorted(set(edition.questions.values_list("purpose", flat=True)) if edition else [])


def among(actor: Actor, one: Request, on: date) -> QuerySet[people.Person]:
    """Everybody of those it is put to, as the actor knows them on a day."""
    return people.reached(actor, on, site=one.site_id, group=one.group_id, role=one.role)


def not_asked_yet(
    house: Actor, one: Request, on: date, *, lately: bool = False
) -> QuerySet[people.Person]:
    """Of whom it is put to, those whom no request of the same form asks."""
    asked = Asked.objects.filter(
        person=OuterRef("pk"), request__form=one.form_id, request__ended_at=None
    )
    found = among(house, one, on).filter(~Exists(asked)).order_by("pk")
    return found.filter(people.came_since(on, LATELY)) if lately else found


def next_to_ask(one: Request, on: date, *, most: int = AT_ONCE) -> tuple[list[int], bool]:
    """The next of whoever was there when it was put to them, and whether those are the last."""
    found = not_asked_yet(_house(one), one, on).filter(pk__gt=one.filled_to)
    some = list(found.values_list("pk", flat=True)[:most])
    return some, len(some) < most


def joiners(one: Request, on: date, *, lately: bool) -> list[int]:
    """Who has joined those whom it is put to, and is not asked yet."""
    return list(not_asked_yet(_house(one), one, on, lately=lately).values_list("pk", flat=True))


def everybody_asked(one: Request) -> list[int]:
    return list(one.asked.order_by("pk").values_list("person", flat=True))


def _house(one: Request) -> Actor:
    return house(one.organisation_id, "agreements")


@dataclass(frozen=True)
class Stand:
    """How one form stands with one person."""

    reply: Reply
    waits: tuple[Waits, ...]  # whose own answer to something is open


def stands(
    organisation_id: int, persons: Collection[int], purposes: Collection[str], *, at: datetime
) -> dict[int, Stand]:
    """Of those whom the form has words for, in one statement."""
    on = day_of(at)
    known, asked, heard = facts(organisation_id, sorted(persons), sorted(purposes), at, on)
    found = {}
    for one, who in known.items():
        said = {purpose: heard[one, purpose] for purpose in purposes if (one, purpose) in heard}
        reply = rules.reply(one, who, asked, said, on)
        if reply is not None:
            found[one] = Stand(reply, tuple(rules.waiting(one, who, asked, said, on)))
    return found


def pieces(ids: Iterable[int], size: int = AT_ONCE) -> Iterator[list[int]]:
    every = list(ids)
    for start in range(0, len(every), size):
        yield every[start : start + size]


@dataclass(frozen=True)
class Put:
    """What of the forms of some people was put to them, by references. A form that was never put to
    anybody is asked of everybody whom it has words for."""

    forms: frozenset[str]  # put to somebody
    until: dict[tuple[str, str], date]  # form and person -> their last day

    def is_asked(self, form: str, person: str) -> bool:
        return form not in self.forms or (form, person) in self.until


def put_to(organisation_id: int, persons: Collection[int]) -> Put:
    """In two statements however many."""
    forms = Form.objects.filter(organisation=organisation_id, requests__isnull=False)
    asked = Asked.objects.filter(
        organisation=organisation_id, person__in=persons, request__ended_at=None
    ).order_by("last_day")
    found = asked.values_list("request__form__reference", "person__reference", "last_day")
    return Put(
        frozenset(forms.values_list("reference", flat=True).distinct()),
        {(form, person): day for form, person, day in found},
    )


def is_put(form: Form) -> Q | None:
    """Of a form that was put to somebody, the people whom it asks; None: it asks everybody."""
    if not Request.objects.filter(form=form).exists():
        return None
    asked = Asked.objects.filter(person=OuterRef("pk"), request__form=form, request__ended_at=None)
    return Q(Exists(asked))


def named_so(actor: Actor, references: Collection[str], on: date) -> list[people.Person]:
    """People by their references; one that the actor does not know is nobody."""
    return list(people.reached(actor, on).filter(reference__in=references).order_by("pk"))


def putting(
    actor: Actor,
    form: Form,
    *,
    whom: str,
    chosen: str,
    named: Collection[str],
    last_day: date,
    at: datetime,
) -> Putting:
    """What the rule of putting a form to people asks."""
    today = day_of(at)
    found = named_so(actor, named, today) if whom == Whom.NAMED else []
    return Putting(
        published=standing_version(form, at) is not None,
        whom=whom,
        everywhere=people.sites_in_reach(actor) is None,
        chosen=bool(found if whom == Whom.NAMED else chosen) or whom == Whom.EVERYBODY,
        begins_on=today,
        last_day=last_day,
        today=today,
        outdated=form.pk in outdated_forms(actor.organisation_id, at),
    )


def without_asked(form: Form, persons: Iterable[people.Person]) -> list[int]:
    """Those of these people whom no request of this form asks."""
    some = [one.pk for one in persons]
    live = Asked.objects.filter(person__in=some, request__form=form, request__ended_at=None)
    asked = set(live.values_list("person", flat=True))
    return [one for one in some if one not in asked]


def scope(actor: Actor, whom_: str, chosen: str) -> dict[str, int | str | None]:
    """What a request keeps of what was chosen on the page."""
    kept: dict[str, int | str | None] = {"site_id": None, "group_id": None, "role": ""}
    if whom_ == Whom.SITE and chosen:
        kept["site_id"] = people.site(actor, chosen).pk
    if whom_ == Whom.GROUP and chosen:
        kept["group_id"] = people.group(actor, chosen).pk
    if whom_ == Whom.ROLE:
        kept["role"] = chosen
    return kept


# ------ the duty to read and sign


def is_to_sign(form: Form, at: datetime) -> bool:
    edition = standing_version(form, at)
    if edition is None:
        return False
    asked = edition.questions.filter(purpose__in=READ_AND_SIGN, audience=Audience.STAFF)
    return asked.exists()


def signs_as_staff(person: int, stand: Stand) -> bool:
    return any(wait.person_id == person and wait.audience == Audience.STAFF for wait in stand.waits)


def duty_subject(form: str, person: str) -> str:
    return f"{form}:{person}"


def own_reference(actor: Actor) -> str:
    return people.person(actor, actor.person_id).reference if actor.person_id else ""


def titles(organisation_id: int, subjects: Iterable[str]) -> dict[str, str]:
    """What is to be read and signed, by subject of the duty."""
    forms = {one: one.split(":")[0] for one in subjects}
    rows = Form.objects.filter(organisation=organisation_id, reference__in=set(forms.values()))
    found = dict(rows.values_list("reference", "title"))
    return {one: found[form] for one, form in forms.items() if form in found}


# ------ who is reminded


def unanswered(one: Request, today: date, spans: Collection[tuple[date, date]] = ()) -> list[int]:
    """Those for whom an answer is wanted, of whoever is still here; of these spans of days."""
    here = Q(person__left_on__isnull=True) | Q(person__left_on__gte=today)
    found = one.asked.filter(here, waits=True)
    if spans:
        some = Q()
        for begins_on, last_day in spans:
            some |= Q(begins_on=begins_on, last_day=last_day)
        found = found.filter(some)
    return list(found.order_by("pk").values_list("person", flat=True))


def spans(one: Request) -> list[tuple[date, date]]:
    found = one.asked.filter(waits=True).values_list("begins_on", "last_day")
    return list(found.distinct().order_by("begins_on", "last_day"))


def told(one: Request, signers: Iterable[int], *, since: date, today: date) -> frozenset[int]:
    """Who was told of this request since that day, or of anything today."""
    found = Reminder.objects.filter(organisation=one.organisation_id, signer__in=list(signers))
    found = found.filter(Q(day=today) | Q(request=one, day__gte=since))
    return frozenset(found.values_list("signer", flat=True))


def told_today(organisation_id: int, signers: Iterable[int], today: date) -> frozenset[int]:
    found = Reminder.objects.filter(organisation=organisation_id, signer__in=list(signers))
    return frozenset(found.filter(day=today).values_list("signer", flat=True))


def late(organisation_id: int, today: date) -> QuerySet[Request]:
    """Requests of which the last day of somebody is over and no answer came, and of which the
    office was not told today."""
    over = Asked.objects.filter(request=OuterRef("pk"), last_day__lt=today, waits=True)
    return live(organisation_id).filter(Exists(over)).exclude(office_told_on=today)
