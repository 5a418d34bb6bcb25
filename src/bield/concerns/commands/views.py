"""Somebody keeps, changes and deletes views of their own desk."""

from dataclasses import asdict

from django.db.models import QuerySet

from bield.concerns import queries, rules
from bield.concerns.codes import view_reference
from bield.concerns.models import SavedView
from bield.concerns.narrowing import DeskFilter
from bield.concerns.sealed import VIEWS, seal_view
from bield.kit.refusals import enforce
from bield.ledger.record import housekeeping
from bield.people.actors import Actor
from bield.vault import queries as vault


@housekeeping("a view of one's own desk shows nothing that its maker may not read anyway")
def keep_view(
    actor: Actor,
    *,
    name: str,
    tab: str,
    chosen: DeskFilter,
    opens_desk: bool = False,
    reference: str = "",
) -> str:
    """Keep a new view, or another in place of `reference`. Its reference."""
    queries.require_views(actor)
    if reference:
        queries.view(actor, reference)
    others = [one.name for one in queries.views(actor) if one.reference != reference]
    sites = [code for code, _ in queries.view_choices(actor).sites]
    known = not chosen.person or queries.somebody(actor, chosen.person) is not None
    enforce(rules.keep_view(name, chosen, others=others, sites=sites, known=known))
    kept = reference or view_reference()
    if opens_desk:
        _own(actor).filter(opens_desk=True).update(opens_desk=False)
    secret = vault.organisation_secret(actor.organisation_id, VIEWS)
    said = {"name": name.strip(), "tab": tab, **asdict(chosen)}
    sealed = seal_view(secret, actor.person_id or 0, kept, said)
    SavedView.objects.update_or_create(
        organisation_id=actor.organisation_id,
        person_id=actor.person_id or 0,
        reference=kept,
        defaults={"sealed": sealed, "opens_desk": opens_desk},
    )
    return kept


@housekeeping("a view of one's own desk shows nothing that its maker may not read anyway")
def drop_view(actor: Actor, reference: str) -> None:
    queries.view(actor, reference)
    _own(actor).filter(reference=reference).delete()


def _own(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.filter(
        organisation_id=actor.organisation_id, person_id=actor.person_id or 0
    )
