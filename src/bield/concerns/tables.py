"""A table of another product, as CSV: read strictly, row by row, and nothing of it believed. Pure.

What is wrong with the file is said at once; what is wrong with a row is said with its line, and the
others go on.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from unicodedata import category

from django.db.models import TextChoices

from bield.kit.judging import no_file_in
from bield.kit.refusals import Refusal, Refused
from bield.kit.written import written

LARGEST = 2 * 2**20  # bytes
MOST_ROWS, MOST_COLUMNS = 500, 100
SHORT, LONG = 300, 20_000
FIRST_YEAR = 1900
DAY = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})")


class DayOrder(TextChoices):
    DAY = "day", "Day first: 27/3/2024"
    MONTH = "month", "Month first: 3/27/2024"
    YEAR = "year", "Year first: 2024-03-27"


class WhyNot(TextChoices):
    """Why a row is not taken in."""

    CELLS = "cells", "It has more or fewer cells than there are columns"
    NO_NAME = "no-name", "There is no name"
    BIRTH = "birth", "The date of birth is no date"
    NO_DAY = "no-day", "There is no day, or it is no date"
    TO_COME = "to-come", "The day lies ahead of today, or before the birth"
    NO_WORDS = "no-words", "There are no words"
    LONG = "long", "A cell is too long"
    SIGNS = "signs", "There are signs in it that nobody can read"
    FILE = "file", "There is a file or picture written out in it"
    TWICE = "twice", "It stands in the file twice"
    NOT_KNOWN = "not-known", "Nobody here has exactly this name and date of birth"
    SEVERAL = "several", "More than one person here has this name and date of birth"
    WORKS_HERE = "works-here", "They work or help here: that belongs into the staff file"
    NOT_FOR_YOU = "not-for-you", "Somebody else of the safeguarding team has to take it in"


@dataclass(frozen=True)
class Columns:
    """What the columns are called that hold each of these."""

    name: str
    born: str
    day: str
    words: str
    own: str = ""  # the reference that the row has there; "": none


@dataclass(frozen=True)
class TableRow:
    line: int
    name: str
    born: date | None
    day: date
    words: str = field(repr=False)
    own: str
    key: str  # the same row of the same product has the same; one with other words another


@dataclass(frozen=True)
class RowRefused:
    line: int
    why: WhyNot


@dataclass(frozen=True)
class Table:
    source: str
    rows: tuple[TableRow, ...]
    refused: tuple[RowRefused, ...]


def read(data: bytes, columns: Columns, order: str, *, source: str, today: date) -> Table:
    """Raises `Refused` where the file as a whole cannot be read."""
    found = _cells(_text(data))
    if not found:
        raise Refused(NO_ROWS)
    (_, heads), *lines = found
    if not lines:
        raise Refused(NO_ROWS)
    if len(lines) > MOST_ROWS:
        raise Refused(TOO_MANY)
    places = _places(columns, [" ".join(head.split()) for head in heads])
    rows: list[TableRow] = []
    refused: list[RowRefused] = []
    keys: set[str] = set()
    for line, cells in lines:
        row = _row(line, cells, len(heads), places, order, source, today)
        if isinstance(row, TableRow) and row.key in keys:
            row = RowRefused(line, WhyNot.TWICE)
        if isinstance(row, RowRefused):
            refused.append(row)
        else:
            keys.add(row.key)
            rows.append(row)
    return Table(source, tuple(rows), tuple(refused))


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Refused(TOO_LARGE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8) from None
    if "\x00" in text.partition("\n")[0]:  # letters of two bytes, or no letters at all
        raise Refused(NOT_UTF8)
    return text


def _cells(text: str) -> list[tuple[int, list[str]]]:
    """Each row with the line on which it begins. Empty ones are none."""
    first = text.partition("\n")[0]
    table = csv.reader(
        io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True
    )
    found, line = [], 1
    try:
        for cells in table:
            if any(cell.strip() for cell in cells):
                found.append((line, cells))
            line = table.line_num + 1
    except csv.Error:
        message = f"Line {line} cannot be read: look at its quotation marks."
        raise Refused(Refusal("table-unreadable", message, field="file")) from None
    return found


def _places(columns: Columns, heads: Sequence[str]) -> Mapping[str, int]:
    """Where each column stands. Its name has to stand there once."""
    known = [head.casefold() for head in heads[:MOST_COLUMNS]]
    places, refusals = {}, []
    for name, said in vars(columns).items():
        head = " ".join(said.split()).casefold()
        if known.count(head) == 1:
            places[name] = known.index(head)
        elif head:
            there = ", ".join(f"“{one[:40]}”" for one in heads[:20])
            message = f"There is not one column of this name. The first line has: {there}."
            refusals.append(Refusal("no-such-column", message, field=name))
    if refusals:
        raise Refused(*refusals)
    return places


def _row(
    line: int,
    cells: Sequence[str],
    width: int,
    places: Mapping[str, int],
    order: str,
    source: str,
    today: date,
) -> TableRow | RowRefused:
    if len(cells) != width:
        return RowRefused(line, WhyNot.CELLS)
    said = {name: cells[place].strip() for name, place in places.items()}
    name, words, own = " ".join(said["name"].split()), said["words"], said.get("own", "")
    born, day = _day(said["born"], order), _day(said["day"], order)
    why = _wrong(said) or _missing(said, born, day, today)
    if why is not None or day is None:
        return RowRefused(line, why or WhyNot.NO_DAY)
    text = json.dumps([source.casefold(), own, name, str(born), str(day), words])
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:48]
    return TableRow(line, name, born, day, words, own, key)


def _wrong(said: Mapping[str, str]) -> WhyNot | None:
    if any(len(cell) > (LONG if name == "words" else SHORT) for name, cell in said.items()):
        return WhyNot.LONG
    if any(_unreadable(cell, "\n\r\t" if name == "words" else "") for name, cell in said.items()):
        return WhyNot.SIGNS
    return WhyNot.FILE if any(map(no_file_in, said.values())) else None


def _unreadable(cell: str, allowed: Iterable[str]) -> bool:
    return any(category(sign) in {"Cc", "Cs", "Cf"} for sign in set(cell) - {*allowed} - JOINERS)


JOINERS = {"\u200c", "\u200d"}  # of scripts and signs that need them


def _missing(
    said: Mapping[str, str], born: date | None, day: date | None, today: date
) -> WhyNot | None:
    if not written(said["name"]):
        return WhyNot.NO_NAME
    if said["born"] and born is None:
        return WhyNot.BIRTH
    if day is None:
        return WhyNot.NO_DAY
    if day > today or (born is not None and born > day):
        return WhyNot.TO_COME
    return None if written(said["words"]) else WhyNot.NO_WORDS


ORDERS = {DayOrder.DAY: (2, 1, 0), DayOrder.MONTH: (2, 0, 1), DayOrder.YEAR: (0, 1, 2)}


def _day(said: str, order: str) -> date | None:
    match = DAY.fullmatch(said)
    if match is None or not said.isascii():
        return None
    numbers = [int(one) for one in match.groups()]
    year, month, day = (numbers[place] for place in ORDERS[DayOrder(order)])
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None


TOO_LARGE = Refusal(
    "table-too-large",
    f"The file is larger than {LARGEST // 2**20} MB. Take it in in parts.",
    field="file",
)
NOT_UTF8 = Refusal(
    "table-not-utf8",
    "This is no table that we can read. Save it as “CSV UTF-8” in your spreadsheet.",
    field="file",
)
NO_ROWS = Refusal(
    "table-empty", "The file needs a first line with names of columns, then rows.", field="file"
)
TOO_MANY = Refusal(
    "table-too-long",
    f"The file has more than {MOST_ROWS} rows. Take it in in parts.",
    field="file",
)


# ------ the report


def said_of(refused: Iterable[RowRefused]) -> str:
    """As a page carries it to its report: lines and codes, and nothing of the rows."""
    return " ".join(f"{one.line}:{one.why.value}" for one in refused)


def heard_of(said: str) -> list[RowRefused]:
    found = re.findall(r"(?<!\S)([0-9]{1,7}):([a-z-]{1,20})(?!\S)", said)
    return [RowRefused(int(line), WhyNot(why)) for line, why in found if why in WhyNot.values]


def report(refused: Iterable[RowRefused]) -> str:
    made = io.StringIO()
    table = csv.writer(made)
    table.writerow(("line", "why it is not taken in"))
    table.writerows((one.line, one.why.label) for one in refused)
    return made.getvalue()
