"""“I saw it online”: asked, answered, and the parents of another’s child told, or not closed."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction  # noqa: TID251  # the table itself refuses

from bield.agreements import commands, queries
from bield.agreements.models import Asking, TakeDown
from bield.agreements.states import Down, Told
from bield.duties import queries as duties
from bield.kit.refusals import NotFound, Refused
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

WORDS = "A film of the show on a public page, with children of other families."
LATER = NOON + timedelta(hours=3)


def reported(cast: Cast, *, of_another: bool = True) -> str:
    made = commands.report_online(cast.actor("nan"), WORDS, of_another=of_another, at=NOON)
    return made.reference


def asked(cast: Cast, reference: str) -> None:
    commands.ask_down(
        cast.actor("ama"), reference, whom="By telephone.", words="Please take it down.", at=LATER
    )


def open_kinds(cast: Cast, reference: str) -> set[str]:
    found = duties.open_duties(cast.alder.pk, reference, LATER)
    return {one.code.removeprefix("agreements.") for one in found}


@pytest.mark.clause("EY-65b", "EY-66")
def test_a_report_begins_both_steps_with_their_duties(cast: Cast) -> None:
    assert open_kinds(cast, reported(cast)) == {"ask-down", "tell-parents"}
    assert open_kinds(cast, reported(cast, of_another=False)) == {"ask-down"}


@pytest.mark.clause("EY-65b")
def test_the_request_is_tracked_with_date_words_and_answer(cast: Cast) -> None:
    reference = reported(cast, of_another=False)
    asked(cast, reference)
    assert open_kinds(cast, reference) == {"hear-down"}
    commands.hear_down(cast.actor("ama"), reference, answer=Down.REFUSED, at=LATER)
    asked(cast, reference)
    with pytest.raises(Refused, match="asked-and-waits"):
        asked(cast, reference)
    commands.hear_down(cast.actor("ben"), reference, answer=Down.DOWN, at=LATER)
    commands.close_take_down(cast.actor("ama"), reference, at=LATER)

    page = queries.take_down_page(cast.actor("ama"), reference)
    assert [one.answer for one in page.askings] == ["They said no", "It is down"]
    assert page.askings[0].words == "Please take it down."
    assert page.askings[0].when.startswith("Tuesday 3 March 2026, 15:00")
    assert page.closed
    assert open_kinds(cast, reference) == set()


@pytest.mark.clause("EY-65b", "EY-66")
def test_closing_without_both_results_is_refused(cast: Cast) -> None:
    reference = reported(cast)
    lead = cast.actor("ama")
    with pytest.raises(Refused, match="nobody-was-asked, parents-are-not-told"):
        commands.close_take_down(lead, reference, at=NOON)
    asked(cast, reference)
    with pytest.raises(Refused, match="no-answer-yet, parents-are-not-told"):
        commands.close_take_down(lead, reference, at=NOON)
    commands.hear_down(lead, reference, answer=Down.DOWN, at=LATER)
    with pytest.raises(Refused, match="parents-are-not-told"):
        commands.close_take_down(lead, reference, at=NOON)
    commands.tell_parents(lead, reference, told=Told.TOLD, words="By telephone.", at=LATER)

    commands.close_take_down(lead, reference, at=LATER)

    row = TakeDown.objects.get()
    assert (row.told_at, row.closed_at) == (LATER, LATER)


@pytest.mark.clause("EY-66")
def test_telling_needs_words_and_is_written_down_once(cast: Cast) -> None:
    reference = reported(cast)
    lead = cast.actor("ama")
    with pytest.raises(Refused, match="telling-has-no-words"):
        commands.tell_parents(lead, reference, told=Told.WITHHELD, words=" ", at=LATER)
    commands.tell_parents(lead, reference, told=Told.WITHHELD, words="A risk.", at=LATER)
    with pytest.raises(Refused, match="told-already"):
        commands.tell_parents(lead, reference, told=Told.TOLD, words="Now.", at=LATER)
    own = reported(cast, of_another=False)
    with pytest.raises(Refused, match="nobody-to-tell"):
        commands.tell_parents(lead, own, told=Told.TOLD, words="Now.", at=LATER)


def test_what_was_written_lies_sealed_and_stays(cast: Cast) -> None:
    reference = reported(cast)
    asked(cast, reference)

    row, asking = TakeDown.objects.get(), Asking.objects.get()
    assert b"film" not in bytes(row.words)
    assert b"take it down" not in bytes(asking.words)
    for changed in (
        lambda: TakeDown.objects.update(of_another=False),
        lambda: Asking.objects.update(words=b""),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            changed()


def test_only_the_designated_see_it_and_whoever_reported_it_sees_their_words(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    reference = reported(cast)
    for who in ("dev", "eve", "ivy", "nan", "joe", "mia"):
        with pytest.raises(NotFound):
            queries.take_down_page(cast.actor(who), reference)
    assert queries.take_downs_seen(cast.actor("mia"), frozenset({reference})) == frozenset()
    sign_in(client, cast.nan)
    page = client.get(f"/seen-online/{reference}/").content.decode()
    assert "We are seeing to it." in page
    assert WORDS in page
    sign_in(client, cast.dev)
    assert client.get(f"/seen-online/{reference}/").status_code == 404


@pytest.mark.clause("EY-65b", "EY-66")
def test_the_whole_road_on_the_pages(cast: Cast, client: LookingClient, sign_in: SignIn) -> None:
    sign_in(client, cast.nan)
    empty = client.send("/seen-online/", {}).content.decode()
    assert "Write where you saw it and what it shows." in empty
    told = client.send("/seen-online/", {"words": WORDS, "of_another": "yes"})
    reference = told.headers["Location"].split("/")[-2]

    sign_in(client, cast.ama)
    assert reference in client.get("/take-downs/").content.decode()
    path = f"/take-downs/{reference}/"
    page = client.get(path).content.decode()
    assert WORDS in page
    assert "Close it" not in page  # the next steps are what is not done
    assert "What is missing before it can be closed:" in page
    refused = client.send(f"{path}close/", {}).content.decode()
    assert "Nobody was asked to take it down." in refused
    assert "Please take it down wherever it is" in client.get(f"{path}ask/").content.decode()
    client.send(f"{path}ask/", {"whom": "By letter.", "words": "Please take it down."})
    client.send(f"{path}answer/", {"answer": Down.DOWN})
    missing = client.send(f"{path}tell/", {"told": Told.TOLD}).content.decode()
    assert "Write down whom you told, and how." in missing
    client.send(f"{path}tell/", {"told": Told.TOLD, "words": "By telephone."})
    assert "Close it" in client.get(path).content.decode()
    client.send(f"{path}close/", {})

    assert "Closed" in client.get(path).content.decode()
    with pytest.raises(Refused, match="take-down-is-closed"):
        commands.close_take_down(cast.actor("ama"), reference, at=LATER)


def test_what_was_seen_and_sent_twice_is_one(cast: Cast) -> None:
    first, again = reported(cast), reported(cast)
    other = commands.report_online(cast.actor("nan"), "Another film.", of_another=True, at=NOON)

    assert first == again != other.reference
    assert TakeDown.objects.count() == 2
