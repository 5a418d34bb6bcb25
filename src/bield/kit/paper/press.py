"""Makes a document in a process of its own, which reads words from a pipe and can write no file.

The libraries take a second and forty megabytes to load, and one keeps what it has set in memory;
so they live no longer than one document does, and the server never loads them.
"""

import base64
import json
import subprocess
import sys
import threading
from typing import Any

from bield.kit.paper.shapes import Paper

PATIENCE = 60  # seconds
AT_ONCE = threading.BoundedSemaphore(2)  # each takes some eighty megabytes while it lives
CHILD = "bield.kit.paper.child"


class NotPrinted(Exception):
    """The document could not be made. What it was to say is in no message."""


def pdf(paper: Paper, *, phrase: str = "") -> bytes:
    """The same words at the same moment are the same bytes. With a phrase it is locked (AES-256),
    and each time other bytes."""
    return _made("pdf", {**paper.as_data(), "phrase": phrase})


def docx(paper: Paper) -> bytes:
    return _made("docx", paper.as_data())


def envelope(name: str, content: bytes, *, phrase: str) -> bytes:
    """What cannot lock itself, inside something locked (ZIP with AES-256). The name of what is
    inside can be read from outside."""
    held = base64.b64encode(content).decode()
    return _made("envelope", {"name": name, "content": held, "phrase": phrase})


def _made(kind: str, data: dict[str, Any]) -> bytes:
    try:
        with AT_ONCE:
            done = subprocess.run(  # noqa: S603  # our own module; the words go through a pipe
                [sys.executable, "-I", "-B", "-m", CHILD, kind],
                input=json.dumps(data).encode(),
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
