"""Referrals for other systems: prepared, written down as sent, and heard of; no word goes out."""

import base64
from typing import Any

import pytest
from django.db import connection

from bield.access.states import Scope
from bield.concerns.models import Departure, Disclosure
from bield.ledger import queries as ledger
from tests.concerns.telling import concern
from tests.concerns.test_sharing import harmed, referrals
from tests.conftest import Cast, look_into
from tests.systems import System, codes, system

STATEMENTS = {"sqlite": 35, "postgresql": 46}
WHY = "Marzipanfeather is hurt at home and will not have it told."
SHARED = {
    "body": "childrens_social_care",
    "form": "referral",
    "purpose": "protect",
    "basis": "harm",
    "consent": "refused",
    "items": ["account", "people"],
    "why": WHY,
    "authority": "Quillshire",
}
SENT = {"told_at": "2026-03-04T12:00:00Z", "how": "email", "name": "Duty worker Zebrawood"}
NAMES = ("Marzipanfeather", "Quillshire", "Zebrawood", "Joe", "CSC-77")
PDF = base64.b64encode(b"%PDF-1.7\n" + bytes(range(60))).decode()


def reader(cast: Cast, who: str = "ben") -> System:
    return system(cast.people[who], Scope.REFERRALS_READ)


def helper(cast: Cast, who: str = "ben") -> System:
    return system(cast.people[who], Scope.REFERRALS_WRITE)


def prepare(to: System, reference: str, **more: Any) -> Any:
    return to.tell(f"concerns/{reference}/disclosures/", SHARED | more)


def send(to: System, reference: str, which: int = 1, **more: Any) -> Any:
    return to.tell(f"concerns/{reference}/disclosures/{which}/sent/", SENT | more)


def hear(to: System, reference: str, of: int, **said: Any) -> Any:
    return to.tell(f"concerns/{reference}/referrals/{of}/heard/", said)


def standing(cast: Cast, reference: str, who: str = "ben") -> Any:
    return reader(cast, who).ask(f"concerns/{reference}/referrals/")


def events(cast: Cast, reference: str) -> list[str]:
    look_into(cast.alder)
    return [line.event for line in ledger.lines_about(cast.alder.pk, reference)]


def test_what_can_be_shared_is_what_the_page_offers_and_none_of_its_words(cast: Cast) -> None:
    reference = harmed(cast)

    answer = reader(cast).ask(f"concerns/{reference}/bodies/childrens_social_care/")

    said = answer.json()
    assert {one["code"] for one in said["grounds"]} == {"permission", "harm"}
    assert {"account", "people", "reporter"} <= {one["code"] for one in said["items"]}
    assert [name for name in NAMES if name in answer.content.decode()] == []
    assert events(cast, reference)[-1] == "concern.opened-through-token"


def test_a_body_that_there_is_not_is_not_found(cast: Cast) -> None:
    reference = harmed(cast)

    unknown, for_help = (
        reader(cast).ask(f"concerns/{reference}/bodies/{code}/")
        for code in ("no_such_body", "childline")
    )

    assert (unknown.status_code, for_help.status_code) == (404, 404)


def test_prepared_sent_and_heard_it_stands_as_on_the_page(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)

    made = prepare(friend, reference)
    before = standing(cast, reference).json()
    send(friend, reference, made.json()["number"])
    (referral,) = standing(cast, reference).json()["referrals"]
    hear(friend, reference, referral["number"], what="acknowledged", number="CSC-77")
    answer = standing(cast, reference)

    after = answer.json()
    (item,) = referrals(cast, reference)
    assert (made.status_code, made.json()) == (201, {"reference": reference, "number": 1})
    assert [(one["number"], one["sent"]) for one in before["prepared"]] == [(1, False)]
    assert [(one["number"], one["sent"]) for one in after["prepared"]] == [(1, True)]
    assert after["referrals"] == [
        {
            "number": item.number,
            "form": "referral",
            "body": "childrens_social_care",
            "told_at": "2026-03-04T12:00:00Z",
            "purpose": "protect",
            "ground": "harm",
            "consent": "refused",
            "prepared": 1,
            "has_reference": True,
            "heard": [
                {"what": "acknowledged", "heard_at": after["referrals"][0]["heard"][0]["heard_at"]}
            ],
        }
    ]
    assert (item.spoken_to, item.reference) == ("Duty worker Zebrawood", "CSC-77")
    assert [name for name in NAMES if name in answer.content.decode()] == []


def test_nothing_leaves_by_it(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)

    prepare(friend, reference)
    send(friend, reference)

    assert Departure.objects.count() == 0


def test_what_was_written_of_a_referral_is_read_by_a_lead_alone(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)
    prepare(friend, reference)
    send(friend, reference)

    lead = system(cast.ama, Scope.CONCERNS_NARRATIVE)
    (said,) = lead.ask(f"concerns/{reference}/narrative/").json()["referrals"]

    assert (said["spoken_to"], "Quillshire" in said["whom"]) == ("Duty worker Zebrawood", True)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"basis": "permission"}, ["permission-not-given"]),
        ({"items": []}, ["no-items"]),
        ({"items": ["entry-99"]}, ["no-items"]),
        ({"why": " "}, ["no-reason"]),
        ({"body": "no_such_body"}, ["no-recipient", "agencies-only", "not-the-body-proposed"]),
        ({"basis": "because"}, ["no-basis"]),
    ],
)
def test_the_rules_of_the_page_hold(cast: Cast, more: dict[str, Any], why: list[str]) -> None:
    reference = harmed(cast)

    answer = prepare(helper(cast), reference, **more)

    assert (answer.status_code, codes(answer)) == (422, why)
    assert Disclosure.objects.count() == 0


def test_somebody_in_the_concern_is_no_recipient(cast: Cast) -> None:
    reference = harmed(cast)

    answer = prepare(
        helper(cast),
        reference,
        body="other",
        recipient="Joe Tanner",
        basis="permission",
        consent="given",
        instead="He asked.",
    )

    assert codes(answer) == ["not-to-our-own"]


def test_a_time_to_come_and_an_answer_of_nobody_are_refused(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)
    prepare(friend, reference)

    ahead = send(friend, reference, told_at="2199-01-01T00:00:00Z")
    nobody = hear(friend, reference, 99, what="acknowledged")
    wordless = hear(friend, reference, 99, what="finished")

    assert codes(ahead) == ["has-not-happened"]
    assert codes(nobody) == ["unknown-referral"]
    assert codes(wordless) == ["unknown-referral", "no-words"]


def test_a_file_written_out_as_text_is_refused_in_every_field(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)

    answers = [
        prepare(friend, reference, why=PDF),
        prepare(friend, reference, recipient=PDF),
        prepare(friend, reference, authority=PDF),
        prepare(friend, reference, instead=PDF),
        send(friend, reference, said=PDF),
        send(friend, reference, name=PDF),
        hear(friend, reference, 1, what="advised", words=PDF),
    ]

    assert [codes(one) for one in answers] == [["file-in-text"]] * len(answers)
    assert Disclosure.objects.count() == 0


def test_sent_again_with_its_key_it_is_one_disclosure(cast: Cast) -> None:
    reference, friend = harmed(cast), helper(cast)
    place = f"concerns/{reference}/disclosures/"

    first = friend.tell(place, SHARED, key="one-and-the-same")
    again = friend.tell(place, SHARED, key="one-and-the-same")

    assert first.content == again.content
    assert Disclosure.objects.count() == 1


def test_who_prepared_on_an_older_state_hears_what_changed(cast: Cast) -> None:
    reference = harmed(cast)

    answer = prepare(helper(cast), reference, version=concern(reference).version - 1)

    assert codes(answer) == ["changed-meanwhile"]


def test_what_is_prepared_in_another_concern_is_not_found_here(cast: Cast) -> None:
    here, there, friend = harmed(cast), harmed(cast), helper(cast)
    prepare(friend, there)

    answer = send(friend, here, 1)

    assert answer.status_code == 404


def test_whoever_may_not_read_it_hears_of_nothing_and_leaves_a_line(cast: Cast) -> None:
    reference = harmed(cast)

    answers = [
        standing(cast, reference, "cat"),
        prepare(helper(cast, "cat"), reference),
        send(helper(cast, "cat"), reference),
        hear(helper(cast, "cat"), reference, 1, what="acknowledged"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert events(cast, reference)[-4:] == ["concern.refused-opening"] * 4


@pytest.mark.parametrize("many", [1, 3])
def test_reading_referrals_costs_the_same_however_many(
    cast: Cast, many: int, django_assert_max_num_queries: Any
) -> None:
    reference, friend = harmed(cast), helper(cast)
    for number in range(1, many + 1):
        prepare(friend, reference)
        send(friend, reference, number)
    looking = reader(cast)
    looking.ask(f"concerns/{reference}/referrals/")

    with django_assert_max_num_queries(STATEMENTS[connection.vendor]):
        looking.ask(f"concerns/{reference}/referrals/")
