from datetime import datetime

from bield.concerns.models import Draft
from bield.concerns.moments import moment
from bield.concerns.pages import KeptDraft
from bield.concerns.sealed import DRAFTS, open_typed
from bield.people.actors import Actor
from bield.vault import queries as vault


def draft(actor: Actor, form: str, *, at: datetime) -> KeptDraft | None:
    """What the actor typed into a form and has not sent. Nobody else can ever read it."""
    if actor.person_id is None:
        return None
    kept = Draft.objects.filter(person_id=actor.person_id, form=form).first()
    if kept is None:
        return None
    secret = vault.organisation_secret(actor.organisation_id, DRAFTS)
    typed = open_typed(secret, actor.person_id, form, bytes(kept.typed))
    return KeptDraft(typed=typed, kept=moment(kept.kept_at, at), kept_at=kept.kept_at)
