"""Things kept for a concern: taken in, handed over by both, and let go on advice."""

from datetime import date, datetime, timedelta
from typing import Any

from bield.concerns import mentions, queries, rules
from bield.concerns.answers import Agreed, Ending, ThingKind
from bield.concerns.commands.acting import act
from bield.concerns.commands.chronicle import found, write
from bield.concerns.commands.doing import do
from bield.concerns.commands.evidence import hold, release
from bield.concerns.commands.following import follow
from bield.concerns.commands.mentioning import mention
from bield.concerns.lenses import guards, matching
from bield.concerns.lenses.engine import work_out
from bield.concerns.models import Concern, Custody
from bield.concerns.models.custody import thing_reference
from bield.concerns.queries.custody import is_named, kept, moves_of, stands
from bield.concerns.rules import custody
from bield.concerns.states import TAKE_OVER, DeedKind, EntryKind, Lock
from bield.duties import commands as duties
from bield.kit.keeps import keeps
from bield.kit.refusals import enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault

CONFIRM_WITHIN = timedelta(hours=24)


@keeps("TP-3.4.3.3", "TP-A1-6a", waits=("registers",))
@recorded
def take_into_custody(
    actor: Actor,
    reference: str,
    *,
    kind: str,
    what: str,
    whose: str,
    from_whom: str,
    kept_where: str,
    taken_at: datetime,
    review_on: date,
    at: datetime,
    found_how: str = "",
    seal: str = "",
    subject: str = "",
    version: int | None = None,
) -> Custody:
    """Lock a thing away instead of a picture: from now on nobody uses, changes or clears it.

    Whoever writes it down has it. `subject`: what a register calls it, where it has one.
    """
    concern = found(actor, reference, version=version)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("secure", concern.stage),
        custody.take_in(
            kind=kind,
            what=what,
            whose=whose,
            from_whom=from_whom,
            kept_where=kept_where,
            taken_at=taken_at,
            at=at,
        ),
    )
    tag = thing_reference()
    held = hold(
        actor, concern, subject=subject or f"custody:{tag}", reason=KEPT, review_on=review_on, at=at
    )
    says = {
        "kind": kind,
        "what": what.strip(),
        "whose": whose.strip(),
        "found": found_how.strip(),
        "from_whom": from_whom.strip(),
        "to_whom": actor.name,
        "kept_where": kept_where.strip(),
        "seal": seal.strip(),
        "taken_at": taken_at.isoformat(),
        "subject": held.subject,
        "tag": tag,
    }
    done = act(
        actor,
        concern,
        DeedKind.CUSTODY,
        says,
        event="concern.custody-taken",
        entry=EntryKind.HELD,
        text=_taken(says),
        at=at,
        happened_at=taken_at,
    )
    found_as = mentions.device if kind == ThingKind.DEVICE else mentions.account
    if kind in NAMED_AS_THINGS:
        key = vault.secret(concern.organisation_id, concern.key_id)
        mention(concern, key, found_as(what))
    return Custody.objects.create(
        organisation_id=concern.organisation_id,
        concern=concern,
        reference=tag,
        number=done.number,
        subject=held.subject,
        keeper_id=actor.person_id,
        taken_at=taken_at,
    )


NAMED_AS_THINGS = (ThingKind.DEVICE, ThingKind.ACCOUNT, ThingKind.ADDRESS)
KEPT = "Kept for a concern."


def _taken(says: dict[str, str]) -> str:
    lines = [
        ("Kept as", says["tag"]),
        ("What", f"{ThingKind(says['kind']).label.partition(':')[0]}: {says['what']}"),
        ("Whose", says["whose"]),
        ("Found", says["found"]),
        ("From", says["from_whom"]),
        ("To", says["to_whom"]),
        ("Locked away", says["kept_where"]),
        ("Seal", says["seal"]),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


@keeps("TP-3.4.3.3")
@recorded
def hand_over(
    actor: Actor,
    reference: str,
    *,
    where: str,
    at: datetime,
    to_id: int | None = None,
    outside: str = "",
    seal: str = "",
) -> Custody:
    """Give a thing to a colleague, who then confirms it, or to somebody outside, by name. Sent
    again while it waits for them, it is one hand-over."""
    thing = kept(actor, reference)
    if to_id is not None and (thing.keeper_id, thing.offered_to_id) == (actor.person_id, to_id):
        note(event="concern.sent-again", subject=thing.concern.reference, by=actor.id, at=at)
        return thing
    held = people.held_by(thing.organisation_id, [to_id] if to_id else [], day_of(at))
    enforce(
        custody.hand_over(
            actor.person_id,
            stands(thing, moves_of(thing), at=at),
            to_id=to_id,
            outside=outside,
            where=where,
            roles=frozenset(role for role, _ in held.get(to_id or 0, [])),
            named=to_id is not None and is_named(thing.concern, to_id),
        )
    )
    known = people.contacts(thing.organisation_id, [to_id] if to_id else [])
    to_whom = known[to_id].name if to_id else outside.strip()
    number = _move(
        actor,
        thing,
        from_whom=actor.name,
        to_whom=to_whom,
        where=where,
        seal=seal,
        agreed=Agreed.WAITS if to_id else Agreed.YES,
        event="concern.custody-handed-over",
        at=at,
    )
    if to_id is None:
        thing.keeper_id = None
    else:
        thing.offered_to_id, thing.offer = to_id, number
        _ask(actor, thing, to_id, at)
    thing.save(update_fields=["keeper", "offered_to", "offer"])
    return thing


def _ask(actor: Actor, thing: Custody, to_id: int, at: datetime) -> None:
    duties.waive(actor, TAKE_OVER, subject=thing.reference, reason_code="handed-to-another", at=at)
    duties.open_duty(
        actor,
        TAKE_OVER,
        subject=thing.reference,
        holder_ids=[to_id],
        at=at,
        due_at=at + CONFIRM_WITHIN,
        link=f"/in-keeping/{thing.reference}/",
    )


@keeps("TP-3.4.3.3")
@recorded
def confirm_hand_over(
    actor: Actor, reference: str, *, agreed: str, at: datetime, words: str = ""
) -> Custody:
    """Whoever was handed it says that they have it, or that they have not."""
    thing = kept(actor, reference)
    moves = moves_of(thing)
    enforce(custody.confirm(actor.person_id, stands(thing, moves, at=at), agreed=agreed))
    offer = next(one for one in moves if one.number == thing.offer)
    _move(
        actor,
        thing,
        from_whom=offer.says["from_whom"],
        to_whom=actor.name,
        where=offer.says["where"],
        seal=offer.says["seal"],
        agreed=Agreed(agreed),
        words=words,
        event="concern.custody-confirmed",
        at=at,
    )
    if agreed == Agreed.YES:
        thing.keeper_id = actor.person_id
    thing.offered_to_id, thing.offer = None, None
    thing.save(update_fields=["keeper", "offered_to", "offer"])
    duties.done(actor, TAKE_OVER, subject=reference, evidence="confirmed", at=at)
    return thing


@recorded
def take_back(
    actor: Actor, reference: str, *, from_whom: str, where: str, at: datetime, seal: str = ""
) -> Custody:
    """Somebody outside gives it back to whoever reads the concern."""
    thing = kept(actor, reference)
    if _moved_already(actor, thing, at, from_whom=from_whom, where=where, seal=seal, ended=""):
        note(event="concern.sent-again", subject=thing.concern.reference, by=actor.id, at=at)
        return thing
    concern = found(actor, thing.concern.reference)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        custody.take_back(stands(thing, moves_of(thing), at=at), from_whom=from_whom, where=where),
    )
    _move(
        actor,
        thing,
        from_whom=from_whom.strip(),
        to_whom=actor.name,
        where=where,
        seal=seal,
        agreed=Agreed.YES,
        event="concern.custody-taken-back",
        at=at,
    )
    thing.keeper_id = actor.person_id
    thing.save(update_fields=["keeper"])
    return thing


@keeps("TP-3.4.3.3", "TP-A1-0.4", waits=("registers",))
@recorded
def let_go(
    actor: Actor,
    reference: str,
    *,
    how: str,
    to_whom: str,
    adviser: str,
    advice: str,
    at: datetime,
    unseen: bool = False,
) -> Custody:
    """It need not be kept any more: on advice that is written down, and whose it is."""
    thing = kept(actor, reference)
    if _moved_already(actor, thing, at, to_whom=to_whom, words=advice, ended=how):
        note(event="concern.sent-again", subject=thing.concern.reference, by=actor.id, at=at)
        return thing
    concern = found(actor, thing.concern.reference)
    facts = queries.facts(concern, at=at)
    outcome = work_out(facts)
    enforce(
        rules.work(queries.my_row(actor, concern).why),
        rules.step("act", concern.stage),
        custody.let_go(
            custody.LettingGo(how, to_whom, adviser, advice, unseen),
            stands(thing, moves_of(thing), at=at),
            image=outcome.nude_class,
            authorities=Lock.AUTHORITIES in outcome.locks,
            held_back=guards.delete_picture(facts) if matching.picture(facts) else [],
        ),
    )
    release(actor, concern, subject=thing.subject, adviser=adviser, advice=advice, at=at)
    _move(
        actor,
        thing,
        from_whom=actor.name,
        to_whom=to_whom.strip(),
        where="",
        seal="",
        agreed=Agreed.YES,
        words=advice,
        ended=how,
        event="concern.custody-ended",
        at=at,
    )
    thing.keeper_id, thing.offered_to_id, thing.offer, thing.ended_at = None, None, None, at
    thing.save(update_fields=["keeper", "offered_to", "offer", "ended_at"])
    duties.waive(actor, TAKE_OVER, subject=reference, reason_code="let-go", at=at)
    return thing


def _move(
    actor: Actor,
    thing: Custody,
    *,
    from_whom: str,
    to_whom: str,
    where: str,
    seal: str,
    agreed: Agreed,
    event: str,
    at: datetime,
    words: str = "",
    ended: str = "",
) -> int:
    """One step of its way, by whoever takes it: they need not read the concern."""
    says: dict[str, Any] = {
        "of": thing.number,
        "from_whom": from_whom,
        "to_whom": to_whom,
        "where": where.strip(),
        "seal": seal.strip(),
        "agreed": agreed.value,
        "words": words.strip(),
        "ended": ended,
    }
    concern = Concern.objects.select_related("site").get(pk=thing.concern_id)
    kind = EntryKind.RELEASED if ended else EntryKind.HELD
    write(actor, concern, kind, _moved(thing, says), at=at)
    done = do(actor, concern, DeedKind.HANDED_OVER, says, event=event, at=at, what=thing.reference)
    follow(actor, concern, at)
    return done.number


def _moved_already(actor: Actor, thing: Custody, at: datetime, **says: str) -> bool:
    """Its last step, taken a moment ago by the same person, was this one: pressed twice."""
    last = next(reversed(moves_of(thing)), None)
    return (
        last is not None
        and last.by == actor.person_id
        and last.at > at - SENT_AGAIN
        and all(last.says[name] == said.strip() for name, said in says.items())
    )


def _moved(thing: Custody, says: dict[str, Any]) -> str:
    what = Ending(says["ended"]).label if says["ended"] else Agreed(says["agreed"]).label
    lines = [
        ("Kept as", thing.reference),
        ("From", says["from_whom"]),
        ("To", says["to_whom"]),
        ("Locked away", says["where"]),
        ("Seal", says["seal"]),
        ("State", what),
        ("Written down", says["words"]),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)
