#!/usr/bin/env python3
"""Checks an exported record without Bield, without its database and without a network.

    python3 verify_ledger.py record.jsonl --key PUBLIC_KEY --head PUBLISHED_HEADS.jsonl

The record is as it was written when every line leads to the signed head; otherwise the first line
that is wrong is named. Needs Python 3.9 or newer and one package: pip install cryptography.
Ends with 0 when the record is whole, 1 when it is broken, 2 when there is nothing to check.
"""
# The format is described in docs/reference/ledger-format.md and, in code, right here. Nothing of
# the product is imported: a court can read these lines alone.
# ruff: noqa: T201, UP017

from __future__ import annotations

import argparse
import json
import struct
import sys
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any, Iterable  # noqa: UP035  # Python 3.9

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "bield ledger 1"
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
SEPARATOR, TOPIC_END = "\x1f", "\x1e"
HEADER = {"format", "organisation", "key"}
CLOSED = {"number", "time", "commitment", "tip"}
OPEN = {*CLOSED, "salt", "body"}
DETAILED = {*OPEN, "detail"}
HEAD = {"organisation_id", "number", "at", "tip", "key", "signature"}
UNREADABLE = (AttributeError, KeyError, TypeError, ValueError, struct.error)

Held = dict[str, Any]


class Broken(Exception):
    """The record is not as it was written; says which line, and how."""


class Unusable(Exception):
    """There is nothing here that can be checked."""


# ------ how things are written


def canonical(held: Any) -> str:
    """The one way to write anything here, so that not one character can be changed unnoticed."""
    return json.dumps(held, sort_keys=True, separators=(",", ":"))


def parse(line: str, what: str) -> Held:
    if not line.endswith("\n"):
        raise Broken(f"{what} is not complete: the end was cut off.")
    try:
        held = json.loads(line)
    except ValueError:
        raise Broken(f"{what} cannot be read: it was changed.") from None
    if not isinstance(held, dict) or canonical(held) + "\n" != line:
        raise Broken(f"{what} is not written as Bield writes it: it was changed.")
    return held


def unhex(text: str) -> bytes:
    found = bytes.fromhex(text)
    if found.hex() != text:
        raise ValueError(text)
    return found


def microseconds(time: str) -> int:
    at = datetime.strptime(time, "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=timezone.utc)
    if f"{at:%Y-%m-%dT%H:%M:%S.%f}Z" != time:
        raise ValueError(time)
    return (at - EPOCH) // timedelta(microseconds=1)


def is_signed(head: Held, organisation: int, key: str) -> bool:
    """Whether the holder of the key signed exactly this head of exactly this organisation."""
    try:
        statement = b"bield ledger head 1" + struct.pack(
            ">qqq", organisation, head["number"], head["at"]
        )
        Ed25519PublicKey.from_public_bytes(unhex(key)).verify(
            unhex(head["signature"]), statement + unhex(head["tip"])
        )
    except (InvalidSignature, *UNREADABLE):
        return False
    return (head["organisation_id"], head["key"]) == (organisation, key)


# ------ the check


class Check:
    """Follows a record line by line and keeps nothing but where its chain stands."""

    def __init__(self, header: Held, key: str, heads: Iterable[Held]) -> None:
        if set(header) != HEADER or header["format"] != FORMAT:
            raise Unusable("this is not a record exported by Bield")
        self.organisation: int = header["organisation"]
        if key and header["key"] != key:
            raise Broken("The record was exported with another key than the one you gave.")
        self.key = header["key"]
        self.given = bool(key)
        self.heads = [head for head in heads if head.get("organisation_id") == self.organisation]
        self.tip = sha256(FORMAT.encode() + struct.pack(">q", self.organisation)).digest()
        self.number = self.opened = self.withheld = 0

    def line(self, held: Held) -> str:
        """Follow one line; returns what it says, if it is open."""
        number = self.number + 1
        if type(held.get("number")) is not int or held["number"] != number:
            raise Broken(f"Line {number} is missing or out of place.")
        try:
            said = self.read(held, number)
        except UNREADABLE:
            raise Broken(f"Line {number} was changed.") from None
        self.number = number
        for head in self.heads:
            if head["number"] == number and head["tip"] != held["tip"]:
                raise Broken(f"Line {number} is not the line that was signed at this place.")
        return said

    def read(self, held: Held, number: int) -> str:
        if set(held) not in (CLOSED, OPEN, DETAILED):
            raise ValueError(held)
        place = struct.pack(">qq", number, microseconds(held["time"]))
        self.tip = sha256(self.tip + place + unhex(held["commitment"])).digest()
        if self.tip.hex() != held["tip"]:
            raise Broken(f"Line {number} was changed, or another stands in its place.")
        if set(held) == CLOSED:
            return ""
        hashed = sha256(place + unhex(held["salt"]) + held["body"].encode()).hexdigest()
        if hashed != held["commitment"]:
            raise Broken(f"Line {number} was changed: its body does not give its salted hash.")
        return self.read_body(held, number)

    def read_body(self, held: Held, number: int) -> str:
        about, told = held["body"].split(TOPIC_END)
        (subject, event), (by, facts, end) = about.split(SEPARATOR), told.split(SEPARATOR)
        said = f"{number:>8} {held['time']} {event} {subject} {by} {facts}"
        self.opened += 1
        if "detail" not in held:
            self.withheld += bool(end) and not end.startswith("-")
            return said
        detail = held["detail"]
        if sha256(unhex(detail["salt"]) + detail["text"].encode()).hexdigest() != end:
            raise Broken(f"Line {number} has a personal detail that was changed.")
        return f"{said} {detail['text']}"

    def close(self, head: Held) -> None:
        """The head must be signed and stand exactly where the lines end."""
        if set(head) != HEAD or not is_signed(head, self.organisation, self.key):
            raise Broken(
                "The signature of the head is wrong: the head was changed, or signed with another"
                " key."
            )
        if head["number"] > self.number:
            raise Broken(f"Line {self.number + 1} is missing: the end of the record was cut off.")
        if head["number"] < self.number:
            raise Broken(f"Line {head['number'] + 1} stands after the signed head: it was added.")
        if head["tip"] != self.tip.hex():
            raise Broken(
                f"Line {self.number} does not lead to the signed head: lines were changed."
            )
        for published in self.heads:
            self.reaches(published)

    def reaches(self, published: Held) -> None:
        if not is_signed(published, self.organisation, self.key):
            raise Broken(f"The head published for line {published['number']} is not signed so.")
        if published["number"] > self.number:
            raise Broken(
                f"Line {self.number + 1} is missing: line {published['number']} was published, so"
                " the end was cut off, unless this record was exported before."
            )

    def verdict(self, head: Held) -> str:
        until = EPOCH + timedelta(microseconds=head["at"])
        sentences = [
            f"All {self.number} lines of organisation {self.organisation} stand as written.",
            f"They lead to the head signed for {until:%d %B %Y, %H:%M} UTC.",
            f"{self.opened} lines are open; the others show number, time and salted hash.",
        ]
        if self.withheld:
            sentences.append(f"The personal detail of {self.withheld} open lines was erased.")
        if not self.given:
            sentences.append(f"Compare the key with the one you were given elsewhere: {self.key}")
        return "\n".join(sentences)


def check(
    lines: Iterable[str], *, key: str = "", heads: Iterable[Held] = (), show: bool = False
) -> str:
    """Go through an exported record. Returns what can be said of a whole one; raises `Broken`."""
    lines = iter(lines)
    going = Check(parse(next(lines, ""), "The first line of the file"), key, heads)
    head = None
    for place, line in enumerate(lines, 2):
        if head is not None:
            raise Broken(f"Line {going.number + 1} stands after the signed head: it was added.")
        held = parse(line, f"Line {place} of the file")
        if set(held) == {"head"}:
            head = held["head"]
        elif (said := going.line(held)) and show:
            print(said)
    if not isinstance(head, dict):
        raise Broken(f"Line {going.number + 1} or the signed head is missing: the end was cut off.")
    going.close(head)
    return going.verdict(head)


def published(path: Path) -> list[Held]:
    heads = [json.loads(line) for line in path.read_text().splitlines() if line]
    if not all(isinstance(head, dict) and set(head) == HEAD for head in heads):
        raise Unusable(f"{path} holds no published heads")
    return heads


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("record", type=Path, help="the exported record")
    parser.add_argument("--key", default="", help="the public key, as you know it from elsewhere")
    parser.add_argument(
        "--head", action="append", default=[], type=Path, help="published heads, line by line"
    )
    parser.add_argument("--show", action="store_true", help="print the lines that are open")
    asked = parser.parse_args(arguments)
    try:
        heads = [head for path in asked.head for head in published(path)]
        with asked.record.open(encoding="utf-8", newline="\n") as file:
            print(check(file, key=asked.key.lower(), heads=heads, show=asked.show))
    except Broken as broken:
        print(broken)
        return 1
    except (Unusable, OSError, ValueError) as error:
        print(f"The record cannot be checked: {error}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
