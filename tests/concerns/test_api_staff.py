"""Staff files for other systems: by the commands of the pages, and never for the adult."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.access.states import Scope
from bield.concerns import commands, queries
from bield.concerns.models import StaffSaid
from bield.ledger import queries as ledger
from bield.people.models import Post
from bield.people.states import Role
from tests.concerns.test_staff_files import LIMBS, about, answer, end, low
from tests.concerns.triage import go_through
from tests.concerns.walking import refer
from tests.conftest import BEGAN, NOON, TODAY, Cast, look_into
from tests.systems import System, codes, system

ENDED = {"finding": "substantiated", "with_whom": "Gil Stone", "words": "He was warned in March."}
ASKED = {"asker": "Elm School", "post": "Teacher"}
TOLD = "He writes to one child alone."
READ, WRITE = Scope.STAFF_FILES_READ, Scope.STAFF_FILES_WRITE


def reader(cast: Cast, who: str = "ama") -> System:
    return system(cast.people[who], READ)


def writer(cast: Cast, who: str = "ama") -> System:
    return system(cast.people[who], WRITE)


def file_of(reference: str, what: str = "") -> str:
    return f"concerns/{reference}/people/1/staff-file/{what}"


def told(cast: Cast) -> str:
    """Above the threshold, and the officer has heard of it."""
    reference = about(cast)
    answer(cast, reference, "unsure")
    refer(cast, reference, "lado", by="ama")
    return reference


def lines(cast: Cast, reference: str, event: str = "concern.opened-through-token") -> int:
    look_into(cast.alder)
    about_it = ledger.lines_about(cast.alder.pk, reference)
    return [line.event for line in about_it].count(event)


def test_from_the_threshold_to_a_reference(cast: Cast) -> None:
    reference, program = about(cast), writer(cast)
    look_into(cast.alder)
    go_through(cast.actor("ama"), reference, {"allegation": "yes", "behaviour": "staff"}, at=NOON)
    given = [
        program.tell(
            file_of(reference, "threshold/"), {"question": limb, "value": "unsure", "reason": "So."}
        )
        for limb in LIMBS
    ]
    early = program.tell(file_of(reference, "outcome/"), ENDED)
    look_into(cast.alder)
    refer(cast, reference, "lado", by="ama")
    ended = program.tell(file_of(reference, "outcome/"), {**ENDED, "version": 0})
    asked = program.tell(file_of(reference, "references/"), ASKED)
    stands = reader(cast).ask(file_of(reference)).json()
    says = reader(cast).ask(file_of(reference, f"references/{asked.json()['reference']}/")).json()

    assert [one.status_code for one in given] == [200] * 4
    assert codes(early) == ["officer-not-asked"]
    assert (ended.status_code, asked.status_code) == (201, 201)
    (line,) = stands["concerns"]
    assert [one["value"] for one in line["threshold"]] == ["unsure"] * 4
    assert line["outcome"]["finding"] == "substantiated"
    assert line["told_at"] is not None
    assert (stands["version"], stands["person"]) == (2, cast.dev.reference)
    assert [one["reference"] for one in stands["references"]] == [asked.json()["reference"]]
    assert [one["words"] for one in says["says"]] == [ENDED["words"]]
    assert (says["asker"], says["leaves"]) == ("Elm School", [])


def test_several_are_looked_at_together(cast: Cast) -> None:
    *_, reference = low(cast), low(cast), low(cast)
    before = reader(cast).ask(file_of(reference)).json()

    nothing = writer(cast).tell(file_of(reference, "together/"), {"answer": "no", "reason": " "})
    judged = writer(cast).tell(
        file_of(reference, "together/"), {"answer": "unsure", "reason": "All about one learner."}
    )
    after = reader(cast).ask(file_of(reference)).json()

    assert (before["to_judge"], after["to_judge"], after["to_report"]) == (True, False, True)
    assert codes(nothing) == ["no-reason"]
    assert judged.status_code == 201
    assert [(one["answer"], len(one["concerns"])) for one in after["judged"]] == [("unsure", 3)]


def test_the_list_says_what_waits_and_for_whom(cast: Cast) -> None:
    *_, reference = low(cast), low(cast), low(cast)

    (row,) = reader(cast).ask("staff-files/").json()["items"]

    assert (row["concern"], row["person"], row["total"]) == (reference, cast.dev.reference, 3)
    assert len([one for one in row["waits"] if one.startswith("Look at several together:")]) == 1
    assert all(cast.ama.name in one for one in row["waits"])


def test_no_name_of_the_adult_and_no_word_of_a_report_goes_out(cast: Cast) -> None:
    reference = told(cast)
    given = writer(cast).tell(file_of(reference, "references/"), ASKED).json()["reference"]

    places = ("staff-files/", file_of(reference), file_of(reference, f"references/{given}/"))
    said = "".join(reader(cast).ask(one).content.decode() for one in places)

    assert [one for one in (cast.dev.name, "Rahman", TOLD) if one in said] == []


def test_what_was_false_has_no_words_here_either(cast: Cast) -> None:
    reference = told(cast)
    end(cast, reference, "malicious")

    (line,) = reader(cast).ask(file_of(reference)).json()["concerns"]

    assert (line["in_file"], line["advice"], line["outcome"]["words"]) == (False, "", "")


def test_each_concern_that_was_read_has_its_line(cast: Cast) -> None:
    first, second = told(cast), told(cast)
    end(cast, first, "substantiated")
    given = writer(cast).tell(file_of(second, "references/"), ASKED).json()["reference"]
    program = reader(cast)

    program.ask("staff-files/")
    assert (lines(cast, first), lines(cast, second)) == (0, 0)
    program.ask(file_of(second))
    assert (lines(cast, first), lines(cast, second)) == (1, 1)
    program.ask(file_of(second, f"references/{given}/"))
    assert (lines(cast, first), lines(cast, second)) == (2, 2)


def test_a_try_has_its_line_as_well(cast: Cast) -> None:
    reference = told(cast)
    look_into(cast.alder)
    commands.exclude(cast.actor("ama"), reference, person_id=cast.gus.pk, reason="No.", at=NOON)

    answered = reader(cast, "gus").ask(file_of(reference))

    assert answered.status_code == 404
    assert lines(cast, reference, "concern.refused-opening") == 1


def test_sent_again_with_its_key_it_is_said_once(cast: Cast) -> None:
    program, reference = writer(cast), told(cast)

    answers = [
        program.tell(file_of(reference, "outcome/"), ENDED, key="the-same-key-of-a-test")
        for _ in range(2)
    ]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    look_into(cast.alder)
    assert StaffSaid.objects.count() == 1


def test_of_two_at_once_the_second_hears_what_changed(cast: Cast) -> None:
    program, reference = writer(cast), told(cast)

    answers = [
        program.tell(file_of(reference, "outcome/"), {**ENDED, "version": 0}) for _ in range(2)
    ]

    assert [one.status_code for one in answers] == [201, 422]
    assert codes(answers[1]) == ["staff-file-changed"]


# ------ for whom


def test_the_adult_is_out_everywhere_whatever_they_come_to_hold(cast: Cast) -> None:
    reference = told(cast)
    given = writer(cast).tell(file_of(reference, "references/"), ASKED).json()["reference"]
    look_into(cast.alder)
    for role in (Role.DEPUTY, Role.STAFF_OFFICER):
        Post.objects.create(
            organisation=cast.alder, person=cast.dev, role=role, begins_on=BEGAN.date()
        )
    commands.refresh_all(at=NOON)
    read, write = reader(cast, "dev"), writer(cast, "dev")

    answers = [
        read.ask(file_of(reference)),
        read.ask(file_of(reference, f"references/{given}/")),
        write.tell(file_of(reference, "outcome/"), ENDED),
        write.tell(file_of(reference, "references/"), ASKED),
        write.tell(file_of(reference, "together/"), {"answer": "no", "reason": "No."}),
        write.tell(file_of(reference, "threshold/"), {"question": LIMBS[0], "value": "no"}),
    ]

    assert read.ask("staff-files/").json()["items"] == []
    assert {one.status_code for one in answers} == {404}


def test_whoever_is_kept_from_one_hears_nothing_of_it(cast: Cast) -> None:
    hidden, reference = told(cast), told(cast)
    look_into(cast.alder)
    commands.exclude(cast.actor("ama"), hidden, person_id=cast.gus.pk, reason="No.", at=NOON)

    page = reader(cast, "gus").ask(file_of(reference))

    assert hidden not in page.content.decode()
    assert [one["total"] for one in reader(cast, "gus").ask("staff-files/").json()["items"]] == [1]


@pytest.mark.parametrize("scope", [READ, WRITE])
@pytest.mark.parametrize("who", ["cat", "dev", "fay", "lou"])
def test_only_those_who_may_read_such_files_are_given_a_token(
    cast: Cast, who: str, scope: Scope
) -> None:
    with pytest.raises(Exception, match="scope-not-yours"):
        system(cast.people[who], scope)


def test_with_the_post_goes_what_the_token_was_good_for(cast: Cast) -> None:
    reference = told(cast)
    read, write = reader(cast, "gus"), writer(cast, "gus")
    before = read.ask(file_of(reference)).status_code
    look_into(cast.alder)
    Post.objects.filter(person=cast.gus, role=Role.STAFF_OFFICER).update(role=Role.STAFF)

    after = [read.ask(file_of(reference)), write.tell(file_of(reference, "references/"), ASKED)]

    assert before == 200
    assert [(one.status_code, one.json()["code"]) for one in after] == [(403, "scope-missing")] * 2


def test_one_that_reads_such_files_lasts_a_day(cast: Cast) -> None:
    with pytest.raises(Exception, match="narrative-for-a-day"):
        system(cast.ama, READ, days=7)
    assert system(cast.ama, WRITE, days=7).secret


def test_it_shows_what_the_page_shows_and_costs_the_same_however_many(cast: Cast) -> None:
    program, counts = reader(cast), []
    for _ in range(3):
        look_into(cast.alder)
        reference = told(cast)
        program.ask("staff-files/")
        with CaptureQueriesContext(connection) as captured:
            assert len(program.ask("staff-files/").json()["items"]) == 1
        counts.append(len(captured))
    look_into(cast.alder)
    page = queries.staff_file(cast.actor("ama"), reference, 1, at=timezone.now())
    said: dict[str, Any] = program.ask(file_of(reference)).json()

    assert counts[0] == counts[1] == counts[2]
    assert [one["reference"] for one in said["concerns"]] == [one.reference for one in page.lines]
    assert said["concerns"][0]["happened"].endswith(f"{TODAY:%B %Y}")
