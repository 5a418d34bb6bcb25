"""How tests ask the cast to agree to something, and answer for them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from bield.agreements import commands, queries
from bield.agreements.commands import Check, Put, Tell
from bield.agreements.rules.parts import BOOK, WITH_CHECK, WITH_REASON
from bield.agreements.rules.standing import Standing
from bield.agreements.states import GOVERNED, Audience, DoneWith, PartKind, Purpose, Said, Viewer
from bield.duties.states import ClockUnit, Period
from bield.people import commands as people
from bield.people.actors import house
from tests.conftest import BEGAN, NOON, Cast

RECORD = Purpose.RECORD
WORDS = {
    Audience.GUARDIAN: "May we record the sessions that your child takes part in?",
    Audience.CHILD: "Is it all right if we record you?",
    Audience.ADULT: "May we record sessions that you are in?",
    Audience.STAFF: "May we record sessions that you lead or help with?",
    Audience.CONTRACTOR: "May we record sessions that you give for us?",
}


WHY = "So that there is a true account."
RIGHT = "For a true account"
CHECK = Check("Why do we record?", RIGHT, ("For fun",))


def put(purpose: Purpose = RECORD, **changed: str) -> list[Put]:
    """The purpose for every audience; `child="..."` changes the words for children."""
    words = {**WORDS, **{Audience(audience): text for audience, text in changed.items()}}
    return [
        Put(purpose, audience, text, reason=WHY, check=CHECK) for audience, text in words.items()
    ]


def in_force(
    cast: Cast,
    *purposes: Purpose,
    uses: Collection[str] = (DoneWith.AGAIN,),
    viewers: Collection[str] = (Viewer.LEAD, Viewer.TUTOR),
    days: int = 90,
    at: datetime = BEGAN,
) -> None:
    """What is done with it, who sees it and how long it is kept: forms print it."""
    for purpose in purposes or (RECORD,):
        commands.set_terms(
            cast.actor("ama"),
            purpose,
            uses=uses,
            viewers=viewers,
            kept=Period(days, ClockUnit.CALENDAR_DAYS),
            at=at,
        )


def told(*audiences: Audience, without: PartKind | None = None) -> list[Tell]:
    kinds = (PartKind.USE, PartKind.SOCIAL_MEDIA, PartKind.REPORT, PartKind.OWN_ACCOUNTS)
    return [
        Tell(kind, audience, f"{kind.label}, for {audience.label}")
        for kind in kinds
        if kind != without
        for audience in dict.fromkeys(audiences)
    ]


def whole(one: Put) -> Put:
    reason = one.reason or (WHY if one.purpose in WITH_REASON else "")
    needed = one.audience in WITH_CHECK.get(Purpose(one.purpose), ())
    return replace(one, reason=reason, check=one.check or (CHECK if needed else None))


def published(
    cast: Cast,
    questions: list[Put] | None = None,
    *,
    title: str = "Recording",
    instead_of: str = "",
    parts: list[Tell] | None = None,
    from_day: date | None = None,
    at: datetime = BEGAN,
) -> str:
    """`questions` that lack what no form may lack are given it."""
    lead, asked = cast.actor("ama"), [*map(whole, put() if questions is None else questions)]
    ruling = queries.figures_in_force(cast.alder.pk)
    wanting = {Purpose(one.purpose) for one in asked} & {*GOVERNED} - {*map(Purpose, ruling)}
    if wanting:
        in_force(cast, *wanting)
    if parts is None and {one.purpose for one in asked} & set(BOOK):
        parts = told(*(Audience(one.audience) for one in asked if one.purpose in BOOK))
    form = commands.write_form(lead, title, asked, parts=parts, instead_of=instead_of, at=at)
    commands.publish_form(lead, form.reference, from_day=from_day, at=at)
    return form.reference


def cares(
    cast: Cast, guardian: str, child: str = "joe", *, at: datetime = BEGAN, responsible: bool = True
) -> None:
    people.link_guardian(
        house(cast.alder.pk, "tests"),
        guardian_id=cast.people[guardian].pk,
        child_id=cast.people[child].pk,
        parental_responsibility=responsible,
        at=at,
    )


def says(
    cast: Cast,
    signer: str,
    person: str = "joe",
    said: str = Said.YES,
    *,
    purpose: Purpose = RECORD,
    at: datetime = NOON,
) -> None:
    """To the words that stand for this signer."""
    signer_id, person_id = cast.people[signer].pk, cast.people[person].pk
    asked = queries.answerable(cast.alder.pk, signer_id, person_id, [purpose], at=at)
    seen = {code: one.question.digest for code, one in asked.items()}
    understood = {code: one.question.check_right for code, one in asked.items()}
    commands.answer(
        cast.actor(signer), person_id, {purpose: said}, seen=seen, understood=understood, at=at
    )


def takes_back(cast: Cast, signer: str, person: str = "joe", *, at: datetime = NOON) -> None:
    commands.withdraw(cast.actor(signer), cast.people[person].pk, [RECORD], at=at)


def stands(cast: Cast, person: str = "joe", *, at: datetime = NOON) -> Standing:
    return queries.standing(cast.actor("ama"), cast.people[person].pk, RECORD, at=at)


def grown_up(cast: Cast, *names: str) -> None:
    """Whose age nobody knows counts as a child, also where they work here."""
    us = house(cast.alder.pk, "tests")
    for name in names:
        people.change_person(us, cast.people[name].pk, born_on=date(1980, 1, 1), at=BEGAN)
