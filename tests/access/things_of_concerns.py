"""A concern in each house, for the addresses that are about one."""

from collections.abc import Sequence
from datetime import datetime

from bield.concerns import commands as concerns
from bield.concerns.about import About
from bield.kit.judging import judge
from bield.people import commands as people_commands
from bield.people import queries as people
from bield.people.actors import Actor, house
from tests.concerns.triage import go_through
from tests.files import WORDS

USED_UP = "an-address-that-opens-nothing"  # it is its own key: nobody’s, whoever looks
ABOUT = {
    "api:answer": "question",
    "api:heard": "disclosure",
    "api:sent": "disclosure",
    "api:shareable": "body",
    "concerns:question": "question",
    "concerns:own-time": "time",
    "concerns:link": "pair",
    "concerns:file": "file",
    "concerns:refer-to": "body",
    "concerns:take-advice": "body",
    "concerns:disclosure": "disclosure",
    "concerns:preview": "disclosure",
    "concerns:sent": "disclosure",
    "concerns:make-copy": "disclosure",
    "concerns:save-copy": "copy",
    "concerns:redact": "disclosure",
    "concerns:put-back": "disclosure",
    "concerns:make-redacted": "disclosure",
    "concerns:release": "redacted copy",
    "concerns:make-address": "disclosure",
    "concerns:end-addresses": "disclosure",
    "concerns:opened": "address",
    "concerns:history": "somebody in it",
    "concerns:history-print": "somebody in it",
} | dict.fromkeys(
    (
        "api:report",
        "api:concern",
        "api:narrative",
        "api:triage",
        "api:referrals",
        "api:disclosures",
        "concerns:receipt",
        "concerns:concern",
        "concerns:acknowledge",
        "concerns:triage",
        "concerns:answers",
        "concerns:attach",
        "concerns:capture",
        "concerns:add-entry",
        "concerns:assign",
        "concerns:pass-on",
        "concerns:watch",
        "concerns:refer-now",
        "concerns:refer",
        "concerns:hear",
        "concerns:exclude",
        "concerns:grant",
        "concerns:end-grant",
        "concerns:close",
        "concerns:reopen",
        "concerns:print",
    ),
    "concern",
)
ABSENT = {
    "concern": "C-CCC-CCCC",
    "question": "C-CCC-CCCC danger",
    "pair": "C-CCC-CCCC C-CCC-CCCC",
    "file": "C-CCC-CCCC-1",
    "body": "C-CCC-CCCC police_999",
    "disclosure": "C-CCC-CCCC 1",
    "copy": "C-CCC-CCCC 1 1",
    "redacted copy": "C-CCC-CCCC 2",
    "address": USED_UP,
    "somebody in it": "C-CCC-CCCC 1",
    "time": "lado",
}  # times are called the same in every house


def things(lead: Actor, at: datetime) -> dict[str, str]:
    reference = _told(lead, "matrix", at)
    disclosure = f"{reference} {_prepared(lead, reference, at)}"
    return {
        "concern": reference,
        "question": f"{reference} danger",
        "time": "lado",
        "pair": f"{reference} {reference}",
        "body": f"{reference} police_999",
        "disclosure": disclosure,
        "copy": f"{disclosure} 1",
        "redacted copy": f"{reference} {_redacted(lead, disclosure, at)}",
        "address": USED_UP,
        "somebody in it": f"{_about_somebody(lead, at)} 1",
        "file": _with_file(lead, _told(lead, "matrix of files", at), at),
    }


def _about_somebody(lead: Actor, at: datetime) -> str:
    actor = house(lead.organisation_id, "tests")
    child = people_commands.add_person(actor, name="Pim Arrow", at=at)
    return _told(lead, "matrix of somebody", at, about=[About(person_id=child.pk)])


def _told(lead: Actor, send_key: str, at: datetime, about: Sequence[About] = ()) -> str:
    return concerns.report(
        lead,
        about=about,
        site_id=people.sites(lead)[0].pk,
        danger_now="no",
        account="She would not take off her coat.",
        send_key=send_key,
        at=at,
    ).reference


def _with_file(lead: Actor, reference: str, at: datetime) -> str:
    concerns.acknowledge(lead, reference, at=at)
    go_through(lead, reference, {}, until="image", at=at)
    note = judge(WORDS, pictures=False)
    concerns.attach(lead, reference, file=note, name="note.txt", shows="A note.", at=at)
    return f"{reference}-1"


def _redacted(lead: Actor, disclosure: str, at: datetime) -> int:
    reference, number = disclosure.split()
    words = concerns.Taking(reason="harm", words=("coat",))
    concerns.take_out(lead, reference, number, words, version=0, at=at)
    return concerns.make_redacted(lead, reference, number, version=1, at=at)


def _prepared(lead: Actor, reference: str, at: datetime) -> str:
    shared = concerns.Shared(
        body="police_999",
        form="referral",
        purpose="protect",
        basis="permission",
        consent="given",
        items=("account",),
        why="So that she is safe.",
        instead="They came themselves.",
    )
    number = str(concerns.prepare(lead, reference, shared, at=at))
    concerns.make_copy(lead, reference, number, how="docx", at=at)
    return number
