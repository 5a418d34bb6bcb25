"""Which addresses another system may be called at. Pure: no look-up, no connection.

Whoever registers a hook names a host, and the house itself calls it: so what only the house can
reach (its own machine, its neighbours, the cloud's own services) is not called, whatever the name
says. Asked when a hook is registered, after the look-up of each call, and again of the connection
that came about.
"""

from collections.abc import Collection
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

from bield.kit.refusals import Refusal

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

LONGEST = 300
# Translated or carried inside another: what they lead to is judged, and where that cannot be said
# they are not called.
TRANSLATED = ip_network("64:ff9b::/96")
UNICAST = ip_network("2000::/3")  # all that has been given out of IPv6 for the whole internet
NEVER = tuple(
    map(
        ip_network,
        (
            "64:ff9b:1::/48",  # translation inside a network
            "2001::/23",  # protocol assignments, Teredo among them
            "fec0::/10",  # site-local of old
            "192.88.99.0/24",  # relays of 6to4
            "3fff::/20",  # for papers
        ),
    )
)


def may_be_called(address: Address, *, also: Collection[Network] = ()) -> bool:
    """Only what is public on the whole internet. `also`: networks that a test opens."""
    if any(address in network for network in also):
        return True
    inner = _inside(address)
    if inner is not None:
        return may_be_called(inner)
    shut = any(address in network for network in NEVER)
    given = isinstance(address, IPv4Address) or address in UNICAST
    return address.is_global and given and not address.is_multicast and not shut


def _inside(address: Address) -> IPv4Address | None:
    """The address that another one carries."""
    if isinstance(address, IPv4Address):
        return None
    if address in TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def written_right(url: str) -> Refusal | None:
    """A name and a path, over https alone: no password in it, no bare number of a machine."""
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname or ""
    except ValueError:
        return NOT_A_PLACE
    plain = url.isascii() and url.isprintable() and " " not in url and len(url) <= LONGEST
    if not plain or parts.scheme != "https" or not host or port == 0:
        return NOT_A_PLACE
    if parts.username is not None or parts.password is not None or parts.fragment:
        return NOT_A_PLACE
    if "." not in host or _is_a_number(host):
        return BY_NAME
    return None


def _is_a_number(host: str) -> bool:
    """However it is written: what has no letter in its last part is no name."""
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        last = host.rstrip(".").rpartition(".")[2]
        return not last[:1].isalpha()
    return True


NOT_A_PLACE = Refusal(
    "no-place-to-call",
    "Write the address in full, like https://hooks.example.org/bield. It begins with https, and"
    " holds no password.",
    field="url",
)
BY_NAME = Refusal(
    "call-by-name", "Write the name of the other system, like hooks.example.org.", field="url"
)
NOT_PUBLIC = Refusal(
    "not-a-public-place",
    "This name leads into a network of its own, or to this machine. Only systems on the open"
    " internet are called.",
    field="url",
)
NOT_FOUND = Refusal(
    "nobody-there",
    "Nobody is found under this name. Look whether it is written right.",
    field="url",
)
