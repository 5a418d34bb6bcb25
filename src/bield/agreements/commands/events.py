"""Events are planned, and what was seen online afterwards is seen to, step by step."""

from collections.abc import Collection
from datetime import date, datetime

from bield.agreements import queries
from bield.agreements.kinds import ASK_DOWN, HEAR_DOWN, TELL_PARENTS
from bield.agreements.models import Asking, Event, EventGroup, TakeDown
from bield.agreements.rules import events as rules
from bield.agreements.states import Down, Told
from bield.duties import commands as duties
from bield.kit.keeps import keeps
from bield.kit.refusals import NotFound, enforce
from bield.kit.times import SENT_AGAIN
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.vault import queries as vault
from bield.vault.seal import seal, unseal


@recorded
def plan_event(
    actor: Actor,
    *,
    title: str,
    on: date,
    at: datetime,
    site: str = "",
    groups: Collection[str] = (),
    reserved: bool = False,
    area: str = "",
    instead_of: str = "",
) -> Event:
    """New, or changed where `instead_of` names one. Without a group everybody of the place attends
    who is a child or a learner there."""
    queries.require_office(actor)
    enforce(rules.plan(title, on, today=day_of(at)))
    again = None if instead_of else _planned_already(actor, title, on, site, at)
    if again is not None:
        note(event="agreements.event-again", subject=again.reference, by=actor.id, at=at)
        return again
    event = queries.event_for_office(actor, instead_of) if instead_of else _new_event(actor, at)
    event.title, event.on, event.area = title.strip(), on, area.strip()
    event.site = people.site(actor, site) if site else None
    event.reserved = reserved
    event.save()
    event.groups.all().delete()
    EventGroup.objects.bulk_create(
        EventGroup(
            organisation_id=actor.organisation_id, event=event, group=people.group(actor, one)
        )
        for one in groups
    )
    note(
        event="agreements.event-planned",
        subject=event.reference,
        by=actor.id,
        at=at,
        on=on.isoformat(),
        reserved=reserved,
    )
    return event


def _planned_already(actor: Actor, title: str, on: date, site: str, at: datetime) -> Event | None:
    """The same person sent it a moment ago: it is one, and is changed on its page."""
    same = Event.objects.filter(
        organisation_id=actor.organisation_id,
        made_by=actor.id,
        made_at__gt=at - SENT_AGAIN,
        title=title.strip(),
        on=on,
        site=people.site(actor, site) if site else None,
    )
    return same.first()


def _new_event(actor: Actor, at: datetime) -> Event:
    return Event(organisation_id=actor.organisation_id, made_by=actor.id, made_at=at)


@keeps("EY-65b", "EY-66")
@recorded
def report_online(
    actor: Actor, words: str, *, of_another: bool, at: datetime, event: str = ""
) -> TakeDown:
    """Somebody saw a picture or a film online. It begins the steps by which it comes down."""
    if actor.person_id is None:
        raise NotFound("the house sees nothing online")
    again = _reported_already(actor, words, of_another=of_another, event=event, at=at)
    if again is not None:
        note(event="agreements.seen-online-again", subject=again.reference, by=actor.id, at=at)
        return again
    row = TakeDown(
        organisation_id=actor.organisation_id,
        event=queries.event_for_families(actor, event, at=at) if event else None,
        by_id=actor.person_id,
        reported_at=at,
        of_another=of_another,
    )
    row.words = _sealed(actor, f"{row.reference}:words", words.strip())
    row.save()
    site = row.event.site_id if row.event else None
    link = f"/take-downs/{row.reference}/"
    wanted = [ASK_DOWN, TELL_PARENTS] if of_another else [ASK_DOWN]
    for kind in wanted:
        duties.open_duty(actor, kind.code, subject=row.reference, site_id=site, link=link, at=at)
    note(
        event="agreements.seen-online",
        subject=row.reference,
        by=actor.id,
        at=at,
        of_another=of_another,
    )
    return row


def _reported_already(
    actor: Actor, words: str, *, of_another: bool, event: str, at: datetime
) -> TakeDown | None:
    same = TakeDown.objects.filter(
        organisation_id=actor.organisation_id,
        by=actor.person_id,
        of_another=of_another,
        reported_at__gt=at - SENT_AGAIN,
    )
    same = same.filter(event__reference=event) if event else same.filter(event__isnull=True)
    for row in same:
        if row.words and _opened(actor, f"{row.reference}:words", row.words) == words.strip():
            return row
    return None


@recorded
def ask_down(actor: Actor, reference: str, *, whom: str, words: str, at: datetime) -> None:
    """What was asked, of whom and when. What comes of it is waited for."""
    row = _open(actor, reference)
    enforce(rules.ask(words, whom, waits=row.askings.filter(answer="").exists()))
    asking = Asking(
        organisation_id=actor.organisation_id, take_down=row, asked_by=actor.id, asked_at=at
    )
    asking.whom = _sealed(actor, f"{asking.reference}:whom", whom.strip())
    asking.words = _sealed(actor, f"{asking.reference}:words", words.strip())
    asking.save()
    duties.done(actor, ASK_DOWN.code, subject=reference, evidence=asking.reference, at=at)
    duties.open_duty(
        actor,
        HEAR_DOWN.code,
        subject=reference,
        site_id=row.event.site_id if row.event else None,
        link=f"/take-downs/{reference}/",
        at=at,
    )
    note(event="agreements.asked-down", subject=reference, by=actor.id, at=at)


@recorded
def hear_down(actor: Actor, reference: str, *, answer: str, at: datetime) -> None:
    row = _open(actor, reference)
    asking = row.askings.filter(answer="").first()
    if asking is None:
        raise NotFound(reference)
    asking.answer, asking.answered_at = Down(answer), at
    asking.save(update_fields=["answer", "answered_at"])
    duties.done(actor, HEAR_DOWN.code, subject=reference, evidence=asking.reference, at=at)
    note(event="agreements.answered-down", subject=reference, by=actor.id, at=at, answer=answer)


@recorded
def tell_parents(actor: Actor, reference: str, *, told: str, words: str, at: datetime) -> None:
    """The designated person tells the parents of the child who is shown."""
    row = _open(actor, reference)
    enforce(rules.tell(told, words, of_another=row.of_another, before=row.told))
    row.told, row.told_by, row.told_at = Told(told), actor.id, at
    row.told_words = _sealed(actor, f"{reference}:told", words.strip())
    row.save(update_fields=["told", "told_by", "told_at", "told_words"])
    duties.done(actor, TELL_PARENTS.code, subject=reference, evidence=told, at=at)
    note(event="agreements.parents-told", subject=reference, by=actor.id, at=at, told=told)


@recorded
def close_take_down(actor: Actor, reference: str, *, at: datetime) -> None:
    row = _open(actor, reference)
    answers = list(row.askings.order_by("pk").values_list("answer", flat=True))
    enforce(rules.close(reference, answers=answers, of_another=row.of_another, told=row.told))
    row.closed_by, row.closed_at = actor.id, at
    row.save(update_fields=["closed_by", "closed_at"])
    note(event="agreements.take-down-closed", subject=reference, by=actor.id, at=at)


def _open(actor: Actor, reference: str) -> TakeDown:
    row = queries.take_down(actor, reference)
    enforce(rules.handle(actor, closed=row.closed_at is not None))
    return row


def _opened(actor: Actor, context: str, held: bytes | memoryview) -> str:
    key = vault.organisation_secret(actor.organisation_id, queries.SEAL)
    return unseal(key, bytes(held), context=context)


def _sealed(actor: Actor, context: str, words: str) -> bytes:
    key = vault.organisation_secret(actor.organisation_id, queries.SEAL)
    return seal(key, words, context=context)


@recorded
def open_shared(
    actor: Actor, subject: str, shown: Collection[int], *, all_named: bool, at: datetime
) -> str:
    """A parent opens a picture that is shared with them. Answers the words to be printed across
    it; that it was opened is a line of the record."""
    enforce(queries.may_share(actor, shown, all_named=all_named, at=at))
    note(event="agreements.shared-opened", subject=subject, by=actor.id, at=at)
    return queries.mark_for(actor, at)
