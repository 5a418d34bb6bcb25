"""Chains the lines of a commit and signs the new heads, inside the same transaction."""

import os
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.db import connection

from bield.kit import reading
from bield.kit.keeps import keeps
from bield.ledger import chain, outside, signing
from bield.ledger.chain import Body, Head
from bield.ledger.record import Line
from bield.ledger.states import SUBJECT, Event

ROWS = 400  # lines in one statement: SQLite takes 32,766 values, and some builds fewer

Row = tuple[Any, ...]


@keeps("TP-A1-8f")
def append(left: list[Line]) -> Callable[[], None] | None:
    """Called by the write queue before each commit, with all that its commands left."""
    of: dict[int, list[Line]] = {}
    for line in left:
        of.setdefault(line.organisation_id, []).append(line)
    follow = [_append(organisation_id, lines) for organisation_id, lines in of.items()]
    if not settings.WRITES_DURABLE:
        return None  # what may still be rolled back leaves nothing outside
    return lambda: _all(follow)


def _append(organisation_id: int, lines: list[Line]) -> Callable[[], None]:
    """Chain the lines and sign the head. Returns how the head is then kept outside."""
    reading.wall(organisation_id)
    number, tip, begun = _end(organisation_id)
    parted = outside.parted(organisation_id, number, tip)
    if parted is not None and parted not in _told:
        lines = [_finding(parted, lines[0]), *lines]
    entries, details = _rows(organisation_id, number, tip, lines)
    tip = entries[-1][-1]
    head = signing.sign(Head(organisation_id, number + len(lines), lines[-1].at, tip))
    _insert("ledger_entry (organisation_id, number, opened, tip)", entries)
    _insert("ledger_detail (organisation_id, number, opened)", details)
    _keep(head, begun=begun)
    if any(line.event == Event.LOSS_ACCEPTED for line in lines):
        return lambda: outside.begin_again(head)
    if parted is not None:
        return lambda: _told.add(parted)  # the head outside stays where it is, as evidence
    return lambda: outside.move(head)


# What this process has already told of; a second process tells of it once more.
_told: set[outside.Parted] = set()


def _finding(parted: outside.Parted, before: Line) -> Line:
    """The record itself tells that it no longer leads where it was signed to lead."""
    facts = chain.canonical({"fault": parted.fault, "line": parted.number})
    return Line(
        before.organisation_id, Event.FOUND_BROKEN, SUBJECT, "house:ledger", before.at, facts
    )


def _all(acts: Iterable[Callable[[], None]]) -> None:
    for act in acts:
        act()


def _end(organisation_id: int) -> tuple[int, bytes, bool]:
    """The last number, the tip to go on from, and whether there is a head.

    A damaged record must not stop a report: where lines stand beyond the head, or no head stands,
    the new lines go behind the last one. Verification names the break all the same.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT head.number, head.tip,"
            " (SELECT max(number) FROM ledger_entry WHERE organisation_id = %s)"
            " FROM (SELECT 1) AS one LEFT JOIN ledger_head AS head ON head.organisation_id = %s",
            [organisation_id, organisation_id],
        )
        number, tip, last = cursor.fetchone()
    begun = number is not None
    tip = bytes(tip) if begun else chain.beginning(organisation_id)
    return max(number or 0, last or 0), tip, begun


def _rows(
    organisation_id: int, last: int, tip: bytes, lines: list[Line]
) -> tuple[list[Row], list[Row]]:
    """The rows of the lines, chained, and those of their personal details."""
    entries: list[Row] = []
    details: list[Row] = []
    for number, line in enumerate(lines, last + 1):
        end = f"-{line.erases}" if line.erases else ""
        if line.detail:
            detail = os.urandom(chain.SALT) + line.detail.encode()
            details.append((organisation_id, number, detail))
            end = sha256(detail).hexdigest()
        body = Body(line.subject, line.event, line.by, line.facts, end)
        opened = chain.place(number, line.at) + os.urandom(chain.SALT) + body.text.encode()
        tip = chain.tip(tip, opened)
        entries.append((organisation_id, number, opened, tip))
    return entries, details


def _insert(into: str, rows: list[Row]) -> None:
    for start in range(0, len(rows), ROWS):
        some = rows[start : start + ROWS]
        one = f"({', '.join(['%s'] * len(some[0]))})"
        values = [value for row in some for value in row]
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {into} VALUES {', '.join([one] * len(some))}", values)  # noqa: S608  # placeholders only


def _keep(head: Head, *, begun: bool) -> None:
    """The triggers refuse a replaced head, so it is moved where there is one."""
    values: Mapping[str, Any] = vars(head)
    with connection.cursor() as cursor:
        if begun:
            cursor.execute(
                "UPDATE ledger_head SET number = %(number)s, at = %(at)s, tip = %(tip)s,"
                " key = %(key)s, signature = %(signature)s"
                " WHERE organisation_id = %(organisation_id)s",
                values,
            )
        else:
            cursor.execute(
                "INSERT INTO ledger_head (organisation_id, number, at, tip, key, signature) VALUES"
                " (%(organisation_id)s, %(number)s, %(at)s, %(tip)s, %(key)s, %(signature)s)",
                values,
            )
