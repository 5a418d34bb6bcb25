"""Every change of the numbers by which an organisation reaches the bodies outside."""

from dataclasses import asdict
from datetime import datetime

from bield.advice import queries, rules
from bield.advice.models import LocalContact
from bield.advice.rules import Number
from bield.advice.states import CHECK_NUMBERS, CONTACTS
from bield.duties import commands as duties
from bield.kit.refusals import NotFound, enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor

__all__ = ["Number", "check_number", "end_number", "keep_number"]


@recorded
def keep_number(
    actor: Actor,
    given: Number,
    *,
    at: datetime,
    site_id: int | None = None,
    instead_of: str = "",
) -> LocalContact:
    """Write down how a body is reached, or what is right now `instead_of` a number that stands."""
    enforce(rules.keep_numbers(actor))
    before = queries.number(actor, instead_of) if instead_of else None
    known = queries.known_body(given.body)
    stands = queries.stands(actor.organisation_id, given.body, site_id, given.authority)
    enforce(
        rules.number(given, local=known is not None and known.local),
        rules.kept_once(standing=stands not in {"", instead_of}),
    )
    if site_id is not None and site_id not in {site.pk for site in people.open_sites(actor)}:
        raise NotFound(f"site:{site_id}")
    if before is not None:
        LocalContact.objects.filter(pk=before.pk).update(ended_at=at)
    kept = LocalContact.objects.create(
        organisation_id=actor.organisation_id,
        site_id=site_id,
        checked_at=at,
        checked_by_id=actor.person_id,
        **{name: text.strip() for name, text in asdict(given).items()},
    )
    _note("advice.number-kept", actor, kept, at)
    _all_checked(actor, at)
    return kept


@recorded
def check_number(actor: Actor, reference: str, *, at: datetime) -> LocalContact:
    """Somebody rang it or looked it up: it is still right."""
    checked = queries.number(actor, reference)
    checked.checked_at, checked.checked_by_id = at, actor.person_id
    checked.save(update_fields=["checked_at", "checked_by"])
    _note("advice.number-checked", actor, checked, at)
    _all_checked(actor, at)
    return checked


@recorded
def end_number(actor: Actor, reference: str, *, at: datetime) -> None:
    """It is not right any more, and nothing stands in its place."""
    ended = queries.number(actor, reference)
    ended.ended_at = at
    ended.save(update_fields=["ended_at"])
    _note("advice.number-ended", actor, ended, at)


def _all_checked(actor: Actor, at: datetime) -> None:
    """Looking at each of them is the evidence; nobody ticks the duty itself."""
    if queries.all_checked(actor.organisation_id, at):
        duties.done(actor, CHECK_NUMBERS, subject=CHECK_NUMBERS, evidence="each-checked", at=at)


def _note(event: str, actor: Actor, about: LocalContact, at: datetime) -> None:
    note(
        event=event,
        subject=f"{CONTACTS}:{about.body}",
        by=actor.id,
        at=at,
        site=f"site:{about.site_id}" if about.site_id else "everywhere",
    )
