"""From the lines of the form to the people a report is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.queries import Person
from bield.people.states import Role

MARK = " #"  # before the reference of somebody chosen from the list
ME = ("me", "myself", "just me", "only me", "it is me", "its me")  # as a child answers


def line_of(name: str, reference: str) -> str:
    return f"{name}{MARK}{reference}"


def own_line(actor: Actor) -> str:
    """Whoever tells of themself, as if chosen from the list."""
    assert actor.person_id is not None  # noqa: S101  # whoever fills in a form is somebody
    own = people.people_by_id(actor.organisation_id, [actor.person_id])[actor.person_id]
    return line_of(own.name, own.reference)


def named(actor: Actor, *, about: str, harmed_by: str) -> list[About]:
    """Each line once. A line that names nobody the reporter may know of stays what was typed."""
    roles = dict.fromkeys(_lines(about), PartyRole.SUBJECT)
    roles |= dict.fromkeys(_lines(harmed_by), PartyRole.ALLEGED)
    return [_about(actor, line, role) for line, role in roles.items()]


@dataclass(frozen=True)
class Doubt:
    """A line that may name somebody who answers for something here: only its writer can say."""

    line: str  # as it was typed
    name: str
    reference: str
    person_id: int
    asked: bool = True  # not where its writer may not know who works here: see `unasked`

    @property
    def chosen(self) -> str:
        return line_of(self.name, self.reference)


def in_doubt(actor: Actor, text: str, *, at: datetime) -> tuple[Doubt, ...]:
    """A first name alone, or a misspelt one. Whoever is surely meant is kept out without a word.

    A child or a parent is asked about a line where they may know of everybody it can name; else
    nobody is named to them, and whoever may be meant is kept out.
    """
    typed = [line for line in _lines(text) if MARK not in line]
    if not typed:
        return ()
    house = actor.organisation_id
    contacts = people.roster(house, day_of(at)).contacts
    names = {pk: one.name for pk, one in contacts.items() if pk != actor.person_id}
    perhaps = {line: people.nearly_named(line, names) for line in typed}
    if not any(perhaps.values()):
        return ()
    surely = {line: people.bearing(house, [line]) for line in typed}
    known = people.people_by_id(house, frozenset().union(*perhaps.values()))
    seen = people.known_among(actor, known.keys())
    return tuple(
        Doubt(line, known[pk].name, known[pk].reference, pk, asked=perhaps[line] <= seen)
        for line in typed
        for pk in sorted(perhaps[line] - surely[line])
    )


def unasked(doubts: Iterable[Doubt]) -> frozenset[int]:
    """Whoever a line may mean, where its writer was not asked."""
    return frozenset(one.person_id for one in doubts if not one.asked)


def say_who(text: str, meant: Iterable[Doubt]) -> str:
    """The lines again, each that was said to mean somebody as if they had been chosen."""
    chosen: dict[str, list[str]] = {}
    for one in meant:
        chosen.setdefault(one.line, []).append(one.chosen)
    return "\n".join(line for typed in _lines(text) for line in chosen.get(typed, [typed]))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _about(actor: Actor, line: str, role: PartyRole) -> About:
    _, mark, reference = line.rpartition(MARK)
    person = _known(actor, reference) if mark else None
    if role == PartyRole.SUBJECT and _is_themself(actor, line):
        return About(person_id=actor.person_id, name=actor.name, role=role)
    if person is None:
        return About(name=line, role=role)
    return About(person_id=person.pk, name=person.name, role=role)


def _is_themself(actor: Actor, line: str) -> bool:
    """A learner who is signed in and answers “me”: nobody else can be meant."""
    said = line.casefold().replace("\u2019", "").replace("'", "").rstrip(".!")
    return actor.person_id is not None and actor.holds(Role.LEARNER) and said in ME


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
