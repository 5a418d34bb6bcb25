"""Whatever is done to a record by hand is found: any change, removal, addition, swap or cut.

Thousands of random tries run on copies in memory, judged by the verification that is built in and
by the one that outsiders run; a few run on the tables themselves, their triggers taken away.
"""

import random
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from bield.kit.reading import reading
from bield.ledger import chain, commands, export, queries, signing, standalone
from bield.ledger.chain import Head
from bield.ledger.models import Detail, Entry
from bield.ledger.models import Head as KeptHead
from bield.ledger.source import Source
from bield.ledger.verify import Record, Verdict, judge
from tests.conftest import NOON
from tests.ledger.telling import ALDER, tell

TRIES = 2_500
HERE = ALDER.organisation_id
TABLES = """
CREATE TABLE ledger_entry (organisation_id bigint, number bigint, opened blob, tip blob,
    PRIMARY KEY (organisation_id, number));
CREATE TABLE ledger_head (organisation_id bigint PRIMARY KEY, number bigint, at bigint, tip blob,
    key blob, signature blob);
CREATE TABLE ledger_detail (organisation_id bigint, number bigint, opened blob,
    PRIMARY KEY (organisation_id, number));
"""
COLUMNS = {
    "ledger_entry": ("number", "opened", "tip"),
    "ledger_head": ("number", "at", "tip", "key", "signature"),
    "ledger_detail": ("number", "opened"),
}
pytestmark = pytest.mark.django_db
Tamper = Callable[[random.Random, "Copy"], Any]


class Copy:
    """A record in memory, where a try can be taken back."""

    def __init__(self) -> None:
        self.tables = sqlite3.connect(":memory:", isolation_level=None)
        self.tables.executescript(TABLES)
        for model in (Entry, KeptHead, Detail):
            table = model._meta.db_table
            names = ["organisation_id", *COLUMNS[table]]
            marks = ", ".join("?" * len(names))
            rows = [
                [bytes(one) if isinstance(one, memoryview) else one for one in row]
                for row in model._default_manager.filter(organisation_id=HERE).values_list(*names)
            ]
            self.tables.executemany(
                f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows
            )
        self.record = Record(HERE, Source("sqlite", self.tables))
        self.head = kept_head()
        self.older: list[Head] = []  # the heads of earlier commits, if a thief kept them

    def ask(self, sql: str, *values: object) -> list[Any]:
        return self.tables.execute(sql, values).fetchall()

    def judge(self, *others: Head) -> Verdict:
        return judge(self.record, others, key=signing.public_key())

    def export(self) -> list[str]:
        header = {"format": export.FORMAT, "organisation": HERE, "key": self.head.key.hex()}
        stretch = export.Stretch(HERE, -(10**9), 10**9, b"")
        lines = export._lines(self.record.source, stretch, lambda subject: subject != "S-3")
        head = self.record.head()
        tail = [export.line({"head": export.outside.shown(head)})] if head else []
        return [export.line(header), *map(export.line, lines), *tail]


def kept_head() -> Head:
    with reading(HERE):
        head = queries.head(HERE)
    assert head is not None
    return head


@pytest.fixture
def copy() -> Iterator[Copy]:
    """Twelve commits of one to four lines, some with personal detail, one of them erased."""
    dice = random.Random(7)
    older = []
    for commit in range(12):
        subjects = [f"S-{dice.randrange(9)}" for _ in range(dice.randrange(1, 5))]
        tell(ALDER, *subjects, detail={"name": "Joe Tanner"} if commit % 3 == 0 else None)
        older.append(kept_head())
    with reading(HERE):
        erasable = Detail.objects.order_by("number").values_list("number", flat=True)[1]
    commands.erase_detail(ALDER, erasable, reason_code="asked-for", at=NOON)
    with reading(HERE):
        made = Copy()
    made.older = older
    assert made.judge().broken is None
    yield made
    made.tables.close()


# ------ what can be done to the tables


def change_a_column(dice: random.Random, copy: Copy) -> object:
    table = dice.choice(["ledger_entry"] * 6 + ["ledger_head", "ledger_detail"])
    column = dice.choice(COLUMNS[table])
    rowid, old = dice.choice(
        copy.ask(f"SELECT rowid, {column} FROM {table} WHERE {column} IS NOT NULL")
    )
    new = another(dice, old)
    copy.ask(f"UPDATE OR REPLACE {table} SET {column} = ? WHERE rowid = ?", new, rowid)
    return table, column, rowid, old, new


def another(dice: random.Random, old: object) -> object:
    """The same value with one thing changed, or a value of another kind altogether."""
    if dice.random() < 0.1:
        return dice.choice([value for value in (None, b"", "", 0, 1.5, "x") if value != old])
    if isinstance(old, int):
        return old + dice.choice([-1, 1, 1_000_000])
    if isinstance(old, str):
        return old.swapcase() if dice.random() < 0.5 else old + dice.choice("x ")
    assert isinstance(old, bytes)
    place = dice.randrange(len(old))
    return old[:place] + bytes([old[place] ^ (1 << dice.randrange(8))]) + old[place + 1 :]


def remove_lines(dice: random.Random, copy: Copy) -> object:
    first = dice.randrange(1, copy.head.number + 1)
    last = first + dice.choice([0, 0, 0, 1, 2])
    copy.ask("DELETE FROM ledger_entry WHERE number BETWEEN ? AND ?", first, last)
    if dice.random() < 0.5:  # close the gap
        for (number,) in copy.ask(
            "SELECT number FROM ledger_entry WHERE number > ? ORDER BY 1", last
        ):
            gap = last - first + 1
            copy.ask("UPDATE ledger_entry SET number = ? WHERE number = ?", number - gap, number)
    return first, last


def cut_the_tail(dice: random.Random, copy: Copy) -> object:
    """Leave some lines, with the head as it is, none, one made up or the true one of that time."""
    older = dice.choice(copy.older)
    last = dice.choice([older.number, dice.randrange(copy.head.number)])
    copy.ask("DELETE FROM ledger_entry WHERE number > ?", last)
    copy.ask("DELETE FROM ledger_detail WHERE number > ?", last)
    how = dice.choice(["leave the head", "move the head", "take the head", "bring back the head"])
    if how == "move the head":
        copy.ask("UPDATE ledger_head SET number = ?, tip = (SELECT tip FROM ledger_entry"
                 " WHERE number = ?) ", last, last)  # fmt: skip
    elif how != "leave the head":
        copy.ask("DELETE FROM ledger_head")
    if how == "bring back the head" and last == older.number:
        copy.ask("INSERT INTO ledger_head VALUES (?, ?, ?, ?, ?, ?)", *vars(older).values())
    return last, how


def add_a_line(dice: random.Random, copy: Copy) -> object:
    number = dice.choice([0, -1, copy.head.number + 1, copy.head.number + 7])
    like = dice.randrange(1, copy.head.number + 1)
    copy.ask(
        "INSERT INTO ledger_entry SELECT organisation_id, ?, opened, tip FROM ledger_entry"
        " WHERE number = ?",
        number,
        like,
    )
    return number, like


def put_a_line_between(dice: random.Random, copy: Copy) -> object:
    place = dice.randrange(1, copy.head.number + 1)
    copy.ask("UPDATE ledger_entry SET number = -number WHERE number > ?", place)
    copy.ask("UPDATE ledger_entry SET number = 1 - number WHERE number < 0")
    copy.ask(
        "INSERT INTO ledger_entry SELECT organisation_id, number + 1, opened, tip"
        " FROM ledger_entry WHERE number = ?",
        place,
    )
    if dice.random() < 0.5:
        copy.ask("UPDATE ledger_head SET number = number + 1")
    return place


def swap_lines(dice: random.Random, copy: Copy) -> object:
    one, other = dice.sample(range(1, copy.head.number + 1), 2)
    copy.ask("UPDATE ledger_entry SET number = -1 WHERE number = ?", one)
    copy.ask("UPDATE ledger_entry SET number = ? WHERE number = ?", one, other)
    copy.ask("UPDATE ledger_entry SET number = ? WHERE number = -1", other)
    return one, other


def take_or_bring_back_a_detail(dice: random.Random, copy: Copy) -> object:
    numbers = [number for (number,) in copy.ask("SELECT number FROM ledger_detail")]
    if dice.random() < 0.5:
        number = dice.choice(numbers)
        copy.ask("DELETE FROM ledger_detail WHERE number = ?", number)
    else:
        free = set(range(-2, copy.head.number + 3)) - set(numbers)
        number = dice.choice(sorted(free))
        copy.ask("INSERT INTO ledger_detail SELECT organisation_id, ?, opened FROM ledger_detail"
                 " LIMIT 1", number)  # fmt: skip
    return number


def forge(dice: random.Random, copy: Copy) -> object:
    """Rewrite a line and make every hash after it fit: all that can be done without the key."""
    number = dice.randrange(1, copy.head.number + 1)
    (opened,) = copy.ask("SELECT opened FROM ledger_entry WHERE number = ?", number)[0]
    body = replace(chain.body(opened), subject="S-forged", by="house:forger")
    at = chain.where(opened)[1] + dice.choice([0, 1])
    copy.ask(
        "UPDATE ledger_entry SET opened = ? WHERE number = ?",
        chain.place(number, at) + bytes(chain.SALT) + body.text.encode(),
        number,
    )
    tip = chain.beginning(HERE)
    for row, held in copy.ask("SELECT number, opened FROM ledger_entry ORDER BY number"):
        tip = chain.tip(tip, held)
        copy.ask("UPDATE ledger_entry SET tip = ? WHERE number = ?", tip, row)
    if dice.random() < 0.5:
        copy.ask("UPDATE ledger_head SET tip = ?", tip)
    return number


WAYS: tuple[Tamper, ...] = (
    *(change_a_column,) * 5, remove_lines, cut_the_tail, add_a_line, put_a_line_between, swap_lines,
    take_or_bring_back_a_detail, forge,
)  # fmt: skip


def test_any_tampering_with_the_tables_is_found(copy: Copy) -> None:
    dice = random.Random(20260303)
    missed = []
    for _ in range(TRIES):
        copy.ask("BEGIN")
        way = dice.choice(WAYS)
        what = way(dice, copy)
        if copy.judge(copy.head).broken is None:
            missed.append((way.__name__, what))
        copy.ask("ROLLBACK")

    assert missed == []


def test_any_tampering_with_the_chain_shows_in_an_export(copy: Copy) -> None:
    """What an outsider is given after the tables were changed does not lead to the published head.

    Bodies that stay closed, and columns that are not exported, cannot show there.
    """
    dice = random.Random(20260304)
    ways = (remove_lines, cut_the_tail, add_a_line, put_a_line_between, swap_lines, forge)
    missed = []
    for _ in range(500):
        copy.ask("BEGIN")
        way = dice.choice(ways)
        what = way(dice, copy)
        if found_by_an_outsider(copy.export(), copy.head) is None:
            missed.append((way.__name__, what))
        copy.ask("ROLLBACK")

    assert missed == []


# ------ what can be done to an exported record


def found_by_an_outsider(lines: list[str], head: Head) -> str | None:
    try:
        standalone.check(lines, key=head.key.hex(), heads=[export.outside.shown(head)])
    except (standalone.Broken, standalone.Unusable) as found:
        return str(found)
    return None


def spoil(dice: random.Random, lines: list[str]) -> object:
    """Change, remove, add, swap or cut: anywhere in the file, the head and first line included."""
    way = dice.choice(["change"] * 4 + ["remove", "repeat", "swap", "cut", "cut in a line"])
    place = dice.randrange(len(lines))
    if way == "change":
        at = dice.randrange(len(lines[place]))
        new = dice.choice([c for c in '0123456789abcdefA"{}:, \n\t' if c != lines[place][at]])
        lines[place] = lines[place][:at] + new + lines[place][at + 1 :]
        lines[:] = "".join(lines).splitlines(keepends=True)
        return way, place, at, new
    if way == "remove":
        del lines[place]
    elif way == "repeat":
        lines.insert(dice.randrange(len(lines) + 1), lines[place])
    elif way == "swap":
        other = dice.choice([one for one in range(len(lines)) if one != place])
        lines[place], lines[other] = lines[other], lines[place]
    elif way == "cut":
        del lines[place:]
    else:
        lines[place:] = [lines[place][: dice.randrange(len(lines[place]) - 1)]]
    return way, place


def test_any_tampering_with_an_exported_record_is_found_by_an_outsider(copy: Copy) -> None:
    dice = random.Random(20260305)
    whole = copy.export()
    assert found_by_an_outsider(whole, copy.head) is None
    missed = []
    for _ in range(TRIES):
        lines = list(whole)
        what = spoil(dice, lines)
        if lines != whole and found_by_an_outsider(lines, copy.head) is None:
            missed.append(what)

    assert missed == []


def test_a_shorter_record_with_its_own_old_head_is_found_by_a_published_one(copy: Copy) -> None:
    older = copy.export()
    tell(ALDER, "S-9")

    found = found_by_an_outsider(older, kept_head())

    assert found is not None
    assert "the end was cut off" in found
