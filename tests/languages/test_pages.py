"""Every page that a reporter without an account meets is read in a pretended language."""

from dataclasses import replace
from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.utils import timezone

from bield.advice.queries import help_page
from bield.concerns import commands as concerns
from bield.concerns.commands import door as commands
from bield.concerns.patience import CODES, REPORTS
from bield.concerns.queries import door as doors
from bield.kit.languages import COOKIE
from tests.concerns.at_door import CODE, back, door, tell, walk
from tests.concerns.telling import ACCOUNT
from tests.conftest import ALDER, NOON, Cast
from tests.languages.conftest import Speaks
from tests.languages.pretend import LEFT_TO_RIGHT, RIGHT_TO_LEFT, Seen, unmarked
from tests.pages import LookingClient

pytestmark = pytest.mark.parametrize("language", [LEFT_TO_RIGHT, RIGHT_TO_LEFT])

# What people typed, and what has the same name in every language.
NAMES = ["Alder Training", "Oak", "Elm", *(name for name, _, _ in ALDER.values())]
LONG = "x" * 50_001
THEIRS = ["Bield", "English", "Cymraeg", "اردو", ACCOUNT]
ADDRESSES = [
    row.help.site for row in (*help_page(NOON.date()).child, *help_page(NOON.date()).adult)
]


class Reader:
    """Somebody who reads page after page in the pretended language."""

    def __init__(self, client: LookingClient, language: str) -> None:
        self.client, self.language = client, language
        self.read = 0
        client.cookies[COOKIE] = language

    def looks(self, html: str, *typed: str) -> str:
        page = Seen(html)
        assert page.language == self.language
        assert page.direction == ("rtl" if self.language == RIGHT_TO_LEFT else "ltr")
        known = [*NAMES, *THEIRS, *filter(None, ADDRESSES), *typed]
        assert unmarked(html, typed=[*known, *CODE.findall(html)]) == []
        self.read += 1
        return html

    def at(self, path: str, *typed: str) -> str:
        return self.looks(self.client.get(path).content.decode(), *typed)

    def sends(self, path: str, *typed: str, **answers: object) -> str:
        return self.looks(self.client.send(path, answers).content.decode(), *typed)


@pytest.fixture
def reader(client: LookingClient, speaks: Speaks, language: str) -> Reader:
    speaks(language)
    return Reader(client, language)


@pytest.fixture
def home(cast: Cast) -> str:
    return f"/at/{door(cast).address}/"


def test_what_is_open_to_everybody(reader: Reader, home: str) -> None:
    for path in ("/help/", "/help/you-did-right/", "/privacy/", "/accessibility/", "/about/"):
        reader.at(path)
    reader.at(home)
    for number in ("12", "13", "15"):
        reader.at(f"{home}{number}/")
    reader.at("/language/")
    reader.sends("/language/")
    reader.at("/nowhere/")
    reader.at("/at/nowhere/")

    assert reader.read == 13


def test_a_child_tells(cast: Cast, reader: Reader, home: str) -> None:
    client, child = reader.client, {"voice": "child"}
    walk(client, home, ("2", child))
    reader.at(f"{home}2/")
    reader.at(home)  # somebody began to write here
    reader.at(f"{home}3/")
    reader.sends(f"{home}3/", **child)
    walk(client, home, ("3", child | {"danger_now": "unsure"}))
    reader.at(f"{home}4/")
    reader.sends(f"{home}4/", **child)
    reader.sends(f"{home}4/", LONG, **child, account=LONG)
    walk(client, home, ("4", child | {"account": ACCOUNT}))
    for number in ("5", "6", "7", "8"):
        reader.at(f"{home}{number}/")
        walk(client, home, (number, child))
    reader.sends(f"{home}6/", **child, site_id="nowhere")
    reader.at(f"{home}9/")
    reader.sends(f"{home}9/", LONG, **child, reach=LONG)
    walk(client, home, ("6", child | {"site_id": ""}), ("9", child | {"reach": ""}))
    reader.at(f"{home}10/")

    assert reader.read == 15


@pytest.mark.parametrize("danger", ["yes", "no"])
def test_somebody_else_tells(cast: Cast, reader: Reader, home: str, danger: str) -> None:
    other = {"voice": "other"}
    walk(reader.client, home, ("2", other))
    reader.at(f"{home}2/")
    reader.at(f"{home}3/")
    walk(reader.client, home, ("3", other | {"danger_now": danger}))
    reader.at(f"{home}4/")
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 20
    reader.sends(f"{home}4/", picture, **other, account=picture, not_for="x", site_id="x")
    walk(reader.client, home, ("4", other | {"account": ACCOUNT}))
    reader.at(f"{home}10/")

    assert reader.read == 5


def test_somebody_comes_back(cast: Cast, reader: Reader, home: str) -> None:
    at, now = doors.door_at(home.split("/")[2]), timezone.now()
    told = tell(at, when=now, danger_now="yes")
    reader.sends(f"{home}13/")
    reader.sends(f"{home}13/", code="2222-2222-2222-2222")
    walk(reader.client, home, ("13", {"code": told.code}))
    reader.at(f"{home}14/")
    reader.sends(f"{home}14/")
    reader.sends(f"{home}14/", "It is Ama Boateng.", text="It is Ama Boateng.")
    concerns.acknowledge(cast.actor("ben"), told.reference, at=now)
    commands.write_to_reporter(cast.actor("ben"), told.reference, text="Tell us.", at=now)
    walk(reader.client, home, ("14", {"text": "I will.", "danger_now": "no"}))
    said = ("Tell us.", "I will.", "Is anyone in danger right now? No")
    reader.at(f"{home}14/", *said)

    assert reader.read == 6


def test_nobody_is_left_who_could_read_it(cast: Cast, reader: Reader, home: str) -> None:
    at, now = doors.door_at(home.split("/")[2]), timezone.now()
    told = tell(at, when=now)
    walk(reader.client, home, ("13", {"code": told.code}))

    while True:
        left = [one for one, _ in doors.thread(at, back(at, told, when=now), at=now).readers]
        answer = reader.client.send(f"{home}14/", {"text": "All of them.", "not_for": left})
        if answer.status_code != HTTPStatus.FOUND:
            break

    reader.looks(answer.content.decode(), "All of them.")


def test_a_house_in_which_nobody_may_read_it(
    cast: Cast, reader: Reader, home: str, language: str
) -> None:
    for voice in ("child", "other"):
        walk(reader.client, home, ("2", {"voice": voice}))
        leads = "\n".join(one.name for one in cast.people.values())
        said = {"voice": voice, "account": ACCOUNT, "harmed_by": leads, "danger_now": "no"}
        walk(reader.client, home, ("3", said), ("4", {**said, "send": "yes"}))
        reader.at(f"{home}10/")

    assert reader.read == 2


@pytest.mark.parametrize("what", ["telling.REPORTS", "returning.CODES"])
def test_many_came_at_once(
    reader: Reader, home: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    patience = {"telling.REPORTS": REPORTS, "returning.CODES": CODES}[what]
    monkeypatch.setattr(f"bield.concerns.commands.door.{what}", replace(patience, free=0))
    if patience is CODES:
        walk(reader.client, home, ("13", {"code": "2222-2222-2222-2222"}))
    else:
        said = {"voice": "other", "account": ACCOUNT, "danger_now": "no"}
        walk(reader.client, home, ("2", said), ("3", said), ("4", said))

    reader.at(f"{home}11/")

    assert reader.read == 1


def test_what_is_said_when_something_is_wrong(
    reader: Reader, home: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = reader.client
    reader.looks(client.get(f"{home}forget/").content.decode())
    client.raise_request_exception = False
    client.handler.enforce_csrf_checks = True
    reader.sends(f"{home}14/", "typed here", text="typed here")
    client.handler.enforce_csrf_checks = False
    reader.sends(f"{home}13/", code="1" * 6_000_000)
    reader.looks(client.post(f"{home}4/", {"file": SimpleUploadedFile("a", b"b")}).content.decode())

    def lost(*_: object, **__: object) -> None:
        raise OperationalError

    monkeypatch.setattr(commands, "keep", lost)
    reader.sends(f"{home}4/", "He waits for me.", account="He waits for me.")

    def broken(*_: object, **__: object) -> None:
        raise ValueError

    monkeypatch.setattr(doors, "door_at", broken)
    reader.at(home)

    assert reader.read == 6


def test_where_the_doors_have_other_names(cast: Cast, reader: Reader) -> None:
    reader.at("/at/")
    reader.sends("/at/")
    reader.sends("/at/", "no-such-door", address="no-such-door")

    assert reader.read == 3
