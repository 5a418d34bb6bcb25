"""One house twice: with what is told in a story, and without it. All else is the same.

Each twin is built upon the same foundation and undone again, so that what both hold is called the
same in both; what was made in one of them alone is made in the other too, later on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from bield.access import commands as access
from bield.access import hooks
from bield.concerns import commands
from bield.concerns.about import About
from bield.kit.rounds import ROUNDS
from bield.ledger.commands import sign_off_review
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Role
from tests.access.things import things
from tests.concerns.telling import report
from tests.concerns.triage import go_through
from tests.conftest import BEGAN, NOON, TODAY, Cast, enter, found_cast, look_into
from tests.systems import maker
from tests.tipping.stories import Story, tell
from tests.tipping.undoing import undone
from tests.tipping.walk import Seen, Walk

WHO = ("ama", "ben", "cat", "dev", "eve", "fay", "gus", "hal", "ivy", "joe", "lou", "nan")
TURNS = [timedelta(hours=2), timedelta(days=1), timedelta(days=8)]
MONTHS_ON = NOON + timedelta(days=70)  # what the board reads stands still until a month has ended
# Letters and calls are read where they lie; a transaction that is undone leaves nothing to scrub.
LEFT_OUT = {"outbox.send", "outbox.call", "vault.scrub"}


@dataclass
class Clock:
    """Stands still until it is set. What is compared was all seen at one moment."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def stopped() -> Iterator[Clock]:
    clock = Clock()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock)
        yield clock


@dataclass
class Twins:
    cast: Cast
    clock: Clock
    things: dict[str, str]
    hooked: dict[str, str] = field(default_factory=dict)  # who -> the hook that tells them

    def seen(self, who: Iterable[str], story: Story | None = None) -> dict[str, Seen]:
        """What each of them meets in the house, with this story or without any."""
        with undone():
            secret = tell(self.cast, story) if story else ""
            self._go_on()
            walks = {one: Walk(self.cast, one, self.things, self.hooked, secret) for one in who}
            found = {one: walk.all() for one, walk in walks.items()}
            self.clock.now = MONTHS_ON
            for walk in walks.values():
                walk.board()
        self.clock.now = NOON
        return found

    def _go_on(self) -> None:
        """Life goes on in both: more is told and done, and days pass."""
        cast = self.cast
        for number, teller in enumerate(WHO):
            about = [] if teller in {"joe", "nan"} else [About(person_id=cast.joe.pk)]
            words = {
                "account": "Nothing but a quarrel.",
                "where": "Snapchat, stairwell B",
                "send_key": f"on-{teller}",
            }
            told = report(cast, teller, about=about, site_id=cast.elm.pk, **words).reference
            if number == 1:
                _take(cast, told)
        for turn in TURNS:
            self.clock.now = NOON + turn
            for name, one in ROUNDS.items():
                if name not in LEFT_OUT:
                    one.act(self.clock.now)
            look_into(cast.alder)


def _take(cast: Cast, reference: str) -> None:
    ben, day = cast.actor("ben"), TODAY + timedelta(days=3)
    commands.acknowledge(ben, reference, at=NOON)
    go_through(ben, reference, {}, at=NOON)
    ivy = cast.people["ivy"].pk
    commands.plan_change(ben, reference, change="Sweep.", owner_id=ivy, on=day, at=NOON)
    asked = commands.plan_change(
        ben, reference, change="Ask.", owner_id=ivy, on=day, board="We ask.", at=NOON
    )
    commands.prove_change(cast.actor("ivy"), asked.reference, proof="Asked.", at=NOON)


def founded(clock: Clock) -> Twins:
    cast = found_cast()
    us = house(cast.alder.pk, "tests")
    for first, name in {"kit": "Kit Marlow", "rae": "Rae Sutton"}.items():
        email = f"{first}@alder.example"
        person = people.add_person(us, name=name, known_as=first.title(), email=email, at=BEGAN)
        people.appoint(us, person.pk, role=Role.STAFF, site_id=cast.oak.pk, at=BEGAN)
        cast.people[first] = person
    for who in WHO:
        enter(cast.people[who])
    twins = Twins(cast, clock, things(cast.ama))
    sign_off_review(cast.actor("ama"), outcome="In order.", at=NOON)
    twins.hooked = {who: _hook(cast, who) for who in ("ama", "ben", "eve")}
    return twins


def _hook(cast: Cast, who: str) -> str:
    url = f"https://{who}.example.org"
    return access.make_hook(
        maker(cast.people[who]), url=url, events=list(hooks.EVENTS), at=NOON
    ).hook.reference
