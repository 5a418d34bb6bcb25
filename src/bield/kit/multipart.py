"""A form with a file in it, taken apart so strictly that no byte of it goes unseen.

A browser writes such a form in one way only. Whatever is written otherwise is refused: Django's
own reader decodes, passes over and mends what it meets, and python-multipart passes on what it is
given, so that what is judged and what somebody else reads could differ.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

TYPE = "multipart/form-data"
MOST_PARTS = 20
LONGEST_HEAD = 1_024
LONGEST_TEXT = 2**16
LONGEST_NAME = 255
_BOUNDARY = re.compile(
    r"multipart/form-data *; *boundary=(\"?)([0-9A-Za-z'()+_,./:=?-]{1,70})\1", re.IGNORECASE
)
_DISPOSITION = re.compile(
    r'content-disposition: *form-data *; *name="([a-z_]{1,64})"(?: *; *filename="([^"\r\n]*)")?',
    re.IGNORECASE,
)
_CONTENT_TYPE = re.compile(r"content-type: *([\w.+-]+/[\w.+-]+)(?: *;[^\r\n]*)?", re.IGNORECASE)
_IN_PARTS = ("multipart/", "message/")
_MAIL = "message/rfc822"  # what a browser says of an e-mail that was saved; it is judged whole


class Malformed(Exception):
    """Not as a browser writes it."""


@dataclass(frozen=True)
class Arrived:
    """A file as it came: nothing about it is believed but its bytes."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Taken:
    texts: list[tuple[str, str]]
    files: dict[str, Arrived]


def boundary(content_type: str) -> bytes:
    found = _BOUNDARY.fullmatch(content_type.strip())
    if found is None:
        raise Malformed("boundary")
    return found[2].encode()


def take_apart(body: bytes, content_type: str) -> Taken:
    """One file at most, under a name of its own."""
    before, *between = (b"\r\n" + body).split(b"\r\n--" + boundary(content_type))
    after = between.pop() if between else b""
    if before or after not in {b"--", b"--\r\n"} or not 0 < len(between) <= MOST_PARTS:
        raise Malformed("parts")
    texts, files = list[tuple[str, str]](), dict[str, Arrived]()
    for part in between:
        name, filename, data = _part(part)
        if filename is None:
            texts.append((name, _text(data)))
        elif filename or data:
            if files or not 0 < len(filename) <= LONGEST_NAME:
                raise Malformed("file")
            files[name] = Arrived(filename, data)
    if len({name for name, _ in texts} | files.keys()) != len(texts) + len(files):
        raise Malformed("a name twice")
    return Taken(texts, files)


def _part(part: bytes) -> tuple[str, str | None, bytes]:
    """Its name, the name of its file (None: it is text), and what it holds."""
    head, empty, data = part.partition(b"\r\n\r\n")
    if not head.startswith(b"\r\n") or not empty or len(head) > LONGEST_HEAD:
        raise Malformed("head")
    lines = _text(head).split("\r\n")[1:]
    named = [found for line in lines if (found := _DISPOSITION.fullmatch(line))]
    typed = [found for line in lines if (found := _CONTENT_TYPE.fullmatch(line))]
    if len(named) != 1 or len(typed) > 1 or len(lines) != len(named) + len(typed):
        raise Malformed("head")
    filename: str | None = named[0][2]
    kind = typed[0][1].lower() if typed else _MAIL
    if (typed and filename is None) or (kind.startswith(_IN_PARTS) and kind != _MAIL):
        raise Malformed("type")
    return named[0][1], unquote(filename) if filename is not None else None, data


def _text(data: bytes) -> str:
    if len(data) > LONGEST_TEXT:
        raise Malformed("text")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise Malformed("text") from None
