"""Ways to bring a picture in that people, programs and attackers think of."""

import base64
import gzip
import io
import json
import re
import secrets
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bield.access.cookies import VISIT
from bield.front.api import ROUTES
from bield.kit.api.door import KEY
from bield.people.models import Person
from tests import files
from tests.conftest import enter
from tests.faults.siege import Picture, Siege
from tests.faults.wire import Answer, Wire, chunked, in_halves
from tests.files import WORDS, docx, mail, odt, pdf, stream, xlsx, zipped
from tools.bench.client import Client

MARK = "----WebKitFormBoundaryAbC123"
MULTIPART = f"multipart/form-data; boundary={MARK}"
FORM = "application/x-www-form-urlencoded"
UNREAD = 6.0  # seconds that we wait for an answer before a byte of the body is sent
Header = tuple[str, str]


class Attacker:
    """Somebody signed in, who sends what they like."""

    def __init__(self, siege: Siege, person: Person) -> None:
        self.siege, self.port = siege, siege.server.port
        self.browser = Client(self.port)
        self.browser.cookies[VISIT] = enter(person)
        self.token = self.browser.form("/report/what-happened/?danger_now=no")[
            "csrfmiddlewaretoken"
        ]
        self.close()

    def close(self) -> None:
        """The connection; a next question opens another one."""
        self.browser.start_again()

    @property
    def headers(self) -> list[Header]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.browser.cookies.items())
        return [("Cookie", cookies), ("Origin", f"http://localhost:{self.port}")]

    def send(
        self,
        path: str,
        body: bytes,
        kind: str | None = MULTIPART,
        *more: Header,
        method: str = "POST",
        pieces: Iterable[bytes] | None = None,
        length: int | None = -1,
        wait: float = 0.0,
    ) -> Answer:
        headers = [("Host", f"localhost:{self.port}"), *self.headers, *more]
        if kind is not None:
            headers.append(("Content-Type", kind))
        if length is not None:
            headers.append(("Content-Length", str(len(body) if length < 0 else length)))
        said = "".join(f"{name}: {value}\r\n" for name, value in headers)
        head = f"{method} {path} HTTP/1.1\r\n{said}\r\n".encode("latin-1")
        with Wire(self.port) as wire:
            return wire.ask(head, in_halves(body) if pieces is None else pieces, wait=wait)

    def form(self, *parts: bytes, before: bytes = b"", after: bytes = b"\r\n") -> bytes:
        every = (text("csrfmiddlewaretoken", self.token.encode()), *parts, text("shows", b"It."))
        return before + packed(MARK, *every) + after


def text(name: str, words: bytes) -> bytes:
    return f'Content-Disposition: form-data; name="{name}"\r\n\r\n'.encode() + words


def file(
    data: bytes, name: str = "note.txt", kind: str = "text/plain", disposition: str = ""
) -> bytes:
    said = disposition or f'form-data; name="file"; filename="{name}"'
    head = f"Content-Disposition: {said}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode("latin-1", "replace") + data


def packed(mark: str, *parts: bytes) -> bytes:
    return b"".join(f"--{mark}\r\n".encode() + one + b"\r\n" for one in parts) + (
        f"--{mark}--".encode()
    )


# ------ what it is hidden in


@dataclass(frozen=True)
class Hidden:
    name: str
    kind: str
    data: bytes


def _tar(data: bytes) -> bytes:
    whole = io.BytesIO()
    with tarfile.open(fileobj=whole, mode="w") as archive:
        entry = tarfile.TarInfo("note.txt")
        entry.size = len(data)
        archive.addfile(entry, io.BytesIO(data))
    return whole.getvalue()


def _epub(data: bytes) -> bytes:
    parts = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": b'<?xml version="1.0"?><container/>',
        "OEBPS/a.xhtml": b"<html><img src='a.png'/></html>",
        "OEBPS/a.png": data,
    }
    return zipped(parts, first="mimetype")


def _svg(data: bytes) -> bytes:
    inside = base64.b64encode(data)
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,'
        + inside
        + b'"/></svg>'
    )


def _rtf(data: bytes) -> bytes:
    return b"{\\rtf1{\\pict\\pngblip " + data.hex().encode() + b"}}"


def _msg(data: bytes) -> bytes:
    """What Outlook keeps: a compound file, with the picture in one of its streams."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + data


HIDDEN: dict[str, Callable[[bytes], Hidden]] = {
    "a PNG": lambda data: Hidden("a.png", "image/png", data),
    "renamed": lambda data: Hidden("note.txt", "text/plain", data),
    "zipped": lambda data: Hidden("a.zip", "application/zip", zipped({"a.png": data})),
    "zipped and renamed": lambda data: Hidden("a.txt", "text/plain", zipped({"a.txt": data})),
    "a ZIP in a ZIP": lambda data: Hidden(
        "a.zip", "application/zip", zipped({"b.zip": zipped({"a.txt": data}, stored=True)})
    ),
    "a tar": lambda data: Hidden("a.tar", "application/x-tar", _tar(data)),
    "a gzip": lambda data: Hidden("a.gz", "application/gzip", gzip.compress(data, mtime=0)),
    "a DOCX": lambda data: Hidden("a.docx", "text/plain", docx({"word/media/image1.png": data})),
    "a DOCX in a DOCX": lambda data: Hidden(
        "a.docx", "text/plain", docx({"word/embeddings/b.docx": docx({"word/media/a.png": data})})
    ),
    "an XLSX": lambda data: Hidden("a.xlsx", "text/plain", xlsx({"xl/media/image1.png": data})),
    "an ODT": lambda data: Hidden("a.odt", "text/plain", odt({"Pictures/1.png": data})),
    "an EPUB": lambda data: Hidden("a.epub", "application/epub+zip", _epub(data)),
    "a PDF": lambda data: Hidden(
        "a.pdf", "application/pdf", pdf(stream(data, filters=b"[]", says=b"/Subtype/Image"))
    ),
    "a PDF with files of its own": lambda data: Hidden(
        "a.pdf", "application/pdf", pdf(stream(data, says=b"/Type/EmbeddedFile"))
    ),
    "an SVG": lambda data: Hidden("a.svg", "image/svg+xml", _svg(data)),
    "a web page": lambda data: Hidden("a.txt", "text/plain", b"<!doctype html>" + _svg(data)),
    "an RTF": lambda data: Hidden("a.rtf", "application/rtf", _rtf(data)),
    "an e-mail": lambda data: Hidden("a.eml", "message/rfc822", mail(("a.png", "image/png", data))),
    "an e-mail in an e-mail": lambda data: Hidden(
        "a.eml", "message/rfc822", files.forwarded(mail(("note.txt", "text/x-note", data)))
    ),
    "an e-mail of Outlook": lambda data: Hidden("a.msg", "application/vnd.ms-outlook", _msg(data)),
    "a picture that is a ZIP": lambda data: Hidden(
        "a.png", "image/png", data + zipped({"note.txt": WORDS})
    ),
    "a PDF that is a picture": lambda data: Hidden("a.pdf", "application/pdf", pdf() + data),
    "text with a picture behind it": lambda data: Hidden("a.txt", "text/plain", WORDS + data),
    "base64": lambda data: Hidden("a.txt", "text/plain", base64.encodebytes(data)),
    "base32": lambda data: Hidden(
        "a.txt", "text/plain", b"\n".join(_cut(base64.b32encode(data), 50))
    ),
    "hexadecimal": lambda data: Hidden("a.txt", "text/plain", data.hex(" ").encode()),
    "a table": lambda data: Hidden(
        "a.csv", "text/csv", b"name,note\nJoe,data:image/png;base64," + base64.b64encode(data)
    ),
    "JSON": lambda data: Hidden(
        "a.json", "application/json", json.dumps({"a": base64.b64encode(data).decode()}).encode()
    ),
}


def _cut(data: bytes, size: int) -> Iterator[bytes]:
    return (data[at : at + size] for at in range(0, len(data), size))


# ------ how the request that carries it is written

Way = Callable[[Attacker, str, bytes], Answer]
UNREAD_WAYS: dict[str, Way] = {}  # refused on the headers: 415, before a byte of the body is sent
OTHER_WAYS: dict[str, Way] = {}  # refused as well, once they were read as what they claim to be


def unread(name: str) -> Callable[[Way], Way]:
    return lambda way: UNREAD_WAYS.setdefault(name, way)


def read(name: str) -> Callable[[Way], Way]:
    return lambda way: OTHER_WAYS.setdefault(name, way)


def _parts(disposition: str, kind: str = "image/png") -> Way:
    def way(who: Attacker, path: str, data: bytes) -> Answer:
        part = file(data, kind=kind, disposition=disposition)
        return who.send(path, who.form(part), wait=UNREAD)

    return way


def _body(kind: str, *more: Header, method: str = "POST") -> Way:
    def way(who: Attacker, path: str, data: bytes) -> Answer:
        return who.send(path, who.form(file(data)), kind, *more, method=method, wait=UNREAD)

    return way


def _bare(kind: str) -> Way:
    return lambda who, path, data: who.send(path, data, kind, wait=UNREAD)


UNREAD_WAYS |= {
    "as a browser sends it": _parts('form-data; name="file"; filename="a.png"'),
    "without a name of the file": _parts('form-data; name="file"'),
    "with an empty name of the file": _parts('form-data; name="file"; filename=""'),
    "with an encoded name": _parts("form-data; name=\"file\"; filename*=utf-8''a.png"),
    "with both names": _parts('form-data; name="file"; filename="a.txt"; filename*=utf-8\'\'a.png'),
    "with a name in pieces": _parts('form-data; name="file"; filename*0="a."; filename*1="png"'),
    "with a path for a name": _parts('form-data; name="file"; filename="../../../tmp/a.png"'),
    "in a part without a name": _parts('form-data; filename="a.png"'),
    "in a part that is attached": _parts('attachment; filename="a.png"'),
    "in a field of words": _parts('form-data; name="shows"', "text/plain"),
    "with a type that lies": _parts('form-data; name="file"; filename="a.txt"', "text/plain"),
    "as multipart/mixed": _body(f"multipart/mixed; boundary={MARK}"),
    "as multipart/related": _body(f"multipart/related; boundary={MARK}"),
    "in capitals": _body(f"MULTIPART/Form-Data; BOUNDARY={MARK}"),
    "with another boundary": _body("multipart/form-data; boundary=elsewhere"),
    "with no boundary": _body("multipart/form-data"),
    "with two boundaries": _body(f"{MULTIPART}; boundary=other"),
    "as plain text": _body("text/plain"),
    "packed with gzip, it says": _body(MULTIPART, ("Content-Encoding", "gzip")),
    "in the name of another method": _body(MULTIPART, ("X-HTTP-Method-Override", "PUT")),
    "as XML of a page": _body(MULTIPART, ("X-Requested-With", "XMLHttpRequest")),
    "with PUT": _body(MULTIPART, method="PUT"),
    "with PATCH": _body(MULTIPART, method="PATCH"),
    "with DELETE": _body(MULTIPART, method="DELETE"),
    "with a method of no one": _body(MULTIPART, method="BREW"),
    "with GET": _body(MULTIPART, method="GET"),
    "bare": _bare("image/png"),
    "bare, as bytes": _bare("application/octet-stream"),
    "bare, as JSON": _bare("application/json"),
    "bare, as an e-mail": _bare("message/rfc822"),
    "bare, with a type of no one": _bare("what/ever; a=b"),
}


@unread("in a form within the form")
def _nested(who: Attacker, path: str, data: bytes) -> Answer:
    inner = packed("inner", file(data, disposition='file; filename="a.png"'))
    said = 'form-data; name="file"'
    part = file(inner, kind="multipart/mixed; boundary=inner", disposition=said)
    return who.send(path, who.form(part), wait=UNREAD)


@unread("in base64, as an e-mail does it")
def _transfer_encoding(who: Attacker, path: str, data: bytes) -> Answer:
    said = 'form-data; name="file"; filename="a.png"\r\nContent-Transfer-Encoding: base64'
    part = file(base64.encodebytes(data), kind="image/png", disposition=said)
    return who.send(path, who.form(part), wait=UNREAD)


@unread("behind the last boundary")
def _trailing(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(after=b"\r\n" + data), wait=UNREAD)


@unread("before the first boundary")
def _preamble(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(before=data + b"\r\n"), wait=UNREAD)


@unread("twice in one form")
def _twice(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data), file(data, "b.png")), wait=UNREAD)


@unread("packed with gzip")
def _gzipped(who: Attacker, path: str, data: bytes) -> Answer:
    body = gzip.compress(who.form(file(data)), mtime=0)
    return who.send(path, body, MULTIPART, ("Content-Encoding", "gzip"), wait=UNREAD)


@unread("in chunks")
def _in_chunks(who: Attacker, path: str, data: bytes) -> Answer:
    return _chunked(who, path, who.form(file(data)), MULTIPART)


@unread("bare, in chunks")
def _bare_in_chunks(who: Attacker, path: str, data: bytes) -> Answer:
    return _chunked(who, path, data, "image/png")


def _chunked(who: Attacker, path: str, body: bytes, kind: str, *more: Header) -> Answer:
    said = ("Transfer-Encoding", "chunked")
    return who.send(path, b"", kind, said, *more, pieces=chunked(body), length=None, wait=UNREAD)


@unread("after a polite question")
def _expecting(who: Attacker, path: str, data: bytes) -> Answer:
    body = who.form(file(data))
    return who.send(path, body, MULTIPART, ("Expect", "100-continue"), wait=UNREAD)


@unread("in drops")
def _in_drops(who: Attacker, path: str, data: bytes) -> Answer:
    body = who.form(file(data))
    return who.send(path, body, pieces=_cut(body, 31), wait=UNREAD)


@unread("shorter than it says")
def _cut_off(who: Attacker, path: str, data: bytes) -> Answer:
    body = who.form(file(data))
    return who.send(path, body, length=len(body) + 99_999, wait=UNREAD)


@unread("as a second request behind the first")
def _smuggled(who: Attacker, path: str, data: bytes) -> Answer:
    """Whoever leaves a body unread must not take it for the next request."""
    inner = who.form(file(data))
    said = "".join(f"{name}: {value}\r\n" for name, value in who.headers)
    head = (
        f"POST /report/draft/ HTTP/1.1\r\nHost: localhost:{who.port}\r\n{said}"
        f"Content-Type: {FORM}\r\nContent-Length: {len(inner)}\r\n\r\n"
    )
    answer = who.send(path, head.encode() + inner, wait=UNREAD)
    assert not answer.again
    return answer


@read("as a form of words, it says")
def _claims_to_be_words(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data)), FORM)


@read("as a form of words in another coding")
def _other_coding(who: Attacker, path: str, data: bytes) -> Answer:
    body = f"csrfmiddlewaretoken={who.token}&shows=".encode() + _in_percents(data)
    return who.send(path, body, f"{FORM}; charset=latin-1")


@read("in percents")
def _percents(who: Attacker, path: str, data: bytes) -> Answer:
    body = f"csrfmiddlewaretoken={who.token}&file=".encode() + _in_percents(data)
    return who.send(path, body, FORM)


def _in_percents(data: bytes) -> bytes:
    return "".join(f"%{one:02X}" for one in data).encode()


@read("with no type at all")
def _no_type(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data)), None)


@read("with two types")
def _two_types(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data)), FORM, ("Content-Type", MULTIPART))


@read("with two lengths")
def _two_lengths(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data)), MULTIPART, ("Content-Length", "7"))


@read("with a length and in chunks")
def _length_and_chunks(who: Attacker, path: str, data: bytes) -> Answer:
    body = who.form(file(data))
    said = ("Transfer-Encoding", "chunked")
    return who.send(path, body, MULTIPART, said, pieces=chunked(body))


@read("with a head over two lines")
def _folded(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(path, who.form(file(data)), f"multipart/form-data;\r\n boundary={MARK}")


@read("in the address")
def _in_the_address(who: Attacker, path: str, data: bytes) -> Answer:
    return who.send(f"{path}?file={_short(data)}", b"", None, method="GET", length=None)


@read("in a cookie")
def _in_a_cookie(who: Attacker, path: str, data: bytes) -> Answer:
    said = ("Cookie", f"bield_page={_short(data)}; draft={_short(data)}")
    return who.send(path, b"", None, said, method="GET", length=None)


@read("in other heads")
def _in_heads(who: Attacker, path: str, data: bytes) -> Answer:
    heads = ("User-Agent", "Referer", "X-Request-Id", "X-Forwarded-For", "Accept-Language", "From")
    more = [(name, _short(data)) for name in heads]
    return who.send(path, b"", None, *more, method="GET", length=None)


@read("as a password")
def _as_a_password(who: Attacker, path: str, data: bytes) -> Answer:
    said = f"csrfmiddlewaretoken={who.token}&email={_short(data)}%40a.example&password=" + _short(
        data
    )
    return who.send("/sign-in/", said.encode(), FORM)


def _short(data: bytes) -> str:
    return base64.urlsafe_b64encode(data[:6_000]).decode()


# ------ the door for other systems


class Program:
    """Another system, with a token."""

    def __init__(self, siege: Siege, secret: str) -> None:
        self.port, self.secret = siege.server.port, secret

    def send(self, path: str, body: bytes, kind: str = "application/json", *more: Header) -> Answer:
        headers: list[Header] = [
            ("Host", f"localhost:{self.port}"),
            ("Authorization", f"Bearer {self.secret}"),
            ("Content-Type", kind),
            *more,
        ]
        names = {name for name, _ in more}
        if KEY not in names:
            headers.append((KEY, f"attack-{secrets.token_hex(8)}"))
        if "Transfer-Encoding" not in names:
            headers.append(("Content-Length", str(len(body))))
        said = "".join(f"{name}: {value}\r\n" for name, value in headers)
        pieces = chunked(body) if "Transfer-Encoding" in names else in_halves(body)
        with Wire(self.port) as wire:
            head = f"POST /api/v1/{path} HTTP/1.1\r\n{said}\r\n".encode("latin-1")
            return wire.ask(head, pieces)

    def tell(self, path: str, said: Any) -> Answer:
        return self.send(path, json.dumps(said).encode())

    def number(self, path: str, said: Any) -> str:
        """Under which it stands; what comes in chunks has their sizes around it."""
        answer = self.tell(path, said)
        found = re.search(r'"number": ?(\d+)', answer.text)
        assert found is not None, answer.text
        return found[1]


def taken_of_programs() -> dict[str, str]:
    """Every operation that takes a body: name -> address below `/api/v1/`."""
    return {route.name: route.address for route in ROUTES if "POST" in route.operations}


def filled(address: str, **named: str) -> str:
    return re.sub(r"<str:(\w+)>", lambda found: named[found[1]], address)


WHOLE: dict[str, dict[str, Any]] = {  # what each would take; every text that it knows is said
    "people-lists": {"source": "Rolls", "rows": [{"key": "1", "name": "Tam Sorley"}]},
    "reports": {
        "danger_now": "no",
        "account": "She told.",
        "child_words": "I will not go.",
        "happened": "On Monday.",
        "where": "At home.",
        "done": "Nothing yet.",
        "site": "",  # one of that house
        "about": [{"name": "A girl at the bus stop.", "role": "subject"}],
    },
    "triage": {},
    "people": {"name": "A girl at the bus stop.", "role": "subject", "reason": "She said so."},
    "put-right": {"name": "A girl at the bus stop.", "reason": "The register says so."},
    "name-no-more": {"reason": "Was away that day."},
    "answer": {"values": ["unsure"], "reason": "It was told otherwise."},
    "disclosures": {
        "body": "police_999",
        "form": "referral",
        "purpose": "protect",
        "basis": "crime",
        "consent": "refused",
        "items": ["account"],
        "why": "She is not safe at home.",
        "instead": "They know her.",
        "recipient": "",
        "authority": "Quillshire",
    },
    "sent": {
        "told_at": "2025-03-04T12:00:00Z",
        "how": "phone",
        "name": "The worker on duty",
        "number": "CSC-77",
        "said": "Keep her here.",
        "unread": "The court asked within the hour.",
    },
    "heard": {"what": "advised", "words": "They will visit.", "number": "CSC-77"},
    "duty-done": {"evidence": "done"},
    "prepare-file": {
        "setting": "Beech School",
        "recipient": "Their safeguarding lead",
        "surely": "Rang the office.",
        "ground": "child",
        "reason": "She starts there.",
        "began_on": "2025-03-04",
        "others": "initials",
        "why_others": "They know them.",
        "left_out": [],
    },
    "file-sent": {"how": "By e-mail.", "sent_at": "2025-03-04T12:00:00Z"},
    "file-receipt": {"receipt": "As they signed it."},
    "staff-threshold": {"question": "limb_harm", "value": "no", "reason": "They met in a room."},
    "staff-outcome": {
        "finding": "unfounded",
        "with_whom": "The officer of the authority",
        "words": "She mixed up two people.",
    },
    "staff-together": {"answer": "no", "reason": "They differ."},
    "ask-reference": {"asker": "Elm School", "post": "Teacher"},
}


def each_text_replaced(whole: Any, by: str, place: str = "") -> Iterator[tuple[str, Any]]:
    """As often as there are texts in it: where, and the whole with another text there."""
    if isinstance(whole, str):
        yield place, by
        return
    for key, value in whole.items() if isinstance(whole, dict) else enumerate(whole):
        for where, other in each_text_replaced(value, by, f"{place}.{key}"):
            copy = whole.copy()
            copy[key] = other
            yield where, copy


def said_to_programs(picture: Picture) -> dict[str, tuple[bytes, str, tuple[Header, ...]]]:
    """Bodies, types and heads."""
    whole = json.dumps({"file": picture.written_out}).encode()
    multipart = packed(MARK, file(picture.data))
    return {
        "a form": (multipart, MULTIPART, ()),
        "bare": (picture.data, "image/png", ()),
        "bare, as JSON": (picture.data, "application/json", ()),
        "in a name of its own": (whole, "application/json", ()),
        "in a list of lists": (b"[[[" + whole + b"]]]", "application/json", ()),
        "packed": (gzip.compress(whole), "application/json", (("Content-Encoding", "gzip"),)),
        "in chunks": (whole, "application/json", (("Transfer-Encoding", "chunked"),)),
        "in another coding": (
            whole.decode().encode("utf-16"), "application/json; charset=utf-16", ()
        ),
        "in its key": (b"{}", "application/json", ((KEY, picture.written_out[:128]),)),
        "twice under one name": (
            b'{"file": "", "file": "' + picture.written_out.encode() + b'"}',
            "application/json",
            (),
        ),
    }  # fmt: skip
