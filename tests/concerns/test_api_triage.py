"""Triage for other systems: the same questions, the same rules, the same answers."""

import base64
from typing import Any

import pytest
from django.db import connection

from bield.access.states import Scope
from bield.concerns import commands
from bield.concerns.models import Deed
from bield.ledger import queries as ledger
from tests.concerns.telling import acknowledged, concern, reported
from tests.concerns.triage import answered, go_through
from tests.conftest import NOON, Cast, look_into
from tests.systems import System, codes, system

STATEMENTS = {"sqlite": 24, "postgresql": 35}  # the reading leaves a line
REASON = "Marzipanfeather told it otherwise."
PNG = base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(64)).decode()


def reader(cast: Cast, who: str = "ben") -> System:
    return system(cast.people[who], Scope.TRIAGE_READ)


def helper(cast: Cast, who: str = "ben") -> System:
    return system(cast.people[who], Scope.TRIAGE_ANSWER)


def give(to: System, reference: str, question: str, *values: str, **more: Any) -> Any:
    return to.tell(f"concerns/{reference}/triage/{question}/", {"values": values, **more})


def deeds(reference: str) -> int:
    return Deed.objects.filter(concern=concern(reference)).count()


def events(cast: Cast, reference: str) -> list[str]:
    look_into(cast.alder)
    return [line.event for line in ledger.lines_about(cast.alder.pk, reference)]


def test_the_questions_come_with_what_was_answered_and_a_line(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast), until="affected")

    said = reader(cast).ask(f"concerns/{reference}/triage/").json()

    given = {one["code"]: one["given"] for one in said["questions"]}
    left = [one["code"] for one in said["questions"] if not one["given"]]
    assert said["version"] == concern(reference).version
    assert [one["values"] for one in given["danger"]] == [["no"]]
    assert said["next"] == left[0]
    assert events(cast, reference)[-1] == "concern.opened-through-token"


def test_an_answer_is_the_answer_of_the_page(cast: Cast) -> None:
    reference = acknowledged(cast)
    asked = reader(cast).ask(f"concerns/{reference}/triage/").json()

    taken = give(helper(cast), reference, asked["next"], "no", version=asked["version"]).json()

    after = reader(cast).ask(f"concerns/{reference}/triage/").json()
    assert (taken["changed"], taken["read_on"], taken["question"]) == (True, True, asked["next"])
    assert taken["next"] == after["next"] != asked["next"]
    assert "concern.answered" in events(cast, reference)


def test_a_change_needs_its_reason_and_both_answers_stay(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast), until="affected")
    friend = helper(cast)

    without = give(friend, reference, "danger", "unsure")
    changed = give(friend, reference, "danger", "unsure", reason=REASON)

    seen = reader(cast).ask(f"concerns/{reference}/triage/")
    (danger,) = [one for one in seen.json()["questions"] if one["code"] == "danger"]
    assert (without.status_code, codes(without)) == (422, ["no-reason"])
    assert changed.json()["changed"] is True
    assert [one["values"] for one in danger["given"]] == [["no"], ["unsure"]]
    assert "Marzipanfeather" not in seen.content.decode()


def test_the_reason_stands_in_the_narrative_of_a_lead(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast), until="affected")
    give(helper(cast), reference, "danger", "unsure", reason=REASON)

    lead = system(cast.ama, Scope.CONCERNS_NARRATIVE)
    said = lead.ask(f"concerns/{reference}/narrative/").json()

    assert said["answers"][-1] | {"answered_at": ""} == {
        "question": "danger",
        "values": ["unsure"],
        "reason": REASON,
        "answered_at": "",
    }


@pytest.mark.parametrize(
    ("question", "values", "why"),
    [
        ("no_such_thing", ["no"], "unknown-question"),
        ("danger", ["perhaps"], "unknown-answer"),
        ("danger", [], "unknown-answer"),
        ("danger", ["yes", "no"], "answers-contradict"),
        ("kinds", ["unsure"], "another-first"),
    ],
)
def test_the_rules_of_the_page_hold(cast: Cast, question: str, values: list[str], why: str) -> None:
    reference = acknowledged(cast)

    answer = give(helper(cast), reference, question, *values)

    assert (answer.status_code, codes(answer)) == (422, [why])
    assert deeds(reference) == 0


def test_of_two_at_once_the_second_hears_what_changed(cast: Cast) -> None:
    reference = acknowledged(cast)
    version = concern(reference).version
    give(helper(cast), reference, "danger", "no", version=version)

    second = give(helper(cast, "ama"), reference, "danger", "yes", version=version, reason="Seen.")

    assert (second.status_code, codes(second)) == (422, ["changed-meanwhile"])
    assert deeds(reference) == 1


def test_sent_again_with_its_key_it_is_one_answer(cast: Cast) -> None:
    reference = acknowledged(cast)
    friend, place = helper(cast), f"concerns/{reference}/triage/danger/"

    first = friend.tell(place, {"values": ["no"]}, key="one-and-the-same")
    again = friend.tell(place, {"values": ["no"]}, key="one-and-the-same")

    assert first.content == again.content
    assert deeds(reference) == 1


def test_a_picture_written_out_as_text_is_refused_as_on_the_page(cast: Cast) -> None:
    reference = answered(cast, acknowledged(cast), until="affected")

    answer = give(helper(cast), reference, "danger", "unsure", reason=f"Look: {PNG}")

    page = [one["code"] for one in answer.json()["refusals"]]
    assert (answer.status_code, page) == (422, ["file-in-text"])
    assert answer.json()["refusals"][0]["field"] == "reason"
    assert PNG not in answer.content.decode()


def test_a_file_beside_the_answer_is_not_read(cast: Cast) -> None:
    reference = acknowledged(cast)
    friend = helper(cast)

    answer = friend.generic(
        "POST",
        f"/api/v1/concerns/{reference}/triage/danger/",
        b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.png"\r\n\r\n\x89PNG',
        content_type="multipart/form-data; boundary=x",
        headers={"Authorization": f"Bearer {friend.secret}", "Idempotency-Key": "a-key-of-a-test"},
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "only-json")
    assert deeds(reference) == 0


def test_triage_is_finished_when_everything_is_answered(cast: Cast) -> None:
    reference = acknowledged(cast)
    friend = helper(cast)

    early = friend.tell(f"concerns/{reference}/triage/", {})
    go_through(cast.actor("ben"), reference, {}, at=NOON)
    done = friend.tell(f"concerns/{reference}/triage/", {})

    assert early.status_code == 422
    assert done.json() == {"reference": reference, "state": "triaged"}


def test_who_answers_a_concern_out_of_their_own_sight_is_told_nothing_more(cast: Cast) -> None:
    reference = acknowledged(cast, "cat", site_id=cast.elm.pk)
    friend = helper(cast, "cat")
    for question in ("danger", "affected", "harm", "illegal", "spreading", "image"):
        value = "child" if question == "affected" else "no"
        give(friend, reference, question, value, reason="As it was told.")

    taken = give(friend, reference, "allegation", "yes", reason="It was said.").json()

    assert taken == {
        "question": "allegation",
        "changed": True,
        "read_on": False,
        "next": None,
        "locks": [],
    }
    assert give(friend, reference, "danger", "no").status_code == 404


def test_whoever_may_not_read_it_hears_of_nothing_and_leaves_a_line(cast: Cast) -> None:
    reference = reported(cast)  # at Oak; Cat is the officer at Elm

    reading = reader(cast, "cat").ask(f"concerns/{reference}/triage/")
    giving = give(helper(cast, "cat"), reference, "danger", "no")
    nothing = give(helper(cast, "cat"), "C-CCC-CCCC", "danger", "no")

    assert (reading.status_code, giving.status_code) == (404, 404)
    assert giving.content == nothing.content
    assert events(cast, reference)[-2:] == ["concern.refused-opening"] * 2


def test_whoever_is_let_in_to_read_alone_answers_nothing(cast: Cast) -> None:
    reference = acknowledged(cast)
    commands.grant(
        cast.actor("ben"), reference, person_id=cast.cat.pk, reason="Knows her.", at=NOON
    )

    answer = give(helper(cast, "cat"), reference, "danger", "no")

    assert answer.status_code == 422
    assert deeds(reference) == 0


@pytest.mark.parametrize("until", ["danger", "image"])
def test_reading_triage_costs_the_same_however_much_was_answered(
    cast: Cast, until: str, django_assert_max_num_queries: Any
) -> None:
    reference = answered(cast, acknowledged(cast), until=until)
    looking = reader(cast)
    looking.ask(f"concerns/{reference}/triage/")  # its first use of the day is written down

    with django_assert_max_num_queries(STATEMENTS[connection.vendor]):
        looking.ask(f"concerns/{reference}/triage/")
