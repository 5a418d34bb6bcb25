"""How the record puts what happened here into words, and who may open those lines."""

from bield.ledger.record import Acting
from bield.people.actors import Actor
from bield.people.states import Role

SENTENCES = {
    "duty.opened": "{by} opened the duty {kind} about {subject}",
    "duty.handed-over": "{by} gave the duty {kind} about {subject} to others",
    "duty.done": "{by} closed the duty {kind} about {subject}: {evidence}",
    "duty.waived": "{by} set the duty {kind} about {subject} aside: {evidence}",
    "duty.reminded": "Those who hold the duty {kind} about {subject} were reminded",
    "duty.overdue": "The duty {kind} about {subject} was overdue and passed up, time {times}",
    "duty.watch-broken": "{subject} was found {state}",
    "duty.watch-kept": "{subject} was found right again",
    "duty.term-set": "{by} set a term of {subject} from {begins_on} to {ends_on}",
    "duty.term-removed": "{by} took out the term of {subject} from {begins_on} to {ends_on}",
    "duty.delegated": "{by} handed the duty {kind} on to {person} from {begins_on} to {ends_on}",
    "duty.taken-back": "{by} took the duty {kind} back from {person}",
    "duty.tightened": "{by} set the duty {kind} at {subject} to every {amount} {unit}",
    "duty.goes-by-the-group": "{by} set the duty {kind} at {subject} back to the group’s time",
    "duty.day-marked": "{by} marked {day} in the calendar of {subject}",
}


def may_open(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and actor.holds(
        Role.LEAD, Role.DEPUTY, Role.BOARD_CHAMPION, Role.HEAD, Role.ADMINISTRATOR
    )


OPENERS = {
    "watch:": may_open,
    "standing.": may_open,
    "delegation:": may_open,
    "sign-off:": may_open,
    "number:": may_open,
}
