"""What those who work here declare of children and families here, and who has not yet."""

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, QuerySet

from bield.agreements.models import Answer, Declaration, Question, Tie, TieDecision
from bield.agreements.queries.asking import current
from bield.agreements.queries.conduct import signed_on
from bield.agreements.queries.standing import standings
from bield.agreements.rules import conduct as rules
from bield.agreements.rules.standing import Standing
from bield.agreements.starters import starter_for
from bield.agreements.states import DECLARE, TO_AGREE, Purpose, TieKind
from bield.duties import queries as duties
from bield.kit import times
from bield.kit.cells import safe
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor, house
from bield.people.ages import day_of
from bield.people.states import Role
from bield.vault import queries as vault
from bield.vault.seal import unseal

ROWS, AT_ONCE = 50, 500
SUBJECT = "declaration:"


@dataclass(frozen=True)
class TieRow:
    reference: str
    person: str  # reference
    name: str
    kind: str
    who: str
    how: str
    why: str
    day: str
    over: str  # since when; "" while it stands
    decision: str  # "Agreed", "Not agreed", "Waits for the head", ""
    tone: str
    terms: str


@dataclass(frozen=True)
class TiesPage:
    ties: tuple[TieRow, ...]
    declared: str  # when the last time was; "" for never
    due: str  # by when it is wanted; "" while nobody asks
    late: bool


def require_worker(actor: Actor) -> None:
    if actor.person_id is None or not actor.is_adult_of_the_organisation:
        raise NotFound("ties")


def my_ties(actor: Actor, *, at: datetime) -> TiesPage:
    require_worker(actor)
    assert actor.person_id is not None  # noqa: S101  # the line above has just said so
    return _page(actor.organisation_id, actor.person_id, at)


def _page(organisation_id: int, person_id: int, at: datetime) -> TiesPage:
    rows = ties_of(organisation_id, person_id).order_by("-declared_at", "-pk")
    last = last_declared(organisation_id, [person_id]).get(person_id)
    subject = subject_of(person_id)
    duty = next(iter(duties.open_duties(organisation_id, subject, at)), None)
    return TiesPage(
        ties=tuple(_tie(organisation_id, rows)),
        declared=times.exact_day(day_of(last)) if last else "",
        due=times.exact_day(day_of(duty.due_at)) if duty else "",
        late=duty is not None and duty.due_at < at,
    )


def ties_of(organisation_id: int, person_id: int) -> QuerySet[Tie]:
    return Tie.objects.filter(organisation=organisation_id, person=person_id)


def subject_of(person_id: int) -> str:
    return f"{SUBJECT}{person_id}"


def own_tie(actor: Actor, reference: str) -> Tie:
    require_worker(actor)
    rows = Tie.objects.filter(organisation=actor.organisation_id, person=actor.person_id)
    found = rows.filter(reference=reference).first()
    if found is None:
        raise NotFound(reference)
    return found


def standing_ties(organisation_id: int, person_id: int) -> tuple[str, ...]:
    rows = ties_of(organisation_id, person_id).filter(ended_at__isnull=True)
    return tuple(rows.order_by("pk").values_list("reference", flat=True))


def _tie(organisation_id: int, rows: QuerySet[Tie]) -> Iterable[TieRow]:
    """Opened: the caller has made sure that they may be read."""
    found = list(rows.select_related("person"))
    keys = vault.secrets(organisation_id, [one.key_id for one in found])
    decisions = TieDecision.objects.filter(tie__in=found).order_by("pk")
    last = {one.tie_id: one for one in decisions}
    for one in found:
        says = json.loads(unseal(keys[one.key_id], bytes(one.words), context=one.reference))
        decided = last.get(one.pk)
        word, tone = _decided(one, decided)
        context = f"{one.reference}:decision"
        yield TieRow(
            reference=one.reference,
            person=one.person.reference,
            name=one.person.name,
            kind=str(TieKind(one.kind).label),
            day=times.exact_day(day_of(one.declared_at)),
            over=times.exact_day(day_of(one.ended_at)) if one.ended_at else "",
            decision=word,
            tone=tone,
            terms=unseal(keys[one.key_id], bytes(decided.words), context=context)
            if decided
            else "",
            **says,
        )


def _decided(one: Tie, decided: TieDecision | None) -> tuple[str, str]:
    if one.kind not in TO_AGREE:
        return "", ""
    if decided is None:
        return ("", "") if one.ended_at else ("Waits for the head", "soon")
    return ("Agreed", "done") if decided.agreed else ("Not agreed", "danger")


def last_declared(organisation_id: int, ids: Collection[int]) -> dict[int, datetime]:
    rows = Declaration.objects.filter(organisation=organisation_id, person__in=list(ids))
    return dict(rows.values_list("person_id").annotate(Max("at")).order_by("person_id"))


# ------ for the head and the lead


def may_read_ties(actor: Actor) -> bool:
    return rules.may_read_ties(actor)


def require_ties_reader(actor: Actor) -> None:
    if not rules.may_read_ties(actor):
        raise NotFound("ties")


def tie_to_decide(actor: Actor, reference: str) -> Tie:
    """Of whoever it is: the head and the lead read it, and nobody their own by this way."""
    require_ties_reader(actor)
    found = Tie.objects.filter(organisation=actor.organisation_id, reference=reference)
    row = found.exclude(person=actor.person_id).first()
    if row is None:
        raise NotFound(reference)
    return row


def tie_shown(actor: Actor, reference: str) -> TieRow:
    row = tie_to_decide(actor, reference)
    return _one(row)


def my_tie(actor: Actor, reference: str) -> TieRow:
    return _one(own_tie(actor, reference))


def _one(row: Tie) -> TieRow:
    return next(iter(_tie(row.organisation_id, Tie.objects.filter(pk=row.pk))))


def decided_by_lead(organisation_id: int, person_id: int, on: date) -> bool:
    """Where there is no head but the person themself."""
    heads = people.roster(organisation_id, on).anywhere(Role.HEAD)
    return not set(heads) - {person_id}


def ties_to_agree(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Of these, what the head and the lead may read: never their own."""
    if not (actor.is_house or actor.holds(*rules.TIES_READ_BY)):
        return frozenset()
    rows = Tie.objects.filter(organisation=actor.organisation_id, reference__in=references)
    return frozenset(rows.exclude(person=actor.person_id).values_list("reference", flat=True))


def ties_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Those that this actor may know of, their own among them: for the record."""
    own = Tie.objects.filter(organisation=actor.organisation_id, person=actor.person_id)
    mine = own.filter(reference__in=references).values_list("reference", flat=True)
    return ties_to_agree(actor, references) | frozenset(mine)


@dataclass(frozen=True)
class TiesOf:
    reference: str
    name: str
    page: TiesPage


def declared_ties(actor: Actor, person: str, *, at: datetime) -> TiesOf:
    require_ties_reader(actor)
    about = people.person_by_reference(actor, person)
    if about.pk == actor.person_id:
        raise NotFound(person)
    return TiesOf(about.reference, about.name, _page(actor.organisation_id, about.pk, at))


@dataclass(frozen=True)
class Keeping:
    """Somebody who works here: the code they signed, and what they declared."""

    reference: str
    name: str
    code: str  # how the code of conduct stands with them
    code_tone: str
    declared: str
    declared_tone: str
    waits: int  # ties about which nobody has decided
    own: bool

    @property
    def complete(self) -> bool:
        return self.code_tone == self.declared_tone == "done" and not self.waits


@dataclass(frozen=True)
class ConductPage:
    rows: tuple[Keeping, ...]
    missing: bool  # those alone of whom something is missing
    after: str  # where the next page begins; "" at the end
    published: bool
    form: str  # that asks for the code, where none stands yet: a draft, or one whose day is to come
    starter: str  # else our own words to begin with
    late: int  # declarations that are overdue


@keeps("EY-74", "EY-78a", "OT-32a")
def conduct_page(
    actor: Actor, *, after: str = "", missing: bool = False, at: datetime
) -> ConductPage:
    """Who works here, with what they signed and declared, and what is missing; by name."""
    require_ties_reader(actor)
    everybody = workers(actor, at)
    places = [one.reference for one in everybody]
    begins = places.index(after) + 1 if after in places else 0
    now = due_declarations(actor.organisation_id)
    published = code_published(actor.organisation_id, at)
    rows: list[Keeping] = []
    while begins < len(everybody) and len(rows) <= ROWS:  # one more, to know whether there are
        some = everybody[begins : begins + (AT_ONCE if missing else ROWS + 1)]
        kept = keepings(actor, some, at=at, due=now)
        rows += [row for row in kept if not (missing and row.complete)]
        begins += len(some)
    return ConductPage(
        rows=tuple(rows[:ROWS]),
        missing=missing,
        after=rows[ROWS - 1].reference if len(rows) > ROWS else "",
        published=published,
        form="" if published else _form_of_code(actor.organisation_id),
        starter=starter_for(Purpose.CONDUCT),
        late=sum(day < at for day in now.values()),
    )


def workers(actor: Actor, at: datetime) -> list[people.Person]:
    found = people.working_here(actor.organisation_id, rules.DECLARERS, day_of(at))
    known = people.people_by_id(actor.organisation_id, found)
    return sorted(known.values(), key=lambda one: (one.name, one.pk))


def code_published(organisation_id: int, at: datetime) -> bool:
    return current(organisation_id, [Purpose.CONDUCT], at).exists()


def _form_of_code(organisation_id: int) -> str:
    rows = Question.objects.filter(organisation=organisation_id, purpose=Purpose.CONDUCT)
    return rows.order_by("-pk").values_list("version__form__reference", flat=True).first() or ""


def declarations_to_ask(organisation_id: int, at: datetime) -> list[tuple[int, datetime]]:
    """Who works here, is not asked yet, and is to be: with the day by which they declare. Nobody,
    while no code of conduct says what it is about, or the set-up goes on."""
    set_up = people.organisation_by_id(organisation_id).set_up_at is not None
    if not (set_up and code_published(organisation_id, at)):
        return []
    here = people.working_here(organisation_id, rules.DECLARERS, day_of(at))
    last = last_declared(organisation_id, here)
    asked = due_declarations(organisation_id)
    found = [
        (one, due)
        for one in here
        if one not in asked and (due := rules.asked_by(last.get(one), at)) is not None
    ]
    return sorted(found, key=lambda pair: (pair[1], pair[0]))


def declarations_to_drop(organisation_id: int, at: datetime) -> list[int]:
    """Who is asked and does not work here any more."""
    here = people.working_here(organisation_id, rules.DECLARERS, day_of(at))
    return sorted(set(due_declarations(organisation_id)) - here.keys())


def due_declarations(organisation_id: int) -> dict[int, datetime]:
    """Who is asked to declare now, and by when."""
    standing = duties.standing(organisation_id, [DECLARE])
    return {int(one.subject.removeprefix(SUBJECT)): one.due_at for one in standing}


def unsigned_workers(organisation_id: int, at: datetime) -> list[int]:
    """Who works here for more than four weeks and has not signed the code that stands, once it has
    stood for as long."""
    begun = at - rules.GRACE
    if not code_published(organisation_id, begun):
        return []
    here = people.working_here(organisation_id, rules.DECLARERS, day_of(at))
    long = sorted(one for one, since in here.items() if since <= day_of(begun))
    us = house(organisation_id, "agreements")
    return [
        one
        for begins in range(0, len(long), AT_ONCE)
        for (one, _), stands in standings(
            us, long[begins : begins + AT_ONCE], [Purpose.CONDUCT], at=at
        ).items()
        if not stands.granted
    ]


def keepings(
    actor: Actor,
    some: Sequence[people.Person],
    *,
    at: datetime,
    due: Mapping[int, datetime] | None = None,
) -> list[Keeping]:
    """In the same few statements however many there are, up to five hundred."""
    house, ids = actor.organisation_id, [one.pk for one in some]
    due = due_declarations(house) if due is None else due
    signed = signed_on(house, ids, [Purpose.CONDUCT], at=at)
    stand = standings(actor, ids, [Purpose.CONDUCT], at=at)
    last = last_declared(house, ids)
    waiting = _waiting(house, ids)
    unsigned = _unsigned(house, at)
    rows = []
    for one in some:
        yes = signed.get((one.pk, Purpose.CONDUCT))
        code = _code(yes, stand[one.pk, Purpose.CONDUCT]) if yes else unsigned
        declared = _declared(last.get(one.pk), due.get(one.pk), at)
        own = one.pk == actor.person_id
        rows.append(Keeping(one.reference, one.name, *code, *declared, waiting.get(one.pk, 0), own))
    return rows


def _unsigned(organisation_id: int, at: datetime) -> tuple[str, str]:
    """Nobody is late before there was something to sign, and time to read it."""
    if code_published(organisation_id, at - rules.GRACE):
        return "Not signed", "danger"
    if code_published(organisation_id, at):
        return "Not signed yet", "soon"
    return "None is published yet", "quiet"


def _code(signed: Answer, stand: Standing) -> tuple[str, str]:
    number = signed.question.version.number
    said = f"Signed edition {number} on {times.exact_day(day_of(signed.at))}"
    return (said, "done") if stand.granted else (f"{said}, which stands no more", "soon")


def _declared(last: datetime | None, due: datetime | None, at: datetime) -> tuple[str, str]:
    said = f"Declared on {times.exact_day(day_of(last))}" if last else ""
    if due is not None and due < at:
        late = times.exact_day(day_of(due))
        return f"{said or 'No yearly declaration yet'}, late since {late}", "danger"
    if due is not None:
        return f"{said or 'Not declared yet'}, wanted by {times.exact_day(day_of(due))}", "soon"
    return (said, "done") if said else ("Not asked yet", "quiet")


def _waiting(organisation_id: int, ids: Collection[int]) -> dict[int, int]:
    rows = Tie.objects.filter(
        organisation=organisation_id,
        person__in=list(ids),
        kind__in=TO_AGREE,
        ended_at__isnull=True,
        decisions__isnull=True,
    )
    return dict(rows.values_list("person_id").annotate(Count("pk")).order_by("person_id"))


def conduct_table(actor: Actor, *, at: datetime) -> str:
    """Everybody, as a table to be saved."""
    require_ties_reader(actor)
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(["Name", "Code of conduct", "Declaration", "Ties that wait for the head"])
    everybody, due = workers(actor, at), due_declarations(actor.organisation_id)
    for begins in range(0, len(everybody), AT_ONCE):
        for one in keepings(actor, everybody[begins : begins + AT_ONCE], at=at, due=due):
            table.writerow([safe(one.name), one.code, one.declared, one.waits])
    return made.getvalue()
