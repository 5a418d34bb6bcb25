"""The write queue: real threads and real commits, on a database such as a server has."""

import os
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import NoneType

import pytest
from django.db import (
    IntegrityError,
    connection,
    connections,
    transaction,  # noqa: TID251  # what a command must not do is done here
)
from pytest_django.fixtures import Settings

from bield.kit import keyring, writes
from bield.kit.reading import reading
from bield.kit.refusals import Refusal, Refused, Unavailable
from bield.ledger import chain
from bield.ledger.models import Entry
from bield.ledger.record import Unrecorded, recorded
from bield.ledger.verify import verify
from bield.people.actors import Actor
from bield.people.models import Site
from tests.ledger.telling import ALDER, BIRCH, tell

pytestmark = pytest.mark.usefixtures("live_db")

Act = Callable[[], object]


@recorded
def refuse(actor: Actor, subject: str) -> None:
    tell(actor, subject)
    raise Refused(Refusal("no", "No."))


@recorded
def forget(actor: Actor) -> None:
    """Changes something, perhaps, and leaves no line."""


@recorded
def tell_twice(actor: Actor, subject: str) -> None:
    tell(actor, f"{subject}-1")
    tell(actor, f"{subject}-2")


@recorded
def point_nowhere(actor: Actor) -> None:
    tell(actor, "S-2")
    Site.objects.create(organisation_id=actor.organisation_id, name="Nowhere")


@recorded
def lose_the_database(actor: Actor) -> None:
    """PostgreSQL ends the connection; SQLite's disk is full and drops the whole transaction."""
    tell(actor, "S-2")
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        else:
            cursor.execute("PRAGMA max_page_count = 1")
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied)"
                " VALUES ('too', zeroblob(5000000), 'much')"
            )


def lose_idle_connections() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                " AND usename = current_user"
            )


def tell_one(subject: str) -> Act:
    return partial(tell, ALDER, subject)


def subjects() -> list[str]:
    """What was kept, in order."""
    with reading(ALDER.organisation_id):
        entries = Entry.objects.filter(organisation_id=ALDER.organisation_id).order_by("number")
        return [
            chain.body(bytes(opened)).subject for opened in entries.values_list("opened", flat=True)
        ]


def together(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, as requests do; an exception is an answer too."""

    def answer(act: Callable[[], object]) -> object:
        try:
            return act()
        except Exception as error:  # noqa: BLE001  # compared by the test
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(answer, acts))


class Held:
    """The writer is held inside a command, so that what comes next queues up behind it."""

    def __init__(self) -> None:
        self.inside, self.go = threading.Event(), threading.Event()
        self.holder = threading.Thread(
            target=writes.run, args=[self._wait], kwargs={"organisation_id": None}
        )
        self.holder.start()
        assert self.inside.wait(10)

    def _wait(self) -> None:
        self.inside.set()
        self.go.wait(10)

    def let_go(self) -> None:
        self.go.set()
        self.holder.join()

    def then(self, *acts: Act) -> list[BaseException | None]:
        """Queue them all behind, let go, and give each one's error: they share one commit."""
        jobs = [writes.Job(act, ALDER.organisation_id) for act in acts]
        for job in jobs:
            writes._queue().put(job)
        self.let_go()
        return [job.answer.exception(10) for job in jobs]


@pytest.fixture
def held() -> Iterator[Held]:
    writer = Held()
    yield writer
    writer.let_go()


def test_sixteen_at_once_are_all_kept_and_the_record_is_whole() -> None:
    def twenty(thread: int) -> None:
        for number in range(20):
            tell(ALDER, f"S-{thread}-{number}")

    answers = together(*(partial(twenty, thread) for thread in range(16)))

    assert answers == [None] * 16
    assert sorted(subjects()) == sorted(f"S-{t}-{n}" for t in range(16) for n in range(20))
    assert verify(ALDER.organisation_id).broken is None


def test_a_command_is_durable_when_it_answers() -> None:
    tell(ALDER, "S-1")

    assert together(subjects) == [["S-1"]]  # another connection sees it


def test_commands_that_wait_together_share_a_commit(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[int] = []
    hooks = [lambda left: commits.append(len(left)), *writes.BEFORE_COMMIT]
    monkeypatch.setattr(writes, "BEFORE_COMMIT", hooks)

    answers = held.then(tell_one("S-1"), tell_one("S-2"), tell_one("S-3"))

    assert answers == [None, None, None]
    assert commits == [3]


def test_a_refusal_undoes_only_its_own_savepoint(held: Held) -> None:
    answers = held.then(tell_one("S-1"), partial(refuse, ALDER, "S-2"), tell_one("S-3"))

    assert [type(answer) for answer in answers] == [NoneType, Refused, NoneType]
    assert subjects() == ["S-1", "S-3"]


def test_a_refusal_alone_leaves_nothing() -> None:
    with pytest.raises(Refused):
        refuse(ALDER, "S-1")

    assert subjects() == []


def test_a_command_that_notes_nothing_is_undone() -> None:
    with pytest.raises(Unrecorded, match="forget"):
        forget(ALDER)


def test_a_command_called_by_a_command_joins_it() -> None:
    tell_twice(ALDER, "S")

    assert subjects() == ["S-1", "S-2"]


def test_a_command_in_another_organisation_comes_back() -> None:
    @recorded
    def visit(actor: Actor) -> None:
        tell(BIRCH, "S-1")
        tell(actor, "S-2")

    visit(ALDER)

    assert subjects() == ["S-2"]


def test_whoever_breaks_the_commit_takes_nobody_along(held: Held) -> None:
    """A row that points nowhere: SQLite finds out at the commit, for all of the batch."""
    answers = held.then(tell_one("S-1"), partial(point_nowhere, ALDER), tell_one("S-3"))

    assert [type(answer) for answer in answers] == [NoneType, IntegrityError, NoneType]
    assert subjects() == ["S-1", "S-3"]


def test_a_line_that_cannot_be_kept_takes_nobody_along(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choke(left: writes.Left) -> None:
        if any(line.subject == "S-2" for line in left):
            raise ValueError("this line cannot be kept")

    monkeypatch.setattr(writes, "BEFORE_COMMIT", [choke, *writes.BEFORE_COMMIT])

    answers = held.then(tell_one("S-1"), tell_one("S-2"), tell_one("S-3"))

    assert [type(answer) for answer in answers] == [NoneType, ValueError, NoneType]
    assert subjects() == ["S-1", "S-3"]


def test_a_database_lost_in_the_middle_keeps_nothing_and_recovers(held: Held) -> None:
    answers = held.then(tell_one("S-1"), partial(lose_the_database, ALDER), tell_one("S-3"))

    assert [type(answer) for answer in answers] == [Unavailable] * 3
    assert subjects() == []
    tell(ALDER, "S-4")
    assert subjects() == ["S-4"]


def test_a_database_lost_under_housekeeping_is_not_mistaken_for_a_commit(held: Held) -> None:
    """Without lines no hook runs, so nothing but the queue itself can notice."""
    answers = held.then(lambda: None, partial(lose_the_database, ALDER), lambda: None)

    assert [type(answer) for answer in answers] == [Unavailable] * 3


def test_a_connection_lost_while_idle_is_not_noticed_by_anybody() -> None:
    tell(ALDER, "S-1")
    lose_idle_connections()

    tell(ALDER, "S-2")

    assert subjects() == ["S-1", "S-2"]


def test_a_command_that_swallows_an_error_of_the_database_is_undone(held: Held) -> None:
    @recorded
    def swallow(actor: Actor) -> None:
        tell(actor, "S-2")
        with suppress(RuntimeError), transaction.atomic(savepoint=False):
            raise RuntimeError

    answers = held.then(tell_one("S-1"), partial(swallow, ALDER), tell_one("S-3"))

    assert [type(answer) for answer in answers] == [NoneType, writes.SwallowedError, NoneType]
    assert subjects() == ["S-1", "S-3"]


@pytest.mark.parametrize("ending", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_nothing_ends_the_writer(ending: type[BaseException]) -> None:
    def end() -> None:
        raise ending

    with pytest.raises(ending):
        writes.run(end, organisation_id=None)
    tell(ALDER, "S-1")

    assert subjects() == ["S-1"]


def test_a_fault_of_the_queue_itself_is_answered_and_survived(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(writes, "_commit", None)
        broken.setattr(writes, "_keep_apart", None)
        with pytest.raises(TypeError):
            tell(ALDER, "S-1")

    tell(ALDER, "S-2")
    assert subjects() == ["S-2"]


def test_what_follows_the_commit_cannot_undo_the_answer(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "heads").write_text("a file where a folder should be")
    tell(ALDER, "S-1")
    settings.KEY_FILE = tmp_path / "master.json"
    keyring.make(settings.KEY_FILE)

    tell(ALDER, "S-2")

    assert subjects() == ["S-1", "S-2"]


def test_whoever_is_told_that_nothing_was_kept_is_told_the_truth(
    held: Held, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writes, "PATIENCE", 0.05)
    with pytest.raises(Unavailable):
        tell(ALDER, "S-1")

    held.let_go()

    tell(ALDER, "S-2")
    assert subjects() == ["S-2"]


def test_one_that_has_begun_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writes, "PATIENCE", 0.05)

    @recorded
    def take_long(actor: Actor) -> None:
        tell(actor, "S-1")
        time.sleep(0.2)

    take_long(ALDER)

    assert subjects() == ["S-1"]


def test_the_writer_finishes_what_is_queued_before_it_rests(held: Held) -> None:
    job = writes.Job(tell_one("S-1"), ALDER.organisation_id)
    writes._queue().put(job)
    threading.Timer(0.05, held.let_go).start()

    writes.rest()

    assert job.answer.done()
    assert subjects() == ["S-1"]


def test_a_child_of_a_fork_writes_through_a_writer_of_its_own() -> None:
    tell(ALDER, "S-1")

    child = os.fork()
    if not child:
        with suppress(BaseException):
            tell(ALDER, "S-2")
        os._exit(0)
    os.waitpid(child, 0)

    tell(ALDER, "S-3")
    assert subjects() == ["S-1", "S-2", "S-3"]
    assert verify(ALDER.organisation_id).broken is None
