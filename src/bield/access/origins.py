"""Where a request really comes from, and which device it looks like."""

from ipaddress import IPv6Address, ip_network

from django.http import HttpRequest

from bield.kit import proxies

FORWARDED = "HTTP_X_FORWARDED_FOR"
OF_ONE_HOUSEHOLD = 64  # bits of an IPv6 address that one line usually has

BROWSERS = (  # the first that fits: every browser also claims to be another
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("CrOS", "Chromebook"),
    ("Windows", "Windows"), ("Macintosh", "Mac"), ("Linux", "Linux"),
)  # fmt: skip


def origin(request: HttpRequest) -> str:
    """The address of the client itself. What a stranger writes into the header counts for nothing:
    only trusted proxies are believed, from the nearest outwards."""
    hops = [request.META.get("REMOTE_ADDR", "")]
    hops += [hop.strip() for hop in reversed(request.META.get(FORWARDED, "").split(","))]
    nearest = str(hops[0])
    for hop in filter(None, hops):
        address = proxies.address(hop)
        if address is None:
            break
        nearest = _line(address)
        if not proxies.is_trusted(address):
            break
    return nearest


def _line(address: proxies.Address) -> str:
    """A household on IPv6 has more addresses than one can count, and changes them at will."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, OF_ONE_HOUSEHOLD), strict=False))
    return str(address)


def device_name(request: HttpRequest) -> str:
    """In words that its owner knows again: 'Firefox on Windows'."""
    agent = request.META.get("HTTP_USER_AGENT", "")
    browser = next((name for sign, name in BROWSERS if sign in agent), "A browser")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return f"{browser} on {system}" if system else browser
