"""Other systems that are told what happens: by whom, of what, signed, and never of more."""

import base64
import hashlib
import hmac
import json
import re
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from bield.access import commands
from bield.access.models import Hook
from bield.access.rounds import close_leavers, tell_hooks
from bield.access.states import HOOKS_AT_ONCE, HookEnded
from bield.concerns import commands as concerns
from bield.concerns.about import About
from bield.concerns.states import PartyRole
from bield.kit.refusals import NotFound, Refused
from bield.ledger import queries as ledger
from bield.outbox.caller import call_out
from bield.outbox.commands import NEXT_TRY
from bield.outbox.models import Call
from bield.outbox.states import CallState
from bield.outbox.wire import Wire
from bield.people import commands as people
from bield.people.actors import Strength, actor_of, house
from bield.people.models import Person
from tests.access.door import now
from tests.concerns.telling import reported
from tests.conftest import Cast, SignIn, look_into
from tests.listening import Listener, found_at, listening
from tests.pages import LookingClient
from tests.systems import maker

ALL = ("concern.reported", "concern.acknowledged", "concern.closed", "duty.opened", "duty.done")
# One of them asks in which posts whoever looks acts only after signing.
STATEMENTS = {"sqlite": 9, "postgresql": 14}
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.fixture
def listener(tmp_path: Path) -> Iterator[Listener]:
    with listening(tmp_path) as heard:
        yield heard


def hooked(person: Person, url: str, *events: str) -> commands.Hooked:
    return commands.make_hook(maker(person), url=url, events=events or ALL, at=now())


def carried(cast: Cast, listener: Listener, *, at: Any = None, wire: Wire | None = None) -> None:
    """The worker comes round: the record is read, and what is due is called."""
    moment = at or now() + SECOND
    tell_hooks(moment)
    call_out([cast.alder.pk, cast.birch.pk], moment, wire=wire or listener.wire())
    look_into(cast.alder)


def said(listener: Listener) -> list[dict[str, str]]:
    """Without the first call, which shows that it is reached."""
    bodies: list[dict[str, str]] = [json.loads(heard.body) for heard in listener.heard]
    return [one for one in bodies if one["event"] != "hook.made"]


def calls() -> list[tuple[str, str, int]]:
    rows = Call.objects.order_by("pk")
    return [(row.state, row.answer, row.attempts) for row in rows]


# ------ making and ending


def test_an_administrator_has_another_system_told_and_the_secret_is_shown_once(
    cast: Cast, listener: Listener
) -> None:
    made = hooked(cast.eve, listener.url)

    row = Hook.objects.get()
    kept = b" ".join(
        str(value).encode() if not isinstance(value, bytes | memoryview) else bytes(value)
        for value in (getattr(row, field.attname) for field in row._meta.concrete_fields)
    )
    secret = base64.b64decode(made.secret.removeprefix("whsec_"))
    assert len(secret) == 32
    assert made.secret.encode() not in kept
    assert secret not in kept
    assert listener.url.encode() not in kept
    lines = ledger.lines_about(cast.alder.pk, f"hook:{row.reference}")
    assert [line.event for line in lines] == ["access.hook-made"]


@pytest.mark.parametrize("who", ["cat", "dev", "fay", "gus", "hal", "ivy", "joe", "lou", "nan"])
def test_nobody_else_does(cast: Cast, who: str) -> None:
    person = cast.people[who]
    actor = actor_of(person, on=timezone.localdate(), strength=Strength.STEPPED_UP)

    with pytest.raises(Refused, match="not-yours-to-make-hooks"):
        commands.make_hook(actor, url="https://a.example.org", events=ALL, at=now())

    assert Hook.objects.count() == 0


def test_it_takes_a_second_factor_given_just_now(cast: Cast) -> None:
    maker(cast.eve)
    actor = actor_of(cast.eve, on=timezone.localdate(), strength=Strength.TWO_FACTORS)

    with pytest.raises(Refused, match="step-up-needed"):
        commands.make_hook(actor, url="https://a.example.org", events=ALL, at=now())


def test_an_address_without_https_and_an_event_that_nobody_tells_are_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        hooked(cast.eve, "http://a.example.org", "access.signed-in")

    assert {one.code for one in refused.value.refusals} == {"no-such-event", "no-place-to-call"}


def test_there_are_no_more_than_a_house_needs(cast: Cast) -> None:
    for _ in range(HOOKS_AT_ONCE):
        hooked(cast.eve, "https://a.example.org")

    with pytest.raises(Refused, match="enough-hooks"):
        hooked(cast.eve, "https://a.example.org")


def test_ended_it_is_told_nothing_more_not_even_what_waits(cast: Cast, listener: Listener) -> None:
    made = hooked(cast.ama, listener.url)
    reported(cast, at=now())
    tell_hooks(now() + SECOND)

    look_into(cast.alder)
    commands.end_hook(maker(cast.eve), made.hook.reference, at=now())
    carried(cast, listener)

    assert listener.heard == []
    assert {state for state, _, _ in calls()} == {CallState.DROPPED}
    assert Hook.objects.get().ended_because == HookEnded.BY_HAND


def test_a_hook_of_another_house_is_not_found(cast: Cast) -> None:
    made = hooked(cast.eve, "https://a.example.org")

    look_into(cast.birch)
    with pytest.raises(NotFound):
        commands.end_hook(maker(cast.mia), made.hook.reference, at=now())

    look_into(cast.alder)
    assert Hook.objects.get().ended_at is None


def test_who_has_left_has_nobody_told(cast: Cast, listener: Listener) -> None:
    hooked(cast.eve, listener.url)
    yesterday = timezone.localdate() - DAY
    people.leave(house(cast.alder.pk, "tests"), cast.eve.pk, left_on=yesterday, at=now())

    carried(cast, listener)
    waiting = calls()
    close_leavers(now() + SECOND)

    look_into(cast.alder)
    assert listener.heard == []
    assert waiting == [(CallState.DROPPED, "", 1)]
    assert Hook.objects.get().ended_because == HookEnded.LEFT


# ------ what is told


def test_a_call_says_what_happened_to_what_and_when_and_nothing_else(
    cast: Cast, listener: Listener
) -> None:
    hooked(cast.ama, listener.url, "concern.reported")
    reference = reported(cast, account="Zebrawood said it.", at=now())

    carried(cast, listener)

    (one,) = said(listener)
    assert (one["event"], one["about"]) == ("concern.reported", reference)
    assert set(one) == {"id", "event", "about", "at"}
    assert not re.search(rb"Zebrawood|Oak|Dev|Joe", b"".join(h.body for h in listener.heard))


def test_the_first_call_shows_that_it_is_reached(cast: Cast, listener: Listener) -> None:
    made = hooked(cast.eve, listener.url)

    carried(cast, listener)

    (heard,) = listener.heard
    one = json.loads(heard.body)
    assert (one["event"], one["about"]) == ("hook.made", f"hook:{made.hook.reference}")


def test_a_receiver_can_tell_ours_from_anybody_s(cast: Cast, listener: Listener) -> None:
    """What the paper tells a receiver to do, done."""
    made = hooked(cast.eve, listener.url)

    carried(cast, listener)

    (heard,) = listener.heard
    names = {name.lower(): value for name, value in heard.headers.items()}
    signed = f"{names['webhook-id']}.{names['webhook-timestamp']}.".encode() + heard.body
    secret = base64.b64decode(made.secret.removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.digest(secret, signed, hashlib.sha256)).decode()
    assert names["webhook-signature"] == f"v1,{wanted}"
    assert abs(int(names["webhook-timestamp"]) - now().timestamp()) < 60
    assert names["webhook-id"] == json.loads(heard.body)["id"]


def test_whoever_sees_no_concern_has_nobody_told_of_one(cast: Cast, listener: Listener) -> None:
    hooked(cast.eve, listener.url)  # an administrator
    reported(cast, at=now())

    carried(cast, listener)

    assert said(listener) == []
    assert Call.objects.count() == 1  # not even a row that would tell


def test_who_is_named_in_a_concern_is_not_tipped_off(cast: Cast, listener: Listener) -> None:
    hooked(cast.ama, listener.url)
    lead = [About(person_id=cast.ama.pk, name="Ama Boateng", role=PartyRole.ALLEGED)]
    of_the_lead = reported(cast, about=lead, at=now())
    other = reported(cast, at=now())

    carried(cast, listener)

    about = {one["about"] for one in said(listener)}
    assert of_the_lead not in about
    assert other in about  # it could have been told
    assert Call.objects.filter(about__startswith=of_the_lead).count() == 0


def test_who_is_kept_away_after_it_was_written_is_not_told_either(
    cast: Cast, listener: Listener
) -> None:
    hooked(cast.ben, listener.url, "concern.reported")
    reference = reported(cast, at=now())
    tell_hooks(now() + SECOND)
    look_into(cast.alder)
    concerns.exclude(cast.actor("ama"), reference, person_id=cast.ben.pk, reason="Near.", at=now())

    carried(cast, listener)

    assert said(listener) == []
    assert Call.objects.get(about=reference).state == CallState.DROPPED


def test_who_is_kept_away_does_not_read_that_a_call_was_let_go(
    cast: Cast, listener: Listener, sign_in: SignIn, client: LookingClient
) -> None:
    hooked(cast.ben, listener.url, "concern.reported")
    reference, other = reported(cast, at=now()), reported(cast, at=now())
    tell_hooks(now() + SECOND)
    look_into(cast.alder)
    concerns.exclude(cast.actor("ama"), reference, person_id=cast.ben.pk, reason="Near.", at=now())
    carried(cast, listener)

    sign_in(client, cast.ben)
    page = client.get("/account/hooks/").content.decode()

    assert [one["about"] for one in said(listener)] == [other]
    assert page.count("A concern was reported, ") == 1
    assert "Not sent" not in page


def test_another_house_is_told_nothing_of_ours(cast: Cast, listener: Listener) -> None:
    look_into(cast.birch)
    hooked(cast.mia, listener.url)
    look_into(cast.alder)
    reported(cast, at=now())

    carried(cast, listener)

    assert said(listener) == []


def test_what_happened_before_is_not_told(cast: Cast, listener: Listener) -> None:
    reported(cast, at=now())
    hooked(cast.ama, listener.url)

    carried(cast, listener)

    assert said(listener) == []


def test_each_thing_is_told_once_however_often_the_worker_comes(
    cast: Cast, listener: Listener
) -> None:
    hooked(cast.ama, listener.url, "concern.reported")
    reported(cast, at=now())

    for number in range(3):
        carried(cast, listener, at=now() + number * SECOND)

    assert len(said(listener)) == 1


# ------ when nobody takes it


def test_what_is_not_taken_is_called_again_later_and_each_try_is_counted(
    cast: Cast, listener: Listener
) -> None:
    hooked(cast.eve, listener.url)
    listener.status = 503
    at = now() + SECOND
    carried(cast, listener, at=at)
    too_early = len(listener.heard)
    carried(cast, listener, at=at + NEXT_TRY[0] - SECOND)
    listener.status = 200

    carried(cast, listener, at=at + NEXT_TRY[0] + SECOND)

    assert (too_early, len(listener.heard)) == (1, 2)
    assert calls() == [(CallState.TAKEN, "200", 2)]
    first, second = (heard.headers["webhook-id"] for heard in listener.heard)
    assert first == second


def test_after_two_days_it_is_given_up_with_a_line_and_the_page_says_so(
    cast: Cast, listener: Listener, sign_in: SignIn, client: LookingClient
) -> None:
    made = hooked(cast.eve, listener.url)
    listener.status = 500
    at = now() + SECOND
    for wait in (*NEXT_TRY, DAY):
        carried(cast, listener, at=at)
        at += wait + SECOND
    carried(cast, listener, at=at)

    assert len(listener.heard) == len(NEXT_TRY) + 1
    assert calls() == [(CallState.GIVEN_UP, "500", len(NEXT_TRY) + 1)]
    lines = ledger.lines_about(cast.alder.pk, f"hook:{made.hook.reference}")
    assert [line.event for line in lines] == ["access.hook-made", "outbox.call-given-up"]
    sign_in(client, cast.eve, Strength.TWO_FACTORS)
    page = client.get("/account/hooks/").content.decode()
    assert "Does not answer" in page
    assert "Given up (500)" in page


def test_who_says_that_it_is_gone_is_not_called_again(cast: Cast, listener: Listener) -> None:
    hooked(cast.eve, listener.url)
    listener.status = 410

    carried(cast, listener)

    assert calls() == [(CallState.GIVEN_UP, "410", 1)]


def test_a_redirect_is_not_taken(cast: Cast, listener: Listener) -> None:
    hooked(cast.eve, listener.url)
    listener.status, listener.location = 302, "https://127.0.0.1/"

    carried(cast, listener)

    assert calls() == [(CallState.WAITING, "302", 1)]
    assert len(listener.heard) == 1


def test_a_name_that_leads_inside_by_now_is_not_called(cast: Cast, listener: Listener) -> None:
    hooked(cast.eve, listener.url)
    inside = Wire(resolve=found_at(*listener.wire().resolve("", 0)), trusted=listener.trust)

    carried(cast, listener, wire=inside)

    assert listener.heard == []
    assert calls() == [(CallState.WAITING, "address-not-public", 1)]


# ------ pages


def test_the_secret_is_on_the_page_that_made_it_and_on_no_other(
    cast: Cast, sign_in: SignIn, client: LookingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    sign_in(client, cast.eve)

    asked = {"url": "https://hooks.example.org/bield", "events": ["duty.opened"]}
    made = client.send("/account/hooks/new/", asked).content.decode()
    listed = client.get("/account/hooks/").content.decode()

    assert len(re.findall(r"whsec_[A-Za-z0-9+/=]{44}", made)) == 1
    assert "whsec_" not in listed
    assert "hooks.example.org" in listed
    assert "/bield" not in listed.split("<main", 1)[1].split("Hooks</h2>", 1)[1].split("</ul>")[0]


def test_a_name_that_leads_inside_is_refused_where_it_was_typed(
    cast: Cast, sign_in: SignIn, client: LookingClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    sign_in(client, cast.eve)

    asked = {"url": "https://hooks.example.org/bield", "events": ["duty.opened"]}
    page = client.send("/account/hooks/new/", asked).content.decode()

    assert "leads into a network of its own" in page
    assert 'value="https://hooks.example.org/bield"' in page
    assert Hook.objects.count() == 0


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_costs_the_same_however_many_hooks_there_are(
    cast: Cast,
    sign_in: SignIn,
    client: LookingClient,
    many: int,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(many):
        hooked(cast.eve, "https://a.example.org")
    sign_in(client, cast.eve)
    client.get("/account/hooks/")

    with django_assert_max_num_queries(STATEMENTS[connection.vendor]):
        client.get("/account/hooks/")


def test_when_a_hook_was_called_is_seen_by_whoever_made_it_alone(
    cast: Cast, listener: Listener, sign_in: SignIn, client: LookingClient
) -> None:
    hooked(cast.ama, listener.url)
    reported(cast, at=now())
    carried(cast, listener)

    sign_in(client, cast.eve, Strength.TWO_FACTORS)
    of_another = client.get("/account/hooks/").content.decode()
    sign_in(client, cast.ama, Strength.TWO_FACTORS)
    own = client.get("/account/hooks/").content.decode()

    assert "Ama Boateng" in of_another
    assert "The last calls" not in of_another
    assert "A first call, to show that it is reached" not in of_another
    assert "A first call, to show that it is reached" in own
    assert "A concern was reported, " in own
