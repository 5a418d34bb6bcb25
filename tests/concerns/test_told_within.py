"""By when the officer of the local authority is told: their own time first, the same everywhere."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.access.states import Scope
from bield.advice import commands as advice
from bield.advice import queries as directory
from bield.advice.states import Body, Within
from bield.concerns import commands, queries
from bield.concerns.queries.officer_told import BEGAN_BEFORE
from bield.concerns.triaging import RequiredItem
from bield.duties import queries as duties
from bield.duties.clocks import end_of
from tests.concerns.test_staff_files import about, answer, staff_file
from tests.concerns.triage import go_through
from tests.conftest import NOON, TODAY, Cast, SignIn, number_of
from tests.pages import LookingClient
from tests.systems import system

DAY = timedelta(days=1)
TITLE = "Report it to the local authority’s designated officer, or consult them"
CARE = "Consult adults’ social care about the adult named"
TOMORROW = end_of(TODAY + DAY)


def known(cast: Cast, **more: Any) -> None:
    """Another officer, of Southshire, who asks for 24 hours."""
    site = more.pop("site", None)
    said = {"authority": "Southshire", "within": Within.A_DAY, **more}
    given = number_of(Body.LADO, "0114 496 0203", **said)
    advice.keep_number(cast.actor("ama"), given, site_id=site and site.pk, at=NOON)


def unknown(cast: Cast) -> None:
    for number in directory.bodies(cast.actor("ama"), None, NOON):
        if number.code == Body.LADO:
            for own in number.own:
                advice.end_number(cast.actor("ama"), own.reference, at=NOON)


def set_time(cast: Cast, amount: int) -> None:
    commands.set_time(cast.actor("ama"), "lado", amount=amount, unit="clock_hours", at=NOON)


def to_tell(cast: Cast, **words: Any) -> str:
    reference = about(cast, **words)
    answer(cast, reference)
    return reference


def step(cast: Cast, reference: str, title: str = TITLE) -> RequiredItem:
    page = queries.concern_page(cast.actor("ama"), reference, at=NOON)
    return next(one for one in page.to_do if one.title == title)


def due(cast: Cast, reference: str) -> datetime:
    """As the duty, the page and the staff file have it: one and the same."""
    mine = duties.for_person(cast.actor("ama"), NOON)
    in_file = {one.reference: one for one in staff_file(cast, reference).lines}[reference]
    item = step(cast, reference)
    assert in_file.officer_due in {row.due_at for row in mine if row.subject[:10] == reference}
    assert in_file.officer_source == item.source
    return in_file.officer_due


# ------ whose word it is


@pytest.mark.clause("OT-14d")
def test_the_officer_of_the_place_says_how_soon(cast: Cast) -> None:
    known(cast, site=cast.elm)

    at_oak, at_elm = to_tell(cast), to_tell(cast, site_id=cast.elm.pk)

    assert (due(cast, at_oak), due(cast, at_elm)) == (TOMORROW, NOON + DAY)
    assert step(cast, at_oak).source == "Northshire asks for one working day"
    assert step(cast, at_elm).source == "Southshire asks for 24 hours"
    assert not step(cast, at_oak).proposed


@pytest.mark.clause("OT-14d")
def test_of_several_authorities_the_one_that_ends_first_counts(cast: Cast) -> None:
    known(cast)

    reference = to_tell(cast)

    assert due(cast, reference) == NOON + DAY
    assert step(cast, reference).source == "Southshire asks for 24 hours"


def test_what_the_organisation_set_does_not_lengthen_or_shorten_it(cast: Cast) -> None:
    set_time(cast, 4)

    assert due(cast, to_tell(cast)) == TOMORROW


def test_where_no_officer_is_known_it_is_what_the_organisation_set(cast: Cast) -> None:
    unknown(cast)
    proposed = to_tell(cast)
    set_time(cast, 4)
    set_here = to_tell(cast)

    assert (due(cast, proposed), due(cast, set_here)) == (TOMORROW, NOON + timedelta(hours=4))
    assert (step(cast, set_here).source, step(cast, set_here).proposed) == ("", False)


def test_adults_social_care_is_no_officer_of_that_directory(cast: Cast) -> None:
    known(cast)
    set_time(cast, 4)
    reference = about(cast)
    go_through(
        cast.actor("ama"),
        reference,
        {"allegation": "yes", "behaviour": "staff", "concerned": "adult_at_risk"},
        at=NOON,
    )

    line = staff_file(cast, reference).lines[0]

    assert step(cast, reference, CARE).source == line.officer_source == ""
    assert line.officer_due == NOON + timedelta(hours=4)
    assert line.officer.startswith("Adults’ social care is to be told")


# ------ what changes afterwards


@pytest.mark.parametrize("what", ["the directory", "the organisation"])
def test_what_runs_keeps_its_time_and_says_so(cast: Cast, what: str) -> None:
    if what == "the organisation":
        unknown(cast)
        set_time(cast, 9)
    before = to_tell(cast)
    was = due(cast, before)
    if what == "the directory":
        known(cast)
    else:
        set_time(cast, 4)

    after = to_tell(cast)

    assert due(cast, before) == was
    assert due(cast, after) < was
    assert step(cast, before).source == BEGAN_BEFORE


def test_what_was_told_in_time_stays_so_whatever_is_written_down_later(cast: Cast) -> None:
    reference, later = to_tell(cast), NOON + DAY + timedelta(hours=2)
    told = commands.Told("lado", later, name="Gil")
    commands.refer_now(cast.actor("ama"), reference, told, at=later)
    known(cast)

    line = staff_file(cast, reference, at=later).lines[0]

    assert line.officer_due == TOMORROW
    assert "in time" in line.officer


# ------ where it is shown


def test_the_pages_say_from_where_it_comes(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    known(cast, site=cast.elm)
    reference = to_tell(cast)
    sign_in(client, cast.ama)

    concern = client.get(f"/concern/{reference}/").content.decode()
    in_file = client.get(f"/concern/{reference}/person/1/staff-file/").content.decode()
    table = client.get("/times/").content.decode()
    one = client.get("/times/lado/").content.decode()

    for page in (concern, in_file):
        assert "Northshire asks for one working day." in page
    for page in (table, one):
        assert "Northshire asks for one working day, for Oak." in page
        assert "Southshire asks for 24 hours, for Elm." in page


def test_the_table_of_times_asks_for_one_only_where_no_officer_has_said_it(cast: Cast) -> None:
    covered = queries.times_page(cast.actor("ama"), at=NOON)
    unknown(cast)
    known(cast, site=cast.elm)

    page = queries.times_page(cast.actor("ama"), at=NOON)

    assert "lado" not in {one.code for one in covered.to_set}
    item = next(one for one in page.to_set if one.code == "lado")
    assert (item.runs, item.said) == (True, "1 working day")
    assert item.before == ("Southshire asks for 24 hours, for Elm.",)


def test_another_system_hears_the_same_day(cast: Cast) -> None:
    known(cast)
    reference = to_tell(cast)
    when = due(cast, reference)

    program = system(cast.ama, Scope.STAFF_FILES_READ)
    (said,) = program.ask(f"concerns/{reference}/people/1/staff-file/").json()["concerns"]

    assert datetime.fromisoformat(said["tell_by"]) == when
    assert said["tell_because"] == "Southshire asks for 24 hours"


def test_it_costs_the_same_however_many_officers_are_known(cast: Cast) -> None:
    reference = to_tell(cast)
    ama = cast.actor("ama")
    with CaptureQueriesContext(connection) as few:
        queries.concern_page(ama, reference, at=NOON)
        queries.times_page(ama, at=NOON)
    for name in ("Eastshire", "Westshire", "Midshire"):
        known(cast, authority=name, within=Within.ONE_WORKING_DAY)

    with CaptureQueriesContext(connection) as many:
        queries.concern_page(ama, reference, at=NOON)
        queries.times_page(ama, at=NOON)

    assert len(many) == len(few)
