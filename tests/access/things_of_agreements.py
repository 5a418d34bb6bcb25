"""A form, and the answer of the lead to it, in one house."""

from datetime import datetime

from bield.agreements import commands, queries
from bield.agreements.commands import Put
from bield.agreements.states import Audience, Purpose
from bield.people.actors import Actor
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
}
ABSENT = {
    "sheet": "DDDDDDDD E-CCCCCCCC",
    "answer": "DDDDDDDD E-CCCCCCCC record",
    "form": "E-CCCCCCCC",
    "form sheet": "E-CCCCCCCC DDDDDDDD DDDDDDDD",
    "form question": "E-CCCCCCCC record",
}


def things(lead: Actor, person: Person, at: datetime) -> dict[str, str]:
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
    }
