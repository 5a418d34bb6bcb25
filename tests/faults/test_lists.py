"""A list of people is taken in while the house is killed again and again: whatever was accepted
comes in, once, and whoever reports meanwhile is not kept waiting."""

import time
from pathlib import Path

from bield.ledger import queries as ledger
from bield.ledger.verify import verify
from bield.people import commands
from bield.people.actors import house
from bield.people.importing.models import Intake, IntakeBatch, OutsideKey
from bield.people.models import Guardianship, Membership, Person, Post
from tests.conftest import Cast, enter, look_into
from tests.faults.driving import Reporter
from tests.houses import LiveDatabase
from tests.people.importing.packages import Trust
from tests.server import Server

PEOPLE = 6_000
KILLS = 4
LONGEST = 90.0  # seconds on a busy machine


def kept(intake: Intake) -> int:
    return IntakeBatch.objects.filter(intake=intake).exclude(kept_at=None).count()


def test_killed_again_and_again_a_list_comes_in_once(
    live_db: LiveDatabase, cast: Cast, tmp_path: Path
) -> None:
    actor, worker = cast.actor("eve"), house(cast.alder.pk, "lists")
    trust = Trust(PEOPLE)
    at = cast.alder.began_at
    intake = commands.receive_list(actor, [trust.package()], source="Trust", whole=True, at=at)
    commands.read_list(worker, intake.pk, at=at)
    commands.accept_list(actor, intake.reference, at=at)
    look_into(cast.alder)
    stood, seen = 0, []
    with Server(live_db.url, tmp_path) as server:
        reporter = Reporter(server, "dev", enter(cast.dev), str(cast.oak.pk))
        for _ in range(KILLS):
            until = time.monotonic() + LONGEST
            while kept(intake) <= stood and time.monotonic() < until:
                time.sleep(0.02)
            server.kill()
            stood = kept(intake)
            seen.append(stood)
            server.start()
            reporter.browser.start_again()
        assert reporter.report("while a list comes in")
        until = time.monotonic() + LONGEST
        while Intake.objects.get(pk=intake.pk).stage != "done" and time.monotonic() < until:
            time.sleep(0.2)
        reporter.browser.start_again()

    assert Intake.objects.get(pk=intake.pk).stage == "done"
    assert seen == sorted(seen)
    assert 0 < seen[0] <= IntakeBatch.objects.filter(intake=intake).count()
    people = Person.objects.filter(keys__isnull=False)
    assert people.count() == OutsideKey.objects.filter(kind="person").count() == PEOPLE
    assert Post.objects.filter(person__in=people).count() == PEOPLE
    assert Guardianship.objects.count() == trust.learners * 2
    assert Membership.objects.count() == trust.learners + min(
        trust.teachers, -(-trust.learners // 25)
    )
    parts = ledger.lines(cast.alder.pk, events={"people.list-part-taken-in"})
    assert sum(int(line.facts.get("added") or 0) for line in parts if "first" in line.facts) == (
        PEOPLE
    )
    assert verify(cast.alder.pk).whole
