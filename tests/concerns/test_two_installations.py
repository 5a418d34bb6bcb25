"""Two installations that know nothing of each other: their own folders, databases and keys."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PRELUDE = """
import hashlib, json, sys
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo
import django
django.setup()
from bield.concerns import commands, queries
from bield.concerns.about import About
from bield.concerns.capsule import judging
from bield.concerns.capsule.shapes import Wrong
from bield.kit import reading
from bield.people import commands as people
from bield.people import queries as people_queries
from bield.people.actors import Founder, actor_of, house
from bield.people.models import Organisation, Person
from bield.people.states import Role, SettingType
AT = datetime(2026, 3, 3, 12, tzinfo=ZoneInfo("Europe/London"))
def lead():
    organisation = Organisation.objects.get()
    return actor_of(Person.objects.get(name="Lea Grey"), on=AT.date())
def found(name):
    organisation = people.found(
        Founder("tests"), name=name, setting_type=SettingType.SCHOOL, at=AT - timedelta(days=99)
    )
    actor = house(organisation.pk, "tests")
    site = people.open_site(actor, name="Main", at=AT - timedelta(days=99))
    somebody = people.add_person(actor, name="Lea Grey", email="lea@grey.example", at=AT)
    people.appoint(actor, somebody.pk, role=Role.LEAD, at=AT)
    return actor, site
"""
FOUND = """
actor, site = found(sys.argv[1])
card = queries.own_card(lead())
print(json.dumps({"card": card.text, "number": card.number}))
"""
SEND = """
there = json.load(sys.stdin)
actor = house(lead().organisation_id, "tests")
child = people.add_person(actor, name="Pia Ash", born_on=date(2014, 5, 6), at=AT)
site = people_queries.sites(lead())[0]
reference = commands.report(
    lead(), site_id=site.pk, danger_now="no", account="She came without a coat.",
    about=[About(person_id=child.pk)], send_key="one", at=AT,
).reference
file = commands.prepare_transfer(
    lead(), reference, 1,
    commands.Sending(
        setting="Beech School", recipient="Their lead", surely="Rang them.", ground="child",
        reason="She moves there.", others="another", why_others="", began_on=AT.date(),
        left_out={},
    ),
    at=AT,
)
commands.lock_transfer(
    lead(), file, card=there["card"], number=there["number"], heard="Their lead.", at=AT
)
made = queries.locked_file(lead(), file)
commands.take_transfer(lead(), file, digest=hashlib.sha256(made).hexdigest(), at=AT)
open(sys.argv[1], "wb").write(made)
print(json.dumps({"file": file}))
"""
RECEIVE = """
here = json.load(sys.stdin)
data = open(sys.argv[1], "rb").read()
keys = queries.own_keys(lead().organisation_id)
changed = bytearray(data)
changed[len(changed) // 2] ^= 1
try:
    judging.judge(bytes(changed), keys, at=AT)
    refused = ""
except Wrong as wrong:
    refused = str(wrong)
file = commands.take_in(
    lead(), judging.judge(data, keys, at=AT), number=here["number"], heard="Their lead.", at=AT
)
sites = people_queries.sites(lead())
made = commands.accept_received(
    lead(), file, who="new", site_id=sites[0].pk, danger="no", at=AT
)
page = queries.concern_page(lead(), made[0], at=AT)
print(json.dumps({
    "refused": refused,
    "account": page.account,
    "receipt": queries.received_page(lead(), file, at=AT).receipt,
}))
"""
TAKE_RECEIPT = """
back = json.load(sys.stdin)
commands.take_receipt(lead(), back["file"], receipt=back["receipt"], at=AT)
print(json.dumps({"state": queries.transfer_page(lead(), back["file"], at=AT).state}))
"""


class Installation:
    def __init__(self, folder: Path) -> None:
        self.environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder / "data"),
            "KEY_FILE": str(folder / "keys" / "master.json"),
            "DJANGO_SETTINGS_MODULE": "bield.front.settings",
        }
        self.run("-m", "bield.front.cli", "migrate")

    def run(self, *arguments: str, told: object = None) -> str:
        ran = subprocess.run(
            [sys.executable, *arguments],
            env=self.environment,
            input=json.dumps(told),
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def do(self, program: str, *arguments: str, told: object = None) -> dict[str, str]:
        said: dict[str, str] = json.loads(
            self.run("-c", PRELUDE + program, *arguments, told=told).splitlines()[-1]
        )
        return said


@pytest.fixture
def two(tmp_path: Path) -> tuple[Installation, Installation]:
    (tmp_path / "ash").mkdir()
    (tmp_path / "beech").mkdir()
    return Installation(tmp_path / "ash"), Installation(tmp_path / "beech")


def test_a_file_goes_there_and_its_receipt_comes_back(
    two: tuple[Installation, Installation], tmp_path: Path
) -> None:
    ash, beech = two
    capsule = str(tmp_path / "file.zip.age")
    theirs, ours = beech.do(FOUND, "Beech School"), ash.do(FOUND, "Ash School")

    sent = ash.do(SEND, capsule, told=theirs)
    came = beech.do(RECEIVE, capsule, told=ours)
    back = ash.do(TAKE_RECEIPT, told={**sent, "receipt": came["receipt"]})

    assert came["refused"].startswith("It is not locked to our card, or it was damaged")
    assert came["account"] == "She came without a coat."
    assert back == {"state": "accepted"}
    assert ours["number"] != theirs["number"]
