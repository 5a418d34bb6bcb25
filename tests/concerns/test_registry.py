"""What this room declares to the rooms below."""

import re
from pathlib import Path

import bield.concerns
from bield.concerns import registry
from bield.ledger.registry import described, may_open
from bield.people.actors import Founder
from tests.concerns.telling import reported
from tests.conftest import Cast

NOTED = re.compile(r'"(concern\.[a-z-]+)"')


def test_every_event_has_its_sentence() -> None:
    code = Path(bield.concerns.__file__).parent.joinpath("commands").rglob("*.py")
    noted = {event for file in code for event in NOTED.findall(file.read_text())}

    assert noted == set(registry.LINES)
    assert noted <= described().keys()


def test_lines_about_a_concern_open_to_its_readers_alone(cast: Cast) -> None:
    reference = reported(cast)

    opened = {name: may_open(cast.actor(name), reference) for name in cast.people}
    assert {name for name, may in opened.items() if may} == {"ama", "ben"}
    assert not may_open(Founder("nobody"), reference)


def test_lines_about_doors_open_to_those_who_look_after_them(cast: Cast) -> None:
    opened = {name: may_open(cast.actor(name), "door:alder-training") for name in cast.people}

    assert {name for name, may in opened.items() if may} == {
        *("ama", "ben", "cat", "eve", "fay", "gus", "lou"),
        *("mia", "ned"),
    }


def test_lines_about_desks_open_to_those_who_have_one(cast: Cast) -> None:
    opened = {name: may_open(cast.actor(name), "desk:1") for name in cast.people}

    assert {name for name, may in opened.items() if may} == {
        *("ama", "ben", "cat", "fay", "gus"),
        *("mia", "ned"),
    }
    assert not may_open(Founder("nobody"), "desk:1")
