"""What something is prepared for decides how it is set out."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from bield.concerns import commands, queries
from bield.concerns.models import Copy
from bield.kit.refusals import Refused
from bield.ledger import queries as ledger
from bield.people import queries as people
from bield.people.states import Role
from tests.concerns.telling import concern
from tests.concerns.test_sharing import harmed, inside, prepared
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def told(cast: Cast) -> str:
    """Two notes, the second about what happened before the first."""
    reference = harmed(cast)
    ben = cast.actor("ben")
    commands.add_entry(
        ben, reference, kind="note", text="Ben Carter saw him.", happened_at=NOON - HOUR, at=NOON
    )
    commands.add_entry(
        ben,
        reference,
        kind="note",
        text="Ama and Ben’s talk with Joe.",
        happened_at=NOON - 3 * DAY,
        at=NOON + HOUR,
    )
    return reference


def words_of(cast: Cast, reference: str, number: str) -> str:
    return json.dumps(queries.paper(cast.actor("ben"), reference, number).as_data(), indent=0)


def test_for_a_conference_it_stands_in_the_order_in_which_it_happened(cast: Cast) -> None:
    reference = told(cast)
    number = prepared(cast, reference, items=("chronology", "people"), occasion="conference")

    document = queries.paper(cast.actor("ben"), reference, number)

    part = document.parts[-1]
    notes = [words for words in part.words if "saw him" in words or "talk" in words]
    assert part.heading == "What happened, the oldest first"
    assert [one.splitlines() for one in notes] == [
        [
            "Saturday 28 February 2026, 12:00:00 GMT: Note, written late",
            "Ama and Ben’s talk with Joe.",
            "(Line 4, by Ben Carter, written Tuesday 3 March 2026, 13:00:00 GMT)",
        ],
        [
            "Tuesday 3 March 2026, 11:00:00 GMT: Note",
            "Ben Carter saw him.",
            "(Line 3, by Ben Carter, written Tuesday 3 March 2026, 12:00:00 GMT)",
        ],
    ]


def test_a_conference_reads_the_lines_that_were_ticked_alone(cast: Cast) -> None:
    reference = told(cast)
    number = prepared(cast, reference, items=("entry-3",), occasion="conference")

    said = words_of(cast, reference, number)

    assert ("saw him" in said, "talk with" in said) == (True, False)


@pytest.mark.parametrize(
    ("occasion", "code"),
    [("conference", "no-lines"), ("evidence", "not-whole"), ("parade", "no-occasion")],
)
def test_an_occasion_asks_for_what_it_needs(cast: Cast, occasion: str, code: str) -> None:
    reference = told(cast)

    with pytest.raises(Refused, match=code):
        prepared(cast, reference, items=("people",), occasion=occasion)


# ------ without names of staff


def test_each_member_of_staff_is_the_post_and_always_the_same(cast: Cast) -> None:
    reference = told(cast)
    number = prepared(cast, reference, items=("chronology", "people"), occasion="no_staff")
    commands.release(cast.actor("ama"), reference, number, releases=True, at=NOON)
    commands.make_copy(cast.actor("ama"), reference, number, how="pdf", at=NOON)

    document = queries.copied(cast.actor("ben"), reference, number, "1").contents.paper

    said = json.dumps(document.as_data(), ensure_ascii=False)
    assert [one for one in ("Ben", "Carter", "Ama", "Boateng", "ben@") if one in said] == []
    assert "Joe Tanner" in said
    lead, deputy = (f"{people.label(cast.alder, role)} A" for role in (Role.LEAD, Role.DEPUTY))
    assert f"{deputy} saw him." in said
    assert f"{lead} and {deputy} talk with Joe." in said
    assert f" · {lead}, Tuesday 3 March" in document.mark


def test_whoever_came_later_has_no_name_in_it_either(cast: Cast) -> None:
    reference = told(cast)
    number = prepared(cast, reference, items=("people",), occasion="no_staff")
    commands.release(cast.actor("ama"), reference, number, releases=True, at=NOON)
    commands.make_copy(cast.actor("ben"), reference, number, how="pdf", at=NOON)
    Copy.objects.update(by=cast.fay)

    document = queries.copied(cast.actor("ben"), reference, number, "1").contents.paper

    assert document.mark.split(" · ")[2].startswith("Member of staff, Tuesday 3 March")


# ------ for evidence


def test_for_evidence_every_line_has_both_times_and_its_place_in_the_record(cast: Cast) -> None:
    reference = told(cast)
    lines = ledger.lines_about(cast.alder.pk, reference, ["concern.entry-added"])

    number = prepared(cast, reference, items=("chronology",), occasion="evidence")

    part = queries.paper(cast.actor("ben"), reference, number).parts[-1]
    assert len(part.words) == 4
    assert part.words[-1] == (
        "Line 4: Note, by Ben Carter, written late\n"
        "Happened: Saturday 28 February 2026, 12:00:00 GMT\n"
        "Written: Tuesday 3 March 2026, 13:00:00 GMT\n"
        f"In the record: line {lines[-1].number}\n"
        "Ama and Ben’s talk with Joe."
    )


def test_an_outsider_checks_it_without_bield(
    cast: Cast, client: LookingClient, sign_in: SignIn, tmp_path: Path
) -> None:
    files = evidence(cast, client, sign_in)
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    done = check(tmp_path)

    digest = hashlib.sha256(files["contents.json"]).hexdigest()
    assert done.returncode == 0, done.stderr
    assert "contents-bound" in done.stdout
    assert digest in done.stdout
    assert "Ama and Ben’s talk with Joe." in files["contents.json"].decode()
    assert "verify_ledger.py record.jsonl" in files["NOTE.txt"].decode()
    assert "talk with" not in files["record.jsonl"].decode()


@pytest.mark.parametrize("change", ["drop", "add", "alter"])
def test_a_record_that_was_tampered_with_is_found(
    cast: Cast, client: LookingClient, sign_in: SignIn, tmp_path: Path, change: str
) -> None:
    files = evidence(cast, client, sign_in)
    lines = files["record.jsonl"].decode().splitlines(keepends=True)
    changed = {
        "drop": [*lines[:3], *lines[4:]],
        "add": [*lines[:3], lines[3], *lines[3:]],
        "alter": [line.replace("concern.entry-added", "concern.entry-adde") for line in lines],
    }[change]
    (tmp_path / "record.jsonl").write_text("".join(changed))
    (tmp_path / "verify_ledger.py").write_bytes(files["verify_ledger.py"])

    assert check(tmp_path).returncode == 1


def check(place: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "verify_ledger.py", "record.jsonl", "--show"],
        cwd=place,
        capture_output=True,
        text=True,
        check=False,
    )


def evidence(cast: Cast, client: LookingClient, sign_in: SignIn) -> dict[str, bytes]:
    reference = told(cast)
    number = prepared(cast, reference, items=("chronology", "people"), occasion="evidence")
    commands.release(cast.actor("ama"), reference, number, releases=True, at=NOON)
    made = commands.make_copy(cast.actor("ben"), reference, number, how="bundle", at=NOON)
    sign_in(client, cast.ben)
    saved = client.send(f"/concern/{reference}/disclosed/{number}/copy/1/").content
    with zipfile.ZipFile(BytesIO(inside(saved, made.phrase))) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


# ------ days and lines


def of_a_day(cast: Cast, client: LookingClient, sign_in: SignIn) -> str:
    """Somebody wrote down on which day it happened, and no hour."""
    reference = harmed(cast)
    sign_in(client, cast.ben)
    there = f"/concern/{reference}/add/"
    day = {"happened_on_day": "2", "happened_on_month": "3", "happened_on_year": "2026"}
    version = concern(reference).version
    client.send(there, {"version": version, "kind": "note", "text": "He was tired.", **day})
    return reference


DAY_ALONE = "Monday 2 March 2026, time not known"


def test_on_the_page_a_day_without_an_hour_stays_a_day(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = of_a_day(cast, client, sign_in)

    page = queries.concern_page(cast.actor("ben"), reference, at=NOON)

    happened = page.chronology[-1].happened
    assert happened is not None
    assert (happened.said, happened.exact) == ("yesterday, Monday 2 March", DAY_ALONE)


@pytest.mark.parametrize("occasion", ["chosen", "conference", "evidence"])
def test_in_a_document_a_day_without_an_hour_stays_a_day(
    cast: Cast, client: LookingClient, sign_in: SignIn, occasion: str
) -> None:
    reference = of_a_day(cast, client, sign_in)
    number = prepared(cast, reference, items=("chronology",), occasion=occasion)

    said = words_of(cast, reference, number)

    assert (DAY_ALONE in said, "2 March 2026, 12:00" in said) == (True, False)


def test_a_day_without_an_hour_can_be_today_before_noon(cast: Cast) -> None:
    reference = harmed(cast)
    early = NOON - 3 * HOUR
    words: dict[str, Any] = {
        "kind": "note",
        "text": "He is tired.",
        "happened_at": NOON,
        "at": early,
    }

    commands.add_entry(cast.actor("ben"), reference, day_alone=True, **words)

    with pytest.raises(Refused, match="has-not-happened"):
        commands.add_entry(cast.actor("ben"), reference, **words)


def test_a_whole_chronology_has_every_line_and_not_who_reported_it(cast: Cast) -> None:
    reference = told(cast)
    for occasion in ("chosen", "conference"):
        number = prepared(cast, reference, items=("chronology",), occasion=occasion)

        part = queries.paper(cast.actor("ben"), reference, number).parts[-1]

        said = "\n".join(part.words)
        assert len(part.words) == 4
        assert "by whoever reported it" in said
        assert "Dev Rahman" not in said
        assert "Acknowledged" in said
