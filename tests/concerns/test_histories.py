"""One person's chronology across concerns: in the order in which things happened, and no more of
it than whoever looks may read."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.histories import PersonHistory
from bield.concerns.queries import histories
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound
from bield.ledger.queries import lines_about
from bield.people import commands as people
from bield.people.actors import house
from bield.people.states import Role
from tests.concerns.printing import on_paper
from tests.concerns.telling import reported
from tests.conftest import BEGAN, NOON, Cast, SignIn
from tests.pages import LookingClient

DAY = timedelta(days=1)


def about_joe(cast: Cast, **words: object) -> str:
    return reported(cast, about=[About(person_id=cast.joe.pk)], **words)


def history(cast: Cast, reference: str, by: str = "ama", **how: object) -> PersonHistory:
    return queries.person_history(cast.actor(by), reference, 1, at=NOON, **how)


def add(cast: Cast, reference: str, text: str, **when: object) -> None:
    commands.add_entry(cast.actor("ama"), reference, kind="note", text=text, at=NOON, **when)


def test_it_stands_in_the_order_in_which_it_happened(cast: Cast) -> None:
    first = about_joe(cast, account="He came late.", at=NOON - 3 * DAY)
    second = about_joe(cast, account="He had a bruise.", at=NOON - DAY)
    add(cast, first, "His aunt rang.", happened_at=NOON - 2 * DAY)
    add(cast, second, "Seen in the yard.", happened_at=NOON - 9 * DAY)

    lines = history(cast, second).lines

    assert [one.line.text for one in lines] == [
        "He had a bruise.",
        "His aunt rang.",
        "He came late.",
        "Seen in the yard.",
    ]
    assert [one.concern for one in lines] == [second, first, first, second]
    aunt, yard = lines[1], lines[3]
    assert (aunt.line.late, yard.line.late) == (True, True)
    assert yard.line.written.at == NOON
    assert yard.when.startswith("Sunday 22 February")


def test_what_was_told_of_another_day_stands_at_that_day(cast: Cast) -> None:
    old = about_joe(
        cast, account="Last summer.", happened_on=date(2025, 8, 1), happened_precision="month"
    )
    new = about_joe(cast, account="Today.", at=NOON + DAY)

    lines = history(cast, old).lines

    assert [one.line.text for one in lines] == ["Today.", "Last summer."]
    assert lines[1].when == "August 2025"
    assert history(cast, new).concerns[0].reference == new


def test_only_concerns_that_the_reader_reads_are_in_it(cast: Cast) -> None:
    plain = about_joe(cast, account="An everyday worry.", site_id=cast.elm.pk)
    adult = about_joe(cast, account="About one of us.", site_id=cast.elm.pk, colleague=True)

    seen = history(cast, plain, by="cat")

    assert [one.line.text for one in seen.lines] == ["An everyday worry."]
    assert [one.reference for one in seen.concerns] == [plain]
    assert seen.total == 1
    assert {one.reference for one in history(cast, plain, by="ama").concerns} == {plain, adult}
    with pytest.raises(NotFound):
        history(cast, adult, by="cat")


def test_a_line_that_was_put_right_says_so(cast: Cast) -> None:
    reference = about_joe(cast)
    add(cast, reference, "He was in year 8.")
    commands.add_entry(
        cast.actor("ama"), reference, kind="correction", text="In year 9.", corrects=2, at=NOON
    )

    by_number = {one.line.number: one.line for one in history(cast, reference).lines}

    assert by_number[2].corrected_by == 3
    assert by_number[3].corrects == 2


def test_whoever_it_is_about_sees_none_of_it(cast: Cast) -> None:
    reference = reported(cast, about=[About(person_id=cast.joe.pk), About(person_id=cast.cat.pk)])

    for who in ("cat", "joe", "dev", "eve", "nan"):
        with pytest.raises(NotFound):
            history(cast, reference, by=who)


def test_a_name_that_was_typed_has_no_history(cast: Cast) -> None:
    reference = reported(cast, about=[About(name="Max Feld")])

    with pytest.raises(NotFound):
        history(cast, reference)
    with pytest.raises(NotFound):
        queries.person_history(cast.actor("ama"), reference, 7, at=NOON)


def test_a_number_that_is_none_leads_nowhere(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = about_joe(cast)
    sign_in(client, cast.ama)

    for number in ("0", "7", "99999999999999999999", "x", "٣", "-1"):
        assert client.get(f"/concern/{reference}/person/{number}/").status_code == 404, number
    for page in ("0", "-1", "99999", "x", "٣", ""):
        assert client.get(f"/concern/{reference}/person/1/?page={page}").status_code == 200, page


def test_family_stands_as_references_and_leads_to_their_own(cast: Cast) -> None:
    actor = house(cast.alder.pk, "tests")
    sister = people.add_person(actor, name="Jo Tanner", at=BEGAN)
    people.appoint(actor, sister.pk, role=Role.LEARNER, site_id=cast.oak.pk, at=BEGAN)
    for child in (cast.joe.pk, sister.pk):
        people.link_guardian(actor, guardian_id=cast.nan.pk, child_id=child, at=BEGAN)
    hers = reported(cast, about=[About(person_id=sister.pk)], account="About his sister.")
    his = about_joe(cast, account="About him.")

    page = history(cast, his)

    assert [(one.name, bool(one.link)) for one in page.family] == [
        ("Nan Tanner", False),
        ("Jo Tanner", True),
    ]
    assert page.family[1].link == f"/concern/{hers}/person/1/"
    assert [one.line.text for one in page.lines] == ["About him."]


def test_only_a_page_of_it_is_opened_and_paper_has_all(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(histories, "ON_A_PAGE", 2)
    reference = about_joe(cast, account="One.")
    for text in ("Two.", "Three.", "Four."):
        add(cast, reference, text)

    first, second, beyond = (history(cast, reference, page=one) for one in (1, 2, 99))

    assert [one.line.text for one in first.lines] == ["Four.", "Three."]
    assert [one.line.text for one in second.lines] == ["Two.", "One."]
    assert (first.pages, first.total, beyond) == (2, 4, second)
    paper = history(cast, reference, everything=True)
    assert [one.line.text for one in paper.lines] == ["One.", "Two.", "Three.", "Four."]


def test_the_statements_are_the_same_however_much_there_is(cast: Cast) -> None:
    reference = about_joe(cast)

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            history(cast, reference)
        return len(asked)

    before = statements()
    for number in range(3):
        add(cast, about_joe(cast), f"Note {number}.")

    assert statements() == before <= 18  # two of them for body maps and flags


def test_every_concern_read_on_it_has_its_line(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    first, second = about_joe(cast), about_joe(cast)
    sign_in(client, cast.ama)

    shown = client.get(f"/concern/{second}/person/1/").content.decode()
    on_paper(client, f"/concern/{second}/person/1/print/")

    assert "Joe Tanner" in shown
    assert "<title>One person’s chronology" in shown, "a title gives no name away"
    for reference in (first, second):
        events = [one.event for one in lines_about(cast.alder.pk, reference)]
        assert events.count("concern.opened") == 1
        assert events.count("concern.printed") == 1


def test_the_page_of_a_concern_leads_there(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    typed = About(name="Max Feld", role=PartyRole.ALLEGED)
    reference = reported(cast, about=[About(person_id=cast.joe.pk), typed])
    sign_in(client, cast.ama)

    page = client.get(f"/concern/{reference}/").content.decode()

    assert f'href="/concern/{reference}/person/1/"' in page
    assert f'href="/concern/{reference}/person/2/"' not in page
