"""HTTP by hand: bytes as no browser would send them, and what comes back while they are sent."""

import select
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

PATIENCE = 20.0  # seconds for an answer on a busy machine
AT_ONCE = 2**16


@dataclass(frozen=True)
class Answer:
    status: int  # 0: hung up without a word
    head: str
    text: str
    unread: bool = False  # it came before a byte of the body was sent

    @property
    def again(self) -> bool:
        """Whether a second answer stands behind the first."""
        return "HTTP/1.1 " in self.text


class Wire:
    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.arrived = b""

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def ask(self, head: bytes, pieces: Iterable[bytes], *, wait: float = 0.0) -> Answer:
        """The head first, and for `wait` seconds nothing else; then the body piece by piece, as
        long as somebody listens."""
        self.socket.sendall(head)
        unread = self._answered(wait)
        with suppress(OSError):  # nobody listens any more
            for piece in pieces:
                self._hear_what_is_there()
                self.socket.sendall(piece)
        return self._answer(unread=unread)

    def _answered(self, wait: float) -> bool:
        until = time.monotonic() + wait
        while (left := until - time.monotonic()) > 0:
            self.socket.settimeout(left)
            if not self._hear():
                break
            if b"\r\n\r\n" in self.arrived:
                return True
        self.socket.settimeout(PATIENCE)
        return False

    def _hear_what_is_there(self) -> None:
        """An answer that is left waiting is lost when the other end hangs up."""
        while select.select([self.socket], [], [], 0)[0] and self._hear():
            pass

    def _hear(self) -> bool:
        try:
            piece = self.socket.recv(AT_ONCE)
        except OSError:
            return False
        self.arrived += piece
        return bool(piece)

    def _answer(self, *, unread: bool) -> Answer:
        self.socket.settimeout(PATIENCE)
        while not self._is_whole() and self._hear():
            pass
        head, _, text = self.arrived.decode(errors="replace").partition("\r\n\r\n")
        status = head.split(" ", 2)[1] if head.startswith("HTTP/") else "0"
        return Answer(int(status), head, text, unread=unread)

    def _is_whole(self) -> bool:
        head, found, body = self.arrived.partition(b"\r\n\r\n")
        said = dict(line.partition(b":")[::2] for line in head.lower().split(b"\r\n"))
        if said.get(b"connection", b"").strip() == b"close":
            return False  # the server says when it has done; more would be an answer too many
        if said.get(b"transfer-encoding", b"").strip() == b"chunked":
            return body.endswith(b"0\r\n\r\n")
        return bool(found) and len(body) >= int(said.get(b"content-length", b"0"))


def chunked(body: bytes, size: int = 700) -> Iterator[bytes]:
    for at in range(0, len(body), size):
        piece = body[at : at + size]
        yield b"%x\r\n" % len(piece) + piece + b"\r\n"
    yield b"0\r\n\r\n"


def in_halves(body: bytes, pause: float = 0.05) -> Iterator[bytes]:
    """With a pause between them: a file that is being written would lie open then."""
    yield body[: len(body) // 2]
    time.sleep(pause)
    yield body[len(body) // 2 :]
