"""How tests ask the cast to agree to something, and answer for them."""

from datetime import date, datetime

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.rules.standing import Standing
from bield.agreements.states import Audience, Purpose, Said
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


def put(purpose: Purpose = RECORD, **changed: str) -> list[Put]:
    """The purpose for every audience; `child="..."` changes the words for children."""
    words = {**WORDS, **{Audience(audience): text for audience, text in changed.items()}}
    return [Put(purpose, audience, text) for audience, text in words.items()]


def published(
    cast: Cast,
    questions: list[Put] | None = None,
    *,
    title: str = "Recording",
    instead_of: str = "",
    at: datetime = BEGAN,
) -> str:
    lead = cast.actor("ama")
    form = commands.write_form(
        lead, title, put() if questions is None else questions, instead_of=instead_of, at=at
    )
    commands.publish_form(lead, form.reference, at=at)
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
    commands.answer(cast.actor(signer), person_id, {purpose: said}, seen=seen, at=at)


def takes_back(cast: Cast, signer: str, person: str = "joe", *, at: datetime = NOON) -> None:
    commands.withdraw(cast.actor(signer), cast.people[person].pk, [RECORD], at=at)


def stands(cast: Cast, person: str = "joe", *, at: datetime = NOON) -> Standing:
    return queries.standing(cast.actor("ama"), cast.people[person].pk, RECORD, at=at)


def grown_up(cast: Cast, *names: str) -> None:
    """Whose age nobody knows counts as a child, also where they work here."""
    us = house(cast.alder.pk, "tests")
    for name in names:
        people.change_person(us, cast.people[name].pk, born_on=date(1980, 1, 1), at=BEGAN)
