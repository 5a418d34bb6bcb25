"""Effective audit, monitoring and review: the record verifies itself, and a person signs."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bield.kit.reading import reading
from bield.kit.refusals import Refused
from bield.kit.rounds import ROUNDS
from bield.kit.watches import WATCHES, Finding, State
from bield.ledger import commands, queries, registry, review
from bield.ledger.queries import Kept
from bield.people import commands as people
from bield.people.actors import house
from tests.agreements.asking import cares
from tests.concerns.telling import reported
from tests.conftest import NOON, Cast, SignIn
from tests.ledger import by_hand
from tests.ledger.telling import tell
from tests.pages import LookingClient

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


def look(cast: Cast, watch: str, *, after: timedelta = timedelta()) -> list[Finding]:
    with reading(cast.alder.pk):
        return WATCHES[watch].look(cast.alder.pk, NOON + after)


def about_itself(cast: Cast) -> list[Kept]:
    with reading(cast.alder.pk):
        return queries.lines_about(cast.alder.pk, "ledger")


def make_the_round(*, after: timedelta = timedelta()) -> None:
    ROUNDS["ledger.verify"].act(NOON + after)


@pytest.mark.clause("EY-35f")
def test_the_record_is_verified_daily_and_says_so(cast: Cast) -> None:
    make_the_round()
    make_the_round(after=DAY / 2)
    make_the_round(after=DAY)

    assert [(line.event, line.at, line.by) for line in about_itself(cast)] == [
        ("ledger.verified", NOON, "house:ledger"),
        ("ledger.verified", NOON + DAY, "house:ledger"),
    ]
    assert look(cast, "ledger.chain-is-whole", after=DAY) == []


@pytest.mark.clause("EY-35f", "TP-A1-8f")
def test_a_record_found_broken_is_told_and_turns_the_watch(cast: Cast) -> None:
    tell(cast.actor("ama"), "S-1")
    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 2")

    make_the_round()

    (told,) = about_itself(cast)
    assert (told.event, told.facts["fault"]) == ("ledger.found-broken", "line-changed")
    (finding,) = look(cast, "ledger.chain-is-whole")
    assert finding.state is State.BROKEN
    assert f"line {told.facts['line']} was changed" in finding.message


@pytest.mark.clause("EY-35f")
def test_a_record_that_nobody_verifies_is_unproved(cast: Cast) -> None:
    make_the_round()

    (finding,) = look(cast, "ledger.chain-is-whole", after=3 * DAY)

    assert (finding.state, finding.message) == (
        State.UNPROVED,
        "The record was last verified on 3 March 2026. Start the worker.",
    )


@pytest.mark.clause("EY-35f")
def test_a_review_is_signed_off_each_month(cast: Cast) -> None:
    commands.sign_off_review(cast.actor("ama"), outcome="in-order", at=NOON)

    assert look(cast, "ledger.review-is-signed", after=31 * DAY) == []
    (finding,) = look(cast, "ledger.review-is-signed", after=32 * DAY)
    assert (finding.state, finding.message) == (
        State.BROKEN,
        "Nobody has signed off a review of the record since 3 March 2026.",
    )


def test_the_next_review_begins_where_the_last_one_ended(cast: Cast) -> None:
    commands.sign_off_review(cast.actor("ama"), outcome="in-order", at=NOON)
    tell(cast.actor("ama"), "S-1")
    commands.sign_off_review(cast.actor("ben"), outcome="in-order", at=NOON)

    first, second = about_itself(cast)
    assert (first.facts["since"], second.facts["since"]) == (0, first.number)
    assert second.facts["until"] == first.number + 1


@pytest.mark.clause("EY-35f")
@pytest.mark.parametrize("name", ["dev", "eve", "hal", "lou", "nan"])
def test_only_the_lead_or_a_deputy_signs(cast: Cast, name: str) -> None:
    with pytest.raises(Refused, match="not-a-reviewer"):
        commands.sign_off_review(cast.actor(name), outcome="in-order", at=NOON)


@pytest.mark.clause("EY-35f")
def test_a_broken_record_is_not_signed_off_as_in_order(cast: Cast) -> None:
    tell(cast.actor("ama"), "S-1")
    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 2")
    make_the_round()

    with pytest.raises(Refused, match="record-is-broken"):
        commands.sign_off_review(cast.actor("ama"), outcome="in-order", at=NOON)

    commands.sign_off_review(cast.actor("ama"), outcome="followed-up", at=NOON)
    assert about_itself(cast)[-1].facts["outcome"] == "followed-up"


def test_every_event_of_the_record_is_in_words() -> None:
    assert registry.SENTENCES.items() <= registry.described().items()


# ------ the page


@pytest.fixture
def page(cast: Cast, client: LookingClient, sign_in: SignIn) -> Callable[[str], str]:
    def look_at(name: str) -> str:
        sign_in(client, cast.people[name])
        return client.get("/record/").content.decode()

    return look_at


def test_the_lead_sees_what_happened_in_words(cast: Cast, page: Callable[[str], str]) -> None:
    make_the_round()

    shown = page("ama")

    assert "every line is as it was written" in shown
    assert "People, posts and places</h3>" in shown
    assert "…" not in shown


def test_the_newest_of_a_kind_leads_to_the_others_a_page_at_a_time(
    cast: Cast, client: LookingClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "SHOWN", 4)
    sign_in(client, cast.ama)
    link = '<a href="?of=people.appointed">'
    assert link in client.get("/record/").content.decode()

    seen: list[str] = []
    query = "of=people.appointed"
    while query:
        shown = client.get(f"/record/?{query}").content.decode()
        seen += re.findall(r"Bield gave (.+? the post \w+) from", shown)
        older = re.search(r'<a href="\?([^"]+)" rel="next">', shown)
        query = unescape(older[1]) if older else ""

    assert "Cat Doyle the post officer" in seen
    assert len(seen) == len(set(seen)) > 8


def test_the_lines_of_one_kind_are_kept_from_whom_the_record_is(
    cast: Cast, page: Callable[[str], str], client: LookingClient
) -> None:
    tell(cast.actor("ama"), "S-1")
    page("ama")

    assert "None here." in client.get("/record/?of=test.told").content.decode()
    assert "None here." in client.get("/record/?of=no.such&before=x").content.decode()
    page("dev")
    assert client.get("/record/?of=people.appointed").status_code == 404


def test_every_line_stands_under_a_heading() -> None:
    others = [one for one in registry.described() if registry.headed(one) == registry.OTHERS]

    assert others == []


def test_many_lines_cost_no_more_statements_than_a_few(cast: Cast) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as made:
            review.review(cast.actor("ama"))
        return len(made)

    reported(cast)
    few = statements()
    for _ in range(3):
        reported(cast)

    # Some for each room that opens its lines and looks for the reader's family; PostgreSQL's own.
    assert statements() == few <= 25


def test_lines_that_no_room_opens_are_neither_shown_nor_counted(
    cast: Cast, page: Callable[[str], str]
) -> None:
    tell(cast.actor("ama"), "S-1")

    assert "test.told" not in page("ama")


def test_a_broken_record_is_said_on_top(cast: Cast, page: Callable[[str], str]) -> None:
    tell(cast.actor("ama"), "S-1")
    by_hand.change("UPDATE ledger_entry SET tip = opened WHERE number = 2")
    make_the_round()

    assert "The record was found broken" in page("ama")


@pytest.mark.clause("EY-35f")
def test_the_review_is_signed_off_on_the_page(
    cast: Cast, client: LookingClient, sign_in: SignIn
) -> None:
    sign_in(client, cast.ama)

    answer = client.send("/record/", {"outcome": "in-order"})

    assert (answer.status_code, answer["Location"]) == (302, "/record/")
    (told,) = about_itself(cast)
    assert (told.event, told.by) == ("ledger.reviewed", f"person:{cast.ama.pk}")


def test_the_champion_reads_and_does_not_sign(cast: Cast, page: Callable[[str], str]) -> None:
    assert "Sign off the review" not in page("fay")


def test_who_is_named_in_a_line_stands_there_by_name(
    cast: Cast, page: Callable[[str], str]
) -> None:
    cares(cast, "nan")
    page("ama")

    shown = page("ama")

    assert f"noted {cast.nan.name} as parent or carer of {cast.joe.name}" in shown


def test_an_office_reads_no_line_about_its_own_family(
    cast: Cast, client: LookingClient, page: Callable[[str], str]
) -> None:
    """Not what the other household said or did, nor lines of groups that name them."""
    cares(cast, "nan")
    us = house(cast.alder.pk, "tests")
    group = people.open_group(us, name="Ducks", at=NOON)
    people.join_group(us, group.reference, cast.joe.pk, at=NOON)
    page("ama")
    assert cast.joe.name in client.get("/record/?of=people.group-joined").content.decode()

    people.link_guardian(us, guardian_id=cast.ama.pk, child_id=cast.joe.pk, at=NOON)

    for event in ("people.group-joined", "people.guardian-linked", "people.person-added"):
        shown = client.get(f"/record/?of={event}").content.decode()
        assert cast.joe.name not in shown
        assert cast.nan.name not in shown
    page("ben")
    assert cast.joe.name in client.get("/record/?of=people.group-joined").content.decode()
