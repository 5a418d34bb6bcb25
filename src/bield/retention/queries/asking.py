"""What other rooms ask before they let go, use, handle or clear something: every reason at once."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from bield.kit.refusals import Refusal
from bield.people.actors import Actor
from bield.retention import gates
from bield.retention.gates import ClearFacts, DisposalFacts, EvidenceFacts, HoldFacts, UseFacts
from bield.retention.models import Disposal, Evidence, Held, Hold, Request, Verdict
from bield.retention.registry import DISPOSERS, causes_seen, is_something
from bield.retention.states import Basis, DisposalState, Handling, Settled


def may_dispose(
    organisation_id: int, subject: str, *, also: Collection[str] = (), is_due: bool = True
) -> list[Refusal]:
    return gates.may_dispose(disposal_facts(organisation_id, subject, also=also, is_due=is_due))


def may_use(actor: Actor, kind: str, subject: str) -> list[Refusal]:
    return gates.may_use(use_facts(actor, kind, subject))


def may_handle(organisation_id: int, subject: str, handling: Handling) -> list[Refusal]:
    return gates.may_handle(evidence_facts(organisation_id, subject), handling)


def may_close_clearing(
    organisation_id: int, subject: str, *, found: int, deleted: int, worrying: bool
) -> list[Refusal]:
    facts = evidence_facts(organisation_id, subject)
    return gates.may_close_clearing(
        ClearFacts(found, deleted, worrying, evidence=facts.evidence, holds=facts.holds)
    )


def holds_on(organisation_id: int, subjects: Iterable[str]) -> dict[str, tuple[HoldFacts, ...]]:
    """The holds that stand on each of these subjects, in one statement."""
    asked = list(subjects)
    found: dict[str, tuple[HoldFacts, ...]] = dict.fromkeys(asked, ())
    held = Held.objects.filter(
        organisation_id=organisation_id, subject__in=asked, hold__released_at__isnull=True
    )
    rows = held.order_by("hold_id").values_list("subject", "hold__reference", "hold__review_on")
    for subject, reference, review_on in rows:
        found[subject] += (HoldFacts(reference, review_on),)
    return found


def is_there(actor: Actor, subject: str) -> bool:
    """Whether something that the actor may know of has this reference, or had it when it was
    taken in."""
    taken_in = Disposal.objects.filter(organisation_id=actor.organisation_id, subject=subject)
    return is_something(actor, subject) or taken_in.exists()


def in_evidence(organisation_id: int, subjects: Iterable[str]) -> frozenset[str]:
    """Those of these subjects that are evidence."""
    marked = Evidence.objects.filter(
        organisation_id=organisation_id, subject__in=list(subjects), released_at__isnull=True
    )
    return frozenset(marked.values_list("subject", flat=True))


def disposal_facts(
    organisation_id: int,
    subject: str,
    *,
    also: Collection[str] = (),
    is_due: bool = True,
    kind: str = "",
) -> DisposalFacts:
    """For `gates.may_dispose`: what stands on the thing and on what it belongs to. `kind`: of
    things about which two people may have to decide."""
    subjects = [subject, *also]
    holds = holds_on(organisation_id, subjects).values()
    return DisposalFacts(
        holds=tuple(dict.fromkeys(hold for each in holds for hold in each)),
        evidence=bool(in_evidence(organisation_id, subjects)),
        is_due=is_due,
        decided=_decided(organisation_id, kind, subject),
    )


def _decided(organisation_id: int, kind: str, subject: str) -> bool:
    disposer = DISPOSERS.get(kind)
    if disposer is None or disposer.review is None:
        return True
    return Verdict.objects.filter(
        organisation_id=organisation_id, kind=kind, subject=subject, settled=Settled.DISPOSED
    ).exists()


def restricted(organisation_id: int, references: Iterable[str]) -> frozenset[str]:
    """Those of these people, by reference, of whom nothing is used for now. One statement."""
    standing = Request.objects.filter(
        organisation_id=organisation_id, restricts=True, person__reference__in=list(references)
    )
    return frozenset(standing.values_list("person__reference", flat=True))


def evidence_facts(organisation_id: int, subject: str) -> EvidenceFacts:
    """For `gates.may_handle`."""
    return EvidenceFacts(
        evidence=bool(in_evidence(organisation_id, [subject])),
        holds=holds_on(organisation_id, [subject])[subject],
    )


def use_facts(actor: Actor, kind: str, subject: str) -> UseFacts:
    """For `gates.may_use`: whether it may still be opened, and by this actor."""
    last = (
        Disposal.objects.filter(organisation_id=actor.organisation_id, kind=kind, subject=subject)
        .order_by("-pk")
        .first()
    )
    if last is None:
        return UseFacts(restricted=bool(restricted(actor.organisation_id, [subject])))
    holds = _standing(actor.organisation_id).filter(held__subject__in=[subject, *last.also])
    causes = [cause for cause in holds.values_list("cause", flat=True) if cause]
    return UseFacts(
        withdrawn=last.basis == Basis.WITHDRAWAL,
        disposed=last.state == DisposalState.DONE,
        held=holds.exists(),
        of_the_concern_team=bool(causes) and bool(causes_seen(actor, causes)),
        restricted=bool(restricted(actor.organisation_id, [subject, *last.also])),
    )


def _standing(organisation_id: int) -> QuerySet[Hold]:
    return Hold.objects.filter(organisation_id=organisation_id, released_at__isnull=True)
