"""A page goes onto paper: what for and for whom is written down before it is shown."""

import json
from collections.abc import Collection
from datetime import datetime

from bield.concerns import queries
from bield.concerns.models import Concern, Printed
from bield.concerns.models.printed import print_reference
from bield.concerns.printing import Print, Printing, what_for
from bield.concerns.queries.printing import context, said
from bield.concerns.rules.printing import print_out
from bield.concerns.states import PrintOf
from bield.kit import rows, times
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people.actors import Actor
from bield.vault import queries as vault
from bield.vault.seal import seal


@recorded
@keeps("TP-2.9h2")
def print_concern(actor: Actor, reference: str, asked: Printing, *, at: datetime) -> Print:
    """A print leaves the house: a line of its own, and a mark on every sheet."""
    return _print(actor, [queries.concern(actor, reference)], PrintOf.CONCERN, asked, at)


@recorded
@keeps("TP-2.9h2")
def print_history(
    actor: Actor, references: Collection[str], asked: Printing, *, at: datetime
) -> Print:
    """The words of several concerns are on one paper: a line for each, before it is shown."""
    seen = queries.subjects_seen(actor, frozenset(references))
    found = Concern.objects.filter(organisation_id=actor.organisation_id, reference__in=seen)
    return _print(actor, list(found.order_by("pk")), PrintOf.HISTORY, asked, at)


def _print(
    actor: Actor, concerns: list[Concern], what: PrintOf, asked: Printing, at: datetime
) -> Print:
    if actor.person_id is None or not concerns:
        raise NotFound("the house prints nothing by itself")
    enforce(print_out(asked))
    again = _printed_already(actor, concerns, what, asked, at)
    if again is not None:
        for one in concerns:
            note(event="concern.printed-again", subject=one.reference, by=actor.id, at=at)
        return _as_printed(actor, again.reference, asked, again.at)
    reference = print_reference()
    keys = vault.secrets(actor.organisation_id, {one.key_id for one in concerns})
    rows.insert(
        [
            Printed(
                organisation_id=actor.organisation_id,
                concern=one,
                reference=reference,
                what=what,
                says=seal(
                    keys[one.key_id], json.dumps(asked.says), context=context(one, reference)
                ),
                at=at,
                by_id=actor.person_id,
            )
            for one in concerns
        ]
    )
    for one in concerns:
        note(
            event="concern.printed",
            subject=one.reference,
            by=actor.id,
            at=at,
            printed=reference,
            purpose=asked.purpose,
        )
    return _as_printed(actor, reference, asked, at)


def _as_printed(actor: Actor, reference: str, asked: Printing, at: datetime) -> Print:
    says = asked.says
    by = f"{actor.name}, {times.exact(at)}"
    return Print(reference, what_for(says), says["recipient"], by)


def _printed_already(
    actor: Actor, concerns: list[Concern], what: PrintOf, asked: Printing, at: datetime
) -> Printed | None:
    """The page was loaded again. Safe with two at once: one command writes at a time."""
    first = concerns[0]
    key = vault.secret(first.organisation_id, first.key_id)
    same = Printed.objects.filter(
        concern=first, by=actor.person_id, what=what, at__gt=at - SENT_AGAIN
    ).order_by("-pk")
    wanted = {one.pk for one in concerns}
    for row in same:
        on_it = Printed.objects.filter(
            organisation_id=actor.organisation_id, reference=row.reference
        )
        if said(first, key, row) == asked.says and wanted == set(
            on_it.values_list("concern_id", flat=True)
        ):
            return row
    return None
