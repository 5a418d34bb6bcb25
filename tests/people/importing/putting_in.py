"""Lists put in as an office does, and worked through as the house does."""

from dataclasses import dataclass
from datetime import datetime

from bield.people import commands
from bield.people.actors import Actor, house
from bield.people.importing.models import Intake
from bield.people.queries.pieces import planned
from tests.conftest import NOON

COLUMNS = {
    "key": "ID",
    "name": "Name",
    "born": "Born",
    "email": "Email",
    "role": "Role",
    "place": "Site",
    "groups": "Class",
    "number": "UPN",
    "child": "Child",
    "responsibility": "PR",
}


@dataclass
class Office:
    """Whoever looks after people, and the house that works for them."""

    actor: Actor

    @property
    def house(self) -> Actor:
        return house(self.actor.organisation_id, "lists")

    def put_in(
        self, data: bytes, *, source: str = "Office", whole: bool = True, at: datetime = NOON
    ) -> Intake:
        intake = commands.receive_list(self.actor, [data], source=source, whole=whole, at=at)
        if intake.stage == "asked":
            commands.choose_columns(
                self.actor, intake.reference, columns=COLUMNS, order="day", role="", at=at
            )
        return self.read(intake, at=at)

    def read(self, intake: Intake, at: datetime = NOON) -> Intake:
        commands.read_list(self.house, intake.pk, at=at)
        intake.refresh_from_db()
        return intake

    def take_in(self, intake: Intake, at: datetime = NOON) -> Intake:
        commands.accept_list(self.actor, intake.reference, at=at)
        commands.take_in_list(self.house, intake.pk, at=at)
        intake.refresh_from_db()
        return intake

    def bring(self, data: bytes, **more: object) -> Intake:
        return self.take_in(self.put_in(data, **more))  # type: ignore[arg-type]


def table(*rows: str, head: str = "ID,Name,Born,Email,Role,Site,Class,UPN,Child,PR") -> bytes:
    return "\n".join((head, *rows)).encode()


def told(intake: Intake, part: str) -> list[tuple[object, ...]]:
    """What the plan says of a part: what is done, to whom, and why."""
    return [
        (one["do"], one.get("name", ""), one.get("why", ""))
        for _, entries in planned(intake, part)
        for one in entries
    ]
