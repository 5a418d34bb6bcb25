"""What stands in a cell: tidied, never guessed at. Pure."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from unicodedata import category, normalize

from bield.people.importing import numbers
from bield.people.importing.rows import PersonRow, Unread
from bield.people.importing.states import DayOrder, WhyNot

LONGEST_KEY, LONGEST_NAME, LONGEST_EMAIL, LONGEST_PHONE = 255, 200, 254, 32
FIRST_YEAR = 1900
TWO_DIGITS = 100
DAY = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
EMAIL = re.compile(r"[^@\s,;<>\"]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z0-9-]{2,63}")
JOINERS = {"\u200c", "\u200d"}  # of scripts and signs that need them
ORDERS = {DayOrder.DAY: (2, 1, 0), DayOrder.MONTH: (2, 0, 1), DayOrder.YEAR: (0, 1, 2)}


class Unfit(ValueError):
    """A cell cannot be taken in."""

    def __init__(self, why: WhyNot) -> None:
        super().__init__(why.value)
        self.why = why


def tidy(said: str) -> str:
    """One writing for what looks the same; a cell that begins like a formula keeps what it says,
    without the sign that a spreadsheet was to be kept from working out."""
    text = " ".join(normalize("NFC", said).split())
    return text[1:] if text[:2] in {"'=", "'+", "'-", "'@"} else text


def is_unreadable(said: str) -> bool:
    """Surrogates, control and hidden signs: nobody sees them, and two names may differ by them."""
    if said.isascii() and said.isprintable():
        return False
    return any(category(sign) in {"Cc", "Cs", "Cf", "Co"} for sign in {*said} - JOINERS)


def tell_unreadable(cells: Iterable[str]) -> None:
    if any(map(is_unreadable, cells)):
        raise Unfit(WhyNot.SIGNS)


def day(said: str, order: str) -> date | None:
    """A day; years of four digits only. A day written year first is understood in any order."""
    if not said:
        return None
    match = DAY.fullmatch(said)
    if match is None or not said.isascii():
        raise Unfit(WhyNot.BIRTH)
    parts = match.groups()
    places = ORDERS[DayOrder.YEAR if len(parts[0]) == 4 else DayOrder(order)]
    year, month, number = (int(parts[place]) for place in places)
    if year < TWO_DIGITS:
        raise Unfit(WhyNot.TWO_DIGITS)
    try:
        found = date(year, month, number)
    except ValueError:
        raise Unfit(WhyNot.BIRTH) from None
    if found.year < FIRST_YEAR:
        raise Unfit(WhyNot.BIRTH)
    return found


def tell_no_name(*names: str) -> None:
    """Names of places and groups, fit to be shown and kept."""
    tell_unreadable(names)
    for name in names:
        if len(name) > LONGEST_NAME:
            raise Unfit(WhyNot.LONG)
        if not any(sign.isalnum() for sign in name):
            raise Unfit(WhyNot.NO_WORD)


def checked(row: PersonRow, today: date, *, file: str = "") -> PersonRow | Unread:
    """A person fit to be laid beside what is known, or why not."""
    try:
        return _checked(row, today)
    except Unfit as unfit:
        return Unread(row.line, unfit.why, row.name or row.key, file, row.key)


def _checked(row: PersonRow, today: date) -> PersonRow:
    if not row.key:
        raise Unfit(WhyNot.NO_KEY)
    if not any(sign.isalnum() for sign in row.name):
        raise Unfit(WhyNot.NO_NAME)
    tell_unreadable((row.key, row.name, row.known_as, row.email, row.phone))
    lengths = (
        (row.key, LONGEST_KEY),
        (row.name, LONGEST_NAME),
        (row.known_as, LONGEST_NAME),
        (row.email, LONGEST_EMAIL),
        (row.phone, LONGEST_PHONE),
    )
    if any(len(said) > most for said, most in lengths):
        raise Unfit(WhyNot.LONG)
    if row.email and EMAIL.fullmatch(row.email) is None:
        raise Unfit(WhyNot.EMAIL)
    if row.born_on is not None and row.born_on > today:
        raise Unfit(WhyNot.TO_COME)
    number = numbers.tidy(row.number)
    if number and not numbers.is_one(number):
        raise Unfit(WhyNot.NUMBER)
    return row if number == row.number else replace(row, number=number)
