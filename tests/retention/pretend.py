"""Two rooms that only tests know, built on the doors of retention like the real ones to come.

The media room keeps recordings with people in them. The registers room keeps devices and looks
through tablets. Neither deletes by itself.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bield.duties.states import ClockUnit, Period
from bield.kit.refusals import enforce
from bield.people.actors import Actor
from bield.retention import commands, queries, registry
from bield.retention.registry import Disposed, Disposer, Purpose
from bield.retention.states import Handling, Method

RECORDING = "tests.recording"
LESSONS = Purpose("tests.lessons", "Watching a lesson again", Period(90, ClockUnit.CALENDAR_DAYS))
PROMISED = timedelta(days=7)  # what the policy says to whoever withdraws


@dataclass
class Media:
    """Recordings: subject -> the bytes, here a word."""

    kept: dict[str, str] = field(default_factory=dict)

    shut: bool = False  # the store refuses to delete

    def record(self, actor: Actor, name: str, *, at: datetime, purpose: Purpose = LESSONS) -> str:
        subject = f"recording:{name}"
        commands.take_in(actor, RECORDING, subject, purpose=purpose.code, at=at)
        self.kept[subject] = "voices"
        return subject

    def play(self, actor: Actor, subject: str) -> str:
        enforce(queries.may_use(actor, RECORDING, subject))
        return self.kept[subject]

    def withdraw(self, actor: Actor, subject: str, *, at: datetime) -> None:
        commands.withdraw(
            actor, RECORDING, subject, asked_by=actor.person_id, within=PROMISED, at=at
        )

    def dispose(self, actor: Actor, subject: str, at: datetime) -> Disposed:
        if self.shut:
            raise OSError("the store refuses")
        del self.kept[subject]
        return Disposed(Method.KEY_DESTROYED)


@dataclass
class Device:
    subject: str
    pictures: int = 0
    wiped: bool = False


@dataclass
class Registers:
    """Devices, and the termly look through them."""

    def handle(self, actor: Actor, device: Device, handling: Handling) -> None:
        enforce(queries.may_handle(actor.organisation_id, device.subject, handling))
        if handling is Handling.WIPE:
            device.wiped, device.pictures = True, 0

    def close_clearing(
        self, actor: Actor, device: Device, *, deleted: int, worrying: bool, at: datetime
    ) -> None:
        if worrying:
            commands.mark_evidence(actor, device.subject, at=at)
        enforce(
            queries.may_close_clearing(
                actor.organisation_id,
                device.subject,
                found=device.pictures,
                deleted=deleted,
                worrying=worrying,
            )
        )
        device.pictures -= deleted


def register(media: Media) -> None:
    registry.register_purpose(LESSONS)
    registry.register_purpose(registry.JOURNAL)
    registry.register(Disposer(RECORDING, "Recording", media.dispose))
