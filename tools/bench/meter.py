"""What a piece of work costs: wall time, CPU of the whole server tree, memory as PSS."""

import statistics
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psutil


@dataclass(frozen=True)
class Cost:
    times: tuple[float, ...]  # seconds, one per operation
    cpu: float  # seconds of user and system time of the server's processes, all operations
    wall: float  # seconds from first start to last end
    failures: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.times)

    @property
    def p95(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.95) - 1]

    @property
    def cpu_each(self) -> float:
        return self.cpu / len(self.times)

    @property
    def rate(self) -> float:
        return len(self.times) / self.wall


def cpu_of(pid: int) -> float:
    """User and system seconds of a process and all below it."""
    root = psutil.Process(pid)
    total = 0.0
    for process in [root, *root.children(recursive=True)]:
        times = process.cpu_times()
        total += times.user + times.system
    return total


def calm(pid: int, *, most: float = 120.0) -> None:
    """Wait until the tree does little: when it starts, the worker makes every round at once, the
    verifying of the whole record among them."""
    over = time.monotonic() + most
    while time.monotonic() < over:
        before = cpu_of(pid)
        time.sleep(LOOK)
        if cpu_of(pid) - before < LITTLE * LOOK:
            return


LOOK, LITTLE = 1.0, 0.05  # seconds; share of a core


def pss_of(pid: int) -> float:
    """Proportional set size in MiB of a process and all below it."""
    root = psutil.Process(pid)
    processes = [root, *root.children(recursive=True)]
    return sum(process.memory_full_info().pss for process in processes) / 2**20


def measure(act: Callable[[], bool], *, times: int, server: int | None = None) -> Cost:
    """One client: `act` answers whether it worked."""
    took, failures = [], 0
    with _cpu(server) as spent:
        began = time.perf_counter()
        for _ in range(times):
            start = time.perf_counter()
            failures += not act()
            took.append(time.perf_counter() - start)
        wall = time.perf_counter() - began
    return Cost(tuple(took), spent[0], wall, failures)


def together(acts: list[Callable[[], bool]], *, times: int, server: int | None = None) -> Cost:
    """Several clients at once, each doing its own `act` so many times."""
    took: list[float] = []
    failures: list[int] = []
    gate = threading.Barrier(len(acts) + 1)

    def one(act: Callable[[], bool]) -> None:
        gate.wait()
        for _ in range(times):
            start = time.perf_counter()
            worked = act()
            took.append(time.perf_counter() - start)
            failures.append(not worked)

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    with _cpu(server) as spent:
        gate.wait()
        began = time.perf_counter()
        for thread in threads:
            thread.join()
        wall = time.perf_counter() - began
    return Cost(tuple(took), spent[0], wall, sum(failures))


@contextmanager
def _cpu(server: int | None) -> Iterator[list[float]]:
    spent = [0.0]
    before = cpu_of(server) if server else time.process_time()
    yield spent
    spent[0] = (cpu_of(server) if server else time.process_time()) - before
