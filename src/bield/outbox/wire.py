"""One call to another system: looked up once, held to that address, and over in ten seconds.

Written out on a socket, because what is called is named by people and answers what it likes: no
redirect is followed, no proxy asked, nothing read but the first line of the answer, and a system
that trickles does not keep the worker.
"""

import socket
import ssl
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as FutureTimeout
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from bield.outbox.addresses import Address, Network, may_be_called

SECONDS = 10.0  # for a whole call
FIRST_LINE = 1024  # bytes
HTTPS = 443
Resolve = Callable[[str, int], list[Address]]


class Unanswered(Exception):
    """The call came to nothing; the code says why and may be kept."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def look_up(host: str, port: int) -> list[Address]:
    """Every address of a name. The system's own look-up knows no time limit, so it has a thread."""
    hands = ThreadPoolExecutor(1)
    try:
        asked = hands.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
        found = asked.result(timeout=SECONDS / 2)
    except (OSError, FutureTimeout, UnicodeError):
        return []
    finally:
        hands.shutdown(wait=False)
    return [ip_address(str(place[0]).partition("%")[0]) for *_, place in found]


@dataclass(frozen=True)
class Wire:
    """How the house calls out. Tests bring a look-up and a certificate of their own, and name the
    network that they open."""

    resolve: Resolve = look_up
    trusted: Callable[[], ssl.SSLContext] = ssl.create_default_context
    also: Collection[Network] = ()

    def places(self, host: str, port: int) -> list[Address]:
        """Where a name leads; nowhere, if any of its addresses may not be called."""
        found = self.resolve(host, port)
        if not found:
            raise Unanswered("no-address")
        if not all(may_be_called(one, also=self.also) for one in found):
            raise Unanswered("address-not-public")
        return found

    def post(self, url: str, headers: Mapping[str, str], body: bytes) -> int:
        """Send it; answers with the status."""
        until = time.monotonic() + SECONDS
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or HTTPS
        place = self.places(host, port)[0]
        try:
            with self._connected(place, port, until) as line:
                line.settimeout(_left(until))
                with self.trusted().wrap_socket(line, server_hostname=host) as sealed:
                    return _exchange(sealed, _request(url, headers, body), until)
        except ssl.SSLError:
            raise Unanswered("no-tls") from None
        except OSError:
            raise Unanswered("unreachable") from None

    def _connected(self, place: Address, port: int, until: float) -> socket.socket:
        """To the address that was judged, and nowhere else."""
        line = socket.create_connection((str(place), port), timeout=_left(until))
        if not may_be_called(ip_address(line.getpeername()[0]), also=self.also):
            line.close()
            raise Unanswered("address-not-public")
        return line


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise Unanswered("too-slow")
    return left


def _request(url: str, headers: Mapping[str, str], body: bytes) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"POST {target} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [f"Content-Length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode("ascii") + body


def _exchange(sealed: ssl.SSLSocket, request: bytes, until: float) -> int:
    sealed.settimeout(_left(until))
    sealed.sendall(request)
    said = b""
    while b"\n" not in said and len(said) < FIRST_LINE:
        sealed.settimeout(_left(until))
        more = sealed.recv(FIRST_LINE)
        if not more:
            break
        said += more
    first = said.partition(b"\n")[0].split()
    if len(first) < 2 or not first[0].startswith(b"HTTP/1.") or not first[1].isdigit():
        raise Unanswered("no-answer")
    return int(first[1])


THE_WIRE = Wire()
