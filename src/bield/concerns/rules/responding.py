"""The responses after every lens: done, or not needed with a reason. Pure.

What holds a response back stands with the decision table (`lenses.guards`); here is what the page
asks besides.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from bield.concerns.lenses import guards
from bield.concerns.lenses.shapes import Facts, Outcome
from bield.kit.refusals import Refusal
from bield.kit.written import written

LEAD = "the safeguarding lead or a deputy"
PAGE = "respond"
EACH_ITSELF = frozenset({"learn", "practise", "tell"})  # never left out together with others
MENDED_AT = {  # where what holds it back is put right
    "severity-not-known": "triage/",
    "risk-not-asked": "triage/",
    "not-agreed-yet": "hear/",
    "authority-first": "hear/",
    "capture-first": "respond/capture/",
    "never-captured": "custody/",
    "not-kept-yet": "capture/",
    "no-agency": "refer/",
}


def respond(
    asked: guards.Responding, facts: Facts, outcome: Outcome, *, today: date, link: str
) -> list[Refusal]:
    """Everything that speaks against it, at once."""
    if asked.response == "practise" and asked.done:
        return [
            Refusal(
                "plan-it-first",
                "A change has an owner and a day. Plan it: then this is answered.",
                ("TP-A1-8e",),
                mender=LEAD,
                link=f"{link}change/",
                field="done",
            )
        ]
    refusals = [_linked(one, link) for one in guards.respond(facts, outcome, asked)]
    if not written(asked.reason) and not any(one.field == "reason" for one in refusals):
        refusals.append(Refusal("no-reason", "Write what was done.", field="reason"))
    if asked.on is not None and asked.on <= today:
        refusals.append(
            Refusal("day-has-passed", "Choose a day after today.", ("TP-A1-8g",), field="on")
        )
    if asked.response == "watch" and asked.done and asked.on is None:
        refusals.append(
            Refusal(
                "no-day",
                "Choose a day on which somebody looks again.",
                ("TP-A1-8g",),
                field="on",
            )
        )
    return list(dict.fromkeys(refusals))


def _linked(refusal: Refusal, link: str) -> Refusal:
    if refusal.code not in MENDED_AT:
        return refusal
    return replace(refusal, link=f"{link}{MENDED_AT[refusal.code]}")


def several(asked: Collection[str], known: Collection[str]) -> Refusal | None:
    """At least one was ticked, and each is on the list."""
    if asked and set(asked) == set(known):
        return None
    return Refusal("nothing-chosen", "Choose at least one from the list.", field="responses")
