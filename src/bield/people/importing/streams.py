"""Tables as text, read line by line: what is in memory is a line, never the file."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from bield.kit.refusals import Refusal, Refused

PIECE = 2**16
LONGEST_LINE = 2**16  # signs; a person takes a few hundred
MOST_COLUMNS = 200
UTF8, WINDOWS = "utf-8-sig", "cp1252"

Record = tuple[int, list[str]]  # the line on which it begins, its cells


def encoding_of(file: BinaryIO) -> str:
    """UTF-8 when all of it is; else what spreadsheets of Windows write."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while piece := file.read(PIECE):
            if b"\x00" in piece:
                raise Refused(NO_TABLE)
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return WINDOWS
    finally:
        file.seek(0)
    return UTF8


def records(file: BinaryIO, encoding: str, *, delimiter: str = "") -> Iterator[Record]:
    """The rows with anything in them. Without a delimiter it is what the first line has most of."""
    text = io.TextIOWrapper(file, encoding, errors="replace", newline="")
    try:
        lines = _lines(text)
        first = next(lines, "")
        table = csv.reader(
            _again(first, lines),
            delimiter=delimiter or max(",;\t|", key=first.count),
            strict=False,
        )
        line = 1
        for cells in table:
            if any(cell and not cell.isspace() for cell in cells):
                yield line, cells
            line = table.line_num + 1
    except csv.Error:
        raise Refused(NO_TABLE) from None
    finally:
        text.detach()


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LONGEST_LINE):
        if len(line) >= LONGEST_LINE:
            raise Refused(NO_TABLE)
        yield line


def _again(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def heads_of(cells: Sequence[str]) -> list[str]:
    if len(cells) > MOST_COLUMNS:
        raise Refused(NO_TABLE)
    return [" ".join(cell.split()) for cell in cells]


NO_TABLE = Refusal(
    "list-unreadable",
    "This is no table that we can read. Save it as “CSV UTF-8” in your spreadsheet, and choose"
    " that file.",
    field="file",
)
EMPTY = Refusal(
    "list-empty",
    "The file needs a first line with names of columns, and rows below it.",
    field="file",
)
