"""`bield serve`: web and worker in one process tree.

The parent imports all code once and does nothing with it: no connection, no key, no thread that
works. Check, worker and web are forks of it, so that they start at once and share what they have
in memory (decision 20). It checks, starts, restarts and stops them.
"""

import argparse
import ctypes
import gc
import multiprocessing
import os
import secrets
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from granian.server.common import AbstractServer

STEADY, MOST = 60, 5  # seconds without a fall; falls in a row
PR_SET_PDEATHSIG = 1  # linux/prctl.h
LIGHT = True  # until the environment of its children stands
THREADS = 4  # more threads than that make a page slower on two cores, measured


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-worker", action="store_true", help="serve the pages only")


def run(arguments: argparse.Namespace) -> int:
    from bield.front.environment import read  # noqa: PLC0415  # light, but named errors matter

    environment = read()
    _claim(environment.port)
    os.environ.setdefault("BIELD_PROCESS_SECRET", secrets.token_urlsafe(32))
    os.environ["BIELD_WRITES"] = "queued"
    _import_everything()
    os.register_at_fork(after_in_child=_begin_life)
    checked = _forked("check", "--quiet", "--starting")
    checked.join()
    if checked.exitcode:
        return 1
    stop = threading.Event()
    if not arguments.no_worker:
        first = _forked("worker")
        threading.Thread(target=_keep_working, args=(first, stop), daemon=True).start()
    print(f"Bield is served at {environment.base_url}", flush=True)
    try:
        return _keep_serving(environment.port)
    finally:
        stop.set()
        for child in _children:
            child.terminate()
        for child in _children:
            child.join(timeout=20)
            child.kill()  # where it still makes a round: killed at any moment it loses nothing


def _import_everything() -> None:
    import django  # noqa: PLC0415  # after the environment, which the settings read

    django.setup()
    for module in ("granian", "bield.front.wsgi", "bield.front.urls", "bield.front.worker"):
        import_module(module)
    gc.collect()
    gc.freeze()  # what is never looked at again is not copied into each child


def _claim(port: int) -> None:
    """The server shares a port without a word, and two houses would answer by turns."""
    from bield.front.environment import Misconfigured  # noqa: PLC0415

    with socket.socket() as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError as trouble:
            raise Misconfigured(
                f"Port {port} cannot be served: {os.strerror(trouble.errno or 0)}. Stop what"
                f" uses it, or set PORT to another number."
            ) from None


_children: list[BaseProcess] = []


def _forked(*words: str) -> BaseProcess:
    """One command in a process of its own."""
    child = multiprocessing.Process(target=_command, args=words)
    child.start()
    return child


def _begin_life() -> None:
    """Of every child: it does not outlive its parent, and hears signals as any new process."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)
    prctl = getattr(ctypes.CDLL(None), "prctl", None)  # Linux alone
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _command(*words: str) -> None:
    from bield.front.cli import main  # noqa: PLC0415  # which imports the commands

    sys.exit(main(list(words)))


def _keep_working(worker: BaseProcess, stop: threading.Event) -> None:
    """A worker that dies is started again at once; it finds its work in the tables."""
    while not stop.is_set():
        _children[:] = [worker]
        worker.join()
        if not stop.wait(1):
            worker = _forked("worker")


def _keep_serving(port: int) -> int:
    """The server starts a web process that dies again, but gives up where it dies twice within
    seconds. Then it is started anew, a little later each time; after MOST in a row it is over."""
    falls = 0
    while True:
        began = time.monotonic()
        server = _web(port)
        with suppress(SystemExit):  # how it says that a web process died
            server.serve()
        falls = 0 if time.monotonic() - began > STEADY else falls + 1
        if not server.interrupt_signal and falls <= MOST:
            time.sleep(falls)
        if server.interrupt_signal:  # also while we waited
            return 0
        if falls > MOST:
            print("bield: the web process dies as soon as it is started", file=sys.stderr)
            return 1


def _web(port: int) -> "AbstractServer[Any]":
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    from bield.front.logs import LOGGING  # noqa: PLC0415

    server: AbstractServer[Any] = Granian(
        "bield.front.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_dictconfig=LOGGING,
        backpressure=64,
    )
    return server
