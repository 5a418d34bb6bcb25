"""To a body outside: at once, by whoever has to, and with as few parts as possible."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from bield.advice import queries as advice
from bield.concerns import queries, rules
from bield.concerns.about import About
from bield.concerns.commands import telling
from bield.concerns.commands.chronicle import write
from bield.concerns.commands.doing import do, said_already
from bield.concerns.commands.following import follow
from bield.concerns.commands.linking import watch_again
from bield.concerns.commands.reporting import report
from bield.concerns.commands.work import take
from bield.concerns.deeds import Says
from bield.concerns.lenses.shapes import Done
from bield.concerns.models import Concern, Reader
from bield.concerns.outside import in_words, referral
from bield.concerns.rules import Told
from bield.concerns.states import UNTAKEN, Danger, DeedKind, EntryKind
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor

logger = logging.getLogger(__name__)
JUST_NOW = timedelta(minutes=10)  # the same words from the same person within it: sent again


@keeps("TP-A1-9e")
def refer_now(actor: Actor, reference: str, told: Told, *, at: datetime) -> None:
    """Write down that a body was told, whatever the concern's state. Nothing else is asked first.

    What follows from it follows afterwards: a fault there takes nothing away from what was kept.
    Whoever may decide about a concern that nobody has taken has taken it by this.
    """
    _refer_now(actor, reference, told, at=at)
    _bring_into_line(actor, reference, at, takes_it=True)


@recorded
def _refer_now(actor: Actor, reference: str, told: Told, *, at: datetime) -> None:
    concern = queries.concern(actor, reference)
    enforce(rules.refer_now(told, takes=takes(told.body), at=at))
    referred(actor, concern, _says(told), at=at)


def refer_alone(
    actor: Actor,
    told: Told,
    *,
    at: datetime,
    own: str = "",
    account: str = "",
    site_id: int | None = None,
    about: Sequence[About] = (),
    colleague: bool = False,
    send_key: str = "",
) -> str:
    """Somebody who reads no concern has told a body outside: nobody answered, or it could not
    wait. It goes to the report of their own, or makes one. Answers its reference.

    A reference that is not a report of theirs is kept as words, and nothing is said about it.
    """
    reference = _refer_alone(
        actor,
        told,
        own=own,
        account=account,
        site_id=site_id,
        about=about,
        colleague=colleague,
        send_key=send_key,
        at=at,
    )
    _bring_into_line(actor, reference, at)
    return reference


@recorded
@keeps("OT-7d", "TP-A1-9e")
def _refer_alone(
    actor: Actor,
    told: Told,
    *,
    own: str,
    account: str,
    site_id: int | None,
    about: Sequence[About],
    colleague: bool,
    send_key: str,
    at: datetime,
) -> str:
    concern = queries.own_report(actor, own)
    enforce(
        rules.refer_now(told, takes=takes(told.body), at=at),
        rules.begun(account=account, own=own, known=concern is not None),
    )
    if concern is None:
        words = f"{account}\n\n(Reference given: {own.strip()})" if own.strip() else account
        sent = report(
            actor,
            site_id=site_id or 0,
            danger_now=Danger.UNSURE,
            account=words,
            about=about,
            colleague=colleague,
            send_key=send_key,
            at=at,
        )
        concern = Concern.objects.get(
            organisation_id=actor.organisation_id, reference=sent.reference
        )
    referred(actor, concern, _says(told), at=at)
    _tell_readers(actor, concern, at)
    return concern.reference


def referred(actor: Actor, concern: Concern, says: Says, *, at: datetime) -> Done | None:
    """The deed, and the line of the chronology that people read. Sent twice, it is one."""
    if said_already(actor, concern, DeedKind.REFERRED, says, within=JUST_NOW, at=at):
        note(event="concern.referred-again", subject=concern.reference, by=actor.id, at=at)
        return None
    words = [says["name"], says["reference"], says["why"], says["said"]]
    kind = DeedKind.REFERRED
    done = do(actor, concern, kind, says, event="concern.referred", at=at, words=words)
    write(
        actor,
        concern,
        EntryKind.CONTACT,
        in_words(says),
        at=at,
        happened_at=datetime.fromisoformat(says["told_at"]),
    )
    return done


def _says(told: Told) -> Says:
    return referral(
        body=told.body,
        name=told.name.strip(),
        how=told.how,
        reference=told.reference.strip(),
        said=told.said.strip(),
        address=told.address.strip(),
        told_at=told.told_at,
    )


def takes(body: str) -> bool:
    known = advice.known_body(body)
    return known is not None and not known.help_only


def _tell_readers(actor: Actor, concern: Concern, at: datetime) -> None:
    """At the same moment, whoever may read it, without a word of what it is."""
    reads = Reader.objects.filter(concern=concern).values_list("person_id", flat=True)
    known = people.contacts(
        concern.organisation_id, [one for one in reads if one != actor.person_id]
    )
    telling.ask(actor, known.values(), danger=True, about=concern.reference, at=at)


def _bring_into_line(actor: Actor, reference: str, at: datetime, *, takes_it: bool = False) -> None:
    """Duties, road and severity. Should that fail, what was written stands, and the next deed
    tries again."""
    try:
        _followed(actor, reference, takes_it=takes_it, at=at)
    except Exception:
        logger.exception("a referral was kept, and what follows from it failed")


@recorded
def _followed(actor: Actor, reference: str, *, takes_it: bool, at: datetime) -> None:
    concern = Concern.objects.get(organisation_id=actor.organisation_id, reference=reference)
    taken = takes_it and _may_take(actor, concern)
    if taken:
        take(actor, concern, at)
    follow(actor, concern, at)
    if taken:
        watch_again(actor, concern, at)
    note(event="concern.followed", subject=reference, by=actor.id, at=at)


def _may_take(actor: Actor, concern: Concern) -> bool:
    """They have called outside about what they read by post: nobody need ask them to take it."""
    return concern.stage in UNTAKEN and rules.work(queries.my_row(actor, concern).why) is None
