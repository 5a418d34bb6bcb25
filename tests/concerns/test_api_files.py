"""Files for and from other settings, for other systems: as on the page, without names or words."""

import base64
import hashlib
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bield.access.states import Scope
from bield.concerns import commands, queries
from bield.concerns.capsule import locks
from bield.ledger import queries as ledger
from tests.access.things_of_files import came
from tests.concerns.moving import THEIRS, about_joe, lock_to, prepared
from tests.concerns.test_transferring import receipt
from tests.conftest import NOON, Cast, look_into
from tests.systems import System, codes, system

NEW = {
    "setting": "Birch Nursery",
    "recipient": "Mia Rowe, safeguarding lead",
    "surely": "Rang the office at the number on their website.",
    "ground": "child",
    "reason": "Marzipanfeather starts there.",
    "began_on": "2026-03-02",
}
NAMES = ("Joe", "Tanner", "Marzipanfeather", "Mia")


def reader(cast: Cast, who: str = "ama") -> System:
    return system(cast.people[who], Scope.FILES_READ)


def writer(cast: Cast, who: str = "ama") -> System:
    return system(cast.people[who], Scope.FILES_WRITE)


def prepare(to: System, concern: str, number: int = 1, **more: Any) -> Any:
    return to.tell(f"concerns/{concern}/people/{number}/files/", NEW | more)


def test_a_file_is_prepared_taken_out_sent_and_answered(cast: Cast) -> None:
    program, concern = writer(cast), about_joe(cast, at=timezone.now())

    file = prepare(program, concern).json()["reference"]
    early = program.tell(f"files/{file}/take-out/", {})
    lock_to(cast, file)
    out = program.tell(f"files/{file}/take-out/", {}).json()
    sent = program.tell(
        f"files/{file}/sent/", {"how": "By e-mail.", "sent_at": timezone.now().isoformat()}
    )
    look_into(cast.alder)
    back = program.tell(f"files/{file}/receipt/", {"receipt": receipt(cast, file, "accepted")})
    stands = reader(cast).ask(f"files/{file}/").json()

    assert early.status_code in {404, 422}
    data = base64.b64decode(out["file"])
    assert hashlib.sha256(data).hexdigest() == out["digest"]
    assert locks.open_by(data, THEIRS.opening).startswith(b"PK")
    assert (sent.status_code, back.status_code) == (200, 200)
    assert stands["state"] == "accepted"
    assert stands["due_at"] is None
    assert stands["concerns"] == [concern]
    assert [one["what"] for one in stands["steps"]] == [
        "prepared",
        "locked",
        "left",
        "sent",
        "accepted",
    ]
    look_into(cast.alder)
    events = [line.event for line in ledger.lines_about(cast.alder.pk, file)]
    assert events.count("concern.file-left") == 1


def test_nothing_that_goes_out_names_anybody_or_says_a_word(cast: Cast) -> None:
    program = writer(cast)
    prepare(program, about_joe(cast, at=timezone.now()))

    answers = [reader(cast).ask(place) for place in ("files/", "files-received/")]

    said = "".join(answer.content.decode() for answer in answers)
    assert [name for name in NAMES if name in said] == []
    assert len(answers[0].json()["items"]) == 1


def test_a_file_is_seen_by_those_alone_who_read_all_that_is_in_it(cast: Cast) -> None:
    concern = about_joe(cast, at=timezone.now())
    file = prepare(writer(cast), concern).json()["reference"]
    look_into(cast.alder)
    commands.exclude(cast.actor("ama"), concern, person_id=cast.ben.pk, reason="No.", at=NOON)

    lists = {who: reader(cast, who).ask("files/").json()["items"] for who in ("ama", "ben", "mia")}
    shut = [writer(cast, who).tell(f"files/{file}/take-out/", {}) for who in ("ben", "mia")]

    assert [len(one) for one in lists.values()] == [1, 0, 0]
    assert [one.status_code for one in shut] == [404, 404]


def test_what_is_missing_is_said_as_on_the_page_and_nothing_is_kept(cast: Cast) -> None:
    concern = about_joe(cast, at=timezone.now())

    refused = prepare(writer(cast), concern, surely=" ", others="names")

    assert refused.status_code == 422
    assert {"no-surely", "no-why-others"} <= set(codes(refused))
    assert reader(cast).ask("files/").json()["items"] == []


def test_a_concern_stays_only_for_a_reason_also_here(cast: Cast) -> None:
    first, second = about_joe(cast, at=timezone.now()), about_joe(cast, at=timezone.now())
    out = [{"concern": second, "why": "Not about him after all."}]

    file = prepare(writer(cast), first, left_out=out).json()["reference"]

    assert reader(cast).ask(f"files/{file}/").json()["concerns"] == [first]


def test_sent_again_with_its_key_it_is_prepared_once(cast: Cast) -> None:
    program, concern = writer(cast), about_joe(cast, at=timezone.now())

    answers = [
        program.tell(f"concerns/{concern}/people/1/files/", NEW, key="the-same-key-of-a-test")
        for _ in range(2)
    ]

    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert len(reader(cast).ask("files/").json()["items"]) == 1


def test_what_came_stands_there_with_its_receipt_and_is_answered_by_people(cast: Cast) -> None:
    file = came(cast.actor("ama"), timezone.now())

    (row,) = reader(cast).ask("files-received/").json()["items"]
    waits = reader(cast).ask(f"files-received/{file}/").json()
    look_into(cast.alder)
    commands.refuse_received(cast.actor("ama"), file, reason="Nobody of ours.", at=timezone.now())
    refused = reader(cast).ask(f"files-received/{file}/").json()

    assert (row["reference"], row["state"]) == (file, "waiting")
    assert waits["receipt"] != refused["receipt"]
    assert refused["state"] == "refused"
    assert writer(cast).tell(f"files-received/{file}/", {}).status_code == 405


@pytest.mark.parametrize("who", ["cat", "dev", "fay"])
def test_only_the_lead_and_the_deputies_are_given_such_a_token(cast: Cast, who: str) -> None:
    with pytest.raises(Exception, match="scope-not-yours"):
        reader(cast, who)


def test_the_list_costs_the_same_however_many_there_are(cast: Cast) -> None:
    program, counts = reader(cast), []
    for number in range(3):
        look_into(cast.alder)
        prepared(cast, about_joe(cast), setting=f"School {number}")
        program.ask("files/")
        with CaptureQueriesContext(connection) as captured:
            assert len(program.ask("files/").json()["items"]) == number + 1
        counts.append(len(captured))

    assert counts[0] == counts[1] == counts[2]


def test_reading_it_as_a_program_is_reading_it_as_its_maker(cast: Cast) -> None:
    file = prepared(cast, about_joe(cast))
    page = queries.transfer_page(cast.actor("ama"), file, at=NOON)

    said = reader(cast).ask(f"files/{file}/").json()

    assert (said["version"], said["digest"]) == (page.version, page.digest)
