"""Everything that the OpenAPI document promises, asked of a running server by schemathesis.

With a lead's token, a narrow one and none: whatever is sent, right or wrong, the server does not
fail, it answers as its document says, and nothing of another house and nobody's words go out. The
same examples come each time. Where the document says only "a reference", half of the examples name
something that there is, so that they come further than the first door.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
import requests
import schemathesis
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode, Response
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bield.access.states import Scope
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.states import ALERT, PartyRole
from bield.duties import commands as duties
from bield.front import api
from bield.kit.api.door import KEY
from bield.kit.api.records import plain
from bield.people import commands as people
from tests.access.things_of_files import came
from tests.concerns.moving import lock_to, prepared
from tests.concerns.moving import taken as taken_out
from tests.concerns.telling import acknowledged, reported
from tests.concerns.test_sharing import SENT, SHARED
from tests.concerns.test_staff_files import about, low
from tests.concerns.test_transferring import receipt
from tests.concerns.triage import answered, go_through
from tests.concerns.walking import refer
from tests.conftest import NOON, Cast, look_into
from tests.faults.ways import WHOLE
from tests.server import Server
from tests.systems import token

pytestmark = pytest.mark.promises

EXAMPLES = 8  # of each operation, right ones and as many wrong ones
NARROW = (Scope.REPORT, Scope.DUTIES_READ)
OURS = "Zebrawood has told it."
WHY = "The register of that day says so."
SENT_AT = "2026-03-04T12:00:00Z"
OF_THE_LEAD = "Marzipan is about the lead."
FOREIGN = "Quillfeather is of another house."
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
Operation = APIOperation[Any, Any, Any, Any]
calm = settings(
    max_examples=EXAMPLES,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class World:
    secrets: Mapping[str, str]  # who asks -> their token
    known: Mapping[str, tuple[str, ...]]  # name of a value -> what there is
    fitting: Mapping[
        str, tuple[dict[str, str], dict[str, Any] | None]
    ]  # what chance does not hit upon
    hidden: Mapping[str, tuple[str, ...]]  # who asks -> what no answer may hold


def test_the_house_keeps_to_its_document(house: Server, cast: Cast) -> None:
    world = furnished(cast)
    answers: set[tuple[str, str, int]] = set()
    with requests.Session() as line:
        for operation in operations():
            for case in examples(operation, world):
                for who, secret in world.secrets.items():
                    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
                    said = case.call(base_url=house.url, session=line, headers=headers)
                    case.validate_response(said, checks=CHECKS)
                    found = leaks(world, who, operation, said)
                    assert not found, f"{operation.label} tells {who} {found}: {said.text}"
                    answers.add((who, name_of(operation), said.status_code))

    everything = {name_of(one) for one in operations()}
    assert taken(answers, "lead") == everything, sorted(answers)
    assert taken(answers, "narrow") == {"report", "report_receipt", "duties", "sites"}
    assert {status for who, _, status in answers if who == "nobody"} <= {401}


def operations() -> list[Operation]:
    schema = schemathesis.openapi.from_dict(api.document())
    return [one.ok() for one in schema.get_all_operations()]


def name_of(operation: Operation) -> str:
    return str(operation.definition.raw["operationId"])


def taken(answers: set[tuple[str, str, int]], by: str) -> set[str]:
    """What was done for them at least once."""
    return {name for who, name, status in answers if who == by and status < 300}


def examples(operation: Operation, world: World) -> list[Case]:
    """Right ones, most of them about something that there is, and wrong ones."""
    found: list[Case] = []

    @calm
    @given(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), st.data())
    def right(case: Case, draw: st.DataObject) -> None:
        if draw.draw(st.integers(0, 3)):
            name_what_there_is(case, world.known, draw)
        found.append(case)

    @calm
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def wrong(case: Case) -> None:
        found.append(case)

    right()
    wrong()
    if fitting := world.fitting.get(name_of(operation)):
        path, said = fitting
        headers = {KEY: f"fitting-{name_of(operation)}"}
        where = "query" if operation.method.lower() == "get" else "body"
        more = {} if said is None else {where: said}
        found.append(operation.Case(path_parameters=path, headers=headers, **more))
    return found


def name_what_there_is(
    case: Case, known: Mapping[str, tuple[str, ...]], draw: st.DataObject
) -> None:
    body = case.body if isinstance(case.body, dict) else {}
    for said in (case.path_parameters or {}, case.query or {}, body):
        for name, value in said.items():
            if name not in known or value is None:
                continue
            chosen = draw.draw(st.sampled_from(known[name]))
            said[name] = [chosen] if isinstance(value, list) else chosen


def leaks(world: World, who: str, operation: Operation, said: Response) -> list[str]:
    """Of what is hidden from them, whatever stands in the answer. What is written of our own
    concerns is read by the lead at one place alone."""
    hidden = world.hidden[who]
    if name_of(operation) != "concern_narrative":
        hidden = (*hidden, "Zebrawood", "Joe Tanner")
    return [word for word in hidden if word in said.text]


# ------ what there is


def furnished(cast: Cast) -> World:
    joe = [About(person_id=cast.joe.pk, name="Joe Tanner", role=PartyRole.SUBJECT)]
    lead = [About(person_id=cast.ama.pk, name="Ama Boateng", role=PartyRole.ALLEGED)]
    harmed = answered(cast, acknowledged(cast, account=OURS, about=joe), harm="yes")
    ben = cast.actor("ben")
    number, waiting = (
        commands.prepare(ben, harmed, replace(SHARED, why=why), at=NOON) for why in (OURS, "Again.")
    )
    commands.send(ben, harmed, str(number), SENT, at=SENT.told_at)
    (referral,) = queries.concern_page(cast.actor("ben"), harmed, at=NOON).referrals
    fresh = acknowledged(cast, account=OURS, about=joe)
    of_the_lead = reported(cast, account=OF_THE_LEAD, about=lead)
    to_tie, to_end = (
        acknowledged(cast, account=OURS, about=[About(name="A boy at the stop")]) for _ in range(2)
    )
    waits, left, gone = (prepared(cast, harmed, setting=f"School {one}") for one in range(3))
    for file in (waits, left, gone):
        lock_to(cast, file)
    for file in (left, gone):
        taken_out(cast, file)
    arrived = came(cast.actor("ama"), timezone.now())
    *_, several = low(cast), low(cast), low(cast)
    asked = about(cast)
    allegation = {"allegation": "yes", "behaviour": "staff"}
    go_through(cast.actor("ama"), asked, allegation, at=NOON)
    ends = about(cast)
    refer(cast, ends, "lado", by="ama")
    given = commands.give_reference(
        cast.actor("ama"), ends, 1, asker="Elm School", post="Teacher", at=NOON
    )
    of_ama, of_ivy = (reported(cast, who, account=OURS) for who in ("ama", "ivy"))
    duty = duties.open_duty(
        cast.actor("ama"),
        ALERT,  # of no post: the worker hands those to whoever holds it
        subject="alert:7",
        holder_ids=[cast.ama.pk],
        due_at=timezone.now() + timedelta(days=1),
        at=NOON,
    )
    secrets = {"lead": token(cast.ama, *Scope).secret, "narrow": token(cast.ivy, *NARROW).secret}
    look_into(cast.birch)
    foreign = reported(cast, "mia", account=FOREIGN, site_id=cast.birch_site.pk)
    look_into(cast.alder)
    listed = people.receive_list(
        cast.actor("ama"), [b"ID,Name\n1,Tam Sorley\n"], source="Rolls", at=NOON
    )
    robins = people.open_group(cast.actor("ama"), name="Robins", at=NOON)
    people.join_group(cast.actor("ama"), robins.reference, cast.dev.pk, at=NOON)
    away = ("Quillfeather", "Marzipan", "Birch", foreign, cast.mia.reference)
    return World(
        secrets=secrets | {"nobody": ""},
        known={
            "reference": (harmed, of_ama, of_ivy, duty.reference, fresh, of_the_lead, foreign),
            "after": (harmed, foreign),
            "question": ("danger", "harm", "affected"),
            "values": ("no", "unsure", "yes"),
            "whom": ("childrens_social_care", "police_999", "other"),
            "body": ("childrens_social_care", "other"),
            "basis": ("harm", "permission"),
            "items": ("account", "people"),
            "number": (str(number), str(referral.number)),
            "told_at": ("2026-03-04T12:00:00Z",),
            "site": (cast.oak.reference, cast.birch_site.reference),
            "person": (cast.joe.reference, cast.mia.reference),
            "evidence": ("nothing",),
        },
        fitting={
            "report": (
                {},
                {"danger_now": "no", "account": OURS, "site": cast.oak.reference},
            ),
            "finish_triage": ({"reference": harmed}, {}),
            "mark_duty_done": ({"reference": duty.reference}, {"evidence": "nothing"}),
            "report_receipt": ({"reference": of_ivy}, None),
            "answer_question": ({"reference": harmed, "question": "danger"}, {"values": ["no"]}),
            "prepare_disclosure": ({"reference": harmed}, plain(SHARED)),
            "sent": (
                {"reference": harmed, "number": str(waiting)},
                {"told_at": SENT.told_at.isoformat(), "how": SENT.how},
            ),
            "heard": (
                {"reference": harmed, "number": str(referral.number)},
                {"what": "acknowledged"},
            ),
            "people_in_it": ({"reference": harmed}, None),
            "name_also": ({"reference": fresh}, {"reason": WHY, "name": "A girl at the stop"}),
            "put_right": (
                {"reference": to_tie, "number": "1"},
                {"reason": WHY, "person": cast.joe.reference},
            ),
            "name_no_more": ({"reference": to_end, "number": "1"}, {"reason": WHY}),
            "prepare_file": (
                {"reference": fresh, "number": "1"},
                WHOLE["prepare-file"] | {"setting": "Another school"},
            ),
            "file": ({"reference": waits}, None),
            "take_file": ({"reference": waits}, None),
            "file_sent": ({"reference": left}, WHOLE["file-sent"] | {"sent_at": SENT_AT}),
            "file_receipt": ({"reference": gone}, {"receipt": receipt(cast, gone, "accepted")}),
            "staff_file": ({"reference": several, "number": "1"}, None),
            "answer_limb": ({"reference": asked, "number": "1"}, WHOLE["staff-threshold"]),
            "write_outcome": ({"reference": ends, "number": "1"}, WHOLE["staff-outcome"]),
            "judge_together": ({"reference": several, "number": "1"}, WHOLE["staff-together"]),
            "give_reference": ({"reference": several, "number": "1"}, WHOLE["ask-reference"]),
            "staff_reference": ({"reference": ends, "number": "1", "given": given}, None),
            "arrival": ({"reference": arrived}, None),
            "list_stage": ({"reference": listed.reference}, None),
            "permission_of": ({"reference": cast.joe.reference}, {"purpose": "record"}),
            "permissions_of_group": ({"reference": robins.reference}, {"purpose": "record"}),
        },
        hidden={
            "lead": (*away, of_the_lead),
            "narrow": (*away, harmed, fresh, of_ama),
            "nobody": (*away, harmed, fresh, of_ama, of_ivy, of_the_lead),
        },
    )
