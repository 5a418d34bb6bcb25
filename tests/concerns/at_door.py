"""How tests stand at a public door, without a name."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bield.concerns.commands import door as commands
from bield.concerns.queries import door as doors
from bield.concerns.queries.door import AtDoor, Opened
from bield.kit.reading import reading
from bield.people.actors import house
from bield.people.models import Organisation
from tests.concerns.telling import ACCOUNT
from tests.conftest import NOON, Cast, look_into
from tests.pages import LookingClient

ORIGIN = "192.0.2.7"  # somewhere on the network
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


@dataclass(frozen=True)
class Told:
    reference: str
    code: str
    token: str


def door(cast: Cast, site: str = "", of: Organisation | None = None) -> AtDoor:
    """A door of Alder Training, or of one of its sites; of somebody else where one is named."""
    organisation = of or cast.alder
    look_into(organisation)
    us = house(organisation.pk, "tests")
    if site:
        reference = getattr(cast, site).reference
        opened = commands.open_door(us, address=f"alder-{site}", site=reference, at=NOON)
    else:
        opened = commands.open_first_door(us, at=NOON)
    with reading():
        found = doors.door_at(opened.address)
    look_into(organisation)
    return found


def written(at: AtDoor, *, when: datetime = NOON, voice: str = "other", **typed: Any) -> str:
    """Somebody has typed it all and not pressed Send yet. Answers the token of the browser."""
    token = commands.begin(at, voice=voice, at=when)
    said = {"danger_now": "no", "account": ACCOUNT, **typed}
    return commands.keep(at, token, said, at=when)


def send(at: AtDoor, *, when: datetime = NOON, origin: str = ORIGIN, **typed: Any) -> str:
    token = written(at, when=when, **typed)
    commands.send(at, token, origin=origin, at=when)
    return token


def tell(at: AtDoor, *, when: datetime = NOON, **typed: Any) -> Told:
    token = send(at, when=when, **typed)
    held = stay(at, token, when).held
    return Told(held["reference"], held["code"], token)


def stay(at: AtDoor, token: str, when: datetime = NOON) -> Opened:
    found = doors.stay(at, token, when)
    assert found is not None, "there is no such stay"
    return found


def back(at: AtDoor, told: Told, *, when: datetime = NOON) -> Opened:
    """The reporter has come back with the code."""
    return stay(at, commands.come_back(at, told.code, origin=ORIGIN, at=when).token, when)


def add(at: AtDoor, told: Told, text: str, *, when: datetime = NOON, **more: Any) -> None:
    commands.add_words(at, back(at, told, when=when), text=text, at=when, **more)


def walk(client: LookingClient, home: str, *pages: tuple[str, dict[str, object]]) -> str:
    """Send page after page; answers where the last one leads."""
    place = home
    for page, answers in pages:
        answer = client.send(f"{home}{page}/", answers)
        assert answer.status_code == 302, (page, answer.content.decode())
        place = answer.headers["Location"]
    return place


def tell_on_pages(client: LookingClient, home: str, voice: str = "other", **typed: Any) -> str:
    """By the pages, as a browser does, to the receipt. Answers its page."""
    said = {"account": ACCOUNT, **typed}
    end = walk(
        client,
        home,
        ("2", {"voice": voice}),
        ("3", {"voice": voice, "danger_now": "no"}),
        ("4", {"voice": voice, "send": "yes", **said}),
    )
    assert end == f"{home}10/"
    return client.get(end).content.decode()
