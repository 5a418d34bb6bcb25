"""Addresses are kebab-case and typed, and numbers of rows never appear in them."""

import re
from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

PART = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*|<[a-z]+:[a-z_]+>")
BARE = {"healthz", "api/v1/openapi.json"}  # what machines ask for


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield address
        else:
            yield from addresses(entry, address)


def test_addresses_are_kebab_case_and_typed() -> None:
    parts = {
        part
        for address in addresses(get_resolver())
        for part in address.strip("/").split("/")
        if part and address not in BARE
    }

    assert [part for part in sorted(parts) if not PART.fullmatch(part)] == []


def test_numbers_of_rows_never_appear() -> None:
    assert [address for address in addresses(get_resolver()) if "<int:" in address] == []


def test_an_address_ends_with_a_stroke() -> None:
    found = [
        address
        for address in addresses(get_resolver())
        if address and not address.endswith("/") and address not in BARE
    ]

    assert found == []


def test_every_route_has_a_name() -> None:
    def nameless(resolver: URLResolver) -> Iterator[str]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from nameless(entry)
            elif not entry.name:
                yield str(entry.pattern)

    assert list(nameless(get_resolver())) == []


def test_no_two_routes_have_one_name() -> None:
    """A link to the first would lead to the second."""

    def names(resolver: URLResolver, room: str = "") -> Iterator[tuple[str, str]]:
        for entry in resolver.url_patterns:
            if isinstance(entry, URLResolver):
                yield from names(entry, entry.namespace or room)
            else:
                yield room, str(entry.name)

    counted = Counter(names(get_resolver()))
    assert [name for name, times in counted.items() if times > 1] == []
