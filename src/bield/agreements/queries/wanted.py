"""Whose answer to a form is still wanted, for the office that asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import product

from django.db.models import Q, QuerySet

from bield.agreements.models import Form
from bield.agreements.queries.asking import form, is_own, standing_version
from bield.agreements.queries.links import facts_of
from bield.agreements.queries.mine import Sheet, sheet_among, sheets_of
from bield.agreements.queries.put import is_put
from bield.agreements.queries.standing import facts, standings
from bield.agreements.rules.answering import may_take
from bield.agreements.rules.links import Born, is_written_to
from bield.agreements.rules.standing import Standing, Waits, stand, who_answers
from bield.agreements.states import Audience, Purpose, Stands
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

ROWS, LOOKED_AT, LOOKS = 25, 200, 5  # people on a page; people in one look; looks for one page
WHO = {Audience.GUARDIAN: "parent or carer", Audience.CHILD: "their own answer"}


@dataclass(frozen=True)
class Wanting:
    """One person for whom somebody has still to answer."""

    person: str  # reference
    name: str
    said: tuple[str, ...]  # purpose by purpose, how it stands
    signers: tuple[tuple[str, str, str], ...]  # of each whose answer is wanted: with who they are
    unknown: bool  # a parent or carer is to answer, and none is known


@dataclass(frozen=True)
class WantedPage:
    reference: str
    title: str
    rows: tuple[Wanting, ...]
    after: str  # where the next page begins; "" at the end
    published: bool


def wanted_page(
    actor: Actor,
    reference: str,
    *,
    words: str = "",
    site: str = "",
    group: str = "",
    after: str = "",
    at: datetime,
) -> WantedPage:
    """In the order of their names, as far as the actor knows of them. A page looks at no more than
    a thousand people, so that it costs the same where everybody has answered."""
    require_office(actor)
    found = form(actor, reference)
    edition = standing_version(found, at)
    purposes = sorted(set(edition.questions.values_list("purpose", flat=True)) if edition else [])
    everybody = _asked(actor, found, words=words, site=site, group=group, on=day_of(at))
    rows: list[Wanting] = []
    for _ in range(LOOKS):
        begins = everybody.filter(reference=after).first() if after else None
        later = everybody
        if begins is not None:
            same = Q(name=begins.name, pk__gt=begins.pk)
            later = everybody.filter(Q(name__gt=begins.name) | same)
        some = list(later[:LOOKED_AT])
        if not some or not purposes:
            return WantedPage(reference, found.title, tuple(rows), "", edition is not None)
        rows += _wanting(actor, some, purposes, at)
        after = some[-1].reference
        if len(rows) >= ROWS:
            break
    return WantedPage(reference, found.title, tuple(rows), after, edition is not None)


def _asked(
    actor: Actor, found: Form, *, words: str, site: str, group: str, on: date
) -> QuerySet[people.Person]:
    """Whom the form asks, narrowed, but for the actor's own family: what a child or another parent
    said is theirs to tell."""
    everybody = people.reached(
        actor,
        on,
        site=people.site(actor, site).pk if site else None,
        group=people.group(actor, group).pk if group else None,
        text=words,
    )
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    put = is_put(found)
    if put is not None:
        everybody = everybody.filter(put)
    return everybody.exclude(pk__in=own).order_by("name", "pk")


@dataclass(frozen=True)
class WithoutAnswer:
    """Everybody whose answer to a form is wanted, and which of them a link can be sent to."""

    reachable: tuple[int, ...]
    names: tuple[str, ...]  # of these
    others: tuple[tuple[str, str], ...]  # reference and name


def without_answer(actor: Actor, reference: str, *, at: datetime) -> WithoutAnswer:
    """As far as the actor knows of them, but for their own family, whose answers are theirs to
    tell; in looks of some hundred people each."""
    require_office(actor)
    found_form = form(actor, reference)
    edition = standing_version(found_form, at)
    purposes = sorted(set(edition.questions.values_list("purpose", flat=True)) if edition else [])
    on = day_of(at)
    own = people.own_family(actor.organisation_id, actor.person_id or 0)
    here = people.visible_to(actor).exclude(left_on__lt=on).exclude(pk__in=own)
    put = is_put(found_form)
    everybody = list((here if put is None else here.filter(put)).values_list("pk", flat=True))
    wanted: set[int] = set()
    for begin in range(0, len(everybody) if purposes else 0, LOOKED_AT):
        found = standings(actor, everybody[begin : begin + LOOKED_AT], purposes, at=at)
        wanted |= {
            wait.person_id
            for standing in found.values()
            for wait in standing.waits
            if wait.person_id is not None and wait.asked
        }
    wanted.discard(actor.person_id or 0)
    known = sorted(here.filter(pk__in=wanted), key=lambda one: (one.name, one.pk))
    facts = facts_of(actor.organisation_id, [one.pk for one in known], on)
    reach = [
        one
        for one in known
        if is_written_to(one.email, Born(one.born_on, one.born_precision), facts.get(one.pk), on)
    ]
    ids = {one.pk for one in reach}
    others = tuple((one.reference, one.name) for one in known if one.pk not in ids)
    return WithoutAnswer(tuple(one.pk for one in reach), tuple(one.name for one in reach), others)


def _wanting(
    actor: Actor, some: Sequence[people.Person], purposes: Sequence[str], at: datetime
) -> list[Wanting]:
    found = _open(actor, [one.pk for one in some], purposes, at)
    ids = {one for opens in found.values() for each in opens for one in each.named}
    names = people.people_by_id(actor.organisation_id, ids)
    return [
        Wanting(
            person=person.reference,
            name=person.name,
            said=tuple(each.said(names) for each in opens),
            signers=tuple(
                (names[one].reference, names[one].name, WHO.get(audience, ""))
                for one, audience in {
                    wait.person_id: wait.audience for each in opens for wait in each.waits
                }.items()
                if one is not None
            ),
            unknown=any(wait.person_id is None for each in opens for wait in each.waits),
        )
        for person in some
        if (opens := found[person.pk])
    ]


@dataclass(frozen=True)
class _Open:
    """One purpose of one person, to which somebody has still to answer."""

    purpose: str
    stands: Stands
    waits: tuple[Waits, ...]
    agreed: tuple[int, ...]  # who has answered already

    @property
    def named(self) -> set[int]:
        return {*self.agreed, *(one.person_id for one in self.waits if one.person_id is not None)}

    def said(self, names: Mapping[int, people.Person]) -> str:
        title = Purpose(self.purpose).label
        if not self.agreed:
            return f"{title}: {self.stands.label.lower()}"
        agreed = ", ".join(names[one].name for one in self.agreed)
        waits = ", ".join(
            "a parent or carer" if one.person_id is None else names[one.person_id].name
            for one in self.waits
        )
        return f"{title}: {agreed} agreed; still wanted: {waits}"


def _open(
    actor: Actor, ids: list[int], purposes: Sequence[str], at: datetime
) -> dict[int, list[_Open]]:
    """In one statement however many."""
    on = day_of(at)
    known, asked, heard = facts(actor.organisation_id, sorted(ids), list(purposes), at, on)
    found: dict[int, list[_Open]] = {one: [] for one in ids}
    for person, purpose in product(ids, purposes):
        if person not in known:
            continue
        put, who = asked.get(purpose, {}), known[person]
        standing = stand(person, who, put, heard.get((person, purpose), {}), on=on)
        if standing.waits and _is_asked(standing):
            open_still = {wait.person_id for wait in standing.waits}
            agreed = tuple(
                one
                for one, _ in who_answers(person, who, put, on)
                if one is not None and one not in open_still
            )
            found[person].append(_Open(purpose, standing.stands, standing.waits, agreed))
    return found


def _is_asked(standing: Standing) -> bool:
    return any(wait.asked for wait in standing.waits)


@dataclass(frozen=True)
class FormTitle:
    reference: str
    title: str


def form_title(actor: Actor, reference: str) -> FormTitle:
    require_office(actor)
    return FormTitle(reference, form(actor, reference).title)


def require_office(actor: Actor) -> None:
    if not may_take(actor):
        raise NotFound("answers")


def sheet_to_take(
    actor: Actor, signer: str, person: str, reference: str, *, at: datetime
) -> tuple[int, Sheet]:
    """The signer's id, and the form as they would meet it."""
    require_office(actor)
    somebody = people.person_by_reference(actor, signer)
    if is_own(actor, somebody.pk, people.person_by_reference(actor, person).pk):
        raise NotFound(signer)
    sheets = sheets_of(actor, somebody.pk, at=at)
    return somebody.pk, sheet_among(sheets, person, reference)
