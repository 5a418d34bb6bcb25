"""A form, and the answer of the lead to it, in one house."""

from datetime import datetime

from bield.agreements import commands, queries
from bield.agreements.commands import Declared, Put
from bield.agreements.states import Action, Audience, Purpose, TieKind
from bield.people.actors import Actor, actor_of
from bield.people.ages import day_of
from bield.people.models import Person

ABOUT = {
    "agreements:answer": "sheet",
    "agreements:take-back": "answer",
    "agreements:form": "form",
    "agreements:wanted": "form",
    "agreements:take-answer": "form sheet",
    "agreements:ask": "form",
    "agreements:publish": "form",
    "agreements:ask-anew": "form question",
    "agreements:take-out": "form question",
    "agreements:misuse-of": "colleague",
    "agreements:misuse-day": "colleague",
    "agreements:record-misuse": "colleague day",
    "agreements:misuse": "misuse",
    "agreements:end-tie": "own tie",
    "agreements:ties-of": "colleague",
    "agreements:decide-tie": "tie",
}
ABSENT = {
    "sheet": "DDDDDDDD E-CCCCCCCC",
    "answer": "DDDDDDDD E-CCCCCCCC record",
    "form": "E-CCCCCCCC",
    "form sheet": "E-CCCCCCCC DDDDDDDD DDDDDDDD",
    "form question": "E-CCCCCCCC record",
    "colleague": "DDDDDDDD",
    "colleague day": "DDDDDDDD 2026-03-03",
    "misuse": "M-CCCCCCCC",
    "own tie": "Q-CCCCCCCC",
    "tie": "Q-CCCCCCCC",
}


def things(lead: Actor, person: Person, colleague: Person, at: datetime) -> dict[str, str]:
    put = [Put(Purpose.RECORD, audience, "May we?") for audience in Audience]
    form = commands.write_form(lead, "Recording", put, at=at).reference
    commands.publish_form(lead, form, at=at)
    purposes = [Purpose.RECORD]
    asked = queries.answerable(lead.organisation_id, person.pk, person.pk, purposes, at=at)
    seen = {purpose: one.question.digest for purpose, one in asked.items()}
    commands.answer(lead, person.pk, dict.fromkeys(seen, "yes"), seen=seen, at=at)
    sheet = f"{person.reference} {form}"
    return {
        "sheet": sheet,
        "answer": f"{sheet} {Purpose.RECORD}",
        "form": form,
        "form sheet": f"{form} {person.reference} {person.reference}",
        "form question": f"{form} {Purpose.RECORD}",
        **_of_conduct(lead, colleague, at),
    }


def _of_conduct(lead: Actor, colleague: Person, at: datetime) -> dict[str, str]:
    """What the lead wrote down of a colleague, and what both declared."""
    misuse = commands.record_misuse(
        lead,
        colleague.pk,
        part="acceptable_use.0",
        action=Action.SPOKEN,
        happened_on=day_of(at),
        words="Left it open.",
        at=at,
    )
    tie = Declared(TieKind.TIE, "A neighbour", "Next door", "We live there.")
    own = commands.declare_tie(lead, tie, at=at)
    theirs = commands.declare_tie(actor_of(colleague, on=day_of(at)), tie, at=at)
    return {
        "colleague": colleague.reference,
        "colleague day": f"{colleague.reference} {day_of(at).isoformat()}",
        "misuse": misuse.reference,
        "own tie": own.reference,
        "tie": theirs.reference,
    }
