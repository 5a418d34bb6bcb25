"""Many concerns are taken out: what for is written down first, what leaves is locked, and nothing
of it tells of a concern that whoever takes it may not know of."""

import csv
import io
import json
import re
import tracemalloc
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import pyzipper
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.access.states import Scope
from bield.concerns import bulk, commands, queries
from bield.concerns.about import About
from bield.concerns.exports import HEAD, Chosen, Exported, written_out
from bield.concerns.queries import exporting
from bield.kit import paper
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.ledger.registry import may_open
from bield.people import commands as people
from bield.people.actors import Strength, house
from tests.concerns.telling import ACCOUNT, acknowledged, closed, reported
from tests.concerns.triage import answered
from tests.conftest import NOON, Cast, SignIn, look_into
from tests.pages import LookingClient
from tests.systems import codes, system

DAY = timedelta(days=1)
REVIEW = Chosen("review", recipient="Fay Whitlock, for the board")
ASKED = {"purpose": "review", "recipient": "Fay Whitlock", "part": "all", "how": "csv"}
HELD = re.compile(r'name="held" value="([^"]+)"')
PHRASE = re.compile(r"\b[a-z]+(?:-[a-z]+){7}\b")


def taken(cast: Cast, who: str = "ama", **chosen: Any) -> list[Exported]:
    """As it is done: written down, then handed out."""
    actor, asked = cast.actor(who), Chosen("review", **chosen)
    counted = commands.export_concerns(actor, asked, at=NOON)
    found = [one for some in queries.exported(actor, asked, newest=counted.newest) for one in some]
    assert len(found) == counted.rows
    return found


def references(cast: Cast, who: str = "ama", **chosen: Any) -> list[str]:
    return [one.reference for one in taken(cast, who, **chosen)]


def table(cast: Cast, who: str = "ama", **chosen: Any) -> list[dict[str, str]]:
    made = written_out([taken(cast, who, **chosen)], how="csv", words=chosen.get("words", False))
    return list(csv.DictReader(io.StringIO(b"".join(made).decode("utf-8-sig"))))


def lines(cast: Cast, subject: str) -> list[str]:
    look_into(cast.alder)
    return [line.event for line in ledger.lines_about(cast.alder.pk, subject)]


def saved(client: LookingClient, **asked: str) -> tuple[bytes, str]:
    """What the two pages give: the locked file, and its pass phrase."""
    page = client.send("/export/", {**ASKED, **asked}).content.decode()
    file = client.send("/export/save/", {"held": HELD.findall(page)[0]})
    return file.getvalue(), PHRASE.findall(page)[0]


def inside(locked: bytes, phrase: str) -> tuple[str, bytes]:
    with pyzipper.AESZipFile(io.BytesIO(locked)) as envelope:
        envelope.setpassword(phrase.encode())
        (name,) = envelope.namelist()
        return name, envelope.read(name)


# ------ what is in it


def test_each_concern_is_a_line_of_dates_kinds_and_decisions(cast: Cast) -> None:
    told = {"happened_on": date(2026, 2, 1), "happened_precision": "month"}
    first = reported(cast, at=NOON - DAY, **told)
    second = closed(cast)
    answered(cast, acknowledged(cast), kinds="conduct")

    open_one, closed_one, of_a_kind = table(cast)

    assert list(open_one) == list(HEAD)
    assert (open_one["reference"], open_one["happened"]) == (first, "2026-02")
    assert open_one["written"] == "2026-03-02T12:00:00+00:00"
    assert (open_one["state"], open_one["outcome"], open_one["decided by"]) == ("New", "", "")
    assert (closed_one["reference"], closed_one["state"]) == (second, "Closed")
    assert (closed_one["outcome"], closed_one["decided by"]) != ("", "")
    assert closed_one["decided by"] == "Ben Carter"
    assert of_a_kind["category"] == "Somebody’s own behaviour online"


def test_no_words_and_no_name_of_whom_it_is_about_unless_they_are_chosen(cast: Cast) -> None:
    reported(cast, about=[About(person_id=cast.joe.pk)], child_words="He said Zebrawood.")

    without = b"".join(written_out([taken(cast)], how="json", words=False))
    with_words = b"".join(written_out([taken(cast, words=True)], how="json", words=True))

    assert not [word for word in ("Zebrawood", ACCOUNT, "Joe") if word in without.decode()]
    assert json.loads(with_words)["concerns"][0]["written"]["child_words"] == "He said Zebrawood."
    assert json.loads(with_words)["concerns"][0]["written"]["account"] == ACCOUNT


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"])
def test_a_cell_that_begins_like_a_formula_is_none(cast: Cast, sign: str) -> None:
    reported(cast)
    (made,) = taken(cast)
    hostile = [replace(made, site=f"{sign}1+1", owner=f"{sign}cmd")]

    (row,) = csv.DictReader(
        io.StringIO(
            b"".join(written_out([hostile], how="csv", words=True)).decode("utf-8-sig"), newline=""
        )
    )

    assert (row["site"], row["in the hands of"]) == (f"'{sign}1+1", f"'{sign}cmd")


def test_days_site_and_part_choose(cast: Cast) -> None:
    old = reported(cast, at=NOON - 9 * DAY)
    there = reported(cast, site_id=cast.elm.pk, at=NOON - DAY)
    done = closed(cast)

    assert references(cast) == [old, there, done]
    assert references(cast, since=(NOON - DAY).date()) == [there, done]
    assert references(cast, until=(NOON - DAY).date()) == [old, there]
    assert references(cast, site=cast.elm.reference) == [there]
    assert references(cast, part="closed") == [done]
    assert references(cast, part="open") == [old, there]


# ------ need to know


def test_what_names_the_reader_is_neither_in_it_nor_counted(cast: Cast) -> None:
    first = reported(cast)
    hidden = reported(cast, about=[About(person_id=cast.ben.pk)])
    last = reported(cast)

    assert references(cast, "ben") == [first, last]
    assert references(cast, "ama") == [first, hidden, last]
    assert queries.prepared_export(cast.actor("ben"), REVIEW, at=NOON).rows == 2


def test_what_is_taken_from_the_reader_meanwhile_does_not_leave(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "STRETCH", 1)
    first, second, third = (reported(cast) for _ in range(3))
    ben = cast.actor("ben")
    counted = commands.export_concerns(ben, REVIEW, at=NOON)
    flowing = queries.exported(ben, REVIEW, newest=counted.newest)

    begun = [one.reference for one in next(flowing)]
    commands.exclude(
        cast.actor("ama"), second, person_id=cast.ben.pk, reason="It is about him.", at=NOON
    )
    reported(cast)
    rest = [one.reference for some in flowing for one in some]

    assert (begun, rest) == ([first], [third])


def test_only_the_lead_and_the_deputies_with_a_second_factor(cast: Cast) -> None:
    reported(cast)

    for who in ("cat", "dev", "eve", "fay", "gus", "hal", "lou"):
        with pytest.raises(NotFound):
            commands.export_concerns(cast.actor(who), REVIEW, at=NOON)
    with pytest.raises(NotFound):
        commands.export_concerns(cast.actor("ama", Strength.ONE_FACTOR), REVIEW, at=NOON)
    assert lines(cast, "log:export") == []


def test_another_house_has_its_own(cast: Cast) -> None:
    reported(cast)

    with pytest.raises(Refused, match="nothing-to-export"):
        commands.export_concerns(cast.actor("mia"), REVIEW, at=NOON)


# ------ written down


@pytest.mark.clause("TP-2.9h2")
def test_without_a_purpose_nothing_leaves_and_each_taking_is_a_line(cast: Cast) -> None:
    reference = reported(cast)
    ama = cast.actor("ama")

    with pytest.raises(Refused, match="no-export-purpose"):
        commands.export_concerns(ama, Chosen(""), at=NOON)
    assert lines(cast, "log:export") == []
    commands.export_concerns(ama, REVIEW, at=NOON)
    commands.export_concerns(ama, Chosen("board", words=True, until=NOON.date()), at=NOON)

    assert lines(cast, "log:export") == ["concern.exported"] * 2
    assert lines(cast, reference).count("concern.words-exported") == 1


def test_how_many_there_were_opens_to_whoever_took_them_alone(cast: Cast) -> None:

    reported(cast)
    commands.export_concerns(cast.actor("ama"), REVIEW, at=NOON)
    own = f"export:{cast.ama.pk}"

    assert lines(cast, own) == ["concern.export-counted"]
    assert may_open(cast.actor("ama"), own)
    assert not may_open(cast.actor("ben"), own)
    assert may_open(cast.actor("ben"), "log:export")


def test_words_leave_a_few_hundred_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bield.concerns.rules.exporting.MOST_WITH_WORDS", 1)
    reported(cast)
    assert len(taken(cast, words=True)) == 1
    reported(cast)

    with pytest.raises(Refused, match="too-many-with-words"):
        commands.export_concerns(cast.actor("ama"), Chosen("review", words=True), at=NOON)


def test_everything_that_is_wrong_is_said_at_once(cast: Cast) -> None:
    wrong = Chosen("", part="some", how="xls", since=NOON.date(), until=(NOON - DAY).date())

    with pytest.raises(Refused) as refused:
        commands.export_concerns(cast.actor("ama"), wrong, at=NOON)

    assert {one.field for one in refused.value.refusals} == {"purpose", "part", "how", "until"}
    with pytest.raises(Refused, match="no-such-site"):
        commands.export_concerns(
            cast.actor("ama"), Chosen("review", site=cast.birch_site.reference), at=NOON
        )


# ------ the pages


@pytest.mark.clause("EY-43a")
def test_the_file_opens_with_the_pass_phrase_of_the_page_and_with_no_other(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast)
    sign_in(client, cast.ama)

    locked, phrase = saved(client)

    name, content = inside(locked, phrase)
    assert name == "export.csv"
    assert content.decode("utf-8-sig").startswith("reference,site,")
    assert reference in content.decode()
    assert reference.encode() not in locked
    with pytest.raises(RuntimeError, match="Bad password"):
        inside(locked, "acorn-album-almond-anchor-apple-apron-arrow-atlas")


def test_as_a_list_for_another_system(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    reference = reported(cast)
    sign_in(client, cast.ben)

    name, content = inside(*saved(client, how="json", words="on"))

    assert name == "export.json"
    assert [one["reference"] for one in json.loads(content)["concerns"]] == [reference]


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_written(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reported(cast)
    sign_in(client, cast.ama)

    page = client.send("/export/", {**ASKED, "purpose": "", "recipient": "Kept as typed"})
    later = {"since_day": "3", "since_month": "3", "since_year": "2027"}
    nothing = client.send("/export/", {**ASKED, **later})

    assert "Choose an answer to “What is it for?”" in page.content.decode()
    assert "Kept as typed" in page.content.decode()
    assert "You read no concern that fits." in nothing.content.decode()
    assert lines(cast, "log:export") == []


def test_what_was_prepared_is_for_its_reader_and_for_an_hour(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reported(cast)
    made = queries.prepared_export(cast.actor("ama"), REVIEW, at=NOON)

    again = queries.was_prepared_export(cast.actor("ama"), made.held, at=NOON + DAY / 24)

    assert (again.chosen, again.phrase) == (REVIEW, made.phrase)
    assert made.phrase not in made.held
    for who, held, at in (
        ("ama", made.held, NOON + DAY / 23),
        ("ama", made.held, NOON - DAY),
        ("ben", made.held, NOON),
        ("ama", "nothing held", NOON),
        ("ama", "Zm9yZ2Vk", NOON),
        ("ama", "é", NOON),
        ("ama", "", NOON),
    ):
        with pytest.raises(Refused, match="export-too-old"):
            queries.was_prepared_export(cast.actor(who), held, at=at)
    sign_in(client, cast.ama)
    page = client.send("/export/save/", {"held": "forged"})
    assert (page.status_code, 'href="/export/"' in page.content.decode()) == (403, True)


def test_the_desk_leads_there_for_those_who_may(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    seen = {}
    for who in ("ama", "cat"):
        sign_in(client, cast.people[who])
        seen[who] = "Take concerns out" in client.get("/desk/").content.decode()

    assert seen == {"ama": True, "cat": False}


# ------ other systems


def test_another_system_takes_the_same_without_names(cast: Cast) -> None:
    first = reported(cast, about=[About(person_id=cast.joe.pk)])
    reported(cast, about=[About(person_id=cast.ben.pk)])
    second = closed(cast)
    there = system(cast.ben, Scope.CONCERNS_READ)

    answer = there.ask("concerns/export/", purpose="move")

    said = json.loads(answer.getvalue())
    assert answer["Content-Type"] == "application/json"
    assert [one["reference"] for one in said["items"]] == [first, second]
    assert said["items"][1]["decided_by"] == cast.ben.reference
    assert not [name for name in ("Tanner", "Carter", ACCOUNT) if name in str(said)]
    assert lines(cast, "log:export") == ["concern.exported"]
    assert lines(cast, f"export:{cast.ben.pk}") == ["concern.export-counted"]


def test_another_system_says_what_for_and_is_of_a_lead(cast: Cast) -> None:
    reported(cast, site_id=cast.elm.pk)

    silent = system(cast.ama, Scope.CONCERNS_READ).ask("concerns/export/")
    officer = system(cast.cat, Scope.CONCERNS_READ).ask("concerns/export/", purpose="move")
    elsewhere = system(cast.ama, Scope.CONCERNS_READ).ask(
        "concerns/export/", purpose="move", site=cast.birch_site.reference
    )

    assert (silent.status_code, codes(silent)) == (422, ["missing"])
    assert officer.status_code == 404
    assert codes(elsewhere) == ["no-such-site"]
    assert lines(cast, "log:export") == []


# ------ how much it takes


def many(cast: Cast, count: int) -> None:
    actor = house(cast.alder.pk, "tests")
    for number in range(3):
        child = people.add_person(actor, name=f"Pupil {number}", at=NOON)
        people.appoint(actor, child.pk, role="learner", site_id=cast.oak.pk, at=NOON)
    bulk.report_many(cast.actor("ama"), count, at=NOON, progress=lambda _said: None)


def test_statements_grow_with_stretches_and_not_with_concerns(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert taken(cast)
        return len(asked)

    reported(cast)
    few = statements()
    many(cast, 40)

    assert statements() == few
    monkeypatch.setattr(exporting, "STRETCH", 10)
    assert few < statements() < 8 * few


def test_memory_does_not_grow_with_concerns(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exporting, "STRETCH", 20)
    many(cast, 400)
    ama = cast.actor("ama")

    def peak(chosen: Chosen) -> int:
        counted = commands.export_concerns(ama, chosen, at=NOON)
        rows = queries.exported(ama, chosen, newest=counted.newest)
        written = written_out(rows, how="csv", words=False)
        tracemalloc.start()
        size = sum(map(len, paper.flowing_envelope("export.csv", written, phrase="acorn")))
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert size
        return highest

    peak(REVIEW)
    few = peak(Chosen("review", since=(NOON - 10 * DAY).date()))

    assert peak(REVIEW) < 1.5 * few
