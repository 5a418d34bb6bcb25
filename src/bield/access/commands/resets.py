"""A lead who lost everything: one asks, another confirms, all holders hear at once, and only the
next day the factors go."""

from datetime import datetime, timedelta

from django.utils.timezone import localtime

from bield.access import queries, rules
from bield.access.commands import letters, tokens
from bield.access.commands.passwords import (
    account_of_person,
    note_everywhere,
    remove_all_factors,
)
from bield.access.commands.visits import end_all
from bield.access.models import Account, FactorReset, Membership
from bield.access.states import NIGHT, Ended, TokenEnded
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, Refused, enforce
from bield.ledger.record import recorded
from bield.people.actors import Actor

SUBJECT = "A reset of somebody’s second factor"


@recorded
def ask_reset(actor: Actor, person_id: int, *, at: datetime) -> FactorReset:
    """Say that somebody who may read concerns has lost every factor. Nothing changes yet."""
    account = account_of_person(actor, person_id)
    reads = queries.may_read_concerns(account.pk, at, back_to=actor.organisation_id)
    enforce(rules.ask_reset(actor, rules.Reset(person_id), reads=reads))
    if account.resets.filter(done_at=None, stopped_at=None).exists():
        raise Refused(rules.RESET_STANDS)
    reset = FactorReset.objects.create(
        account=account,
        organisation_id=actor.organisation_id,
        person_id=person_id,
        asked_by_id=actor.person_id or 0,  # 0: the house, from the console
        asked_at=at,
    )
    _tell(actor, account, "access.reset-asked", "was asked for. Another holder must confirm it", at)
    return reset


@recorded
@keeps("EY-16")
def confirm_reset(actor: Actor, reference: str, *, at: datetime) -> FactorReset:
    """The second holder has spoken with the person. It takes effect tomorrow."""
    reset = _own(actor, reference)
    if reset.organisation_id != actor.organisation_id:  # elsewhere one may stop it, no more
        raise NotFound(f"reset {reference}")
    enforce(rules.confirm_reset(actor, _facts(actor, reset)))
    reset.confirmed_by_id, reset.confirmed_at = actor.person_id, at
    reset.takes_effect_at = tomorrow(at)
    reset.save()
    when = f"{localtime(reset.takes_effect_at):%-d %B at %H:%M}"
    _tell(
        actor,
        reset.account,
        "access.reset-confirmed",
        f"was confirmed. It takes effect on {when}, unless one of you stops it",
        at,
    )
    return reset


@recorded
def stop_reset(actor: Actor, reference: str, *, at: datetime) -> None:
    reset = _own(actor, reference)
    enforce(rules.stop_reset(actor, _facts(actor, reset)))
    reset.stopped_at = at
    reset.save(update_fields=["stopped_at"])
    _tell(actor, reset.account, "access.reset-stopped", "was stopped", at)


@recorded
def make_reset(by: Actor, reset_id: int, *, at: datetime) -> None:
    """The next day: every factor goes, every visit ends. The password stays as it was."""
    reset = FactorReset.objects.select_related("account").get(pk=reset_id)
    enforce(rules.make_reset(reset.takes_effect_at, at, settled=_settled(reset)))
    reset.done_at = at
    reset.save(update_fields=["done_at"])
    remove_all_factors(reset.account)
    end_all(reset.account_id, Ended.CREDENTIALS, at)
    tokens.end_all_tokens(reset.account_id, TokenEnded.CREDENTIALS, at, back_to=by.organisation_id)
    _tell(by, reset.account, "access.reset-made", "has taken effect", at)


def tomorrow(at: datetime) -> datetime:
    """The next day begins, but not sooner than in half a day: a night to notice it in."""
    midnight = localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    return max(midnight + timedelta(days=1), at + NIGHT)


def _tell(by: Actor, account: Account, event: str, what: str, at: datetime) -> None:
    note_everywhere(event, account, by=by, at=at)
    letters.changed(account, f"A reset of your second factor {what}. That was", at=at)
    letters.tell_holders(
        account,
        SUBJECT,
        f"A reset of the second factor of somebody who may read concerns {what}.",
        at=at,
        back_to=by.organisation_id,
    )


def _own(actor: Actor, reference: str) -> FactorReset:
    """Of an account that is a person in the actor's organisation."""
    reset = FactorReset.objects.select_related("account").filter(reference=reference).first()
    if reset is None or _person_here(actor, reset) is None:
        raise NotFound(f"reset {reference}")
    return reset


def _person_here(actor: Actor, reset: FactorReset) -> int | None:
    here = Membership.objects.filter(
        organisation_id=actor.organisation_id, account_id=reset.account_id, closed_at=None
    )
    return here.values_list("person_id", flat=True).first()


def _facts(actor: Actor, reset: FactorReset) -> rules.Reset:
    same = reset.organisation_id == actor.organisation_id
    return rules.Reset(
        person_id=_person_here(actor, reset) or 0,
        asked_by_id=reset.asked_by_id if same else None,
        settled=_settled(reset),
        confirmed=reset.confirmed_at is not None,
    )


def _settled(reset: FactorReset) -> bool:
    return reset.done_at is not None or reset.stopped_at is not None
