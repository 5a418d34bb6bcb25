"""Who is asking, and what they hold where. Built once per request."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from django.db.models import Q
from django.http import HttpRequest

from bield.kit import rows
from bield.people import conditions
from bield.people.models import Person
from bield.people.states import ADULTS_OF_THE_ORGANISATION, DESIGNATED, Role


class Strength(IntEnum):
    """How surely we know who it is."""

    NONE = 0
    ONE_FACTOR = 1
    TWO_FACTORS = 2
    STEPPED_UP = 3  # two factors, and the second one given again just now


@dataclass(frozen=True, slots=True)
class Actor:
    organisation_id: int
    person_id: int | None  # None: the house itself (worker, import, demonstration)
    name: str
    holdings: frozenset[tuple[str, int | None]] = frozenset()  # (role, site or whole organisation)
    strength: Strength = Strength.NONE
    account_id: int | None = None
    held_back: frozenset[str] = frozenset()  # posts in which they do not act until they have signed
    on: date = date.max  # for which day their posts were read; without one, what has no end

    @property
    def id(self) -> str:
        """How the ledger names this actor."""
        return f"person:{self.person_id}" if self.person_id else f"house:{self.name}"

    @property
    def is_house(self) -> bool:
        return self.person_id is None

    def holds(self, *roles: str) -> bool:
        return any(held in roles and self._acts(held, roles) for held, _ in self.holdings)

    def _acts(self, held: str, roles: tuple[str, ...]) -> bool:
        """What is open to every adult who works here (reporting, referring) stays open to all."""
        return held not in self.held_back or set(roles) >= ADULTS_OF_THE_ORGANISATION

    def sites_of(self, *roles: str) -> frozenset[int]:
        """The sites where one of the roles is held by name; `everywhere` tells of the rest."""
        return frozenset(
            site
            for held, site in self.holdings
            if held in roles and site is not None and self._acts(held, roles)
        )

    def everywhere(self, *roles: str) -> bool:
        """One of the roles is held for the whole organisation."""
        return any(
            held in roles and site is None and self._acts(held, roles)
            for held, site in self.holdings
        )

    @property
    def is_designated(self) -> bool:
        return self.holds(*DESIGNATED)

    @property
    def is_adult_of_the_organisation(self) -> bool:
        return self.holds(*ADULTS_OF_THE_ORGANISATION)


@dataclass(frozen=True, slots=True)
class Founder:
    """Who founds an organisation: nobody in it yet (the console, the demonstration)."""

    name: str

    @property
    def organisation_id(self) -> None:
        return None

    @property
    def id(self) -> str:
        return f"house:{self.name}"


class ActorRequest(HttpRequest):
    """A request of somebody signed in; `access` sets the actor before any view runs."""

    actor: Actor


def held_on(day: date) -> Q:
    """Posts held on a day: dated roles begin and end by themselves."""
    return Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


POSTS = (
    "SELECT role, site_id FROM people_post"
    " WHERE person_id = %s AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)"
    # Whoever comes from outside holds that alone: enough to sign in, and no post's view.
    " UNION ALL SELECT kind, site_id FROM people_engagement"
    " WHERE person_id = %s AND begins_on <= %s AND (ends_on IS NULL OR ends_on >= %s)"
)


def actor_of(
    person: Person,
    *,
    on: date,
    strength: Strength = Strength.TWO_FACTORS,
    account_id: int | None = None,
) -> Actor:
    """The person with the posts held on that day. One statement, round the ORM: every request
    asks it; one more for whoever acts in some posts only after they have signed."""
    asked = [person.pk, on.isoformat(), on.isoformat()]
    held = rows.fetch(POSTS, [*asked, *asked])
    roles = {role for role, _ in held}
    return Actor(
        organisation_id=person.organisation_id,
        person_id=person.pk,
        name=person.name,
        holdings=frozenset(held),
        strength=strength,
        account_id=account_id,
        held_back=conditions.held_back(person.organisation_id, person.pk, roles, on),
        on=on,
    )


def house(organisation_id: int, name: str) -> Actor:
    """The house acts by itself: the worker's clock, an import, the first set-up."""
    return Actor(organisation_id=organisation_id, person_id=None, name=name)


def roles_of(holdings: Iterable[tuple[str, int | None]]) -> frozenset[Role]:
    return frozenset(Role(role) for role, _ in holdings)
