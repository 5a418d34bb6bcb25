"""Worries from every source end in one queue; a record elsewhere asks, and makes a concern."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from bield.concerns import commands, queries
from bield.concerns.intake import Intake, Item
from bield.concerns.narrowing import DeskFilter
from bield.concerns.pages import Receipt
from bield.concerns.sources import forget_source, register_source
from bield.duties import commands as duty_commands
from bield.duties import queries as duties
from bield.duties import rounds
from bield.duties.registry import KINDS, DutyKind, register
from bield.kit.refusals import NotFound, Refused
from bield.people.actors import Actor, Strength
from tests.concerns.telling import asked, on_desk, readers_of, reported
from tests.conftest import NOON, Cast

DAY = timedelta(days=1)
SOURCES = {
    "alert:": "Filter alert",
    "session:": "Session note",
    "check:": "Failed check",
    "post:": "Social moderation",
    "misuse:": "Misuse record",
}


@pytest.fixture(autouse=True)
def rooms() -> Iterator[None]:
    """Rooms that do not stand yet, registered as they will be."""
    for prefix, name in SOURCES.items():
        register_source(prefix, found, name=name)
    yield
    for prefix in SOURCES:
        forget_source(prefix)


def found(_actor: Actor, reference: str) -> Item:
    return Item(reference, "Maths with Joe", "/sessions/3/", NOON)


def raised(cast: Cast, who: str = "lou", **more: str | list[str]) -> Receipt | None:
    actor = cast.actor(who, Strength.ONE_FACTOR)
    item = found(actor, str(more.pop("reference", "misuse:7")))
    told = {"at_risk": "unsure", "words": "Signed in as another learner.", **more}
    return commands.raise_from(actor, item, site_id=cast.oak.pk, at=NOON, **told)  # type: ignore[arg-type]  # words alone


@pytest.mark.clause("TP-1.3c")
def test_five_sources_end_in_one_queue_with_their_source_and_their_clock(cast: Cast) -> None:
    sources = {reported(cast): ""}
    for prefix in ("alert:", "session:", "check:", "post:"):
        receipt = raised(cast, reference=f"{prefix}1")
        assert receipt
        sources[receipt.reference] = SOURCES[prefix]

    rows = queries.desk(cast.actor("ama"), chosen=DeskFilter(), at=NOON).rows

    assert {row.reference: row.source for row in rows} == sources
    before = {one: asked(one) for one in sources}
    rounds.turn(NOON + 3 * DAY)
    assert all(row.overdue for row in queries.desk(
        cast.actor("ama"), chosen=DeskFilter(), at=NOON + 3 * DAY
    ).rows)  # fmt: skip
    escalated = [one for one in sources if "Nobody acknowledged" in chronology(cast, one)]
    assert escalated == list(sources), before


def chronology(cast: Cast, reference: str) -> str:
    lines = queries.concern_page(cast.actor("ama"), reference, at=NOON + 3 * DAY).chronology
    return "\n".join(line.text for line in lines)


@pytest.mark.clause("TP-7.1b")
def test_misuse_that_may_put_somebody_at_risk_makes_a_concern_of_its_own(cast: Cast) -> None:
    receipt = raised(cast, "lou")

    assert receipt
    assert set(readers_of(receipt.reference)) == {"ama", "ben"}
    assert on_desk(cast, "lou") == []
    with pytest.raises(NotFound):
        queries.concern_page(cast.actor("lou"), receipt.reference, at=NOON)
    again = raised(cast, "lou")
    assert again
    assert (again.reference, again.again) == (receipt.reference, True)
    assert raised(cast, "lou", reference="misuse:8", at_risk="no", words="") is None
    with pytest.raises(Refused, match="risk-not-answered"):
        raised(cast, "lou", reference="misuse:9", at_risk="")


@pytest.mark.clause("OT-28b")
def test_a_session_asks_what_was_seen_and_opens_a_concern_with_its_facts(cast: Cast) -> None:
    with pytest.raises(Refused, match="risk-not-answered"):
        raised(cast, "ivy", reference="session:3", at_risk="")
    with pytest.raises(Refused, match="no-account"):
        raised(cast, "ivy", reference="session:3", at_risk="yes", words="")

    receipt = raised(cast, "ivy", reference="session:3", at_risk="yes", words="", seen=["home"])

    assert receipt
    page = queries.concern_page(cast.actor("ama"), receipt.reference, at=NOON)
    assert "Seen in a live session: the home" in page.account
    assert "Maths with Joe" in str(page.told)


# ------ a password that got out


class Register:
    """Accounts of a room that does not stand yet."""

    def __init__(self) -> None:
        self.compromised: set[str] = set()
        self.sessions = {"account:7": 2}

    def got_out(self, actor: Actor, reference: str, at: datetime) -> None:
        self.compromised.add(reference)
        self.sessions[reference] = 0
        duty_commands.open_duty(
            actor, "test.rotate", subject=reference, holder_ids=[actor.person_id or 0], at=at,
            due_at=at,
        )  # fmt: skip

    def may_use(self, reference: str) -> bool:
        return reference not in self.compromised


@pytest.mark.clause("EY-21", "TP-3.6.2")
@pytest.mark.parametrize("kind", ["password", "hacking"])
def test_a_password_that_got_out_shuts_the_account_and_reaches_the_designated(
    cast: Cast, kind: str
) -> None:
    accounts = Register()
    register_source("account:", found, name="Account", got_out=accounts.got_out)
    register(DutyKind("test.rotate", "Change the password now"))
    try:
        reference = reported(
            cast,
            "ivy",
            intake=Intake(kind=kind, item=found(cast.actor("ivy"), "account:7")),
        )
        [duty] = duties.for_person(cast.actor("ivy"), NOON)
    finally:
        forget_source("account:")
        del KINDS["test.rotate"]

    assert accounts.sessions == {"account:7": 0}
    assert not accounts.may_use("account:7")
    assert duty.title == "Change the password now"
    assert set(readers_of(reference)) == {"ama", "ben"}


def test_another_kind_of_report_about_an_account_shuts_nothing(cast: Cast) -> None:
    accounts = Register()
    register_source("account:", found, got_out=accounts.got_out)
    try:
        reported(
            cast, "ivy", intake=Intake(kind="bullying", item=found(cast.actor("ivy"), "account:7"))
        )
    finally:
        forget_source("account:")

    assert accounts.may_use("account:7")
