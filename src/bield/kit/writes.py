"""The one write queue of a process.

Commands of all request threads queue here. One thread runs them: a savepoint per command, one
commit per batch, and the answer goes out only after the flush, so nothing acknowledged is lost.
A refusal undoes only its own savepoint. Sixteen threads with transactions of their own waited
645 ms at the 95th percentile on SQLite, one writer with group commit 56 ms.

Both engines have one writer at a time: SQLite by its lock, PostgreSQL by an advisory lock, so a
command that reads before it writes is as safe on the one as on the other.
"""

import logging
import os
import queue
import threading
from collections.abc import Callable, Hashable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from bield.kit import reading
from bield.kit.languages import in_english
from bield.kit.refusals import Unavailable

R = TypeVar("R")
logger = logging.getLogger(__name__)
BATCH = 64  # commands in one commit at most: bounds how long the first one waits
PATIENCE = 30.0  # seconds until a caller whose turn has not come is told that nothing was kept
LOCK_PATIENCE = 20  # seconds to wait for the other processes' writers; SQLite waits as long
WRITE_LOCK = 0x6269656C64  # one writer per PostgreSQL database ("bield" in ASCII)

Left = list[Any]  # what a command leaves for the commit (ledger lines), in order


@dataclass
class Job:
    act: Callable[[], Any]
    organisation_id: int | None  # where it acts at this moment
    answer: Future[Any] = field(default_factory=Future)
    left: Left = field(default_factory=list)
    known: dict[Hashable, Any] = field(default_factory=dict)  # what was read once for all
    result: Any = None
    error: BaseException | None = None

    def begin(self) -> None:
        """Forget a run that was undone."""
        self.left, self.known, self.result, self.error = [], {}, None, None


BEFORE_COMMIT: list[Callable[[Left], Callable[[], None] | None]] = []
"""Called inside the transaction with all that the batch's kept commands left; may return what is
to be done after the commit. Only the ledger registers here."""

_running: ContextVar[Job | None] = ContextVar("running", default=None)


def running() -> Job | None:
    """The outermost command now being run in this thread, if there is one."""
    return _running.get()


def remembered(key: Hashable, read: Callable[[], R]) -> R:
    """Read once within the outermost command, however many of its parts ask; outside a command
    each time. For what no command changes while it runs."""
    job = _running.get()
    if job is None:
        return read()
    if key not in job.known:
        job.known[key] = read()
    return cast(R, job.known[key])


def run(act: Callable[[], R], *, organisation_id: int | None) -> R:
    """Run a command and answer once it is durable. A command called by another joins it.

    Raises whatever `act` raises (its changes are undone), or `Unavailable` when the database
    could not keep it. `act` may run a second time when the first commit failed with others'.
    """
    job = _running.get()
    if job is not None:
        with _inside(job, organisation_id):
            return act()
    job = Job(act, organisation_id)
    if settings.WRITES == "queued":
        _queue().put(job)
        _wait(job)
    else:
        _keep([job])
    job.answer.result()
    return cast(R, job.result)


def _wait(job: Job) -> None:
    """A job that is taken back in time never happens; one that has begun is waited for."""
    try:
        job.answer.exception(timeout=PATIENCE)
    except FutureTimeout:
        if job.answer.cancel():
            raise Unavailable("the write queue did not come to it") from None


@contextmanager
def _inside(job: Job, organisation_id: int | None) -> Iterator[None]:
    """A command called by another may act in another organisation: its lines belong there."""
    outer = job.organisation_id
    if organisation_id in {outer, None}:
        yield
        return
    job.organisation_id = organisation_id
    reading.wall(organisation_id)
    try:
        yield
    finally:
        job.organisation_id = outer
    reading.wall(outer)


Jobs = queue.SimpleQueue[Job | None]  # None: the last one, the writer may go

# One queue and one thread per process; a child of `fork` begins with none.
_writers: dict[int, tuple[Jobs, threading.Thread]] = {}
_starting = threading.Lock()


def _queue() -> Jobs:
    jobs, writer = _writers.get(os.getpid(), (None, None))
    if jobs is None or writer is None or not writer.is_alive():
        with _starting:
            jobs, writer = _writers.get(os.getpid(), (None, None))
            if jobs is None or writer is None or not writer.is_alive():
                jobs = jobs or queue.SimpleQueue()
                writer = threading.Thread(target=_write, args=(jobs,), name="writer", daemon=True)
                writer.start()
                _writers[os.getpid()] = jobs, writer
    return jobs


def _after_fork() -> None:
    global _starting  # noqa: PLW0603  # another thread may have held it at the fork
    _starting = threading.Lock()
    _writers.clear()


os.register_at_fork(after_in_child=_after_fork)


def rest() -> None:
    """Let this process's writer finish what is queued and go; the next command starts another."""
    jobs, writer = _writers.pop(os.getpid(), (None, None))
    if jobs is not None and writer is not None:
        jobs.put(None)
        writer.join(PATIENCE)


def _write(jobs: Jobs) -> None:
    for first in iter(jobs.get, None):
        batch = [first]
        while len(batch) < BATCH and not jobs.empty():
            job = jobs.get()
            if job is None:
                jobs.put(None)
                break
            batch.append(job)
        batch = [job for job in batch if job.answer.set_running_or_notify_cancel()]
        try:
            _keep(batch)
        except BaseException as error:  # the thread lives on: others queue behind
            logger.exception("the write queue met a fault of its own")
            _answer_all([job for job in batch if not job.answer.done()], error)
    connection.close()


def _keep(batch: list[Job]) -> None:
    """Keep the batch in one commit; every job's caller is answered, whatever happens."""
    try:
        try:
            afterwards = _commit(batch)
        except NotBegun:
            connection.close()
            afterwards = _commit(batch)
    except (OperationalError, InterfaceError, NotBegun) as error:
        logger.warning("a batch of %d was not kept: %s", len(batch), error)
        _answer_all(batch, error)
        if settings.WRITES_DURABLE:
            connection.close()  # the next batch begins on a fresh connection
    except BaseException as error:  # noqa: BLE001  # the callers must hear of it, whatever it was
        _keep_apart(batch, error)
    else:
        for act in afterwards:
            _follow(act)
        for job in batch:
            _answer(job, job.error)


def _commit(batch: list[Job]) -> list[Callable[[], None]]:
    """One transaction. Returns what is to be done after it."""
    with reading.lifted(), transaction.atomic(durable=settings.WRITES_DURABLE):
        _lock()
        for job in batch:
            _attempt(job, alone=len(batch) == 1)
        left = [item for job in batch if job.error is None for item in job.left]
        afterwards = [hook(left) for hook in BEFORE_COMMIT] if left else []
    return [act for act in afterwards if act is not None]


def _attempt(job: Job, *, alone: bool) -> None:
    """Run a job under its own savepoint; one that is alone needs none, all is undone with it."""
    job.begin()
    token = _running.set(job)
    try:
        with transaction.atomic(savepoint=not alone):
            reading.enter(job.organisation_id)
            with in_english():  # whatever the page speaks that asked for it
                job.result = job.act()
            if connection.needs_rollback:
                raise SwallowedError  # else Django would undo the job in silence
    except BaseException as error:  # goes to the caller; its savepoint is undone
        job.error = error
        if alone or _transaction_lost():
            raise
    finally:
        _running.reset(token)


def _transaction_lost() -> bool:
    """SQLite drops the whole transaction when the disk is full, and Django does not notice; on a
    lost connection it notices, but would go on as if nothing were."""
    if connection.needs_rollback or connection.connection is None:
        return True
    return connection.vendor == "sqlite" and not connection.connection.in_transaction


def _keep_apart(batch: list[Job], error: BaseException) -> None:
    """Whoever broke the commit for all must not take the others along: try each alone."""
    if len(batch) == 1:
        _answer_all(batch, error)
        return
    logger.warning("a batch of %d is tried one by one: %r", len(batch), error)
    for job in batch:
        _keep([job])


def _follow(act: Callable[[], None]) -> None:
    """The batch is durable whatever comes of this, and its callers are told so."""
    try:
        act()
    except Exception:
        logger.exception("what follows a commit failed")


def _answer_all(batch: list[Job], error: BaseException) -> None:
    for job in batch:
        _answer(job, job.error or error)


def _answer(job: Job, error: BaseException | None) -> None:
    if error is None:
        job.answer.set_result(None)
    elif isinstance(error, OperationalError | InterfaceError | NotBegun):
        unavailable = Unavailable(str(error))
        unavailable.__cause__ = error
        job.answer.set_exception(unavailable)
    else:
        job.answer.set_exception(error)


class NotBegun(Exception):
    """The connection was lost while it was idle: nothing ran yet, so another can be tried."""


class SwallowedError(Exception):
    """A programming error: a command caught an error of the database and went on."""


def _lock() -> None:
    """Constraints are checked at once, so that whoever breaks one hears of it and nobody else."""
    if connection.vendor != "postgresql":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SET LOCAL lock_timeout = '{LOCK_PATIENCE}s'; SET CONSTRAINTS ALL IMMEDIATE;"
                f" SELECT pg_advisory_xact_lock({WRITE_LOCK})"
            )
    except (OperationalError, InterfaceError) as error:
        if connection.connection is None or connection.connection.closed:
            raise NotBegun(str(error)) from error
        raise
