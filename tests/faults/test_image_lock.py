"""The image lock, attacked from outside while the house runs.

While it stands, or the kind of a concern is not answered yet, nothing of a picture may be kept,
buffered on disk, logged or queued, whichever way somebody takes (`ways`). `siege` looks into every
place where something could stay.
"""

import secrets
from collections.abc import Iterator
from contextlib import ExitStack, closing
from shutil import copy
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bield.access import commands as access
from bield.access.models import Hook
from bield.access.states import Scope
from bield.concerns import commands
from bield.concerns.models import Attachment, Deed
from bield.concerns.queries import door as doors
from bield.concerns.states import REPORT_FORM
from bield.concerns.views.door.arriving import COOKIE
from bield.front.api import ROUTES
from bield.kit.api.shapes import Words
from bield.kit.reading import reading
from bield.kit.uploads import LARGEST, TAKES_FILES
from bield.people.actors import house
from tests import files
from tests.access.things import ABOUT, things
from tests.concerns.at_door import CODE
from tests.concerns.triage import go_through
from tests.conftest import Cast, found_cast, look_into
from tests.databases import Databases
from tests.faults.siege import Picture, Siege, picture, signs
from tests.faults.ways import (
    FORM,
    HIDDEN,
    MULTIPART,
    OTHER_WAYS,
    UNREAD,
    UNREAD_WAYS,
    WHOLE,
    Attacker,
    Program,
    each_text_replaced,
    file,
    filled,
    said_to_programs,
    taken_of_programs,
)
from tests.faults.wire import Answer
from tests.pages import Page
from tests.server import Server
from tests.systems import maker, token
from tools.bench.client import Client

SHUT = ("not answered", "locked")  # the kind is not answered yet; it may be about such a picture
NOWHERE = (*SHUT, "without pictures")  # files of words may come in there, and no picture
ANSWERED = {"locked": {"image": "yes"}, "without pictures": {"contact": "yes"}, "open": {}}
LAST = {"locked": "image", "without pictures": "contact", "open": "image"}
MEBIBYTE = 2**20
TAKEN = {201, 204, 302}
DONE = TAKEN | {200}  # for a program, which is shown no page again
WRITTEN = {"text", "search", "email", "tel", "url", "hidden", None}
TINY = files.png()


@pytest.fixture(scope="module")
def siege(
    django_db_setup: None,
    databases: Databases,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Siege]:
    """One house for all of them; each is told by its own mark."""
    folder = tmp_path_factory.mktemp("siege")
    for inside in ("temporary", "keys"):
        (folder / inside).mkdir()
    keys = copy(settings.KEY_FILE, folder / "keys")
    name = databases.fresh()
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        stack.enter_context(override_settings(WRITES="inline", WRITES_DURABLE=True, KEY_FILE=keys))
        stack.enter_context(databases.using(name))
        environment = {"TMPDIR": str(folder / "temporary"), "KEY_FILE": str(keys)}
        server = stack.enter_context(Server(databases.url(name), folder, **environment))
        siege = Siege(server, found_cast(), databases, name, folder, {})
        siege.concerns |= {state: _concern(siege.cast, state) for state in (*NOWHERE, "open")}
        yield siege
        siege.nothing_in_the_files_of_the_database()
    databases.drop(name)


def _concern(cast: Cast, state: str) -> str:
    """Of each kind one, worked on by Ben."""
    at = timezone.now()
    ben = cast.actor("ben")
    reference = commands.report(
        cast.actor("dev"),
        site_id=cast.oak.pk,
        danger_now="no",
        account="She would not take off her coat.",
        send_key=f"siege-{state}",
        at=at,
    ).reference
    commands.acknowledge(ben, reference, at=at)
    if state in ANSWERED:
        go_through(ben, reference, ANSWERED[state], until=LAST[state], at=at)
    return reference


@pytest.fixture
def shot(siege: Siege) -> Picture:
    """Another one for each test."""
    look_into(siege.cast.alder)
    return picture(f"m{secrets.token_hex(8)}")


@pytest.fixture(autouse=True)
def nothing_begun(siege: Siege) -> Iterator[None]:
    """What one test began to tell would be reminded of in the middle of another, and a hook that
    one made would be told of what the next one does."""
    yield
    for who in ("ama", "ben", "ivy"):
        commands.drop_draft(siege.cast.actor(who), REPORT_FORM)
    ama = siege.cast.actor("ama")
    for hook in Hook.objects.filter(organisation=siege.cast.alder, ended_at=None):
        access.end_hook(ama, hook.reference, at=timezone.now())


@pytest.fixture
def ben(siege: Siege) -> Iterator[Attacker]:
    with closing(Attacker(siege, siege.cast.ben)) as ben:
        yield ben


@pytest.fixture
def ivy(siege: Siege) -> Iterator[Attacker]:
    with closing(Attacker(siege, siege.cast.ivy)) as ivy:
        yield ivy


@pytest.fixture
def ama(siege: Siege) -> Iterator[Attacker]:
    with closing(Attacker(siege, siege.cast.ama)) as ama:
        yield ama


def attach_to(siege: Siege, state: str) -> str:
    return f"/concern/{siege.concerns[state]}/attach/"


# ------ files


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("way", UNREAD_WAYS)
def test_it_is_refused_on_its_headers(siege: Siege, ben: Attacker, shot: Picture, way: str) -> None:
    with siege.watched(shot):
        answers = [UNREAD_WAYS[way](ben, attach_to(siege, state), shot.data) for state in SHUT]

    for answer in answers:
        assert (answer.status, answer.unread, answer.again) == (415, True, False), answer.text


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("way", OTHER_WAYS)
def test_what_claims_to_be_words_carries_no_picture(
    siege: Siege, ben: Attacker, shot: Picture, way: str
) -> None:
    with siege.watched(shot):
        answers = [OTHER_WAYS[way](ben, attach_to(siege, state), shot.data) for state in NOWHERE]

    assert [answer.text for answer in answers if answer.status in TAKEN] == []


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("place", HIDDEN)
def test_it_hides_in_no_file(siege: Siege, ben: Attacker, shot: Picture, place: str) -> None:
    hidden = HIDDEN[place](shot.data)
    body = ben.form(file(hidden.data, hidden.name, hidden.kind))

    with siege.watched(shot):
        answers = [ben.send(attach_to(siege, state), body).status for state in NOWHERE]

    assert answers == [415, 415, 200]


@pytest.mark.parametrize("way", [*UNREAD_WAYS, "as it is"])
def test_where_words_may_come_in_no_way_brings_a_picture(
    siege: Siege, ben: Attacker, shot: Picture, way: str
) -> None:
    """Here the body is read, judged in memory, and let go."""
    path = attach_to(siege, "without pictures")
    with siege.watched(shot):
        if way in UNREAD_WAYS:
            answer = UNREAD_WAYS[way](ben, path, shot.data)
        else:
            answer = ben.send(path, ben.form(file(shot.data)))

    assert answer.status not in TAKEN
    assert not answer.again


@pytest.mark.parametrize("page", ["take-in", "table"])
def test_a_picture_sent_as_a_file_of_another_setting_is_nowhere(
    siege: Siege, ben: Attacker, shot: Picture, page: str
) -> None:
    """These pages await a file, and judge it in memory: a picture is none of another setting, and
    no table."""
    with siege.watched(shot):
        answer = ben.send(f"/files-received/{page}/", ben.form(file(shot.data)))

    assert answer.status == 200
    assert not answer.again


def test_no_other_page_takes_a_file(siege: Siege, ben: Attacker, shot: Picture) -> None:
    """Whatever it is about, and whoever asks: it is refused before anybody is asked."""
    body = ben.form(file(shot.data))
    others = [view for view in views() if not hasattr(view.callback, TAKES_FILES)]

    with siege.watched(shot):
        answers = {
            str(view.name): ben.send("/" + address(view), body, wait=UNREAD) for view in others
        }

    not_refused = {
        name: (answer.status, answer.unread)
        for name, answer in answers.items()
        if (answer.status, answer.unread) != (415, True)
    }
    assert not_refused == {}
    assert len(answers) > 100


def views(resolver: URLResolver | None = None, space: str = "") -> Iterator[URLPattern]:
    """Every page of the house but the door of programs."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif entry.namespace != "api":
            yield from views(entry, entry.namespace or space)


def address(view: URLPattern) -> str:
    """Somewhere below it; what is named there need not exist."""
    parts = str(view.pattern).split("/")
    return "/".join("c-ccc" if part.startswith("<") else part for part in parts)


# ------ words


@pytest.fixture(scope="module")
def own(siege: Siege) -> dict[str, str]:
    """One thing of each kind, so that every page has something to be about."""
    maker(siege.cast.ama)
    return things(siege.cast.ama)


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize("room", ["concerns", "people", "advice", "duties", "retention", "access"])
def test_no_field_of_any_page_takes_it(
    siege: Siege, ama: Attacker, own: dict[str, str], shot: Picture, room: str
) -> None:
    """What somebody may write, and what a form carries along unseen."""
    seen = set[tuple[str, str]]()
    for route in pages_of(room):
        where = reverse(route, args=own[ABOUT[route]].split() if route in ABOUT else [])
        status, page = ama.browser.get(where)
        if status != 200 or not page.startswith("<!DOCTYPE html>"):
            continue
        with siege.watched(shot, most=3 * len(shot.data)):
            for action, said, name, is_seen in fields(page):
                if (action or route, name) in seen:
                    continue
                seen.add((action or route, name))
                for written in written_out(shot):
                    status, _ = ama.browser.post(action or where, **{**said, name: written})
                    assert not (is_seen and status in TAKEN), (route, name)

    assert len(seen) >= FIELDS[room]


FIELDS = {  # at least as many; a page that is not found tries nothing
    "concerns": 60, "people": 12, "advice": 8, "duties": 3, "retention": 2, "access": 6,
}  # fmt: skip


def pages_of(room: str) -> list[str]:
    entries = get_resolver().url_patterns
    return [
        f"{room}:{view.name}"
        for entry in entries
        if isinstance(entry, URLResolver) and entry.namespace == room
        for view in entry.url_patterns
        if isinstance(view, URLPattern)
    ]


def fields(page: str) -> Iterator[tuple[str, dict[str, str], str, bool]]:
    """Of each field that could carry words: where its form goes, what a browser would send, its
    name, and whether it is seen."""
    action, said, found, select = "", dict[str, str](), list[tuple[str, bool]](), ""
    for tag, its in [*Page(page).tags, ("form", {})]:
        name, value, kind = its.get("name") or "", its.get("value"), its.get("type")
        if tag == "form":
            yield from ((action, dict(said), field, seen) for field, seen in found)
            action, said, found = its.get("action") or "", {}, []
        elif tag == "select":
            select = name
        elif tag == "option" and value:
            said.setdefault(select, value)
        elif tag == "textarea" or (tag == "input" and kind in WRITTEN):
            numeric = its.get("inputmode") == "numeric"
            said[name] = value or ("12" if numeric else "As it was told.")
            if name != "csrfmiddlewaretoken":
                found.append((name, kind != "hidden"))
        elif tag == "input" and kind in {"radio", "checkbox"}:
            said.setdefault(name, value or "on")


def written_out(shot: Picture) -> Iterator[str]:
    yield shot.written_out
    yield f"data:image/png;base64,{shot.written_out}"


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize("how", files.as_text(TINY))
def test_no_report_takes_it_written_out(
    siege: Siege, ivy: Attacker, shot: Picture, how: str
) -> None:
    """And nothing of it stays in what is kept of a report that was not sent."""
    page = "/report/what-happened/"
    whole = {
        **ivy.browser.form(f"{page}?danger_now=no"),
        **REPORT,
        "site_id": str(siege.cast.oak.pk),
    }
    written = files.as_text(shot.data)[how]

    answers = {}
    with siege.watched(shot):
        for field in ("account", "child_words", "done", "where", "happened", "about"):
            answers[field] = [
                ivy.browser.post(path, **{**whole, field: written})[0]
                for path in (page, "/report/draft/")
            ]

    assert {field: said for field, said in answers.items() if said != [200, 204]} == {}


REPORT = {"danger_now": "no", "account": "She told me.", "where": "At home."}


# ------ the public door


@pytest.fixture
def anybody(siege: Siege) -> Iterator[tuple[Client, str]]:
    """A browser at the public door, halfway through."""
    look_into(siege.cast.alder)
    address = commands.open_first_door(
        house(siege.cast.alder.pk, "tests"), at=timezone.now()
    ).address
    browser, home = Client(siege.server.port), f"/at/{address}/"
    begin(browser, home)
    with reading():
        at = doors.door_at(address)
    siege.stay = (at, browser.cookies[COOKIE])
    yield browser, home
    siege.stay = None
    browser.start_again()


def begin(browser: Client, home: str) -> None:
    for page, said in (("2", {}), ("3", {"danger_now": "no"})):
        csrf = browser.form(home if page == "2" else f"{home}{page}/")
        status, _ = browser.post(f"{home}{page}/", **{**csrf, "voice": "child", **said})
        assert status == 302


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize("field", ["account", "about", "harmed_by", "wants", "reach"])
def test_the_public_door_takes_none(
    siege: Siege, anybody: tuple[Client, str], ivy: Attacker, shot: Picture, field: str
) -> None:
    browser, home = anybody
    page = {"about": "5", "harmed_by": "7", "wants": "8", "reach": "9"}.get(field, "4")
    csrf = browser.form(f"{home}{page}/")
    said = {**csrf, "voice": "child", "account": "He will not stop.", "send": "yes"}

    with siege.watched(shot):
        for written in (*written_out(shot), shot.data.decode("latin-1")):
            status, _ = browser.post(f"{home}{page}/", **{**said, field: written})
            assert status == 200
        refused = ivy.send(f"{home}{page}/", ivy.form(file(shot.data)), wait=UNREAD)

    assert (refused.status, refused.unread) == (415, True)


def test_whoever_comes_back_brings_none(
    siege: Siege, anybody: tuple[Client, str], shot: Picture
) -> None:
    browser, home = anybody
    csrf = browser.form(f"{home}4/")
    said = {**csrf, "voice": "child", "account": "He will not stop.", "send": "yes"}
    browser.post(f"{home}4/", **said)
    _, receipt = browser.get(f"{home}10/")
    code = CODE.search(receipt)
    assert code is not None, receipt
    csrf = browser.form(f"{home}13/")
    browser.post(f"{home}13/", **{**csrf, "code": code[0]})
    csrf = browser.form(f"{home}14/")

    with siege.watched(shot):
        for written in (*written_out(shot), shot.data.decode("latin-1")):
            for page in ("13", "14"):
                name = "code" if page == "13" else "text"
                status, _ = browser.post(f"{home}{page}/", **{**csrf, name: written})
                assert status == 200


# ------ programs


@pytest.fixture(scope="module")
def program(siege: Siege) -> Program:
    """In the name of somebody who may write wherever a program may."""
    look_into(siege.cast.alder)
    return Program(siege, token(siege.cast.ben, *MAY_WRITE).secret)


MAY_WRITE = (
    Scope.REPORT,
    Scope.CONCERNS_PEOPLE,
    Scope.TRIAGE_ANSWER,
    Scope.REFERRALS_WRITE,
    Scope.FILES_WRITE,
    Scope.STAFF_FILES_WRITE,
    Scope.DUTIES_DONE,
    Scope.PEOPLE_LISTS,
)


@pytest.fixture(scope="module")
def told(siege: Siege, program: Program) -> dict[str, str]:
    """Of the locked concern: what was prepared for somebody and has not left, and the number under
    which it stands that somebody else was told."""
    place = f"concerns/{siege.concerns['locked']}"
    waits, left = [program.number(f"{place}/disclosures/", WHOLE["disclosures"]) for _ in range(2)]
    program.tell(f"{place}/disclosures/{left}/sent/", WHOLE["sent"])
    (deed,) = Deed.objects.filter(concern__reference=siege.concerns["locked"], kind="referred")
    return {"sent": waits, "heard": str(deed.number)}


def whole(siege: Siege, name: str) -> dict[str, Any]:
    """What that operation would take."""
    if name == "reports":
        return WHOLE[name] | {"site": siege.cast.oak.reference}
    return WHOLE.get(name, {})  # some say nothing


def reference_in(address: str, concern: str) -> str:
    """What is below no concern is asked of something that there is not: its words are judged
    before it is looked for."""
    if "concerns/" in address:
        return concern
    return "F-CCCC-CCCC" if address.startswith("files/") else "CCCCCCCC"


def places(siege: Siege, told: dict[str, str], state: str) -> dict[str, str]:
    """Where a program may send a body: name -> path."""
    return {
        name: filled(
            address,
            reference=reference_in(address, siege.concerns[state]),
            question="danger",
            number=told.get(name, "1"),
        )
        for name, address in taken_of_programs().items()
    }


@pytest.mark.clause("TP-A1-0.1", "TP-3.4.3.3")
@pytest.mark.parametrize("how", said_to_programs(picture("x")))
def test_no_program_brings_it(
    siege: Siege, program: Program, told: dict[str, str], shot: Picture, how: str
) -> None:
    body, kind, heads = said_to_programs(shot)[how]
    paths = {path for state in SHUT for path in places(siege, told, state).values()}

    with siege.watched(shot):
        answers = {
            path: program.send(path, body, kind, *heads).status
            for path in (*paths, "concerns/", "nowhere/")
        }

    assert [path for path, status in answers.items() if status in DONE or status >= 500] == []


@pytest.mark.clause("TP-A1-0.1")
@pytest.mark.parametrize("how", ["base64", "hexadecimal", "bytes taken for letters"])
def test_no_words_of_a_program_take_it(
    siege: Siege, program: Program, told: dict[str, str], shot: Picture, how: str
) -> None:
    """In a whole body, but for the one text; to a concern that is locked."""
    written = files.as_text(shot.data)[how]
    poisoned = {
        (path, field): said
        for name, path in places(siege, told, "locked").items()
        for field, said in each_text_replaced(whole(siege, name), written)
    }

    with siege.watched(shot):
        answers = {place: program.tell(place[0], said).status for place, said in poisoned.items()}

    assert {place: status for place, status in answers.items() if status not in REFUSED} == {}


REFUSED = {400, 422}  # not JSON that we read; or read, and refused


# ------ large ones


@pytest.mark.parametrize("state", [*SHUT, "without pictures"])
@pytest.mark.parametrize("kind", [MULTIPART, FORM, "image/png", "application/json"])
def test_a_very_large_body_takes_no_memory(
    siege: Siege, ben: Attacker, program: Program, state: str, kind: str
) -> None:
    """Refused, let go, or given up: none of it is piled up."""
    siege.forget_peaks()
    before = siege.memory()

    answers = [
        ben.send(attach_to(siege, state), b"", kind, length=LARGE, pieces=drops(LARGE)),
        in_large_chunks(ben, attach_to(siege, state), kind),
        program.send("reports/", b"{}" * (MEBIBYTE + 1), kind),
    ]

    assert [answer.status for answer in answers if answer.status in TAKEN] == []
    assert siege.memory() - before < MOST_MEMORY
    assert siege.server.answers()


LARGE = 200 * MEBIBYTE
MOST_MEMORY = 48 * MEBIBYTE


def drops(size: int) -> Iterator[bytes]:
    piece = bytes(MEBIBYTE)
    for _ in range(size // MEBIBYTE):
        yield piece


def in_large_chunks(who: Attacker, path: str, kind: str) -> Answer:
    said = ("Transfer-Encoding", "chunked")
    pieces = (b"%x\r\n" % len(piece) + piece + b"\r\n" for piece in drops(LARGE))
    return who.send(path, b"", kind, said, length=None, pieces=pieces)


@pytest.mark.parametrize("state", NOWHERE)
def test_a_large_picture_is_written_nowhere(siege: Siege, ben: Attacker, state: str) -> None:
    """Counted is what the processes write, to whichever file: less than the picture has."""
    large = picture(f"m{secrets.token_hex(8)}", LARGEST // 2 - 9_000)
    body = ben.form(file(large.data))
    siege.settle()
    before = siege.wrote()

    with siege.watched(large):
        answer = ben.send(attach_to(siege, state), body)

    assert answer.status not in TAKEN
    assert siege.wrote() - before < len(large.data) // 2


# ------ that all of this can fail


def test_where_nothing_forbids_it_the_same_form_is_taken_and_seen(
    siege: Siege, ben: Attacker, shot: Picture
) -> None:
    before = Attachment.objects.count()

    with pytest.raises(AssertionError, match="as much was kept"), siege.watched(shot):
        answer = ben.send(attach_to(siege, "open"), ben.form(file(shot.data)))

    assert (answer.status, Attachment.objects.count()) == (302, before + 1)


def test_without_it_the_same_words_of_a_program_are_taken(
    siege: Siege, program: Program, told: dict[str, str]
) -> None:
    place = places(siege, told, "locked")
    another = program.number(place["disclosures"], WHOLE["disclosures"])
    sent = places(siege, told | {"sent": another}, "locked")["sent"]

    answers = {
        name: program.tell(path, whole(siege, name))
        for name, path in (place | {"sent": sent}).items()
        if name in {"reports", "answer", "sent", "heard"}
    }

    refused = {name: one.text for name, one in answers.items() if one.status not in DONE}
    assert refused == {}


def test_every_text_that_a_program_may_say_is_tried() -> None:
    known = {
        route.name: {
            member.name for member in operation.body.members if isinstance(member.shape, Words)
        }
        for route in ROUTES
        for operation in route.operations.values()
        if operation.body is not None
    }

    assert known.keys() == WHOLE.keys()
    assert {name: texts - WHOLE[name].keys() for name, texts in known.items()} == {
        name: set() for name in known
    }


@pytest.mark.parametrize("sign", range(len(signs(b"a mark of ours"))))
def test_a_copy_in_clear_is_seen_however_it_is_written(
    siege: Siege, shot: Picture, sign: int
) -> None:
    place = siege.temporary / "spool"
    with pytest.raises(AssertionError, match="spool"), siege.watched(shot):
        place.write_bytes(b"..." + signs(shot.mark)[sign])
    place.unlink()
