"""What must stay true of duties that are each one's own: signed off, and made known."""

from datetime import date, datetime

from bield.duties import queries
from bield.duties.personal import (
    NUMBER_CLAUSE,
    NUMBER_KNOWN,
    NUMBER_PAGE,
    OVERVIEW,
    SIGN_OFF,
    SIGN_OFF_CLAUSE,
    person_of,
)
from bield.kit.keeps import keep
from bield.kit.watches import Finding, State, Watch
from bield.people import queries as people
from bield.people.ages import day_of


def unsigned(organisation_id: int, at: datetime) -> list[Finding]:
    """Each designated person has signed off the terms that are over."""
    late = [
        duty for duty in queries.standing(organisation_id, [SIGN_OFF.code]) if duty.due_at <= at
    ]
    names = people.people_by_id(organisation_id, {person_of(duty.subject) for duty in late})
    return [
        Finding(
            State.BROKEN,
            f"{names[person_of(duty.subject)].name} has not signed off the term that ended on"
            f" {_said(day_of(duty.due_at))}.",
            names[person_of(duty.subject)].name,
            OVERVIEW,
            duty.subject,
        )
        for duty in late
    ]


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def number_unknown(organisation_id: int, at: datetime) -> list[Finding]:
    """The number is written down, and whoever works here has made it known."""
    if not people.takes_on(people.organisation_by_id(organisation_id), NUMBER_CLAUSE):
        return []
    if not people.own_numbers(organisation_id):
        return [
            Finding(
                State.BROKEN,
                "The number on which families reach you in an emergency is not written down.",
                "an administrator or the safeguarding lead",
                NUMBER_PAGE,
                "number",
            )
        ]
    late = [d for d in queries.standing(organisation_id, [NUMBER_KNOWN.code]) if d.due_at <= at]
    if not late:
        return []
    return [
        Finding(
            State.UNPROVED,
            f"{len(late)} of those who work here have not confirmed that their families have"
            " your number.",
            "each of them",
            NUMBER_PAGE,
            "number:late",
        )
    ]


TERM_IS_SIGNED_OFF = Watch("duties.term-is-signed-off", (SIGN_OFF_CLAUSE,), unsigned)
NUMBER_IS_KNOWN = Watch("duties.number-is-known", (NUMBER_CLAUSE,), number_unknown)

keep("bield.duties.watches.TERM_IS_SIGNED_OFF", SIGN_OFF_CLAUSE)
keep("bield.duties.watches.NUMBER_IS_KNOWN", NUMBER_CLAUSE)
