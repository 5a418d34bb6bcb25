"""The page that opens without a network: what a device keeps of it, and what it sends later."""

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone

from bield.concerns import commands, naming, queries
from bield.concerns.forms import Report, WithoutNetwork
from bield.concerns.models import Concern
from bield.concerns.states import REPORT_FORM
from bield.concerns.views.without_network import shell
from bield.ledger.queries import lines_about
from tests.concerns.telling import concern, desk, readers_of
from tests.conftest import NUMBERS, TODAY, Cast, SignIn
from tests.pages import LookingClient

ADDRESS = "/without-network/"
ANSWERS = {
    "danger_now": "no",
    "about": "Zephaniah Quill",
    "account": "He would not take off the coat.",
    "written_by": "Oswin Pell",
    "send_key": "one",
}


@pytest.fixture
def dev(client: LookingClient, cast: Cast, sign_in: SignIn) -> LookingClient:
    sign_in(client, cast.dev)
    return client


def send(client: LookingClient, cast: Cast, **answers: Any) -> HttpResponse:
    return client.send(f"{ADDRESS}send/", {**ANSWERS, "site_id": cast.oak.pk, **answers})


def sent(client: LookingClient, cast: Cast, **answers: Any) -> Concern:
    return concern(send(client, cast, **answers).json()["reference"])


def said(cast: Cast, kept: Concern) -> dict[str, str]:
    page = queries.concern_page(cast.actor("ama"), kept.reference, at=timezone.now())
    return {fact.name: fact.value for fact in page.told}


# ------ what a device keeps


def test_the_page_is_the_same_for_everybody_and_names_nobody(
    client: LookingClient, cast: Cast, sign_in: SignIn
) -> None:
    of_a_stranger = client.get(ADDRESS).content
    sign_in(client, cast.ama)

    assert client.get(ADDRESS).content == of_a_stranger
    for word in ("Ama", "Alder", "Oak", "csrf"):
        assert word not in of_a_stranger.decode()


def test_the_worker_keeps_the_parts_of_that_page_and_nothing_else(client: LookingClient) -> None:
    page = client.get(ADDRESS).content.decode()
    answer = client.get(f"{ADDRESS}worker/")

    [listed] = re.findall(r"const KEPT = (\[.*\]);", answer.content.decode())
    assert answer.headers["Service-Worker-Allowed"] == "/"
    assert answer.headers["Content-Type"] == "text/javascript"
    assert {one for one in json.loads(listed) if not one.startswith("/static/")} == {
        ADDRESS,
        f"{ADDRESS}manifest/",
    }
    parts = {part for part in json.loads(listed) if part.startswith("/static/")}
    assert parts == set(re.findall(r'"(/static/[^"]+)"', page))
    assert {re.sub(r"\.[0-9a-f]{12}\.", ".", part) for part in parts} == {
        "/static/concerns/refusing.js",
        "/static/concerns/safe.js",
        "/static/concerns/without_network.js",
        "/static/kit/built/bield.css",
        "/static/kit/mark.svg",
        "/static/kit/page.js",
    }


def test_the_worker_changes_with_the_page_and_with_nothing_else() -> None:
    shell.cache_clear()
    first = shell(TODAY)
    shell.cache_clear()

    assert shell(TODAY) == first
    later = shell(TODAY + timedelta(days=1))
    assert later.page != first.page
    assert later.worker != first.worker


def test_the_manifest_opens_that_page(client: LookingClient) -> None:
    answer = client.get(f"{ADDRESS}manifest/")

    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert json.loads(answer.content)["start_url"] == ADDRESS


def test_the_card_has_sites_and_outside_numbers_and_nobodys_name(
    dev: LookingClient, cast: Cast
) -> None:
    answer = dev.get(f"{ADDRESS}card/").json()

    card = answer["card"]
    assert card["organisation"] == "Alder Training"
    assert card["sites"] == [[str(cast.elm.pk), "Elm"], [str(cast.oak.pk), "Oak"]]
    assert [one["number"] for one in card["numbers"]][:3] == list(NUMBERS.values())[:3]
    assert not [one.name for one in cast.people.values() if one.name in json.dumps(card)]
    assert answer["name"] == "Dev Rahman"


@pytest.mark.parametrize("who", ["joe", "nan"])
def test_the_numbers_of_the_authorities_are_for_adults_who_work_or_help_here(
    client: LookingClient, cast: Cast, sign_in: SignIn, who: str
) -> None:
    sign_in(client, cast.people[who])

    assert client.get(f"{ADDRESS}card/").json()["card"]["numbers"] == []


# ------ what is asked


def test_it_asks_in_the_words_of_the_report() -> None:
    here = WithoutNetwork(None, initial={}).fields
    there = Report(None, sites=[], initial={}).fields

    assert [name for name in here if name not in there] == ["written_by"]
    for name in here.keys() - {"written_by"}:
        assert (here[name].label, here[name].help_text) == (
            there[name].label,
            there[name].help_text,
        )
        assert here[name].error_messages == there[name].error_messages
    required = {name for name, field in here.items() if field.required}
    assert required == {name for name, field in there.items() if field.required}


def test_what_the_page_does_not_ask_is_not_taken(dev: LookingClient, cast: Cast) -> None:
    kept = sent(dev, cast, slip="P-0001-X", item="worry:picture", late_reason="Because.")

    assert kept.source == "device:"
    assert list(said(cast, kept)) == ["Written on the device, before it could be sent"]


# ------ sent later


def test_it_says_when_and_by_whom_it_was_written_and_where_it_came_from(
    dev: LookingClient, cast: Cast
) -> None:
    written = timezone.now() - timedelta(days=2)

    kept = sent(dev, cast, written_at=written.isoformat())

    told = said(cast, kept)["Written on the device, before it could be sent"]
    assert told.endswith(", by Oswin Pell")
    assert timezone.localtime(written).strftime("%H:%M") in told
    assert timezone.now() - kept.reported_at < timedelta(minutes=1)
    assert kept.reporter_id == cast.dev.pk
    [row] = desk(cast, "ama", at=timezone.now()).rows
    assert row.source == "Written without a network"
    assert "Oswin" not in str(lines_about(cast.alder.pk, kept.reference))


@pytest.mark.parametrize("clock", ["", "2999-01-01T00:00:00Z", "yesterday"])
def test_a_wrong_clock_loses_neither_the_name_nor_the_way_it_came(
    dev: LookingClient, cast: Cast, clock: str
) -> None:
    kept = sent(dev, cast, written_at=clock)

    assert kept.source == "device:"
    assert list(said(cast, kept).values()) == ["It is not known when, by Oswin Pell"]


def test_sent_twice_it_is_one_report_with_one_receipt(dev: LookingClient, cast: Cast) -> None:
    first, second = send(dev, cast), send(dev, cast)

    assert first.json() == second.json()
    assert Concern.objects.count() == 1


def test_a_clock_that_was_ahead_makes_no_second_report(dev: LookingClient, cast: Cast) -> None:
    ahead = timezone.now() + timedelta(minutes=5)
    send(dev, cast, written_at=ahead.isoformat())

    send(dev, cast, written_at=(ahead - timedelta(minutes=10)).isoformat())

    assert Concern.objects.count() == 1


def test_what_is_wrong_is_said_by_field_and_nothing_is_kept(dev: LookingClient, cast: Cast) -> None:
    answer = send(dev, cast, danger_now="", account="", site_id="99999")

    assert answer.status_code == 422
    assert answer.json()["errors"] == {
        "danger_now": ["Say first whether anyone is in danger right now."],
        "account": ["Write what happened, even if it is short."],
        "site_id": ["Choose one of the answers to “Which site does it belong to?”"],
    }
    assert not Concern.objects.exists()


def test_a_picture_written_as_text_is_refused_in_the_name_as_well(
    dev: LookingClient, cast: Cast
) -> None:
    answer = send(dev, cast, written_by="data:image/png;base64," + "iVBORw0KGgo" + "A" * 400)

    assert list(answer.json()["errors"]) == ["written_by"]
    assert not Concern.objects.exists()


def test_a_draft_that_was_begun_with_a_network_stays(dev: LookingClient, cast: Cast) -> None:
    actor = cast.actor("dev")
    commands.keep_draft(actor, REPORT_FORM, {"account": "Another."}, at=timezone.now())

    send(dev, cast)

    draft = queries.draft(actor, REPORT_FORM, at=timezone.now())
    assert draft is not None
    assert draft.typed["account"] == "Another."


def test_whom_it_names_does_not_read_it(dev: LookingClient, cast: Cast) -> None:
    kept = sent(dev, cast, harmed_by="Ama Boateng")

    readers = set(kept.readers.values_list("person_id", flat=True))
    assert cast.ama.pk not in readers
    assert readers


def test_whoever_may_be_meant_by_a_first_name_is_asked_about_before_it_is_sent(
    dev: LookingClient, cast: Cast
) -> None:
    answer = send(dev, cast, harmed_by="Ben").json()
    assert list(answer["errors"]) == ["whom"]
    assert "Ben Carter" in answer["asks"]
    assert not Concern.objects.exists()

    kept = sent(dev, cast, harmed_by="Ben", whom=naming.line_of("Ben Carter", cast.ben.reference))

    assert "ben" not in readers_of(kept.reference)


def test_a_child_may_send_one_too(client: LookingClient, cast: Cast, sign_in: SignIn) -> None:
    sign_in(client, cast.joe)

    assert sent(client, cast).reporter_id == cast.joe.pk


def test_who_is_not_signed_in_is_led_to_the_sign_in_and_nothing_is_kept(
    client: LookingClient, cast: Cast
) -> None:
    answer = send(client, cast)

    assert answer.status_code == 302
    assert not Concern.objects.exists()


# ------ where it is met


def test_the_home_page_leads_there_and_has_the_words_for_a_draft_unseen(
    dev: LookingClient,
) -> None:
    home = dev.get("/").content.decode()

    assert f'href="{ADDRESS}"' in home
    assert re.search(r"<div data-draft-waits [^>]+ hidden>", home)
