"""Makes it so that something was never done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction  # noqa: TID251  # all of it is undone

GIVEN = "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"
GIVE_BACK = (
    "SELECT setval(name::regclass, coalesce(last, 1), last IS NOT NULL)"
    " FROM unnest(%s::text[], %s::bigint[]) AS given(name, last)"
)


@contextmanager
def undone() -> Iterator[None]:
    """PostgreSQL counts on over what was undone, so the next rows would be called otherwise."""
    given = _given()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    _give_back(given)


def _given() -> list[tuple[str, int | None]]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute(GIVEN)
        return list(cursor.fetchall())


def _give_back(given: list[tuple[str, int | None]]) -> None:
    if given:
        names, last = zip(*given, strict=True)
        with connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [list(names), list(last)])
