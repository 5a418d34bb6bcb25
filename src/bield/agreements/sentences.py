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
    "agreements.withdrawn-again": "{by} took back {purpose} for {subject}, which did not stand",
}


def may_open_form(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(*PUBLISHERS, *OFFICE)


OPENERS = {"E-": may_open_form}
