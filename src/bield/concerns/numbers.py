"""The numbers that help, beside every question about danger."""

from datetime import date

from bield.advice import queries as advice
from bield.advice.states import Audience
from bield.concerns.states import Voice
from bield.kit.components import Helpline
from bield.kit.languages import marked as _
from bield.people.actors import Actor
from bield.people.states import Role

TEXT_TO = _("Text {number}")
FIRST = 4  # enough to choose from with a shaking hand; the rest stands under "Get help"


def helplines(actor: Actor, today: date) -> list[Helpline]:
    return helplines_for(_audience(actor), today)


def helplines_at_door(voice: str, today: date) -> list[Helpline]:
    return helplines_for(AT_DOOR.get(voice, Audience.ADULT), today)


def helplines_for(audience: Audience, today: date) -> list[Helpline]:
    rows = [row for row in advice.shown(audience, today) if row.help.phone]
    return [
        Helpline(
            row.help.name,
            row.help.phone,
            about=row.when,
            text=TEXT_TO.format(number=row.help.text) if row.help.text else "",
        )
        for row in rows[:FIRST]
    ]


AT_DOOR = {Voice.CHILD.value: Audience.CHILD, Voice.PARENT.value: Audience.PARENT}


def _audience(actor: Actor) -> Audience:
    if actor.holds(Role.LEARNER):
        return Audience.YOUNG_PERSON
    return Audience.PARENT if actor.holds(Role.PARENT) else Audience.STAFF
