"""Rooms to come, as far as agreements can tell: sessions, pages, journals, messages, a register of
devices. Each asks its gate, like the real one will, and does the thing."""

from dataclasses import dataclass, field
from datetime import datetime

from bield.agreements import queries
from bield.agreements.gates import Journal
from bield.agreements.states import Purpose
from bield.kit.refusals import enforce
from bield.people.actors import Actor
from bield.people.models import Person


@dataclass
class Rooms:
    actor: Actor
    handed_out: list[int] = field(default_factory=list)
    assigned: list[int] = field(default_factory=list)
    invited: list[int] = field(default_factory=list)
    on_the_page: list[int] = field(default_factory=list)
    uploads: list[int] = field(default_factory=list)
    sent: list[tuple[int, str, tuple[int, ...]]] = field(default_factory=list)

    def hand_out(self, person: Person, at: datetime) -> None:
        enforce(queries.may_hand_out(self.actor, person.pk, at=at))
        self.handed_out.append(person.pk)

    def assign(self, person: Person, at: datetime) -> None:
        enforce(queries.may_assign(self.actor, person.pk, at=at))
        self.assigned.append(person.pk)

    def invite(self, person: Person, at: datetime) -> None:
        enforce(queries.may_join(self.actor, person.pk, at=at))
        self.invited.append(person.pk)

    def let_in(self, parent: Person, at: datetime) -> None:
        enforce(queries.may_see_pages(self.actor, parent.pk, at=at))
        self.on_the_page.append(parent.pk)

    def journal(self, child: Person, at: datetime) -> Journal:
        return queries.journals(self.actor, [child.pk], at=at)[child.pk]

    def upload(self, child: Person, at: datetime) -> None:
        enforce(queries.may_upload(self.actor, child.pk, at=at))
        self.uploads.append(child.pk)

    def write(
        self, person: Person, channel: Purpose, at: datetime, *, own_report: bool = False
    ) -> None:
        reached = queries.may_write(
            self.actor, [person.pk], channel, answers_own_report=own_report, at=at
        )[person.pk]
        enforce(reached.refusals)
        self.sent.append((person.pk, channel, reached.copies))
