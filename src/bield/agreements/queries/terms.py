"""The figures in force: what forms print about what is kept."""

from dataclasses import dataclass
from datetime import datetime

from bield.agreements.models import FormVersion, Terms
from bield.agreements.queries.asking import begun
from bield.agreements.rules.figures import Figures
from bield.agreements.rules.publishing import publish_forms
from bield.agreements.states import GOVERNED, RETAINED, Purpose
from bield.kit.refusals import NotFound
from bield.people.actors import Actor
from bield.retention import queries as retention


def figures_in_force(organisation_id: int) -> dict[str, Figures]:
    """By purpose. Where anything of it is not set, nothing is in force."""
    rows = Terms.objects.filter(organisation=organisation_id).order_by("pk")
    last = {row.purpose: row for row in rows}
    periods = {
        purpose: retention.period(organisation_id, f"{RETAINED}{purpose}")
        for purpose in GOVERNED
        if purpose in last
    }
    return {
        purpose.value: Figures(
            frozenset(last[purpose].uses.split(",")),
            frozenset(last[purpose].viewers.split(",")),
            kept,
        )
        for purpose, kept in periods.items()
        if kept is not None
    }


def outdated_forms(organisation_id: int, at: datetime) -> set[int]:
    """Forms whose standing edition prints figures that are no longer in force."""
    ruling = {code: one.text() for code, one in figures_in_force(organisation_id).items()}
    editions = FormVersion.objects.filter(begun(at), organisation=organisation_id)
    stands: dict[int, FormVersion] = {
        one.form_id: one for one in editions.order_by("published_at", "pk")
    }
    rows = FormVersion.objects.filter(
        pk__in=[one.pk for one in stands.values()], questions__purpose__in=ruling
    )
    printed = rows.values_list("form_id", "questions__purpose", "questions__figures")
    return {form for form, purpose, figures in printed if ruling[purpose] != figures}


@dataclass(frozen=True)
class TermsPage:
    title: str
    typed: dict[str, object]  # as it stands


def terms_page(actor: Actor, purpose: str) -> TermsPage:
    if publish_forms(actor) is not None or purpose not in GOVERNED:
        raise NotFound(purpose)
    ruling = figures_in_force(actor.organisation_id).get(purpose)
    typed: dict[str, object] = {}
    if ruling is not None:
        typed = {
            "uses": sorted(ruling.uses),
            "viewers": sorted(ruling.viewers),
            "amount": ruling.kept.amount,
            "unit": ruling.kept.unit,
        }
    return TermsPage(str(Purpose(purpose).label), typed)
