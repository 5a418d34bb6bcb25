"""From the lines of the form to the people a report is about."""

from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.queries import Person

MARK = " #"  # before the reference of somebody chosen from the list


def line_of(name: str, reference: str) -> str:
    return f"{name}{MARK}{reference}"


def named(actor: Actor, *, about: str, harmed_by: str) -> list[About]:
    """Each line once. A line that names nobody the reporter may know of stays what was typed."""
    roles = dict.fromkeys(_lines(about), PartyRole.SUBJECT)
    roles |= dict.fromkeys(_lines(harmed_by), PartyRole.ALLEGED)
    return [_about(actor, line, role) for line, role in roles.items()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _about(actor: Actor, line: str, role: PartyRole) -> About:
    _, mark, reference = line.rpartition(MARK)
    person = _known(actor, reference) if mark else None
    if person is None:
        return About(name=line, role=role)
    return About(person_id=person.pk, name=person.name, role=role)


def _known(actor: Actor, reference: str) -> Person | None:
    try:
        return people.person_by_reference(actor, reference)
    except NotFound:
        return None


def chosen(actor: Actor, text: str) -> Person | None:
    """The one person a field names: picked from the list, or the only one of exactly that name."""
    line = text.strip()
    _, mark, reference = line.rpartition(MARK)
    if mark:
        return _known(actor, reference)
    same = [
        person
        for person in people.people_known_to(actor, line)
        if person.name.casefold() == line.casefold()
    ]
    return same[0] if len(same) == 1 else None
