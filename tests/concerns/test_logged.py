"""The log of concerns: every number, in order, without a gap, and nothing that is another's."""

import csv
import io

import pytest
from django.db import DatabaseError, connection, transaction  # noqa: TID251  # the database itself refuses

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.models import Concern
from bield.kit.refusals import NotFound
from bield.ledger.review import lines_of
from bield.people.actors import Strength
from tests.concerns.telling import acknowledged, closed, concern, reported
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient


def log(cast: Cast, who: str = "ama") -> list[tuple[int, str]]:
    rows = queries.numbered(cast.actor(who), at=NOON).rows
    return [(row.number, row.reference) for row in reversed(rows)]


def taken(cast: Cast, who: str = "ama") -> list[list[str]]:
    return list(csv.reader(io.StringIO(commands.take_numbers(cast.actor(who), at=NOON))))


def removed(reference: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM concerns_concern WHERE reference = %s", [reference])


@pytest.mark.clause("EY-11b")
def test_no_number_can_be_removed_or_changed(cast: Cast) -> None:
    first, second = reported(cast), reported(cast)
    assert log(cast) == [(1, first), (2, second)]

    for attempt in (
        lambda: removed(first),
        lambda: Concern.objects.filter(reference=second).update(log_number=9),
        lambda: Concern.objects.filter(reference=second).update(log_number=None),
    ):
        with pytest.raises(DatabaseError, match="no gaps"), transaction.atomic():
            attempt()

    assert log(cast) == [(1, first), (2, second)]


@pytest.mark.clause("EY-11b")
def test_the_export_lists_every_number_with_restricted_ones_masked(cast: Cast) -> None:
    first = reported(cast)
    picture = reported(cast, colleague=True)
    last = closed(cast)

    head, *rows = taken(cast, "ben")

    assert head[:2] == ["number", "reference"]
    assert [row[:2] for row in rows] == [["1", first], ["2", "restricted"], ["3", last]]
    assert rows[1][2:] == [""] * 7, "nothing of it but that it has a number"
    assert picture not in str(rows)
    assert rows[2][7] == "Closed"


@pytest.mark.clause("EY-11b")
def test_for_whoever_is_named_there_is_no_such_number_and_no_gap(cast: Cast) -> None:
    first = reported(cast)
    about = reported(cast, about=[About(person_id=cast.ben.pk)])
    last = reported(cast)

    assert log(cast, "ben") == [(1, first), (2, last)]
    assert [row[0] for row in taken(cast, "ben")[1:]] == ["1", "2"]
    assert [number for number, _ in log(cast, "ama")] == [1, 2, 3]
    assert queries.numbered(cast.actor("ben"), before=2, at=NOON).rows[0].reference == first
    assert concern(about).log_number == 2


def test_each_organisation_counts_its_own(cast: Cast) -> None:
    reported(cast)

    assert queries.numbered(cast.actor("mia"), at=NOON).rows == ()


def test_it_is_for_those_designated_alone(cast: Cast) -> None:
    for who in ("dev", "eve", "hal", "lou"):
        with pytest.raises(NotFound):
            queries.numbered(cast.actor(who), at=NOON)
    with pytest.raises(NotFound):
        queries.numbered(cast.actor("ama", Strength.ONE_FACTOR), at=NOON)


def test_a_cell_that_begins_like_a_formula_is_no_formula(cast: Cast) -> None:
    acknowledged(cast)
    cast.oak.name = "=1+1"
    cast.oak.save()

    assert taken(cast)[1][2] == "'=1+1"


def test_how_many_numbers_were_taken_is_not_told_to_who_counts_fewer(cast: Cast) -> None:
    reported(cast)
    reported(cast, about=[About(person_id=cast.ben.pk)])
    taken(cast, "ama")

    read = lines_of(cast.actor("ben"), "concern.log-taken").lines
    counted = lines_of(cast.actor("ben"), "concern.export-counted").lines
    own = lines_of(cast.actor("ama"), "concern.export-counted").lines

    assert [line.sentence for line in read] == [
        "Ama Boateng took the log of concerns out as a file"
    ]
    assert (len(counted), len(own)) == (0, 1)
    assert own[0].sentence.endswith("had 2 concerns")


def test_the_page_and_the_file(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    reference, ben = reported(cast), client
    sign_in(client, cast.ben)

    page = ben.get("/numbered/")
    file = ben.post("/numbered/csv/", content_type="application/x-www-form-urlencoded")

    assert reference in page.content.decode()
    assert file.status_code == 200, file.content.decode()[-1500:]
    assert file["Content-Type"].startswith("text/csv")
    assert reference in file.content.decode()
    assert ben.get("/numbered/?before=no").status_code == 200
