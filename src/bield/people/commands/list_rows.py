"""What every command about a list does: mark it as alive, note it, keep a part of its plan."""

from collections.abc import Sequence
from datetime import datetime

from bield.ledger.record import note
from bield.people.actors import Actor
from bield.people.importing import plans
from bield.people.importing.models import Intake, IntakeBatch, IntakePiece
from bield.vault import commands as vault_commands
from bield.vault import queries as vault
from bield.vault.seal import wrap


def add_batch(intake: Intake, number: int, part: str, entries: Sequence[plans.Entry]) -> None:
    key = vault.secret(intake.organisation_id, intake.key_id)
    context = f"{intake.reference}:plan:{number}"
    IntakeBatch.objects.create(
        organisation_id=intake.organisation_id,
        intake=intake,
        number=number,
        part=part,
        entries=len(entries),
        sealed=wrap(key, plans.packed(entries), context=context),
    )


def empty(actor: Actor, intake: Intake, *, at: datetime) -> None:
    IntakePiece.objects.filter(intake=intake).delete()
    IntakeBatch.objects.filter(intake=intake).delete()
    vault_commands.destroy_key(actor, intake.key_id, reason_code="list-is-over", at=at)
    intake.emptied_at, intake.answers = at, {}
    intake.save(update_fields=["emptied_at", "answers"])


def touch(intake: Intake, at: datetime, *fields: str) -> None:
    intake.touched_at = at
    intake.save(update_fields=["touched_at", *fields])


def note_list(event: str, intake: Intake, actor: Actor, at: datetime, **facts: str | int) -> None:
    subject = f"list:{intake.reference}"
    note(event=event, subject=subject, by=actor.id, at=at, **facts)  # type: ignore[arg-type]
