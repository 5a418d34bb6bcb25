from datetime import datetime

from bield.duties import holders, registry
from bield.duties.commands.opening import hand_over, next_turn
from bield.duties.models import Duty
from bield.duties.registry import DutyFacts, DutyKind
from bield.duties.states import DutyState
from bield.kit.refusals import NotFound
from bield.ledger.record import note, recorded
from bield.outbox import commands as outbox
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of

# The same words for every duty: a glance at a phone tells nobody what it is about.
SOON = ("Something you look after is due soon", "Something that you look after is due soon.")
LATE = ("Something you look after is overdue", "Something that you look after is overdue.")


@recorded
def turn(house: Actor, duty_id: int, *, at: datetime) -> None:
    """The worker has come to a moment of this duty: remind its holders, or escalate."""
    duty = Duty.objects.filter(pk=duty_id, turns_at__lte=at).first()
    if duty is None:
        raise NotFound(f"duty:{duty_id}")  # closed, or turned by another worker
    kind = registry.shown(duty.kind)
    if at < duty.due_at:
        _remind(house, duty, kind, at)
    else:
        _escalate(house, duty, kind, at)


def _remind(house: Actor, duty: Duty, kind: DutyKind, at: datetime) -> None:
    duty.turns_at = next_turn(kind, duty.due_at, at)
    duty.save(update_fields=["turns_at"])
    _tell(house, duty, holders.told(duty, kind, at), SOON, at)
    note(event="duty.reminded", subject=duty.subject, by=house.id, at=at, kind=duty.kind)


def _escalate(house: Actor, duty: Duty, kind: DutyKind, at: datetime) -> None:
    before = duty.escalations
    duty.state = DutyState.OVERDUE
    duty.escalations = before + 1
    duty.turns_at = at + kind.repeat if kind.repeat else None
    duty.save(update_fields=["state", "escalations", "turns_at"])
    note(
        event="duty.overdue",
        subject=duty.subject,
        by=house.id,
        at=at,
        kind=duty.kind,
        times=duty.escalations,
    )
    _back_to_the_lead(house, duty, kind, at)
    if kind.escalate is None:
        _tell(house, duty, holders.told_when_late(duty, kind, at), LATE, at)
    else:
        kind.escalate(house, _facts(duty, before), at=at)


def _back_to_the_lead(house: Actor, duty: Duty, kind: DutyKind, at: datetime) -> None:
    """Whoever had it from the lead let it pass: it is the lead's again, who answers for it."""
    other = holders.handed_on(
        duty.organisation_id, kind, people.roster(duty.organisation_id, day_of(at)), at
    )
    if not other or not duty.holdings.filter(person__in=other).exists():
        return
    lead = holders.by_post(
        duty.organisation_id, kind, subject=duty.subject, site_id=duty.site_id, at=at, late=True
    )
    if lead:
        hand_over(house, kind.code, subject=duty.subject, holder_ids=lead, at=at)


def _tell(
    house: Actor, duty: Duty, addresses: list[str], words: tuple[str, str], at: datetime
) -> None:
    subject, body = words
    for address in addresses:
        outbox.mail(
            house,
            to=address,
            subject=subject,
            body=f"{body}\n\nSign in to see it: {outbox.sign_in_link()}\n",
            about=duty.subject,
            at=at,
        )


def _facts(duty: Duty, escalations: int) -> DutyFacts:
    return DutyFacts(
        id=duty.pk,
        organisation_id=duty.organisation_id,
        kind=duty.kind,
        subject=duty.subject,
        site_id=duty.site_id,
        holder_ids=tuple(duty.holdings.order_by("pk").values_list("person_id", flat=True)),
        opened_at=duty.opened_at,
        due_at=duty.due_at,
        escalations=escalations,
    )
