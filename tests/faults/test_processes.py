"""Parent, web and worker: whichever dies comes back, and none is left behind."""

import time
from collections.abc import Callable
from pathlib import Path

import psutil

from tests.houses import LiveDatabase
from tests.server import PATIENCE, Server


def children(server: Server) -> list[psutil.Process]:
    assert server.process is not None
    return psutil.Process(server.process.pid).children(recursive=True)


def until(done: Callable[[], bool]) -> bool:
    end = time.monotonic() + PATIENCE
    while not done() and time.monotonic() < end:
        time.sleep(0.05)
    return done()


def test_web_and_worker_come_back_however_often_they_die(
    live_db: LiveDatabase, tmp_path: Path
) -> None:
    with Server(live_db.url, tmp_path) as server:
        assert until(lambda: len(children(server)) == 2)
        for _ in range(4):
            before = children(server)
            for child in before:
                child.kill()
            psutil.wait_procs(before, PATIENCE)
            assert until(lambda: server.answers() and len(children(server)) == 2)


def test_nobody_outlives_the_parent(live_db: LiveDatabase, tmp_path: Path) -> None:
    with Server(live_db.url, tmp_path) as server:
        assert until(lambda: len(children(server)) == 2)
        assert server.process is not None
        left = children(server)

        server.process.kill()
        _, alive = psutil.wait_procs(left, PATIENCE)

        assert alive == []
        server.process.wait()
        server.start()
        assert server.answers()


def test_it_stops_at_once_though_its_worker_has_just_died(
    live_db: LiveDatabase, tmp_path: Path
) -> None:
    with Server(live_db.url, tmp_path) as server:
        assert until(lambda: len(children(server)) == 2)
        assert server.process is not None
        for child in children(server):
            if not child.net_connections():  # the worker
                child.kill()

        server.process.terminate()

        assert server.process.wait(PATIENCE) == 0
        assert children_of_nobody(server) == []


def children_of_nobody(server: Server) -> list[int]:
    """Processes of this server's session that are still there."""
    assert server.process is not None
    group = server.process.pid
    return [one.pid for one in psutil.process_iter() if _session(one.pid) == group]


def _session(pid: int) -> int:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    return int(stat.rpartition(")")[2].split()[3])
