"""A table from another product: judged row by row, taken in once, tied to nobody by chance."""

import csv
import io
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bield.concerns import commands, queries, tables
from bield.concerns.models import Concern, Entry, Exclusion
from bield.concerns.queries.tables import Judged
from bield.concerns.tables import Columns, Table, WhyNot
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Role
from tests.concerns.telling import on_desk, readers_of, reported
from tests.conftest import BEGAN, NOON, Cast, SignIn, look_into
from tests.files import png
from tests.pages import LookingClient

HEADS = ("Name", "Date of birth", "Date", "Details", "Number")
COLUMNS = Columns(*HEADS)
BORN = date(2012, 5, 14)
ROW = ("Pia Arrow", "14/5/2012", "3/2/2025", "She cried at lunch.", "17")


def sheet(*rows: Iterable[str], heads: Iterable[str] = HEADS, delimiter: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows([heads, *rows])
    return made.getvalue().encode()


def read(data: bytes, columns: Columns = COLUMNS, order: str = "day") -> Table:
    return tables.read(data, columns, order, source="OldLog", today=NOON.date())


def why(*rows: Iterable[str]) -> list[tuple[int, str]]:
    return [(one.line, one.why.value) for one in read(sheet(*rows)).refused]


def judged(cast: Cast, *rows: Iterable[str], by: str = "ama", keep: bool = False) -> Judged:
    return queries.judged_table(cast.actor(by), read(sheet(*rows)), keep=keep, at=NOON)


def taken(cast: Cast, *rows: Iterable[str], by: str = "ama", keep: bool = False) -> Judged:
    found = judged(cast, *rows, by=by, keep=keep)
    commands.take_in_table(cast.actor(by), found, source="OldLog", site_id=cast.oak.pk, at=NOON)
    return found


@pytest.fixture
def pia(cast: Cast) -> int:
    actor = house(cast.alder.pk, "tests")
    person = people.add_person(actor, name="Pia Arrow", born_on=BORN, at=BEGAN)
    people.appoint(actor, person.pk, role=Role.LEARNER, site_id=cast.oak.pk, at=BEGAN)
    return person.pk


# ------ the file


def test_a_table_is_read_whatever_divides_it_and_however_its_columns_stand() -> None:
    turned = ROW[::-1]
    for delimiter in ",;\t":
        (row,) = read(sheet(turned, heads=HEADS[::-1], delimiter=delimiter)).rows

        assert (row.line, row.name, row.born, row.day) == (2, "Pia Arrow", BORN, date(2025, 2, 3))
        assert (row.words, row.own) == ("She cried at lunch.", "17")
    marked = b"\xef\xbb\xbf" + sheet(ROW)
    assert len(read(marked, Columns(" name", "date of BIRTH", "Date", "Details")).rows) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (sheet(ROW).decode().encode("utf-16"), "table-not-utf8"),
        ("Name,Größe\n".encode("latin-1"), "table-not-utf8"),
        (png(), "table-not-utf8"),
        (b"\x00" * 50, "table-not-utf8"),
        (b"", "table-empty"),
        (b"\n\n,,\n", "table-empty"),
        (sheet(), "table-empty"),
        (b'Name,Date\n"never closed,1', "table-unreadable"),
        (b'Name\n"' + b"x" * 200_000 + b'"\n', "table-unreadable"),
        (b"x" * (tables.LARGEST + 1), "table-too-large"),
        (sheet(*[ROW] * (tables.MOST_ROWS + 1)), "table-too-long"),
    ],
)
def test_what_is_no_table_is_refused_whole(data: bytes, code: str) -> None:
    with pytest.raises(Refused, match=code):
        read(data)


def test_a_column_that_is_not_there_or_there_twice_is_named_beside_its_field() -> None:
    with pytest.raises(Refused) as refused:
        read(sheet(ROW, heads=("Name", "Name", "Date", "Text", "Number")))

    assert {one.field for one in refused.value.refusals} == {"name", "born", "words"}
    assert "“Text”" in refused.value.refusals[0].message


# ------ the rows


def row(**cells: str) -> tuple[str, ...]:
    said = dict(zip(HEADS, ROW, strict=True)) | {"Number": ""}
    return tuple((said | {name.replace("_", " "): cell for name, cell in cells.items()}).values())


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"Name": "  "}, WhyNot.NO_NAME),
        ({"Name": "\u2060"}, WhyNot.SIGNS),
        ({"Date_of_birth": "31/2/2012"}, WhyNot.BIRTH),
        ({"Date_of_birth": "unknown"}, WhyNot.BIRTH),
        ({"Date": ""}, WhyNot.NO_DAY),
        ({"Date": "2025-02-03"}, WhyNot.NO_DAY),
        ({"Date": "1/1/0001"}, WhyNot.NO_DAY),
        ({"Date": "٣/2/2025"}, WhyNot.NO_DAY),
        ({"Date": "4/3/2026"}, WhyNot.TO_COME),
        ({"Date": "13/5/2012"}, WhyNot.TO_COME),
        ({"Details": " "}, WhyNot.NO_WORDS),
        ({"Details": "x" * 20_001}, WhyNot.LONG),
        ({"Name": "x" * 301}, WhyNot.LONG),
        ({"Details": "with a NUL \x00 in it"}, WhyNot.SIGNS),
        ({"Name": "Pia\nArrow"}, WhyNot.SIGNS),
        ({"Details": "turned \u202e round"}, WhyNot.SIGNS),
    ],
)
def test_a_row_that_is_wrong_is_refused_with_its_line(
    cells: dict[str, str], reason: WhyNot
) -> None:
    assert why(ROW, row(**cells)) == [(3, reason.value)]


def test_a_row_of_another_length_one_with_a_file_and_one_that_comes_twice() -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ" * 20

    assert why(ROW, ROW[:3]) == [(3, "cells")]
    assert why(ROW, row(Details=picture)) == [(3, "file")]
    assert why(ROW, ROW, row(), row()) == [(3, "twice"), (5, "twice")]


def test_lines_are_those_of_the_file_also_where_a_cell_has_several() -> None:
    assert why(row(Details="one\ntwo\nthree"), row(Name="")) == [(5, "no-name")]


def test_the_order_of_days_is_as_it_was_said() -> None:
    cells = ("Pia Arrow", "", "2/3/2025", "Words.", "")

    assert read(sheet(cells), order="day").rows[0].day == date(2025, 3, 2)
    assert read(sheet(cells), order="month").rows[0].day == date(2025, 2, 3)
    assert read(sheet(cells), order="year").refused[0].why == WhyNot.NO_DAY


# ------ whose they are


def test_only_exactly_the_name_and_the_birthday_tie_a_row_to_somebody(cast: Cast, pia: int) -> None:
    rows = [
        row(),
        row(Name="pia  ARROW"),
        row(Name="Pia Arow"),
        row(Date_of_birth="15/5/2012"),
        row(Date_of_birth=""),
    ]

    found = judged(cast, *rows)
    kept = judged(cast, *rows, keep=True)

    assert [(one.row.line, one.person_id) for one in found.rows] == [(2, pia), (3, pia)]
    assert [(one.line, one.why.value) for one in found.refused] == [
        (4, "not-known"),
        (5, "not-known"),
        (6, "not-known"),
    ]
    assert [one.person_id for one in kept.rows] == [pia, pia, None, None, None]


def test_two_of_one_name_and_birthday_and_whoever_works_here_are_refused(
    cast: Cast, pia: int
) -> None:
    actor = house(cast.alder.pk, "tests")
    people.add_person(actor, name="Pia Arrow", born_on=BORN, at=NOON)
    works = people.add_person(actor, name="Una Staff", born_on=date(1990, 1, 1), at=BEGAN)
    people.appoint(actor, works.pk, role=Role.STAFF, site_id=cast.oak.pk, at=BEGAN)

    found = judged(cast, row(), row(Name="Una Staff", Date_of_birth="1/1/1990"), keep=True)

    assert [one.why.value for one in found.refused] == ["several", "works-here"]


@pytest.mark.parametrize("born", ["", "1/1/1980"])
def test_whoever_is_called_as_a_colleague_and_may_be_one_is_not_kept_by_the_name(
    cast: Cast, born: str
) -> None:
    found = judged(cast, row(Name="ivy  LINDQVIST", Date_of_birth=born), keep=True)

    assert [one.why for one in found.refused] == [WhyNot.WORKS_HERE]


# ------ what becomes of them


def test_a_row_stands_in_the_chronology_with_its_source_and_its_own_day(
    cast: Cast, pia: int
) -> None:
    taken(cast, ROW)

    concern = Concern.objects.get()
    page = queries.concern_page(cast.actor("ama"), concern.reference, at=NOON)
    (line, told) = queries.person_history(cast.actor("ama"), concern.reference, 1, at=NOON).lines

    assert (concern.about_id, concern.stage, concern.happened_on) == (
        pia,
        "closed",
        date(2025, 2, 3),
    )
    assert page.account == "She cried at lunch."
    assert line.line.text.startswith("Taken in from OldLog (a table, line 2), where it is 17.")
    assert (told.line.text, told.line.by, told.when) == (
        "She cried at lunch.",
        "Another setting",
        "Monday 3 February 2025",
    )
    assert on_desk(cast, "ama", tab="closed") == [concern.reference]


def test_nothing_stands_there_that_nobody_said_and_nothing_is_asked_of_us(
    cast: Cast, pia: int
) -> None:
    taken(cast, ROW)
    ama, concern = cast.actor("ama"), Concern.objects.get()

    page = queries.concern_page(ama, concern.reference, at=NOON)
    (_, told) = queries.person_history(ama, concern.reference, 1, at=NOON).lines
    commands.reopen(ama, concern.reference, reason="Looked at again.", at=NOON)

    assert page.required == ()
    for said in (page.reported, page.chronology[0].written, told.line and told.line.written):
        assert said is not None
        assert said.exact == "Monday 3 February 2025, time not known"
    assert page.from_table
    assert queries.concern_page(ama, concern.reference, at=NOON).required != ()


def test_sent_twice_it_is_there_once(cast: Cast, pia: int) -> None:
    taken(cast, ROW, row())
    again = taken(cast, ROW, row(), row(Details="Something else."))
    other_words = taken(cast, (*ROW[:3], "Written anew there.", "17"))

    assert again.here == 2
    assert other_words.here == 0, "of the same reference there, amended: never dropped"
    assert (Concern.objects.count(), Entry.objects.count()) == (4, 8)


def test_the_lead_and_the_deputies_read_it_and_nobody_who_may_be_meant(
    cast: Cast, pia: int
) -> None:
    taken(cast, row(Name="Ben Carter", Date_of_birth="14/5/2012"), keep=True)
    taken(cast, ROW)
    of_ben, of_pia = Concern.objects.order_by("pk")

    assert readers_of(of_pia.reference) == ["ama", "ben"]
    assert readers_of(of_ben.reference) == ["ama"]
    assert Exclusion.objects.filter(concern=of_ben, person=cast.ben, named=True).exists()
    assert queries.came_from_elsewhere(of_pia)
    with pytest.raises(NotFound):
        queries.concern(cast.actor("ben"), of_ben.reference)


def test_what_names_whoever_takes_it_in_is_not_theirs_and_says_nothing(cast: Cast) -> None:
    mine = row(Name="Ben Carter", Date_of_birth="14/5/2012")
    before = judged(cast, mine, by="ben", keep=True)
    taken(cast, mine, by="ama", keep=True)

    after = judged(cast, mine, by="ben", keep=True)

    assert before == after
    assert [one.why for one in after.refused] == [WhyNot.NOT_FOR_YOU]


def test_what_is_here_and_hidden_is_not_counted(cast: Cast, pia: int) -> None:
    taken(cast, ROW)
    (concern,) = Concern.objects.all()
    commands.exclude(
        cast.actor("ama"), concern.reference, person_id=cast.ben.pk, reason="Family.", at=NOON
    )

    assert judged(cast, ROW, by="ben").here == 0
    taken(cast, ROW, by="ben")
    assert Concern.objects.count() == 1


def test_it_is_for_the_lead_and_the_deputies_and_a_line_of_the_record(cast: Cast, pia: int) -> None:
    for who in ("cat", "dev", "eve", "gus", "hal", "lou"):
        with pytest.raises(NotFound):
            judged(cast, ROW, by=who)
    taken(cast, ROW)
    look_into(cast.alder)
    (concern,) = Concern.objects.all()

    events = [one.event for one in ledger.lines_about(cast.alder.pk, concern.reference)]
    assert events == ["concern.from-table"]
    about = [one.event for one in ledger.lines_about(cast.alder.pk, "files:table")]
    assert about == ["concern.table-came"]


def test_a_place_of_another_house_takes_nothing_in(cast: Cast, pia: int) -> None:
    found = judged(cast, ROW)

    with pytest.raises(Refused, match="no-place"):
        commands.take_in_table(
            cast.actor("ama"), found, source="OldLog", site_id=cast.birch_site.pk, at=NOON
        )
    assert Concern.objects.count() == 0


# ------ the pages


def send(client: LookingClient, cast: Cast, data: bytes, **said: str) -> str:
    form: dict[str, Any] = {
        "source": "OldLog",
        "site": str(cast.oak.pk),
        "name": "Name",
        "born": "Date of birth",
        "day": "Date",
        "words": "Details",
        "own": "Number",
        "order": "day",
        "unknown": "refuse",
        "what": "look",
        **said,
        "file": SimpleUploadedFile("old.csv", data, "text/csv"),
    }
    return client.post("/files-received/table/", form).content.decode()


def test_it_is_looked_at_reported_and_taken_in(
    cast: Cast, pia: int, client: LookingClient, sign_in: SignIn
) -> None:
    data = sheet(ROW, row(Name=""), row(Details="=HYPERLINK(1)", Date="1/2/2025"))
    sign_in(client, cast.ama)

    looked = send(client, cast, data)
    nothing_yet = Concern.objects.count()
    done = send(client, cast, data, what="take")
    file = client.send("/files-received/table/report/", {"report": "3:no-name 9:forged =1+1"})

    assert ("<b>2 rows</b> would be taken in" in looked, nothing_yet) == (True, 0)
    assert "Line 3: There is no name." in looked
    assert 'value="3:no-name"' in looked
    assert "<b>2 rows</b> stand here now" in done
    assert Concern.objects.count() == 2
    assert file.content.decode("utf-8-sig").splitlines() == [
        "line,why it is not taken in",
        "3,There is no name",
    ]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_kept(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    no_column = send(client, cast, sheet(ROW), words="Narrative", what="take")
    no_table = send(client, cast, png(), what="take")

    assert "There is not one column of this name." in no_column
    assert 'value="Narrative"' in no_column
    assert "This is no table that we can read." in no_table
    assert Concern.objects.count() == 0


def test_a_first_export_gives_it_out_again_with_the_formula_bound(cast: Cast, pia: int) -> None:
    from bield.concerns.exports import Chosen, written_out

    taken(cast, row(Details="=1+1", Date="1/2/2025"))
    reported(cast, at=NOON - timedelta(days=1))
    ama, asked = cast.actor("ama"), Chosen("review", words=True)
    counted = commands.export_concerns(ama, asked, at=NOON)
    rows = queries.exported(ama, asked, newest=counted.newest)

    made = b"".join(written_out(rows, how="csv", words=True)).decode("utf-8-sig")

    assert "'=1+1" in [one["account"] for one in csv.DictReader(io.StringIO(made))]
