"""Files for and from other settings, for other systems: whoever may see them on the page."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from bield.concerns.filed import (
    ArrivalBrief,
    ArrivalList,
    ArrivalRow,
    FileBrief,
    FileList,
    FileStep,
)
from bield.concerns.models import Transfer, TransferredConcern, TransferStep
from bield.concerns.queries import taking_in, transferring
from bield.concerns.rules.transferring import CLOSED
from bield.concerns.states import ReceivedState, TransferState
from bield.people.actors import Actor
from bield.vault import queries as vault


def files_brief(actor: Actor, *, at: datetime) -> FileList:
    """In the same few statements, however many there are."""
    transferring.require_may_move_files(actor)
    found = transferring.visible_transfers(actor).defer("says").order_by("-pk")
    return FileList(_briefs(actor, list(found[: transferring.NEWEST]), at))


def file_brief(actor: Actor, reference: str, *, at: datetime) -> FileBrief:
    (brief,) = _briefs(actor, [transferring.transfer(actor, reference)], at)
    return brief


def _briefs(actor: Actor, rows: Sequence[Transfer], at: datetime) -> tuple[FileBrief, ...]:
    keys = vault.secrets(actor.organisation_id, [one.key_id for one in rows]) if rows else {}
    steps, concerns = defaultdict[int, list[FileStep]](list), defaultdict[int, list[str]](list)
    for step in TransferStep.objects.filter(transfer__in=rows).order_by("number"):
        what = TransferState(step.what)
        steps[step.transfer_id].append(FileStep(what, step.at, step.written_at, step.digest))
    going = TransferredConcern.objects.filter(transfer__in=rows).order_by("concern_id")
    for file, concern in going.values_list("transfer_id", "concern__reference"):
        concerns[file].append(concern)
    return tuple(
        FileBrief(
            reference=one.reference,
            version=one.version,
            state=TransferState(one.state),
            setting=transferring.chosen(one, keys[one.key_id])["setting"],
            prepared_at=one.prepared_at,
            due_at=None if one.state in CLOSED else one.due_at,
            late=one.state not in CLOSED and one.due_at < at,
            locked=one.lock is not None,
            digest=one.digest,
            concerns=tuple(concerns[one.pk]),
            steps=tuple(steps[one.pk]),
        )
        for one in rows
    )


def arrivals_brief(actor: Actor) -> ArrivalList:
    transferring.require_may_move_files(actor)
    found = taking_in.visible_received(actor).defer("says").order_by("-pk")[: taking_in.NEWEST]
    return ArrivalList(
        tuple(
            ArrivalRow(
                one.row.reference,
                ReceivedState(one.row.state),
                one.brief["setting"],
                one.row.came_at,
            )
            for one in taking_in.opened_to(actor, found)
        )
    )


def arrival_brief(actor: Actor, reference: str, *, at: datetime) -> ArrivalBrief:
    row = taking_in.received(actor, reference)
    page = taking_in.received_page(actor, reference, at=at)
    return ArrivalBrief(
        reference=reference,
        version=row.version,
        state=ReceivedState(row.state),
        setting=page.setting,
        number=page.number,
        came_at=row.came_at,
        answered_at=row.answered_at,
        concerns=page.concerns,
        receipt=page.receipt,
    )
