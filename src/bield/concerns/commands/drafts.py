"""What is typed and not sent yet outlives a time-out, a closed tab and a dead battery."""

from collections.abc import Mapping
from datetime import datetime

from bield.concerns import rules
from bield.concerns.models import Draft
from bield.concerns.sealed import DRAFTS, seal_typed
from bield.ledger.record import housekeeping
from bield.people.actors import Actor
from bield.vault import queries as vault


@housekeeping("nothing has been sent yet, so there is nothing to account for")
def keep_draft(actor: Actor, form: str, typed: Mapping[str, str], *, at: datetime) -> None:
    """Keep what was typed, sealed, in place of what was kept before; a file written out as text
    is not kept."""
    if actor.person_id is None:
        return
    kept = {name: text for name, text in typed.items() if not rules.only_words(typed=text)}
    secret = vault.organisation_secret(actor.organisation_id, DRAFTS)
    Draft.objects.update_or_create(
        person_id=actor.person_id,
        form=form,
        defaults={
            "organisation_id": actor.organisation_id,
            "typed": seal_typed(secret, actor.person_id, form, kept),
            "kept_at": at,
            "reminded_at": None,
            "alerted_at": None,
        },
    )


@housekeeping("nothing was sent, so there is nothing to account for")
def drop_draft(actor: Actor, form: str) -> None:
    Draft.objects.filter(person=actor.person_id, form=form).delete()
