from dataclasses import dataclass
from datetime import datetime

from bield.concerns.lenses.clocks import period
from bield.concerns.models import Draft
from bield.concerns.moments import Moment, moment
from bield.concerns.pages import KeptDraft
from bield.concerns.queries.times import own_times
from bield.concerns.sealed import DRAFTS, open_typed
from bield.concerns.states import REPORT_FORM, UNSENT
from bield.duties import queries as duties
from bield.people.actors import Actor
from bield.vault import queries as vault


@dataclass(frozen=True)
class Unsent:
    """Reports that were begun and wait, by what is to happen now."""

    to_remind: tuple[int, ...]
    to_tell: tuple[int, ...]


def unsent(organisation_id: int, at: datetime) -> Unsent:
    """Which are older than the organisation’s own time, counted again from each reminder."""
    runs = period("draft", own_times(organisation_id))
    waiting = Draft.objects.filter(
        organisation_id=organisation_id, form=REPORT_FORM, alerted_at=None
    ).order_by("pk")

    def is_over(start: datetime) -> bool:
        return duties.due_at(organisation_id, None, runs, start) <= at

    rows = list(waiting.values_list("pk", "kept_at", "reminded_at"))
    return Unsent(
        to_remind=tuple(
            pk for pk, kept_at, reminded_at in rows if reminded_at is None and is_over(kept_at)
        ),
        to_tell=tuple(pk for pk, _, reminded_at in rows if reminded_at and is_over(reminded_at)),
    )


def sent_meanwhile(organisation_id: int) -> list[str]:
    """Subjects of duties about drafts that are there no more."""
    standing = {duty.subject for duty in duties.standing(organisation_id, [UNSENT])}
    if not standing:
        return []
    ids = Draft.objects.filter(organisation_id=organisation_id).values_list("pk", flat=True)
    return sorted(standing - {f"draft:{pk}" for pk in ids})


def begun(actor: Actor, form: str, *, at: datetime) -> Moment | None:
    """When the actor last typed into a form that waits; what was typed stays sealed."""
    if actor.person_id is None:
        return None
    kept = Draft.objects.filter(person_id=actor.person_id, form=form)
    row = kept.values_list("kept_at").first()
    return moment(row[0], at) if row else None


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
