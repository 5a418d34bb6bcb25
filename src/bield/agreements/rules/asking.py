"""Whom a form can be put to, who is still to answer it, and on which days they are told. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bield.agreements.rules.answering import may_take
from bield.agreements.rules.standing import (
    Asked,
    Heard,
    Known,
    Waits,
    stand,
    wanting,
    who_answers,
)
from bield.agreements.states import Audience, Reply, Said, Stands, Whom
from bield.kit.refusals import Refusal
from bield.people.actors import Actor

Words = Mapping[str, Mapping[Audience, Asked]]  # by purpose
Said_ = Mapping[str, Mapping[int, Heard]]  # of one person: by purpose and signer

BEFORE = (timedelta(days=7), timedelta(days=1), timedelta(0))  # the last day
LONGEST = timedelta(days=366)  # to answer
FORMS_PAGE = "/forms/"


@dataclass(frozen=True)
class Putting:
    """What is known when a form is put to people."""

    published: bool
    whom: str
    everywhere: bool  # the actor knows everybody of the organisation
    chosen: bool  # a place, group, post or people, as `whom` asks for
    begins_on: date
    last_day: date
    today: date
    outdated: bool = False  # it prints figures that are not those in force


def may_ask(actor: Actor) -> Refusal | None:
    if may_take(actor):
        return None
    return Refusal(
        "not-yours-to-ask",
        "Forms are put to people by the office. Ask them.",
        mender="the office",
    )


def put_form(facts: Putting) -> list[Refusal]:
    refusals = []
    if not facts.published:
        says = "This form is not published yet. Publish it, then put it to people."
        refusals.append(
            Refusal("not-published", says, mender="the safeguarding lead", link=FORMS_PAGE)
        )
    if facts.outdated:
        says = "What this form says is done is not what is in force. Publish it anew, then put it."
        refusals.append(
            Refusal(
                "form-outdated",
                says,
                ("SR-16b",),
                mender="the safeguarding lead",
                link=FORMS_PAGE,
            )
        )
    if facts.whom not in Whom.values:
        refusals.append(Refusal("whom-unknown", "Choose whom you ask.", field="whom"))
    elif facts.whom in {Whom.EVERYBODY, Whom.ROLE} and not facts.everywhere:
        says = "You know the people of your own places. Choose one of them, a group, or names."
        refusals.append(Refusal("not-your-people", says, field="whom"))
    elif not facts.chosen:
        says = "Choose the place, the group, the post or the people."
        refusals.append(Refusal("nobody-chosen", says, field=FIELD.get(facts.whom, "whom")))
    if facts.last_day < facts.today:
        says = "The last day to answer lies in the past. Choose today or a later day."
        refusals.append(Refusal("last-day-is-over", says, field="last_day"))
    elif facts.last_day > facts.today + LONGEST:
        says = "Give them a year at most. What is asked for longer is forgotten."
        refusals.append(Refusal("last-day-too-far", says, field="last_day"))
    return refusals


FIELD: dict[str, str] = {
    Whom.SITE: "site",
    Whom.GROUP: "group",
    Whom.ROLE: "role",
    Whom.NAMED: "people",
}


def asks_somebody(asked: int, *, more: bool) -> Refusal | None:
    """`more`: others are still to be looked at, or may join."""
    if asked or more:
        return None
    return Refusal(
        "nobody-to-ask",
        "The form has no words for them, or all of them are asked already. Choose others, or write"
        " the form for them too.",
        field="whom",
        link=FORMS_PAGE,
    )


def remind(*, ended: bool, open_day: bool) -> list[Refusal]:
    if ended:
        return [Refusal("request-has-ended", "This has ended. Put the form to people again.")]
    if not open_day:
        says = "Today nobody is at work here. Reminders go out on the next open day."
        return [Refusal("closed-day", says)]
    return []


# ------ who is still to answer


def waiting(me: int, known: Known, words: Words, said: Said_, on: date) -> Iterator[Waits]:
    """Each signer whose own answer to something is open. Whether another said no is not asked: what
    one parent or the child answered must not be learnt from the silence of a reminder."""
    for purpose, asked in words.items():
        heard = said.get(purpose, {})
        for signer, audience in who_answers(me, known, asked, on):
            last = heard.get(signer or 0)
            if audience not in asked or (
                last is not None and last.said in {Said.NO, Said.WITHDRAWN}
            ):
                continue
            why = wanting(asked[audience], last, audience, on)
            if why is not None:
                yield Waits(signer, audience, why)


def reply(me: int, known: Known, words: Words, said: Said_, on: date) -> Reply | None:
    """How it stands with one person, for the office; None: the form has no words for them."""
    asked_at_all = any(
        audience in asked
        for asked in words.values()
        for _, audience in who_answers(me, known, asked, on)
    )
    if not asked_at_all:
        return None
    stands = {
        stand(me, known, asked, said.get(purpose, {}), on=on).stands
        for purpose, asked in words.items()
    }
    if stands & {Stands.REFUSED, Stands.WITHDRAWN}:
        return Reply.REFUSED
    return Reply.WAITING if any(waiting(me, known, words, said, on)) else Reply.ANSWERED


# ------ when they are told


def step(begins: date, last: date, today: date, is_open: Callable[[date], bool]) -> date | None:
    """The day of the last telling that is due by today: at the start, and 7, 1 and 0 days before
    the last day. One that falls on a closed day is brought forward, the first one put off."""
    if today > last:
        return None
    days = [begins]
    for before in BEFORE:
        day = last - before
        while day > begins and not is_open(day):
            day -= timedelta(days=1)
        if day > begins:
            days.append(day)
    return max((day for day in days if day <= today), default=None)
