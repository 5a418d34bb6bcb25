"""A room that only tests know: recordings of somebody, made with their leave and kept by the doors
of `retention`, like the real one to come."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import QuerySet

from bield.agreements import queries
from bield.agreements.registry import AGAINST, Ended, Follower, Piece
from bield.agreements.states import Purpose, Stands
from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import Refusal, Refused
from bield.people.actors import Actor
from bield.retention import commands as retention
from bield.retention import queries as kept
from bield.retention import registry as disposing
from bield.retention.models import Disposal
from bield.retention.registry import Disposed, Disposer
from bield.retention.states import Basis, DisposalState, Method
from tests.retention.pretend import LESSONS

KIND, CODE = "tests.own-recording", "tests.recordings"
PROMISED = timedelta(days=7)
NO_LEAVE = Refusal("no-leave", "Somebody in it has not agreed.")


@dataclass
class Room:
    piece: int = 4  # in one turn of the worker
    gone: list[str] = field(default_factory=list)
    breaks_at: str = ""  # the thing at which the worker fails

    def record(self, actor: Actor, person_id: int, name: str, *, at: datetime) -> str:
        subject = f"recording:{person_id}:{name}"
        retention.take_in(actor, KIND, subject, purpose=LESSONS.code, at=at)
        return subject

    def play(self, actor: Actor, person_id: int, subject: str, *, at: datetime) -> str:
        """The gate of a room: it asks the standing each time, and then what was disposed of."""
        if not queries.standing(actor, person_id, Purpose.RECORD, at=at).granted:
            raise Refused(NO_LEAVE)
        if refusals := kept.may_use(actor, KIND, subject):
            raise Refused(*refusals)
        return "voices"

    def touches(self, end: Ended) -> int:
        return things(end).exclude(basis=Basis.WITHDRAWAL).count()

    def follow(self, house: Actor, end: Ended, after: str, at: datetime) -> Piece:
        some = list(things(end).filter(subject__gt=after).order_by("subject")[: self.piece])
        held = kept.holds_on(house.organisation_id, [row.subject for row in some])
        done = 0
        for row in some:
            if row.subject == self.breaks_at:
                raise OSError("the store does not answer")
            if row.basis != Basis.WITHDRAWAL:
                retention.withdraw(
                    house, KIND, row.subject, asked_by=end.asked_by, within=PROMISED, at=at
                )
                done += not held[row.subject]
        stays = sum(1 for holds in held.values() if holds)
        return Piece(done, stays, some[-1].subject if len(some) == self.piece else "")

    def dispose(self, _actor: Actor, subject: str, _at: datetime) -> Disposed:
        self.gone.append(subject)
        return Disposed(Method.KEY_DESTROYED)

    def follower(self, after: frozenset[Stands] = AGAINST) -> Follower:
        return Follower(
            CODE,
            frozenset({Purpose.RECORD}),
            "recording",
            "recordings",
            "Nobody can play them any more.",
            "disposed of",
            self.touches,
            self.follow,
            within=PROMISED,
            after=after,
        )

    def settle(self, lead: Actor, *, at: datetime) -> None:
        """What is kept how long, as the policy says."""
        disposing.register_purpose(LESSONS)
        disposing.register(Disposer(KIND, "Recording", self.dispose))
        month = Period(30, ClockUnit.CALENDAR_DAYS)
        retention.set_period(lead, LESSONS.code, period=month, at=at)


def things(end: Ended) -> QuerySet[Disposal]:
    """Of one person, from before their permission ended."""
    return Disposal.objects.filter(
        organisation_id=end.organisation_id,
        kind=KIND,
        subject__startswith=f"recording:{end.person_id}:",
        taken_in_at__lte=end.at,
    ).exclude(state=DisposalState.DONE)


def many(house: Actor, person_id: int, number: int, *, at: datetime) -> None:
    """Thousands at once, to measure with."""
    Disposal.objects.bulk_create(
        [
            Disposal(
                organisation_id=house.organisation_id,
                kind=KIND,
                subject=f"recording:{person_id}:{one:06}",
                purpose=LESSONS.code,
                basis=Basis.PERIOD,
                taken_in_at=at,
                latest_at=at + timedelta(days=30),
                due_at=at + timedelta(days=30),
            )
            for one in range(number)
        ],
        batch_size=500,
    )
