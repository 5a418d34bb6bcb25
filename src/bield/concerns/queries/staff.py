"""What the pages of staff files show."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from bield.concerns.lenses import adults
from bield.concerns.lenses.shapes import Facts
from bield.concerns.models import Concern
from bield.concerns.moments import moment
from bield.concerns.queries.officer_told import ToldBy, told_by
from bield.concerns.queries.staff_seen import (
    acting_here,
    counted,
    day_when,
    facts_in,
    in_question,
    is_low_level,
    low_level,
    outcomes,
    said_of,
    subject,
)
from bield.concerns.queries.staff_waits import what_waits
from bield.concerns.rules import staff as rules
from bield.concerns.sealed import open_narrative
from bield.concerns.staff_files import (
    Dot,
    GivenReference,
    Judged,
    Limb,
    ListedFile,
    Said,
    StaffFile,
    StaffLine,
)
from bield.concerns.states import (
    ConcernState,
    DayPrecision,
    Finding,
    StaffStep,
    Together,
)
from bield.kit import times
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import ADULTS_OF_THE_ORGANISATION
from bield.vault import queries as vault

WIDE = 300  # of the picture


def staff_files(actor: Actor, *, at: datetime) -> tuple[ListedFile, ...]:
    """Every adult in question in a concern that the actor reads by post, by name."""
    named = in_question(actor, ())
    ids = sorted({person for _, person, _ in named})
    works = acting_here(actor, ids, None, at)
    house = people.organisation(actor)
    held = people.held_by(actor.organisation_id, ids, day_of(at))
    known = people.people_by_id(actor.organisation_id, works)
    concerns = Concern.objects.filter(pk__in=[pk for pk, *_ in named]).in_bulk()
    waiting = what_waits(actor, named, concerns, at)
    files = []
    for person, rows in groupby(
        sorted(named, key=lambda one: (one[1], -one[0])), lambda one: one[1]
    ):
        mine = list(rows)
        if person not in works:
            continue
        open_ones = [pk for pk, *_ in mine if concerns[pk].stage != ConcernState.CLOSED]
        files.append(
            ListedFile(
                known[person].name,
                concerns[mine[0][0]].reference,
                mine[0][2],
                posts_of(house, held.get(person, [])),
                len(open_ones),
                len(mine),
                known[person].reference,
                waiting.get(person, ()),
            )
        )
    return tuple(sorted(files, key=lambda one: (one.name, one.reference)))


def posts_of(house: people.Organisation, held: Iterable[tuple[str, int | None]]) -> str:
    roles = (role for role, _ in held if role in ADULTS_OF_THE_ORGANISATION)
    return ", ".join(dict.fromkeys(people.label(house, role) for role in roles))


def staff_file(actor: Actor, reference: str, number: int, *, at: datetime) -> StaffFile:
    """The statements are the same however many concerns there are."""
    of = subject(actor, reference, number, at=at)
    said = said_of(actor, of)
    facts = facts_in(actor, of.concerns)
    person = people.people_by_id(actor.organisation_id, [of.person_id])[of.person_id]
    keys = vault.secrets(actor.organisation_id, {one.key_id for one in of.concerns.values()})
    ended = outcomes(said)
    newest = sorted(of.concerns.values(), key=lambda one: (day_when(one), one.pk), reverse=True)
    due = told_by(actor.organisation_id, newest, facts, keys, at)
    lines = tuple(
        _line(
            one,
            of.numbers[one.pk],
            facts[one.pk],
            ended.get(one.pk),
            keys[one.key_id],
            person,
            due[one.pk],
            at,
        )
        for one in newest
    )
    low = low_level(facts, said)
    count = counted(of.concerns, low, day_of(at))
    dots, begins = _picture(lines, at)
    judged = [one for one in said if one.what == StaffStep.JUDGED]
    last = next((one for one in judged[::-1] if one.of >= set(count)), None)
    held = people.held_by(actor.organisation_id, [of.person_id], day_of(at))
    return StaffFile(
        reference=reference,
        number=number,
        name=person.name,
        person=person.reference,
        posts=posts_of(people.organisation(actor), held.get(of.person_id, [])),
        lines=lines,
        version=len(said),
        pattern=_pattern(of.concerns, count),
        dots=dots,
        begins=begins,
        ends=f"{day_of(at):%B %Y}",
        counted=count,
        to_judge=bool(count) and last is None,
        to_report=bool(count) and last is not None and _to_report(last, facts, count),
        newest=of.concerns[count[-1]].reference if count else "",
        judged=tuple(_judged(one, of.concerns, at) for one in judged[::-1]),
        references=tuple(
            GivenReference(
                one.reference,
                one.says["asker"],
                one.says["post"],
                one.by,
                moment(one.written_at, at),
                one.written_at,
            )
            for one in said[::-1]
            if one.what == StaffStep.REFERENCE
        ),
        opened=tuple(one.reference for one in lines if one.account),
    )


def _line(
    concern: Concern,
    number: int,
    facts: Facts,
    ended: Said | None,
    key: bytes,
    person: people.Person,
    due: ToldBy,
    at: datetime,
) -> StaffLine:
    finding = ended.says["finding"] if ended else ""
    kept = rules.kept(
        finding or Finding.UNSUBSTANTIATED,
        told_on=day_of(concern.reported_at),
        born_on=person.born_on,
        born_precision=person.born_precision,
        stays=bool(ended and ended.says["stays"]),
    )
    low = is_low_level(facts, finding)
    told, tone = _officer(facts, due.due, at)
    heard = adults.told(facts)
    advice = adults.decision(facts)
    narrative = open_narrative(key, concern.reference, bytes(concern.narrative))
    return StaffLine(
        reference=concern.reference,
        number=number,
        day=_day(concern),
        on=day_when(concern),
        account=narrative.account if kept.in_file else "",
        open=ended is None,
        state_word=str(ConcernState(concern.stage).label),
        limbs=tuple(_limb(facts, limb) for limb in adults.LIMBS),
        level=_level(facts, low=low),
        officer=told,
        officer_tone=tone,
        officer_source=due.source,
        officer_due=due.due,
        officer_told=heard.at if heard else None,
        advice=advice.says["text"] if advice and kept.in_file else "",
        finding=finding,
        finding_word=str(Finding(finding).label) if finding else "",
        ended=ended,
        ended_at=moment(ended.written_at, at) if ended else None,
        kept=kept.why if finding else "While it is open.",
        kept_until=times.exact_day(kept.until) if finding and kept.until else "",
        kept_on=kept.until if finding else None,
        in_file=kept.in_file,
        low_level=low,
    )


ASKS = {one.code: one.asks for one in adults.QUESTIONS}
ANSWERS = {"yes": ("Yes", "danger"), "no": ("No", "quiet"), "unsure": ("Not known", "soon")}
NOT_ANSWERED = ("Not answered yet", "soon")


def _limb(facts: Facts, code: str) -> Limb:
    given = next(iter(facts.answers.get(code, ())), "")
    return Limb(code, ASKS[code], given, *ANSWERS.get(given, NOT_ANSWERED))


def _level(facts: Facts, *, low: bool) -> str:
    if low:
        return "Low-level concern"
    if any(facts.may_be(limb) for limb in adults.LIMBS):
        return "Allegation"
    return "Threshold not answered yet"


def _officer(facts: Facts, due: datetime, at: datetime) -> tuple[str, str]:
    body = "Adults’ social care" if adults.adults_only(facts) else "The officer"
    told = adults.told(facts)
    if told is None:
        late = due < at
        said = "was not told yet, and it is late" if late else "is to be told"
        return f"{body} {said}: {times.due(due, at)}.", "danger" if late else "soon"
    on_time = "in time" if told.at <= due else "late"
    number = f" Their number: {told.says['reference']}." if told.says.get("reference") else ""
    return f"{body} was told {times.exact(told.at)}, {on_time}.{number}", "quiet"


def _day(concern: Concern) -> str:
    if concern.happened_on is None:
        return f"Told on {times.exact_day(day_of(concern.reported_at))}"
    if concern.happened_precision == DayPrecision.MONTH:
        return f"{concern.happened_on:%B %Y}"
    if concern.happened_precision == DayPrecision.YEAR:
        return f"{concern.happened_on:%Y}"
    return times.exact_day(concern.happened_on)


def _pattern(concerns: Mapping[int, Concern], count: Sequence[int]) -> str:
    if not count:
        return ""
    months = rules.month_span([day_when(concerns[pk]) for pk in count])
    return (
        f"{len(count)} low-level concerns in {times.count(months, 'month')}. Do they meet the"
        " threshold together?"
    )


def _picture(lines: Sequence[StaffLine], at: datetime) -> tuple[tuple[Dot, ...], str]:
    """Each concern on a line of time, as far apart as their days."""
    first = min((one.on for one in lines), default=day_of(at))
    length = max((day_of(at) - first).days, 1)
    dots = tuple(
        Dot(
            x=10 + (WIDE - 20) * (one.on - first).days // length,
            low_level=one.low_level,
            title=f"{one.day}: {one.level.lower()}",
        )
        for one in lines[::-1]
        if one.in_file
    )
    return dots, f"{first:%B %Y}"


def _to_report(last: Said, facts: Mapping[int, Facts], count: Iterable[int]) -> bool:
    """They may meet it together, and the officer heard of none of them since."""
    if last.says["answer"] == Together.NO:
        return False
    told = [adults.told_last(facts[pk]) for pk in count]
    return not any(one is not None and one.at > last.written_at for one in told)


def _judged(one: Said, concerns: Mapping[int, Concern], at: datetime) -> Judged:
    return Judged(
        answer=str(Together(one.says["answer"]).label),
        reason=one.says["reason"],
        by=one.by,
        at=moment(one.written_at, at),
        written_at=one.written_at,
        code=one.says["answer"],
        of=tuple(concerns[pk].reference for pk in sorted(one.of) if pk in concerns),
    )
