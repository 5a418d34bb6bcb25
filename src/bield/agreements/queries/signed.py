"""What somebody has signed, and until when they may go without: the facts of every gate."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, Min
from django.db.models.functions import Coalesce, TruncDate

from bield.agreements import gates
from bield.agreements.gates import Journal, Writing
from bield.agreements.models import Asked, Copies, FormVersion, Question
from bield.agreements.needs import GRACE, Signed
from bield.agreements.queries.asking import begun, current
from bield.agreements.queries.mine import Sheet
from bield.agreements.queries.standing import standings
from bield.agreements.rules.standing import Standing
from bield.agreements.states import MESSAGES, Audience, Purpose
from bield.kit.refusals import Refusal
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Protection

Pair = tuple[int, str]  # a person, a purpose
MINE = "/agreements/"


def signed(
    actor: Actor, persons: Collection[int], purposes: Collection[str], *, at: datetime
) -> dict[Pair, Signed]:
    """By person and purpose, in four statements however many there are."""
    found = standings(actor, persons, purposes, at=at)
    house = actor.organisation_id
    since = _asked_since(house, purposes, at)
    began = people.at_work_since(house, persons, day_of(at))
    given = _given(house, persons, purposes)
    return {
        (person, purpose): Signed(
            purpose,
            standing.stands,
            _until(standing, since, purpose, began.get(person), given.get((person, purpose))),
            nobody_asks=bool(standing.waits) and not any(wait.asked for wait in standing.waits),
            by_themself=frozenset({*standing.by, *_can_answer(standing)}),
        )
        for (person, purpose), standing in found.items()
    }


def _can_answer(standing: Standing) -> Iterator[int]:
    """Contractors cannot: theirs comes on paper."""
    for wait in standing.waits:
        if wait.person_id is not None and wait.asked and wait.audience != Audience.CONTRACTOR:
            yield wait.person_id


def of_one(
    actor: Actor, person: int, purposes: Collection[str], *, at: datetime
) -> dict[str, Signed]:
    found = signed(actor, [person], purposes, at=at)
    return {purpose: found[person, purpose] for purpose in purposes}


def _until(
    standing: Standing,
    since: dict[tuple[str, str], date],
    purpose: str,
    began: date | None,
    given: date | None,
) -> date | None:
    """From when the words stood and they worked here, and no earlier than they were told."""
    asked = [
        since[purpose, wait.audience]
        for wait in standing.waits
        if (purpose, wait.audience) in since
    ]
    if not asked:
        return None
    days = [*asked, *([began] if began else [])]
    return max([max(days) + GRACE, *([given] if given else [])])


def _asked_since(
    organisation_id: int, purposes: Collection[str], at: datetime
) -> dict[tuple[str, str], date]:
    """From when the words that stand have stood: the same words in a new edition are not new."""
    rows = (
        Question.objects.filter(
            organisation=organisation_id,
            purpose__in=purposes,
            version__in=FormVersion.objects.filter(begun(at)).values("pk"),
        )
        .annotate(day=Coalesce("version__from_day", TruncDate("version__published_at")))
        .values("purpose", "audience", "digest")
        .annotate(since=Min("day"), last=Max("version__published_at"))
        .order_by("last")
    )
    return {(row["purpose"], row["audience"]): row["since"] for row in rows}


def asked_of(
    organisation_id: int, audience: str, purposes: Collection[str], at: datetime
) -> frozenset[str]:
    """For which of these purposes somebody of this audience has words today."""
    found = current(organisation_id, purposes, at).filter(audience=audience)
    return frozenset(found.values_list("purpose", flat=True))


def _given(
    organisation_id: int, persons: Collection[int], purposes: Collection[str]
) -> dict[Pair, date]:
    """The last day to answer that they were given."""
    rows = Asked.objects.filter(
        organisation=organisation_id,
        person__in=persons,
        request__ended_at=None,
        request__form__versions__questions__purpose__in=purposes,
    ).values_list("person", "request__form__versions__questions__purpose")
    return {(person, purpose): day for person, purpose, day in rows.annotate(Max("last_day"))}


def comes_first(actor: Actor, at: datetime) -> str | None:
    """Whoever works here signs before they go on. Those who may be given a concern are shown as
    missing, but led nowhere: at night it would cost time that a child does not have."""
    me = actor.person_id
    if me is None or actor.is_designated or not actor.is_adult_of_the_organisation:
        return None
    if all(one.granted for one in standings(actor, [me], gates.TO_USE, at=at).values()):
        return None  # as at almost every door: one statement
    agreed = of_one(actor, me, gates.TO_USE, at=at)
    return MINE if gates.may_enter(agreed, me=me, on=day_of(at)) else None


def may_hand_out(actor: Actor, person: int, *, at: datetime) -> list[Refusal]:
    """A device or an account."""
    return gates.may_hand_out(of_one(actor, person, gates.TO_USE, at=at))


def may_assign(actor: Actor, person: int, *, at: datetime) -> list[Refusal]:
    """Work with children or learners."""
    return gates.may_assign(of_one(actor, person, gates.TO_WORK, at=at), on=day_of(at))


def may_join(actor: Actor, person: int, *, at: datetime) -> list[Refusal]:
    """Sessions."""
    return gates.may_join(of_one(actor, person, gates.TO_JOIN, at=at))


def may_see_pages(actor: Actor, person: int, *, at: datetime) -> list[Refusal]:
    """A page or group for families."""
    return gates.may_see_pages(of_one(actor, person, gates.TO_SEE_PAGES, at=at))


def journals(actor: Actor, children: Collection[int], *, at: datetime) -> dict[int, Journal]:
    found = signed(actor, children, [Purpose.JOURNAL], at=at)
    return {child: gates.journal({Purpose.JOURNAL: found[child, Purpose.JOURNAL]})
            for child in children}  # fmt: skip


def may_upload(actor: Actor, child: int, *, at: datetime) -> list[Refusal]:
    """Into a child's journal online."""
    return gates.may_upload(of_one(actor, child, [Purpose.JOURNAL], at=at))


@dataclass(frozen=True)
class Reached:
    """Whether somebody may be written to by a channel, and who gets a copy."""

    refusals: tuple[Refusal, ...]
    copies: tuple[int, ...] = ()


def may_write(
    actor: Actor,
    persons: Iterable[int],
    channel: str,
    *,
    answers_own_report: bool = False,
    at: datetime,
) -> dict[int, Reached]:
    """By person. A message to a child goes by channels agreed to alone, with a copy to each parent
    or carer of the day who wants one."""
    wanted, on = sorted(persons), day_of(at)
    children = _children(actor.organisation_id, wanted, on)
    agreed = signed(actor, wanted, MESSAGES, at=at)
    carers = people.carers(actor.organisation_id, wanted, on)
    copied = _copied(actor.organisation_id, wanted)
    found = {}
    for one in wanted:
        writing = Writing(
            child=one in children,
            agreed={channel: agreed[one, channel] for channel in MESSAGES},
            answers_own_report=answers_own_report,
        )
        own = {carer.pk for carer in carers.get(one, [])}
        copies = tuple(sorted(own & copied.get(one, set()))) if writing.child else ()
        found[one] = Reached(tuple(gates.may_write(writing, channel)), copies)
    return found


@dataclass(frozen=True)
class CopiesRow:
    """Whether somebody gets copies of what is written to a child in their care."""

    person: str  # reference
    name: str
    wanted: bool


def my_copies(actor: Actor, sheets: Iterable[Sheet], *, at: datetime) -> tuple[CopiesRow, ...]:
    """Of the children to whom somebody may ask leave to write."""
    asked = {one.person for one in sheets for line in one.lines if line.purpose in MESSAGES}
    if not asked:
        return ()
    wards = [one.child for one in people.children_of(actor, actor.person_id or 0, day_of(at))]
    copied = _copied(actor.organisation_id, [one.pk for one in wards])
    return tuple(
        CopiesRow(one.reference, one.name, actor.person_id in copied.get(one.pk, set()))
        for one in wards
        if one.reference in asked
    )


def _children(organisation_id: int, persons: Collection[int], on: date) -> frozenset[int]:
    """Whose age is not known is one, unless a post that they hold or held says otherwise."""
    aged = people.aged(organisation_id, persons, on)
    grown = people.grown_by_post(organisation_id, persons)
    return frozenset(
        one
        for one in persons
        if one not in aged
        or aged[one].protection == Protection.CHILD
        or (aged[one].protection == Protection.UNKNOWN_AGE and one not in grown)
    )


def _copied(organisation_id: int, children: Collection[int]) -> dict[int, set[int]]:
    rows = Copies.objects.filter(organisation=organisation_id, child__in=children).order_by("pk")
    last = {(row.child_id, row.guardian_id): row.wanted for row in rows}
    found: dict[int, set[int]] = {}
    for (child, guardian), is_wanted in last.items():
        if is_wanted:
            found.setdefault(child, set()).add(guardian)
    return found
