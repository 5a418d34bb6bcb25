"""Which staff files wait for somebody, and with what."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bield.concerns.models import Concern
from bield.concerns.queries.staff_seen import visible_said
from bield.concerns.states import StaffStep
from bield.concerns.subjects import duty_subject
from bield.duties import queries as duties
from bield.duties.queries import SubjectDuty
from bield.kit import times
from bield.people.actors import Actor
from bield.vault import queries as vault

STEPS = {  # actions of the table, as a list says them
    "lado": "Tell the officer of the local authority",
    "consult_care": "Consult adults’ social care",
    "decision": "Write down what the authority decided",
}
SEVERAL = "Look at several together"


def what_waits(
    actor: Actor,
    named: Sequence[tuple[int, int, int]],
    concerns: Mapping[int, Concern],
    at: datetime,
) -> dict[int, tuple[str, ...]]:
    """By adult, the soonest first. `named`: concern, person and number. The statements are the same
    however many there are."""
    asked = _asked(actor, named, concerns) if named else {}
    found: dict[int, list[str]] = {}
    for duty in duties.open_duties_about(actor.organisation_id, asked, at):
        people, words = asked[duty.subject]
        for person in people:
            found.setdefault(person, []).append(_said(words, duty, at))
    return {person: tuple(said) for person, said in found.items()}


def _asked(
    actor: Actor, named: Sequence[tuple[int, int, int]], concerns: Mapping[int, Concern]
) -> dict[str, tuple[Collection[int], str]]:
    """What a duty may be about: the adults whose file has that step, and its words."""
    keys = vault.secrets(actor.organisation_id, {one.key_id for one in concerns.values()})
    about: dict[str, tuple[Collection[int], str]] = {}
    for pk, one in concerns.items():
        people = [person for concern, person, _ in named if concern == pk]
        for step, words in STEPS.items():
            about[duty_subject(keys[one.key_id], one.reference, step)] = (people, words)
    together = visible_said(actor).filter(what=StaffStep.ASKED)
    for person, reference in together.values_list("person_id", "reference"):
        about[reference] = ([person], SEVERAL)
    return about


def _said(words: str, duty: SubjectDuty, at: datetime) -> str:
    who = ", ".join(duty.holders)
    return f"{words}: {times.due(duty.due_at, at)}, {who}" if who else words
