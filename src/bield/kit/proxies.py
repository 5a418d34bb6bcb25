"""Whose word about a request is believed: only that of the proxies named in TRUSTED_PROXIES."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

Address = IPv4Address | IPv6Address


def address(text: str) -> Address | None:
    try:
        found = ip_address(text.strip("[]"))
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return found.ipv4_mapped
    return found


def is_trusted(found: Address) -> bool:
    networks = (ip_network(network, strict=False) for network in settings.TRUSTED_PROXIES)
    return any(found in network for network in networks)


def came_by_https(request: HttpRequest) -> bool:
    """To us, or to a proxy we trust, which ends the encryption and says so."""
    nearest = address(request.META.get("REMOTE_ADDR", ""))
    said = request.headers.get("X-Forwarded-Proto", "")
    return request.is_secure() or (
        nearest is not None and is_trusted(nearest) and said.strip().lower() == "https"
    )
