"""How the record puts what happened here into words, and who may open those lines."""

from bield.agreements.rules.answering import OFFICE
from bield.agreements.rules.publishing import PUBLISHERS
from bield.ledger.record import Acting
from bield.people.actors import Actor

SENTENCES = {
    "agreements.form-written": "{by} wrote the form {subject}",
    "agreements.form-published": "{by} published edition {edition} of the form {subject}",
    "agreements.answered": "{signer} said {said} to {purpose} for {subject} ({how})",
    "agreements.copies-chosen": "{by} wants copies of what is written to {subject}: {wanted}",
    "agreements.put": "{by} put the form {form} to people ({whom}), to answer by {last_day}",
    "agreements.put-on": "{by} went on asking for {subject} ({asked} more)",
    "agreements.put-ended": "{by} ended {subject}",
    "agreements.reminded": "{by} reminded {people} who had not answered {subject}",
    "agreements.office-told": "{by} told the office what is late",
    "agreements.withdrawn-again": "{by} took back {purpose} for {subject}, which did not stand",
}


def may_open_form(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(*PUBLISHERS, *OFFICE)


OPENERS = {"E-": may_open_form, "N-": may_open_form}
