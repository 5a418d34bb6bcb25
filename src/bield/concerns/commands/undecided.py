"""A decision is late: who hears of it, and who asks why without sight of the concern.

One duty for each who asks and each who must decide, however many decisions are late. It is opened
and ended by what that one may know of: whoever is kept out of a concern cannot tell by it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bield.concerns import roads
from bield.concerns.commands import telling
from bield.concerns.models import Concern, Exclusion, Reader
from bield.concerns.queries.undecided import late_decisions
from bield.concerns.states import BREACH, DUTY_OF, Family, Why
from bield.concerns.subjects import asks_whom, concern_of, late
from bield.duties import commands as duties
from bield.duties import queries as duty_queries
from bield.duties.registry import DutyFacts
from bield.duties.states import ClockUnit, Period
from bield.kit.keeps import keeps
from bield.ledger.record import note, recorded
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of
from bield.people.states import Role

A_DAY = Period(1, ClockUnit.WORKING_DAYS)
A_WHILE = timedelta(days=1)  # after somebody asked, before they are asked to ask again
DECIDE = DUTY_OF[Family.DECIDE]


@recorded
@keeps("EY-37d")
def tell_undecided(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """The designated person has not decided in time. It is a breach that the deputies and the
    head, who is the registered person, look into: without sight of the concern."""
    tell_late(actor, duty, at=at)
    concern = Concern.objects.get(
        organisation_id=actor.organisation_id, reference=concern_of(duty.subject)
    )
    _ask_why(actor, concern, duty.holder_ids, at)
    note(event="concern.undecided", subject=concern.reference, by=actor.id, at=at)


def tell_late(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """Its holders again, and one level up: the lead, or whoever reads it where the lead may not."""
    concern = Concern.objects.get(
        organisation_id=actor.organisation_id, reference=concern_of(duty.subject)
    )
    seated = Reader.objects.filter(concern=concern).exclude(why=Why.GRANTED).order_by("pk")
    reads = list(seated.values_list("person_id", flat=True))
    lead = people.roster(concern.organisation_id, day_of(at)).bearers(Role.LEAD)
    # Where the lead is the one who is late, or may not know of it: whoever else reads it.
    up = [one for one in lead if one in reads and one not in duty.holder_ids] or reads
    told: Mapping[int, None] = dict.fromkeys(one for one in (*duty.holder_ids, *up) if one in reads)
    known = people.contacts(concern.organisation_id, told)
    telling.late(actor, [known[one] for one in told], about=concern.reference, at=at)


def _ask_why(actor: Actor, concern: Concern, deciders: Collection[int], at: datetime) -> None:
    """Each who may know of this concern asks each who must decide it: one duty for the two."""
    roster = people.roster(concern.organisation_id, day_of(at))
    kept_out = _kept_out(concern)
    for decides in deciders:
        for asks in roads.asking_why(roster, decides=decides, kept_out=kept_out):
            subject = late(asks, decides)
            if not _asks_already(concern.organisation_id, subject, at):
                duties.open_duty(
                    actor,
                    BREACH,
                    subject=subject,
                    holder_ids=[asks],
                    at=at,
                    due_at=duty_queries.due_at(concern.organisation_id, None, A_DAY, at),
                )
                _tell(actor, asks, subject, at)


def _asks_already(organisation_id: int, subject: str, at: datetime) -> bool:
    """The duty stands, or its holder said a short while ago that they asked."""
    if duty_queries.open_duties(organisation_id, subject, at):
        return True
    last = duty_queries.last_closed(organisation_id, BREACH, subject)
    if last is None or last.closed_at is None:
        return False
    return last.evidence == "asked" and last.closed_at > at - A_WHILE


def _tell(actor: Actor, person_id: int, subject: str, at: datetime) -> None:
    known = people.contacts(actor.organisation_id, [person_id])
    telling.late(actor, known.values(), about=subject, at=at)


def _kept_out(concern: Concern) -> set[int]:
    return set(Exclusion.objects.filter(concern=concern).values_list("person_id", flat=True))


def ask_again(actor: Actor, duty: DutyFacts, *, at: datetime) -> None:
    """Nobody has asked yet: its holder is told again, as long as it is theirs to ask."""
    pair = asks_whom(duty.subject)
    if pair is None or not _still_asks(actor.organisation_id, *pair, at):
        duties.waive(actor, BREACH, subject=duty.subject, reason_code="not-required", at=at)
    else:
        _tell(actor, pair[0], duty.subject, at)


def _still_asks(organisation_id: int, asks: int, decides: int, at: datetime) -> bool:
    """By post, and on account of a decision that is late and that they may know of."""
    late_still = late_decisions(organisation_id, [decides], known_to=asks)
    roster = people.roster(organisation_id, day_of(at))
    references = {one.reference for one in late_still}
    kept_out: dict[str, set[int]] = {one: set() for one in references}
    found = Exclusion.objects.filter(
        organisation_id=organisation_id, concern__reference__in=references
    )
    for reference, person_id in found.values_list("concern__reference", "person_id"):
        kept_out[reference].add(person_id)
    return any(
        asks in roads.asking_why(roster, decides=decides, kept_out=out) for out in kept_out.values()
    )


def settle(actor: Actor, concern: Concern, deciders: Collection[int], *, at: datetime) -> None:
    """A late decision of theirs is made, or is another's: who knows of no more asks no more."""
    kept_out = _kept_out(concern)
    for asks, decides in _asked_of(concern.organisation_id, deciders):
        if asks not in kept_out:
            _end(actor, asks, decides, at)


def keep_out(
    actor: Actor, concern: Concern, person_id: int, deciders: Collection[int], *, at: datetime
) -> None:
    """Whoever is kept out asks no more on account of this concern; whoever comes next does."""
    found = duty_queries.overdue(concern.organisation_id, DECIDE, sorted(deciders))
    behind = {who for who, subject in found if concern_of(subject) == concern.reference}
    for asks, decides in _asked_of(concern.organisation_id, behind):
        if asks == person_id:
            _end(actor, asks, decides, at)
    _ask_why(actor, concern, sorted(behind), at)


def _asked_of(organisation_id: int, deciders: Collection[int]) -> list[tuple[int, int]]:
    standing = duty_queries.standing(organisation_id, [BREACH]) if deciders else []
    pairs = filter(None, (asks_whom(duty.subject) for duty in standing))
    return [(asks, decides) for asks, decides in pairs if decides in deciders]


def _end(actor: Actor, asks: int, decides: int, at: datetime) -> None:
    if not late_decisions(actor.organisation_id, [decides], known_to=asks):
        duties.done(actor, BREACH, subject=late(asks, decides), evidence="decided", at=at)
