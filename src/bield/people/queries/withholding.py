"""What is kept from a parent or carer, and why."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bield.kit import times
from bield.kit.refusals import NotFound
from bield.people.actors import Actor, Strength, held_on
from bield.people.ages import day_of
from bield.people.models import Guardianship, Person, Withholding
from bield.people.queries.own_family import is_own
from bield.people.queries.persons import guardians_of, person_by_reference
from bield.people.rules.withholding import MAY_WITHHOLD
from bield.people.states import Withheld
from bield.vault import queries as vault
from bield.vault.seal import unseal

WITHHOLDING_SEAL = "people.withholding"


def withheld_from(
    organisation_id: int, guardian_id: int, children: Collection[int]
) -> dict[int, Withheld]:
    """By child, where something is kept from this parent or carer."""
    rows = Withholding.objects.filter(
        organisation=organisation_id,
        guardian=guardian_id,
        child__in=children,
        ended_at__isnull=True,
    )
    return {child: Withheld(what) for child, what in rows.values_list("child_id", "what")}


def kept_wholly(organisation_id: int, guardian_id: int) -> QuerySet[Withholding, int]:
    """The children of whom this parent or carer is told nothing."""
    rows = Withholding.objects.filter(
        organisation=organisation_id,
        guardian=guardian_id,
        what=Withheld.ALL,
        ended_at__isnull=True,
    )
    return rows.values_list("child_id", flat=True)


@dataclass(frozen=True)
class Towards:
    """How a child stands towards somebody who asks for what is kept about them."""

    withheld: Withheld | None
    responsible: bool  # on this day
    lead_first: bool  # before anything goes to this one
    lead_first_of_another: bool  # of the family of the child


def towards(organisation_id: int, asker_id: int, child_id: int, on: date) -> Towards:
    """In two statements."""
    links = Guardianship.objects.filter(
        held_on(on), organisation_id=organisation_id, child=child_id
    ).values_list("guardian_id", "parental_responsibility", "ask_lead_first")
    found = list(links)
    return Towards(
        withheld=withheld_from(organisation_id, asker_id, [child_id]).get(child_id),
        responsible=any(one == asker_id and yes for one, yes, _ in found),
        lead_first=any(one == asker_id and lead for one, _, lead in found),
        lead_first_of_another=any(one != asker_id and lead for one, _, lead in found),
    )


@dataclass(frozen=True)
class Kept:
    reference: str
    guardian: str
    what: str
    reason: str
    since: str
    by: str


@dataclass(frozen=True)
class WithholdPage:
    person_id: int
    reference: str
    name: str
    carers: tuple[tuple[str, str], ...]  # to choose from
    kept: tuple[Kept, ...]


def may_withhold(actor: Actor) -> bool:
    return actor.holds(*MAY_WITHHOLD)


def require_withholder(actor: Actor) -> None:
    if not may_withhold(actor) or actor.strength < Strength.TWO_FACTORS:
        raise NotFound("withholding")


def withhold_page(actor: Actor, reference: str, *, at: datetime) -> WithholdPage:
    """For the lead and the deputies, and not for one who is of the family."""
    child = person_by_reference(actor, reference)
    carers = [one.guardian for one in guardians_of(actor, child.pk, day_of(at))]
    require_withholder(actor)
    if is_own(actor, child.pk):
        raise NotFound(reference)
    return WithholdPage(
        person_id=child.pk,
        reference=reference,
        name=child.name,
        carers=tuple((str(one.pk), one.name) for one in carers),
        kept=tuple(_kept(actor, row) for row in _standing(actor, child)),
    )


def withheld_child(actor: Actor, reference: str, *, at: datetime) -> str:
    """The reference of the child, for whoever may see what is kept."""
    row = Withholding.objects.filter(
        organisation=actor.organisation_id, reference=reference, ended_at__isnull=True
    ).select_related("child")
    found = row.first()
    if found is None:
        raise NotFound(reference)
    return withhold_page(actor, found.child.reference, at=at).reference


def _standing(actor: Actor, child: Person) -> QuerySet[Withholding]:
    rows = Withholding.objects.filter(
        organisation=actor.organisation_id, child=child, ended_at__isnull=True
    )
    return rows.select_related("guardian", "by").order_by("pk")


def _kept(actor: Actor, row: Withholding) -> Kept:
    key = vault.organisation_secret(actor.organisation_id, WITHHOLDING_SEAL)
    return Kept(
        reference=row.reference,
        guardian=row.guardian.name,
        what=str(Withheld(row.what).label),
        reason=unseal(key, bytes(row.reason), context=row.reference),
        since=times.exact_day(day_of(row.at)),
        by=row.by.name,
    )
