"""What an account can give besides its password, and what its next password must be."""

import base64
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from bield.access import passwords, seals
from bield.access.models import Account, Authenticator, HouseRules, Passkey, RecoveryCode, Visit
from bield.access.queries.arrivals import Place, memberships, places
from bield.access.states import A_TERM, CLAUSE_TERMLY, PasswordPolicy
from bield.duties import queries as duties
from bield.kit import reading
from bield.kit.keeps import keeps
from bield.people import queries as people
from bield.people.actors import house
from bield.people.states import ADULTS_OF_THE_ORGANISATION


def has_second_factor(account_id: int) -> bool:
    passkeys = Passkey.objects.filter(account_id=account_id)
    return passkeys.exists() or Authenticator.objects.filter(account_id=account_id).exists()


@dataclass(frozen=True)
class Ways:
    """What an account can give at the second step."""

    passkeys: bool
    apps: bool
    codes: bool


def ways_to_prove(account_id: int) -> Ways:
    return Ways(
        passkeys=Passkey.objects.filter(account_id=account_id).exists(),
        apps=Authenticator.objects.filter(account_id=account_id).exists(),
        codes=RecoveryCode.objects.filter(account_id=account_id, used_at=None).exists(),
    )


def second_factors(account_id: int) -> int:
    """How many; recovery codes are paper for the day when none is left."""
    passkeys = Passkey.objects.filter(account_id=account_id).count()
    return passkeys + Authenticator.objects.filter(account_id=account_id).count()


def masters_in_use() -> set[str]:
    """The master keys that the secrets of authenticators hang on."""
    return set(Authenticator.objects.values_list("master", flat=True).distinct())


def secret_to_enrol(visit: Visit) -> str:
    """The secret that the enrolment page shows. The same until it is taken on, yet kept nowhere."""
    known = Authenticator.objects.filter(account_id=visit.account_id).count()
    started = str(int(visit.started_at.timestamp()))
    made = seals.passing_secret(str(visit.pk), str(visit.account_id), started, str(known))
    return base64.b32encode(made).decode()


def may_read_concerns(account_id: int, at: datetime, *, back_to: int | None) -> bool:
    """Holds a designated post in any of the organisations."""
    return any(place.actor.is_designated for place in places(account_id, at, back_to=back_to))


def password_context(account: Account, *, back_to: int | None) -> passwords.Context:
    """The policies of all organisations of the account, and the names that none may lean on."""
    policies, names = set(), {*passwords.names_in("bield", account.email.split("@")[0])}
    for membership in memberships(account.pk):
        with reading.within(membership.organisation_id, back_to=back_to):
            policies.add(password_policy(membership.organisation_id))
            names |= _names(membership.organisation_id, membership.person_id)
    return passwords.Context(frozenset(policies or {PasswordPolicy.EITHER}), frozenset(names))


def password_policy(organisation_id: int) -> str:
    rules = HouseRules.objects.filter(organisation_id=organisation_id).first()
    return rules.password_policy if rules else PasswordPolicy.EITHER


def _names(organisation_id: int, person_id: int) -> frozenset[str]:
    own = people.people_by_id(organisation_id, [person_id])[person_id]
    sites = people.sites(house(organisation_id, "access"))
    name = people.organisation_by_id(organisation_id).name
    return passwords.names_in(own.name, own.known_as, name, *(site.name for site in sites))


@keeps("EY-17b", waits=("registers",))
def must_change_password(account: Account, place: Place, at: datetime) -> bool:
    """Clause EY-17b, where adopted: older than this term, and nothing better than a password."""
    if CLAUSE_TERMLY not in place.house.adopted:
        return False
    if not place.actor.holds(*ADULTS_OF_THE_ORGANISATION) or has_second_factor(account.pk):
        return False
    set_at = account.password_set_at
    return set_at is None or localdate(set_at) < term_began(place.house.pk, at)


def term_began(organisation_id: int, at: datetime) -> date:
    """The first day of this term; between terms, of the last one. Where nobody lives by terms, a
    password lasts as long as a term would."""
    today = localdate(at)
    terms = duties.calendar(organisation_id, None, at).terms
    without_terms = today - A_TERM
    return max((t.begins_on for t in terms if t.begins_on <= today), default=without_terms)
