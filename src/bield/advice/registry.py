"""What this room tells the rooms below: its lines, its watches, the duty to look at the numbers."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from bield.advice import queries, rules, watches
from bield.advice.states import CHECK_NUMBERS, CONTACTS, Audience
from bield.agreements.registry import register_numbers
from bield.duties.registry import DutyKind, register
from bield.duties.states import ClockUnit, Period
from bield.kit import watches as kit_watches
from bield.kit.components import Helpline
from bield.ledger.record import Acting
from bield.ledger.registry import describe, heading, namer, opener
from bield.people.actors import Actor
from bield.people.states import Role

FIRST = 4
LINES = {
    "advice.number-kept": "{by} wrote down how to reach {subject} from {site}",
    "advice.number-checked": "{by} checked how to reach {subject} from {site}",
    "advice.number-ended": "{by} took out how to reach {subject} from {site}",
}


def declare() -> None:
    heading("advice", "Numbers of bodies outside")
    for event, sentence in LINES.items():
        describe(event, sentence)
    opener(f"{CONTACTS}:", _keeps_them)
    register_numbers(_first_numbers)
    namer(_named)
    for watch in watches.ALL:
        kit_watches.register(watch)
    register(
        DutyKind(
            CHECK_NUMBERS,
            "Check the numbers of the bodies we report to",
            Period(1, ClockUnit.TERMS),
            remind_before=(timedelta(days=14), timedelta(days=3)),
            repeat=timedelta(days=7),
            held_by=(Role.LEAD, Role.DEPUTY),
            recurs=True,
            page=watches.PAGE,
            source="Our own interval; local numbers change",
        )
    )


def _first_numbers(child: bool, today: date) -> tuple[Helpline, ...]:
    """Of those that help, the first that somebody answers, for pages of other rooms."""
    found = queries.shown(Audience.YOUNG_PERSON if child else Audience.STAFF, today)
    answered = [one for one in found if one.help.phone][:FIRST]
    return tuple(Helpline(one.help.name, one.help.phone, one.when) for one in answered)


def _keeps_them(actor: Acting, _subject: str) -> bool:
    return isinstance(actor, Actor) and rules.keep_numbers(actor) is None


def _named(_organisation_id: int, references: Collection[str]) -> Mapping[str, str]:
    codes = {one: one.partition(":")[2] for one in references if one.startswith(f"{CONTACTS}:")}
    return {one: queries.body_name(code) for one, code in codes.items()}
