"""How the record puts what happened here into words, and who may open those lines."""

from bield.agreements import queries
from bield.agreements.rules.answering import OFFICE, may_take
from bield.agreements.rules.publishing import PUBLISHERS
from bield.ledger.record import Acting
from bield.people.actors import Actor

SENTENCES = {
    "agreements.form-written": "{by} wrote the form {subject}",
    "agreements.form-published": "{by} published edition {edition} of the form {subject}",
    "agreements.terms-set": "{by} set what is done with it, and who sees it: {purpose}",
    "agreements.answered": "{signer} said {said} to {purpose} for {subject} ({how})",
    "agreements.copies-chosen": "{by} wants copies of what is written to {subject}: {wanted}",
    "agreements.put": "{by} put the form {form} to people ({whom}), to answer by {last_day}",
    "agreements.put-on": "{by} went on asking for {subject} ({asked} more)",
    "agreements.put-ended": "{by} ended {subject}",
    "agreements.reminded": "{by} reminded {people} who had not answered {subject}",
    "agreements.list-saved": "{by} saved the list of {people} asked by {subject}",
    "agreements.office-told": "{by} told the office what is late",
    "agreements.answered-again": "{signer} said again what stands on paper for {subject} ({how})",
    "agreements.link-made": "{by} made a way in for {subject} ({way})",
    "agreements.links-sent": "{by} sent links to all who had not answered",
    "agreements.link-opened": "{subject} came in without an account ({way})",
    "agreements.link-refused": "A way in for {subject} was refused ({stands})",
    "agreements.link-spent": "The way in for {subject} is used up",
    "agreements.scan-opened": "{by} opened the signed paper about {subject} ({certificate})",
    "agreements.question-sent": "{by} asked {signer} by message for {subject} ({way})",
    "agreements.reply-kept": "{by} kept an answer to {statement} about {subject} ({reads})",
    "agreements.withdrawn-again": "{by} took back {purpose} for {subject}, which did not stand",
    "agreements.misuse-recorded": "{by} recorded misuse {subject} by {person}",
    "agreements.event-again": "{by} planned event {subject} again; nothing new was made",
    "agreements.seen-online-again": "{by} sent {subject} about something online again; it is one",
    "agreements.misuse-again": "{by} recorded misuse {subject} again; it is one",
    "agreements.misuse-added-to": "{by} added to misuse {subject}",
    "agreements.misuse-disposed": "{by} disposed of misuse {subject}",
    "agreements.tie-declared": "{by} declared {subject} ({kind})",
    "agreements.tie-ended": "{by} ended {subject}",
    "agreements.tie-decided": "{by} decided about {subject}",
    "agreements.declared": "{by} declared that there is nothing but what stands",
    "agreements.ended": "{purpose} of {subject} stands no more ({why})",
    "agreements.followed": "What follows for {purpose} of {subject} went on: {done} in {room}",
    "agreements.followed-later": "What follows for {purpose} of {subject} in {room} waits",
    "agreements.event-planned": "{by} planned the event {subject} on {on}",
    "agreements.seen-online": "{by} saw a picture online: {subject}",
    "agreements.asked-down": "{by} asked that what {subject} is about is taken down",
    "agreements.answered-down": "{by} wrote down what came of asking for {subject}: {answer}",
    "agreements.parents-told": "{by} told the parents of the child of {subject}: {told}",
    "agreements.take-down-closed": "{by} closed {subject}",
    "agreements.shared-opened": "{by} opened {subject}, which is shared with their family",
    "agreements.family-records": "{by} said that the family records: {subject}",
    "agreements.family-signed": "{by} signed for the family’s own recording {subject}",
    "agreements.we-signed": "{by} signed {subject} for the organisation",
    "agreements.family-records-not": "{by} said that the family does not record: {subject}",
    "agreements.deletion-asked": "The family was asked whether {subject} is deleted",
    "agreements.deletion-answered": "{by} said of {subject}: {said}",
}


def may_open_form(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(*PUBLISHERS, *OFFICE)


def may_open_misuse(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and subject in queries.misuse_seen(actor, frozenset({subject}))


def may_open_tie(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and subject in queries.ties_seen(actor, frozenset({subject}))


def may_open_misuses(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    if not isinstance(actor, Actor) or not subjects:
        return frozenset()
    return queries.misuse_seen(actor, subjects)


def may_open_ties(actor: Acting, subjects: frozenset[str]) -> frozenset[str]:
    if not isinstance(actor, Actor) or not subjects:
        return frozenset()
    return queries.ties_seen(actor, subjects)


def may_open_event(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and may_take(actor)


def may_open_take_down(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and bool(queries.take_downs_seen(actor, frozenset({subject})))


def may_open_recording(actor: Acting, subject: str) -> bool:
    return isinstance(actor, Actor) and bool(queries.recordings_seen(actor, frozenset({subject})))


OPENERS = {
    "E-": may_open_form,
    "M-": may_open_misuse,
    "N-": may_open_form,
    "Q-": may_open_tie,
    "U-": may_open_take_down,
    "V-": may_open_event,
    "Y-": may_open_recording,
}
OPENERS_OF_MANY = {"M-": may_open_misuses, "Q-": may_open_ties}
