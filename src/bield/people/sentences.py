"""How the record puts what happened here into words, and who may open those lines."""

from bield.ledger.record import Acting
from bield.people.actors import Actor
from bield.people.rules.withholding import MAY_WITHHOLD
from bield.people.states import KEEPERS_OF_PEOPLE, SECOND_HOLDERS

SENTENCES = {
    "people.organisation-founded": "{by} founded {subject}",
    "people.organisation-changed": "{by} changed {fields} of {subject}",
    "people.labels-changed": "{by} changed the words for {changed} posts",
    "people.set-up-finished": "{by} finished the set-up of {subject}",
    "people.site-opened": "{by} opened {subject}",
    "people.sites-settled": "{by} settled the places in the set-up",
    "people.site-closed": "{by} closed {subject} from {closed_on}",
    "people.person-added": "{by} added {subject}",
    "people.person-sent-again": "{by} added {subject} again; it is one person",
    "people.person-changed": "{by} changed {fields} of {subject}",
    "people.left": "{by} noted that {subject} leaves on {left_on}",
    "people.guardian-linked": "{by} noted {guardian} as parent or carer of {subject}",
    "people.guardianship-ended": "{by} ended the link of {guardian} with {subject} on {ends_on}",
    "people.withheld": "{by} kept something about a child from a parent or carer ({what})",
    "people.withholding-ended": "{by} ended what was kept from a parent or carer",
    "people.household-opened": "{by} noted where {subject} lives",
    "people.household-sent-again": "{by} noted again where {subject} lives; it is one address",
    "people.moved-in": "{by} noted that {subject} lives with others",
    "people.moved-out": "{by} noted that {subject} lives there no more",
    "people.note-written": "{by} wrote what to know before {guardian} is called for {subject}",
    "people.call-opened": "{by} read whom to call for {subject}, of their own family",
    "people.notes-opened": "{by} read what to know before {guardian} is called for {subject}",
    "people.group-opened": "{by} made {subject}",
    "people.group-named": "{by} changed the name of {subject}",
    "people.group-closed": "{by} closed {subject} from {closed_on}",
    "people.group-joined": "{by} let {person} join {subject}",
    "people.group-left": "{by} took {person} out of {subject}",
    "people.number-set": "{by} wrote down the emergency number of {subject}",
    "people.body-added": "{by} added {subject}, for which {contact} answers",
    "people.body-contact-changed": "{by} noted that {contact} answers for {subject}",
    "people.body-closed": "{by} noted that {subject} works with us until {closed_on}",
    "people.engaged": "{by} noted {subject} as {kind} from {begins_on}",
    "people.engagement-ended": "{by} noted {subject} as {kind} until {ends_on}",
    "people.appointed": "{by} gave {subject} the post {role} from {begins_on}",
    "people.put-forward": "{by} put {subject} forward for the post {role} from {begins_on}",
    "people.appointment-confirmed": "{by} confirmed {subject} in the post {role} from {begins_on}",
    "people.appointment-cancelled": "{by} stopped the appointment of {subject} to the post {role}",
    "people.named-from-console": "{by} named {subject} for the post {role} from {begins_on}",
    "people.post-settled": "{by} settled the post {role} in the set-up",
    "people.post-ended": "{by} ended the post {role} of {subject} on {ends_on}",
    "people.cover-set": "{by} noted {subject} away from {begins_on} to {ends_on}",
    "people.cover-ended": "{by} noted {subject} back",
    "people.contact-code-sent": "{by} asked for a code to confirm the {channel} of {subject}",
    "people.contact-confirmed": "{by} confirmed the {channel} of {subject}",
    "people.contact-not-confirmed": "{by} gave a wrong code for the {channel} of {subject}",
    "people.list-began": "{by} began to put in {subject}",
    "people.list-arrived": "{by} put in {subject}",
    "people.list-columns-chosen": "{by} said what the columns of {subject} mean",
    "people.list-read-again": "{by} asked for {subject} to be read again",
    "people.list-read": "{by} laid {subject} beside the people here",
    "people.list-unreadable": "{by} could not read {subject}: {reason}",
    "people.list-failed": "{by} could not take in the whole of {subject}",
    "people.list-accepted": "{by} accepted what {subject} would change",
    "people.list-dropped": "{by} put {subject} aside",
    "people.list-part-taken-in": "{by} took in a part of {subject}: {part}",
    "people.list-taken-in": "{by} finished taking in {subject}",
    "people.list-emptied": "{by} destroyed what was left of {subject}",
    "people.missing-settled": "{by} said of {people} people missing from a list: {settled}",
}


def may_open(actor: Acting, subject: str) -> bool:
    """Who looks after people and posts; and everybody what is about themselves."""
    return isinstance(actor, Actor) and (
        actor.holds(*KEEPERS_OF_PEOPLE, *SECOND_HOLDERS) or actor.id == subject
    )


def may_open_withheld(actor: Acting, _subject: str) -> bool:
    """Whoever decides it. Not the family: telling them is what it prevents."""
    return isinstance(actor, Actor) and actor.holds(*MAY_WITHHOLD)


OPENERS = {
    "W-": may_open_withheld,
    "organisation:": may_open,
    "site:": may_open,
    "person:": may_open,
    "group:": may_open,
    "body:": may_open,
    "list:": may_open,
}
