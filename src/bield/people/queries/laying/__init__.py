"""A list laid beside what is known here: the plan of what it would change, batch by batch."""

from collections.abc import Callable, Iterator
from datetime import date

from bield.people import conditions
from bield.people.importing import keys
from bield.people.importing.comparing import Beside
from bield.people.importing.models import Intake, Source
from bield.people.importing.plans import Batch
from bield.people.importing.states import WITH_NUMBERS
from bield.people.models import Organisation, Site
from bield.people.queries.laying import groups, people
from bield.people.queries.laying.state import Laying
from bield.people.queries.pieces import package_of
from bield.people.states import BornPrecision
from bield.vault import queries as vault

MayHave = Callable[[str, date | None, frozenset[str]], bool]
PARTS: tuple[Callable[[Laying], Iterator[Batch]], ...] = (
    people.learn_places,
    people.people,
    people.places,
    groups.groups,
    groups.care,
    groups.members,
    people.missing,
)


def plan(intake: Intake, today: date) -> Iterator[Batch]:
    """Everything the list would change, in the order in which it is taken in."""
    laying = Laying(intake, package_of(intake, today), _beside(intake, today))
    for part in PARTS:
        for batch in part(laying):
            yield batch
            yield from laying.refused()
    yield from laying.refused()


def _beside(intake: Intake, today: date) -> Beside:
    source = intake.source
    secret = vault.organisation_secret(source.organisation_id, keys.PURPOSE)
    house = Organisation.objects.get(pk=source.organisation_id)
    return Beside(
        today=today,
        places={},
        default=_default_site(source),
        numbers=house.setting_type in WITH_NUMBERS,
        may_have=_addresses(house, today),
        key_of=keys.hasher(secret, source.pk),
        number_of=keys.number_hasher(secret),
    )


def _addresses(house: Organisation, today: date) -> MayHave:
    """Whether the rules of other rooms let somebody have an e-mail address."""
    adopted = frozenset(house.adopted)

    def may_have(email: str, born_on: date | None, roles: frozenset[str]) -> bool:
        facts = conditions.Addressed(
            setting_type=house.setting_type,
            adopted=adopted,
            email=email,
            born_on=born_on,
            born_precision=BornPrecision.DAY,
            roles=roles,
            on=today,
        )
        return not any(rule(facts) for rule in conditions.ADDRESS_RULES)

    return may_have


def _default_site(source: Source) -> int | None:
    """Where whoever has no place in the list belongs: as it was said, or at the only place."""
    sites = Site.objects.filter(organisation=source.organisation_id, closed_on__isnull=True)
    if source.site_id is not None:
        return sites.filter(pk=source.site_id).values_list("pk", flat=True).first()
    found = list(sites.order_by("pk").values_list("pk", flat=True)[:2])
    return found[0] if len(found) == 1 else None
