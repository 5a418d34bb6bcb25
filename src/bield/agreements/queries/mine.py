"""What somebody is asked, for themself and for the children in their care, and what they said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bield.agreements.models import Answer, Part, Question
from bield.agreements.queries.asking import Answerable, current, mine
from bield.agreements.queries.certificates import lacks_paper
from bield.agreements.queries.put import Put, put_to
from bield.agreements.queries.standing import facts
from bield.agreements.registry import report_form
from bield.agreements.rules.answering import TAKEN
from bield.agreements.rules.figures import figures_in
from bield.agreements.rules.standing import Asked, Heard, answers
from bield.agreements.states import READ_AND_SIGN, Audience, PartKind, Purpose, Said
from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of


@dataclass(frozen=True)
class Telling:
    """One part of a form, as its reader meets it."""

    title: str
    words: str
    link: str = ""  # to the form by which one reports


@dataclass(frozen=True)
class Line:
    """One question as one signer meets it."""

    purpose: str
    title: str
    words: str
    digest: str
    needed: bool  # else they can only say no
    answer: str  # the last that they said: "yes", "no", "withdrawn"; "" where it is wanted
    said: str  # in words, with the day
    may_take_back: bool
    ended: bool  # the last that they said was no, or taken back: what followed can be read
    last: int  # the answer that was the last when the page was made; 0 where there is none
    reason: str = ""
    printed: tuple[str, ...] = ()  # what is done with it, who sees it, how long it is kept
    asks: str = ""  # whether it is understood
    choices: tuple[str, ...] = ()
    outdated: bool = False  # no yes can be given to it today
    put: bool = True  # it was put to them; else they may answer, and nobody waits for it
    certificate: str = ""  # of that answer
    by_office: bool = False  # who wrote it down
    paper_wanted: bool = False  # a contractor said yes, and has still to sign
    kept: str = ""  # the answer and its day, as others read it

    @property
    def wanted(self) -> bool:
        return self.needed and self.put and not self.answer

    @property
    def to_change(self) -> bool:
        """A no: it becomes a yes on the form itself, and is not taken back first."""
        return self.answer == Said.NO and self.needed and not self.outdated


@dataclass(frozen=True)
class Sheet:
    """One form for one person, as one signer meets it."""

    person: str  # reference
    name: str
    own: bool  # the signer's own
    form: str  # reference
    title: str
    lines: tuple[Line, ...]
    parts: tuple[Telling, ...] = ()
    until: str = ""  # the last day to answer, where one was set

    @property
    def wanted(self) -> int:
        return sum(line.wanted for line in self.lines)

    @property
    def answered(self) -> bool:
        return any(line.answer for line in self.lines)

    @property
    def to_sign(self) -> bool:
        """Something to be read and kept to, where a no is not nothing."""
        return all(line.purpose in READ_AND_SIGN for line in self.lines)

    @property
    def agreed_to(self) -> bool:
        return any(line.answer == Said.YES for line in self.lines)

    @property
    def refused(self) -> tuple[Line, ...]:
        """Leave that was not given: nothing is done with it."""
        return tuple(one for one in self._against if one.purpose not in READ_AND_SIGN)

    @property
    def unsigned(self) -> tuple[Line, ...]:
        """What they do not keep to: somebody talks with them about it."""
        return tuple(one for one in self._against if one.purpose in READ_AND_SIGN)

    @property
    def _against(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.answer == Said.NO)

    def agreed(self, purpose: str) -> bool:
        """A yes of theirs stands, so that it ends something when it is taken back."""
        return any(line.purpose == purpose and line.answer == Said.YES for line in self.lines)


Last = Mapping[tuple[int, str], Answer]
Told = Mapping[tuple[int, str], Sequence[Telling]]  # by edition and audience


def my_sheets(actor: Actor, *, at: datetime) -> tuple[Sheet, ...]:
    if actor.person_id is None:
        raise NotFound("the house agrees to nothing")
    return sheets_of(actor, actor.person_id, at=at)


def sheets_of(actor: Actor, me: int, *, at: datetime) -> tuple[Sheet, ...]:
    """Of one signer: their own first, then child by child, in the same few statements however many
    there are. Whether the actor may see them is asked before."""
    on = day_of(at)
    wards = [one.child for one in people.children_of(actor, me, on)]
    persons = [people.person(actor, me), *wards]
    known, asked, _ = facts(
        actor.organisation_id, [one.pk for one in persons], Purpose.values, at, on
    )
    persons = [one for one in persons if one.pk in known]  # who has left is asked nothing
    words = {
        (one.purpose, one.audience): one
        for one in current(actor.organisation_id, Purpose.values, at)
    }
    last = _last(actor.organisation_id, me, [one.pk for one in persons])
    met = {
        person.pk: [
            found
            for purpose in Purpose.values
            if (
                found := mine(
                    me, person.pk, known[person.pk], asked.get(purpose, {}), words, purpose, on
                )
            )
        ]
        for person in persons
    }
    told = parts_of(found.question.version_id for own in met.values() for found in own)
    asked_of = put_to(actor.organisation_id, [one.pk for one in persons])
    return tuple(
        _as_put(_sheet(person, me, put, last, told, on), asked_of)
        for person in persons
        for put in _by_form(met[person.pk])
    )


def _as_put(sheet: Sheet, put: Put) -> Sheet:
    """With what was put to whom: nobody waits for an answer that was not asked for."""
    if not put.is_asked(sheet.form, sheet.person):
        return replace(sheet, lines=tuple(replace(line, put=False) for line in sheet.lines))
    until = put.until.get((sheet.form, sheet.person))
    return replace(sheet, until=times.exact_day(until) if until else "")


def _by_form(met: Iterable[Answerable]) -> Iterable[list[Answerable]]:
    forms: dict[int, list[Answerable]] = {}
    for one in met:
        forms.setdefault(one.question.version.form_id, []).append(one)
    return forms.values()


def _sheet(
    person: people.Person, me: int, put: list[Answerable], last: Last, told: Told, on: date
) -> Sheet:
    form = put[0].question.version.form
    readers = dict.fromkeys((one.question.version_id, one.question.audience) for one in put)
    return Sheet(
        person=person.reference,
        name=person.name,
        own=person.pk == me,
        form=form.reference,
        title=form.title,
        lines=tuple(_line(one, last.get((person.pk, one.question.purpose)), on) for one in put),
        parts=tuple(part for reader in readers for part in told.get(reader, ())),
    )


def parts_of(editions: Iterable[int]) -> Told:
    told: dict[tuple[int, str], list[Telling]] = {}
    rows = Part.objects.filter(version__in=set(editions))
    for row in sorted(rows, key=lambda row: PartKind.values.index(row.kind)):
        link = report_form() if row.kind == PartKind.REPORT else ""
        telling = Telling(str(PartKind(row.kind).label), row.words, link)
        told.setdefault((row.version_id, row.audience), []).append(telling)
    return told


def my_sheet(actor: Actor, person: str, form: str, *, at: datetime) -> Sheet:
    return sheet_among(my_sheets(actor, at=at), person, form)


def sheet_among(sheets: Iterable[Sheet], person: str, form: str) -> Sheet:
    sheet = next((one for one in sheets if (one.person, one.form) == (person, form)), None)
    if sheet is None:
        raise NotFound(form)
    return sheet


def _last(organisation_id: int, signer: int, persons: Iterable[int]) -> Last:
    rows = Answer.objects.filter(
        organisation=organisation_id, signer=signer, person__in=list(persons)
    ).select_related("question", "understood", "certificate")
    return {(row.person_id, row.purpose): row for row in rows.order_by("pk")}


def _line(found: Answerable, last: Answer | None, on: date) -> Line:
    question = found.question
    stands = last is not None and _stands(last, found, on)
    return Line(
        purpose=question.purpose,
        title=str(Purpose(question.purpose).label),
        words=question.words,
        digest=question.digest,
        needed=found.needed,
        answer=last.said if last is not None and stands else "",
        said=_said(last, stands=stands),
        may_take_back=last is not None and last.said in {Said.YES, Said.NO},
        ended=last is not None and last.said in {Said.NO, Said.WITHDRAWN},
        last=last.pk if last is not None else 0,
        reason=question.reason,
        printed=printed(question.figures),
        asks=question.check_asks,
        choices=choices(question),
        outdated=found.outdated,
        **_shown(last),
    )


def _shown(last: Answer | None) -> dict[str, Any]:
    if last is None:
        return {}
    certificate = getattr(last, "certificate", None)
    return {
        "certificate": certificate.reference if certificate else "",
        "by_office": last.how in TAKEN,
        "paper_wanted": lacks_paper(last),
        "kept": f"{Said(last.said).label}, {times.exact(last.at)}",
    }


def printed(figures: str) -> tuple[str, ...]:
    found = figures_in(figures)
    return found.lines() if found else ()


def choices(question: Question) -> tuple[str, ...]:
    """In an order that does not tell which is right."""
    return (
        tuple(sorted({question.check_right, *question.check_wrong})) if question.check_right else ()
    )


def _stands(last: Answer, found: Answerable, on: date) -> bool:
    """A no stands whatever the words became; a yes is to its words, until its last day."""
    if last.said != Said.YES:
        return last.said != Said.LIFTED
    question, to = found.question, last.question
    asked = Asked(
        question.digest,
        months=question.lasts_months,
        checked=bool(question.check_right),
        figures=found.in_force,
    )
    heard = Heard(
        last.said,
        last.digest,
        last.how,
        audience=to.audience,
        months=to.lasts_months,
        understood=hasattr(last, "understood"),
        figures=to.figures,
    )
    runs = last.last_day is None or on <= last.last_day
    return runs and answers(asked, Audience(question.audience), heard)


def _said(last: Answer | None, *, stands: bool) -> str:
    if last is None:
        return ""
    day = times.exact_day(day_of(last.at))
    if last.how in TAKEN:
        day = f"{day}, as the office wrote it down"
    if last.said == Said.NO:
        return f"You said no on {day}."
    if last.said in {Said.WITHDRAWN, Said.LIFTED}:
        return f"You took it back on {day}."
    if stands:
        until = f", until {times.exact_day(last.last_day)}" if last.last_day else ""
        return f"You agreed on {day}{until}."
    return f"You agreed on {day}. That has run out, or the words are new: please answer again."


@dataclass(frozen=True)
class ToTakeBack:
    """One answer of one's own, as it is looked at before it is taken back."""

    person: str  # reference
    name: str
    own: bool
    form: str  # reference
    purpose: str
    title: str
    said: str
    answer: str


def former(actor: Actor, sheets: Iterable[Sheet], *, at: datetime) -> tuple[ToTakeBack, ...]:
    """What one answered and is asked no more: it counts for nothing, and can be taken back."""
    if actor.person_id is None:
        raise NotFound("the house agrees to nothing")
    asked = {(sheet.person, line.purpose) for sheet in sheets for line in sheet.lines}
    on = day_of(at)
    wards = [one.child for one in people.children_of(actor, actor.person_id, on)]
    persons = {one.pk: one for one in (people.person(actor, actor.person_id), *wards)}
    rows = Answer.objects.filter(
        organisation=actor.organisation_id, signer=actor.person_id, person__in=persons
    ).select_related("question__version__form")
    last = {(row.person_id, row.purpose): row for row in rows.order_by("pk")}
    return tuple(
        ToTakeBack(
            person=persons[row.person_id].reference,
            name=persons[row.person_id].name,
            own=row.person_id == actor.person_id,
            form=row.question.version.form.reference,
            purpose=row.purpose,
            title=str(Purpose(row.purpose).label),
            said=f"{_said(row, stands=True)} It is not asked any more.",
            answer=row.said,
        )
        for row in last.values()
        if row.said in {Said.YES, Said.NO}
        and (persons[row.person_id].reference, row.purpose) not in asked
    )


def to_take_back(actor: Actor, person: str, form: str, purpose: str, *, at: datetime) -> ToTakeBack:
    sheets = my_sheets(actor, at=at)
    for sheet in sheets:
        for line in sheet.lines:
            if (sheet.person, sheet.form, line.purpose) == (person, form, purpose):
                return _to_take_back(sheet, line)
    gone = (one for one in former(actor, sheets, at=at) if one.purpose == purpose)
    found = next((one for one in gone if (one.person, one.form) == (person, form)), None)
    if found is None:
        raise NotFound(purpose)
    return found


def agreed_before(actor: Actor, person: str, form: str, purpose: str, *, at: datetime) -> bool:
    """Whether what is being taken back is a yes; sent again, it is none any more."""
    try:
        return to_take_back(actor, person, form, purpose, at=at).answer == Said.YES
    except NotFound:
        return False


def _to_take_back(sheet: Sheet, line: Line) -> ToTakeBack:
    line_of(sheet, line.purpose)
    return ToTakeBack(
        sheet.person,
        sheet.name,
        sheet.own,
        sheet.form,
        line.purpose,
        line.title,
        line.said,
        line.answer,
    )


def line_of(sheet: Sheet, purpose: str) -> Line:
    """What can be taken back: an answer of one's own."""
    found = (one for one in sheet.lines if one.purpose == purpose and one.may_take_back)
    line = next(found, None)
    if line is None:
        raise NotFound(purpose)
    return line
