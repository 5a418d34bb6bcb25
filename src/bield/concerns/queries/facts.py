"""All that the decision table is told of one concern, and what it makes of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bield.concerns.deeds import open_deed, standing
from bield.concerns.intake import COLLEAGUE
from bield.concerns.lenses.engine import work_out
from bield.concerns.lenses.shapes import YES, Affected, Done, Facts, Guardian, Outcome
from bield.concerns.models import Concern, Deed, Exclusion, Link, Party
from bield.concerns.queries import links
from bield.concerns.states import PartyRole
from bield.people import queries as people
from bield.people.ages import day_of
from bield.people.queries import Aged
from bield.people.states import ADULTS_OF_THE_ORGANISATION, Protection, Role
from bield.vault import queries as vault

Posts = dict[int, list[tuple[str, int | None]]]


def outcome(concern: Concern, *, at: datetime) -> Outcome:
    """What is required, locked, prohibited and still asked, as the concern stands now."""
    return work_out(facts(concern, at=at))


def facts(concern: Concern, *, at: datetime, key: bytes | None = None) -> Facts:
    """In a handful of statements, however much was answered and done.

    Whoever asks has made sure that the concern may be seen. `key` spares its statement.
    """
    key = key or vault.secret(concern.organisation_id, concern.key_id)
    house = people.organisation_by_id(concern.organisation_id)
    done = deeds(concern, key)
    answers = standing(done)
    parties = list(Party.objects.filter(concern=concern).order_by("number"))
    named = _named(concern, parties, at)
    numbers = {party.person_id: party.number for party in parties if party.person_id is not None}
    others = links.others(concern, sorted(numbers))
    return Facts(
        reported_at=concern.reported_at,
        stage=concern.stage,
        danger_now=concern.danger_now,
        colleague=YES in answers.get(COLLEAGUE, ()) or any(map(named.was_one_of_us, named.about)),
        affected=tuple(_affected(party, named) for party in parties),
        answers=answers,
        done=done,
        held=held(concern),
        has_reporter=concern.reporter_id is not None,
        reporter_is_parent=named.holds(concern.reporter_id, Role.PARENT),
        lead_named=any(named.holds(one, Role.LEAD) for one in named.about),
        head_named=any(named.holds(one, Role.HEAD) for one in named.about),
        one_person=house.one_person,
        pack_clauses=frozenset(house.adopted),
        others=others,
        judged=links.judged(concern, others),
        guardians=tuple(
            Guardian(reference, numbers[child], numbers.get(guardian))
            for child, guardian, reference in named.guardians
        ),
    )


def deeds(concern: Concern, key: bytes) -> tuple[Done, ...]:
    """What was done about it, in the order in which it was done."""
    rows = Deed.objects.filter(concern=concern).order_by("number")
    return tuple(open_deed(key, concern.reference, row) for row in rows)


def held(concern: Concern) -> tuple[str, ...]:
    """References of what it holds as evidence."""
    links = Link.objects.filter(concern=concern, released_at=None)
    return tuple(links.order_by("pk").values_list("subject", flat=True))


@dataclass(frozen=True)
class _Named:
    """Whom the concern names, as far as the organisation knows them."""

    about: frozenset[int]
    aged: dict[int, Aged]  # on the day it happened
    guardians: list[tuple[int, int, str]]  # child, guardian, reference
    then: Posts  # on the day it was reported: whoever leaves meanwhile stays who they were
    now: Posts

    def holds(self, person_id: int | None, role: Role) -> bool:
        return person_id is not None and role in _roles(self.now.get(person_id, []))

    def was_one_of_us(self, person_id: int) -> bool:
        return not ADULTS_OF_THE_ORGANISATION.isdisjoint(_roles(self.then.get(person_id, [])))


def _named(concern: Concern, parties: Iterable[Party], at: datetime) -> _Named:
    house = concern.organisation_id
    picked = {party.person_id for party in parties if party.person_id is not None}
    meant = Exclusion.objects.filter(concern=concern, named=True, mistaken=None)
    about = frozenset(picked | set(meant.values_list("person_id", flat=True)))
    asked = about if concern.reporter_id is None else about | {concern.reporter_id}
    day = concern.happened_on or day_of(concern.reported_at)
    return _Named(
        about=about,
        aged=people.aged(house, picked, day) if picked else {},
        guardians=people.guardians_among(house, picked, day_of(at)) if picked else [],
        then=people.held_by(house, about, day_of(concern.reported_at)) if about else {},
        now=people.held_by(house, asked, day_of(at)) if asked else {},
    )


def _roles(posts: Iterable[tuple[str, int | None]]) -> set[str]:
    return {role for role, _ in posts}


def _affected(party: Party, named: _Named) -> Affected:
    if party.person_id is None:  # nobody knows better: as a child
        return Affected(party.number, party.role, Protection.UNKNOWN_AGE, known=False)
    aged = named.aged[party.person_id]
    protection = aged.protection or ""
    if party.role == PartyRole.ALLEGED and protection == Protection.UNKNOWN_AGE:
        protection = ""  # whose behaviour is in question is taken for an adult
    return Affected(
        number=party.number,
        role=party.role,
        protection=protection,
        adult_of_the_organisation=named.was_one_of_us(party.person_id),
        age=aged.years,
    )
