"""What a duty asks for, in words, for whoever reads the concern it belongs to.

The row of the duty lies in clear and names its step by a tag. The words are worked out each time
they are read, with the key of the concern, and kept nowhere.
"""

from django.db.models import Max

from bield.concerns.lenses.table import TABLE
from bield.concerns.models import Concern
from bield.concerns.queries.sight import subjects_seen
from bield.concerns.subjects import concern_of, duty_subjects
from bield.people.actors import Actor
from bield.vault import queries as vault

TITLES = {action.code: action.title for action in TABLE.actions}
EACH = tuple(action.code for action in TABLE.actions if action.each)
OF_ANOTHER_EDITION = "Take a required step"
ARRIVED = "Ask whether what you sent has arrived"
NOT_TAKEN_ON = "Accept that they do not take it on, or say why you do not agree"


def steps_said(actor: Actor, subjects: frozenset[str]) -> dict[str, str]:
    """“Plan support”; of a concern that the actor does not read, nothing."""
    return _titles(actor, subjects_seen(actor, subjects))


def chases_said(actor: Actor, subjects: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(subjects_seen(actor, subjects), ARRIVED)


def challenges_said(actor: Actor, subjects: frozenset[str]) -> dict[str, str]:
    return dict.fromkeys(subjects_seen(actor, subjects), NOT_TAKEN_ON)


def _titles(actor: Actor, subjects: frozenset[str]) -> dict[str, str]:
    found = Concern.objects.filter(
        organisation_id=actor.organisation_id, reference__in={concern_of(one) for one in subjects}
    ).annotate(most=Max("parties__number"))
    concerns = list(found.values_list("reference", "key_id", "most"))
    keys = vault.secrets(actor.organisation_id, [key_id for _, key_id, _ in concerns])
    said: dict[str, str] = {}
    for reference, key_id, most in concerns:
        if key_id in keys:  # it was destroyed with what it sealed
            said |= duty_subjects(keys[key_id], reference, _codes(most or 0))
    return {
        subject: TITLES.get(said.get(subject, "").partition(":")[0], OF_ANOTHER_EDITION)
        for subject in subjects
    }


def _codes(parties: int) -> list[str]:
    """Every step that there is, also those of each person."""
    return [*TITLES, *(f"{code}:{number}" for code in EACH for number in range(1, parties + 1))]
