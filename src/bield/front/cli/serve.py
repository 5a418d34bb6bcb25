"""`bield serve`: web and worker in one process tree.

The parent stays light (no framework): it checks, starts, restarts and stops its children.
"""

import argparse
import os
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable

LIGHT = True
THREADS = 4  # more threads than that make a page slower on two cores, measured


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-worker", action="store_true", help="serve the pages only")


def run(arguments: argparse.Namespace) -> int:
    from bield.front.environment import read  # noqa: PLC0415  # light, but named errors matter

    environment = read()
    _claim(environment.port)
    os.environ.setdefault("BIELD_PROCESS_SECRET", secrets.token_urlsafe(32))
    os.environ["BIELD_WRITES"] = "queued"
    if _bield("check", "--quiet", "--starting").wait():
        return 1
    stop = threading.Event()
    if not arguments.no_worker:
        threading.Thread(target=_keep_working, args=(stop,), daemon=True).start()
    print(f"Bield is served at {environment.base_url}", flush=True)
    try:
        _web(environment.port)
    finally:
        stop.set()
        for child in _children:
            child.terminate()
        for child in _children:
            child.wait(timeout=20)
    return 0


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


_children: list["subprocess.Popen[bytes]"] = []


def _bield(*words: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-m", "bield.front.cli", *words])  # noqa: S603


def _keep_working(stop: threading.Event) -> None:
    """A worker that dies is started again at once; it finds its work in the tables."""
    while not stop.is_set():
        worker = _bield("worker")
        _children[:] = [worker]
        worker.wait()
        stop.wait(1)


def _web(port: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415
    from granian.log import LogLevels  # noqa: PLC0415

    from bield.front.logs import LOGGING  # noqa: PLC0415

    server: Callable[[], None] = Granian(
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
    ).serve
    server()
