"""Makes a document in a process of its own, which reads words from a pipe and can write no file.

The libraries take a second and forty megabytes to load, and one keeps what it has set in memory;
so they live no longer than one document does, and the server never loads them.
"""

import json
import subprocess
import sys
import threading

from bield.kit.paper.shapes import Paper

PATIENCE = 60  # seconds
AT_ONCE = threading.BoundedSemaphore(2)  # each takes some eighty megabytes while it lives
CHILD = "bield.kit.paper.child"


class NotPrinted(Exception):
    """The document could not be made. What it was to say is in no message."""


def pdf(paper: Paper) -> bytes:
    """The same words at the same moment are the same bytes."""
    return _made("pdf", paper)


def docx(paper: Paper) -> bytes:
    return _made("docx", paper)


def _made(kind: str, paper: Paper) -> bytes:
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  # our own module; the words go through a pipe
                [sys.executable, "-I", "-B", "-m", CHILD, kind],
                input=json.dumps(paper.as_data()).encode(),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
                env={},
            )
    except subprocess.TimeoutExpired:
        raise NotPrinted("it took too long") from None
    if done.returncode or not done.stdout:
        raise NotPrinted(f"the press stopped with {done.returncode}")
    return done.stdout
