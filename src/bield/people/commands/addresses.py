from collections.abc import Iterable
from datetime import date

from bield.kit.refusals import enforce
from bield.people.conditions import ADDRESS_RULES, Addressed
from bield.people.models import Organisation, Person


def may_have_address(
    person: Person, organisation: Organisation, *, roles: Iterable[str], on: date
) -> None:
    """Refuse what a registered rule refuses: who may have no e-mail address here."""
    facts = Addressed(
        setting_type=organisation.setting_type,
        adopted=frozenset(organisation.adopted),
        email=person.email,
        born_on=person.born_on,
        born_precision=person.born_precision,
        roles=frozenset(roles),
        on=on,
    )
    enforce(*(rule(facts) for rule in ADDRESS_RULES))
