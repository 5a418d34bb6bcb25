"""E-mails, opened: every part is judged as a file of its own."""

import email.policy
import re
from collections.abc import Callable
from email.message import Message
from email.parser import BytesParser
from typing import cast

from bield.kit.judging.kinds import Kind, Look, Unfit
from bield.kit.judging.sniffing import MARKUP, is_drawing, sniff, text_of
from bield.kit.judging.words import holds_a_picture, look_at_code

MOST_LEVELS = 10  # parts in parts in a part
ENCODINGS = {"", "7bit", "8bit", "binary", "quoted-printable", "base64"}
WHOLE = {"", "7bit", "8bit", "binary"}  # of a part that holds parts
ONCE = ("content-type", "content-transfer-encoding", "content-disposition", "mime-version")
_SEEN_OR_HEARD = re.compile(r"image|video|audio", re.IGNORECASE)
ENCRYPTED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}

LookAt = Callable[[bytes, Look, int], Kind]


def look_at_mail(data: bytes, look: Look, depth: int, look_at: LookAt) -> None:
    """Where no picture may come in, the whole is searched too: readers of e-mail differ in what
    they take for a part."""
    if not look.pictures and holds_a_picture(data.decode("latin-1")):
        look.picture()
    try:
        parsed = BytesParser(Message, policy=email.policy.compat32).parsebytes(data)
    except RecursionError:
        raise Unfit("too-deep") from None
    _look_at_part(parsed, look, depth, 0, look_at)


def _look_at_part(
    part: "Message[str, str]", look: Look, depth: int, level: int, look_at: LookAt
) -> None:
    look.open(0)
    if level > MOST_LEVELS:
        raise Unfit("too-deep")
    _look_at_head(part)
    if part.is_multipart():
        for words in (part.preamble, part.epilogue):
            look_at_code(words or "")
        for inner in cast("list[Message[str, str]]", part.get_payload()):
            _look_at_part(inner, look, depth, level + 1, look_at)
        return
    payload = part.get_payload(decode=True)
    body = payload if isinstance(payload, bytes) else b""
    look.open(len(body))
    if body.strip():
        if _is_shown(part):
            look.picture()
        _look_at_body(body, look, depth, look_at)


def _look_at_head(part: "Message[str, str]") -> None:
    for name, value in part.items():
        look_at_code(f"{name}: {value}")
    encoding = str(part.get("content-transfer-encoding", "")).strip().lower()
    allowed = WHOLE if part.is_multipart() else ENCODINGS
    if part.get_content_type() in ENCRYPTED:
        raise Unfit("encrypted")
    if part.defects or encoding not in allowed:
        raise Unfit("broken")
    if any(len(part.get_all(name, [])) > 1 for name in ONCE):
        raise Unfit("mixed")


def _is_shown(part: "Message[str, str]") -> bool:
    """Programs that read e-mail show it as what it is declared to be, even where it could be text.
    They forgive a type that is misspelt, so the word alone is enough."""
    declared = str(part.get("content-type", ""))
    return _SEEN_OR_HEARD.search(declared.partition(";")[0]) is not None


def _look_at_body(body: bytes, look: Look, depth: int, look_at: LookAt) -> None:
    found = sniff(body)
    if found in {Kind.TEXT, Kind.MAIL, MARKUP}:  # mail is written as a web page too
        words = text_of(body) or ""
        if is_drawing(words):
            raise Unfit("not-taken", MARKUP.what)
        look_at_code(words)
        return
    look_at(body, look, depth + 1)
